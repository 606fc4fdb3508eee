// What is wrong with an address or a form, in words: of the address as a whole, of single fields, and how many of them.
import { counted } from '../core/counted.ts';

const SHOWN_CHARACTERS = 60; // of what somebody wrote

/** What somebody wrote, in quotation marks, and never more of it than a sentence can carry. */
export function quoted(text: string): string {
  return `“${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}”`;
}

/** `1 problem`, `2 problems`. */
export function problemsInWords(problems: number): string {
  return counted(problems, 'problem');
}

export function unknownKey(key: string): string {
  return `The address has an unknown key ${quoted(key)}.`;
}

export function saidTwice(key: string): string {
  return `The address says ${quoted(key)} more than once; the first one counts.`;
}

export function badRun(value: string, canPlay: boolean): string {
  const right = canPlay ? '“run=now” and “run=play” mean' : '“run=now” means';
  return `The address says ${quoted(`run=${value}`)}; only ${right} something.`;
}

export function moreOfThese(count: number): string {
  return `The address has ${counted(count, 'more problem')} of this kind.`;
}

export function unknownChoice(field: string, value: string, choices: readonly string[]): string {
  return `Unknown ${field} ${quoted(value)}: choose ${choices.join(' or ')}.`;
}

export function seatProblem(seat: string, seats: number): string {
  return `The seat is ${quoted(seat)}. It should be a whole number from 1 to ${seats}.`;
}

export function roomProblem(room: string): string {
  return `The room is ${quoted(room)}. A room’s name has 1 to 40 letters, digits, hyphens or underscores.`;
}

export function brokerProblem(text: string): string {
  return `${quoted(text)} is not the address of a broker: write one such as wss://broker.example:8084/mqtt.`;
}

export function tooManyBrokers(max: number): string {
  return `Name at most ${max} brokers of one cluster.`;
}

export const NO_BROKER = 'Name the broker that the links go through. None is contacted by default.';
export const NO_WEBRTC_IN_WORKERS =
  'Workers have no WebRTC: choose other links, or frames or tabs for the machines.';
