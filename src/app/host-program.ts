// What the page of a machine needs where it runs a program, in one piece: pages whose machines roll a die do not fetch it.
import { hostingBy } from '../laboratory/program-hosting.ts';
import { openSeatBox } from '../sandbox/seat-box.ts';

export const openProgram = hostingBy(openSeatBox);
