// A program of a live run without a box, for tests in one process: its text is run as Node runs it, and its seat is beside the host.
import type { OpenProgram } from '../engine/program-host.ts';
import { ProgramSeat } from '../engine/program-seat.ts';
import { programIn } from '../programs/shipped.ts';

export const openHere: OpenProgram = ({ code, trial }, machine, seed) => {
  const program = programIn(code);
  const seat = new ProgramSeat(program, machine, trial, seed);
  return Promise.resolve({
    messages: Object.keys(program.on ?? {}),
    commands: Object.keys(program.commands ?? {}),
    withArgument: [],
    // As through a port: what comes back shares nothing with what is behind it.
    take: async turn => JSON.parse(JSON.stringify(await Promise.resolve(seat.take(turn)))) as never,
    close: () => undefined,
  });
};
