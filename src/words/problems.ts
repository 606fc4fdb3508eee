// What is wrong with an address or a form, in words: of the address as a whole, of single fields, and how many of them.
import { counted, grouped } from '../core/counted.ts';

const SHOWN_CHARACTERS = 60; // of what somebody wrote

/** What somebody wrote, in quotation marks, and never more of it than a sentence can carry. */
export function quoted(text: string): string {
  return `“${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}”`;
}

/** `Fix 1 problem before running.` */
export function fixBeforeRunning(problems: number): string {
  return `Fix ${problemsInWords(problems)} before running.`;
}

/** `Fix 1 problem before adding the trial.` */
export function fixBeforeAdding(problems: number): string {
  return `Fix ${problemsInWords(problems)} before adding the trial.`;
}

/** `1 problem`, `2 problems`. */
export function problemsInWords(problems: number): string {
  return counted(problems, 'problem');
}

export const LEAVE_OUT = 'Leave it out';

export function unknownKey(key: string): string {
  return `The address has an unknown key ${quoted(key)}.`;
}

export function saidTwice(key: string): string {
  return `The address says ${quoted(key)} more than once; the first one counts.`;
}

export function badRun(value: string): string {
  return `The address says ${quoted(`run=${value}`)}; only “run=now” means something.`;
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

export function badReading(max: number): string {
  return `The reading in the address is left out: it has other signs than letters, digits, “-” and “_”, or more than ${grouped(max)}.`;
}

export function patternTooLong(characters: number): string {
  return `The pattern in the address has more than ${counted(characters, 'character')} and is left out.`;
}

export function badWords(max: number): string {
  return `The words in the address cannot be used: they should look like ie:internal,xmit:send, at most ${max} of them.`;
}

export function machinesProblem({ min, max }: { readonly min: number; readonly max: number }): string {
  return `The number of machines must be a whole number from ${min} to ${max}.`;
}

export function ratesCountProblem(machines: number, rates: number): string {
  return `There are ${machines} machines but ${counted(rates, 'rate')}: give one rate for each machine.`;
}

export function rateProblem({ min, max }: { readonly min: number; readonly max: number }): string {
  return `Each rate must be a whole number of ticks per second from ${min} to ${max}.`;
}

export const ONE_DELAY = 'A trial has one delay.';
export const NO_DELAY_LIVE = 'A live run has the delay of its links: choose Virtual, or no delay.';

export function tooManyFast(machines: number): string {
  return `There can be at most ${machines} machines with the slowest one.`;
}

export function tooManyCells(cells: number, max: number): string {
  return `This grid has ${grouped(cells)} cells; at most ${grouped(max)} are possible.`;
}

export function notANumber(item: string): string {
  return `${quoted(item)} is neither a number nor a range such as 3-20.`;
}

export function backwards(item: string, low: string, high: string): string {
  return `${quoted(item)} is backwards: write ${quoted(`${high}-${low}`)}.`;
}

export function tooLarge(item: string): string {
  return `${quoted(item)} is too large a number.`;
}

export function tooManyValues(max: number): string {
  return `A list may have at most ${grouped(max)} values.`;
}

export const NO_NUMBER = 'Give at least one number, or a range such as 3-20.';

export function notADelay(item: string): string {
  return `${quoted(item)} is not a delay: write none, fixed 50, uniform 20-80 or exponential 50, in milliseconds.`;
}

export function tooManyOwnMachines(max: number): string {
  return `A notebook’s figure has room for at most ${counted(max, 'machine')}.`;
}

export function ownTrialTooLong(ticks: number, runs: number, secondsThatFit: number): string {
  return `One run has ${counted(ticks, 'tick')}, and ${runs} of them take too long: at these rates ${counted(secondsThatFit, 'second')} fit.`;
}
