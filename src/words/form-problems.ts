// What is wrong in the fields of forms and in the addresses of the views that have them, in words.
import { counted, grouped } from '../core/counted.ts';
import type { FaultPart } from '../core/fault-plan.ts';
import { quoted, problemsInWords } from './problems.ts';

/** `Fix 1 problem before running.` */
export function fixBeforeRunning(problems: number): string {
  return `Fix ${problemsInWords(problems)} before running.`;
}

/** `Fix 1 problem before adding the trial.` */
export function fixBeforeAdding(problems: number): string {
  return `Fix ${problemsInWords(problems)} before adding the trial.`;
}

export const LEAVE_OUT = 'Leave it out';

export function badReading(max: number): string {
  return `The reading in the address is left out: it has other signs than letters, digits, “-” and “_”, or more than ${grouped(max)}.`;
}

export function badLinkedRun(max: number): string {
  return `The run in the address is left out: it has other signs than letters, digits, “-” and “_”, or more than ${grouped(max)}.`;
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

export function outOfBounds(
  label: string,
  { min, max }: { readonly min: number; readonly max: number },
  unit: string,
): string {
  return `${label}: give a number from ${grouped(min)} to ${grouped(max)} ${unit}.`;
}

export function tooManyFaults(max: number): string {
  return `A trial has at most ${grouped(max)} faults at a time: partitions, pauses, crashes and changes of rate together.`;
}

/** `item` is not one of these. */
export function notATimedFault(item: string, part: FaultPart): string {
  return `${quoted(item)} cannot be read: write ${TIMED_EXAMPLES[part]}`;
}

const TIMED_EXAMPLES: Readonly<Record<FaultPart, string>> = {
  partition: 'the machines of one side and the seconds, such as 1 2: 10-20, or none.',
  pause: 'the machine and the seconds, such as 2: 10-15, or none.',
  crash: 'the machine and the seconds, such as 2: 10-15 amnesic, or none.',
  rate: 'the machine, the second and the rate, such as 2: 30 rate 6, or none.',
};

/** `item` is not the delay of a link. */
export function notALinkDelay(item: string): string {
  return `${quoted(item)} cannot be read: write two machines and a delay, such as 1 to 2: fixed 200, or 1 and 2: fixed 200 for both directions, or none.`;
}

export function tooManyLinkDelays(max: number): string {
  return `A trial has delays of at most ${grouped(max)} single links.`;
}

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
  return `${quoted(item)} is not a delay: write none, fixed 50, uniform 20-80, exponential 50 or log-normal 50 x 2, in milliseconds.`;
}

export function tooManyOwnMachines(max: number): string {
  return `A notebook’s figure has room for at most ${counted(max, 'machine')}.`;
}

export function ownTrialTooLong(ticks: number, runs: number, secondsThatFit: number): string {
  return `One run has ${counted(ticks, 'tick')}, and ${runs} of them take too long: at these rates ${counted(secondsThatFit, 'second')} fit.`;
}
