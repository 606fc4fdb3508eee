// What the view of several clocks says beside its findings: its parts, one event under every clock, examples of what a
// clock gets wrong, and the errors of physical clocks.
import type { ClocksReport } from '../analysis/clock-lenses-study.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { grouped } from '../core/counted.ts';
import { eventNumber } from './event-words.ts';
import { duration, fixed } from './numbers.ts';
import { phrase, type Phrase } from './phrase.ts';

export const CLOCKS_WORDS = {
  choose: 'Timestamps in the diagram',
  working: 'Counting pairs of events …',
  meaning: 'What this means here',
  errors: 'Physical clocks of the hybrid clock',
  errorsExplained:
    'A hybrid clock reads the machine’s physical clock, which is wrong in practice. Offset: how far it is ahead. ' +
    'Drift: how much faster it runs; at 1,000 parts per million it gains a millisecond each second. ' +
    'A live run measures both.',
} as const;

export const CLOCK_TABLE_WORDS = {
  title: 'How each clock orders this trace',
  clock: 'clock',
  ordered: 'concurrent pairs it orders',
  orderedNote: 'and their share of all pairs',
  wrong: 'causal pairs it gets wrong',
  wrongNote: 'equal or reversed timestamps',
  size: 'size',
  sizeNote: 'bytes each',
  says: 'a timestamp says',
  kept: 'what this log has',
} as const;

/** Of the pairs that a clock gets wrong. */
export function equalAndReversed(equal: number, reversed: number): string {
  return `${grouped(equal)} equal, ${grouped(reversed)} reversed`;
}

/** How an element shows what is not mere text. */
export interface ExampleMarks<Part> {
  readonly strong: (words: string) => Part;
  /** An event that leads to where it is, with the other one of the pair in view. */
  readonly event: (place: EventPlace, other: EventPlace) => Part;
  readonly timestamp: (place: EventPlace) => Part;
}

interface Pair {
  readonly first: EventPlace;
  readonly second: EventPlace;
}

/** `machine 2’s event 5`. */
export function eventOf(trace: Pick<Trace, 'nameOf'>, place: EventPlace): string {
  return `${trace.nameOf(place.machine)}’s event ${eventNumber(place)}`;
}

/** Two concurrent events that a clock orders. `laterMs`: how much later the first one took place. */
export function orderedPair<Part>(
  clock: string,
  { first, second }: Pair,
  laterMs: number,
  { strong, event, timestamp }: ExampleMarks<Part>,
): Phrase<Part> {
  const later = laterMs > 0 ? `, and the first took place ${duration(laterMs)} later` : '';
  return phrase<Part>`${strong('Look at a pair:')} under “${clock}”, ${event(first, second)} has ${timestamp(first)} and ${event(second, first)} has ${timestamp(second)}, so the first seems to come before the second. Neither knew of the other${later}.`;
}

/** Two events whose timestamps deny that the first happened before the second. */
export function deniedPair<Part>(
  { first, second }: Pair,
  { strong, event, timestamp }: ExampleMarks<Part>,
): Phrase<Part> {
  return phrase<Part>`${strong('Look at a mistake:')} ${event(first, second)} happened before ${event(second, first)}, but they have ${timestamp(first)} and ${timestamp(second)}.`;
}

/** How far the two parts of hybrid timestamps go. */
export function hybridLead<Part>(
  { lead: { aheadMs, aheadAt, counter, counterAt } }: ClocksReport,
  { strong, event }: Pick<ExampleMarks<Part>, 'strong' | 'event'>,
): Phrase<Part> {
  const ahead = aheadAt
    ? phrase<Part>`The part l is ahead of a machine’s own physical clock by at most ${strong(duration(aheadMs))}, at ${event(aheadAt, aheadAt)}.`
    : ['The part l is always what the machine’s own physical clock shows.'];
  const count = counterAt
    ? phrase<Part>`The part c goes up to ${strong(String(counter))}, at ${event(counterAt, counterAt)}.`
    : ['The part c stays 0.'];
  return phrase<Part>`${ahead} ${count}`;
}

export const ONE_EVENT_WORDS = {
  title: 'One event under every clock',
  select: 'Select an event in the diagram or in the sentences here to see its timestamps side by side.',
  matrix: 'Matrix: how many events of each machine (columns) each machine is known to have heard of (rows)',
  all: 'all',
  allExplained: 'The last row is what every machine has heard of: messages older than that can be deleted.',
} as const;

/** Of a matrix that has no room. */
export function matrixTooLarge(machines: number): string {
  return `Matrix: ${machines} × ${machines} numbers, too many to show here. Its own row is the vector.`;
}

export function hybridTimestamp(physicalMs: number, counter: number): string {
  return `l = ${physicalMs} ms, c = ${counter}`;
}

/** Why the physical part is what it is; `ownMs` is what the machine's own clock shows. */
export function hybridReason(physicalMs: number, ownMs: number): string {
  if (physicalMs === ownMs) return 'l is what the machine’s own physical clock shows.';
  return `The machine’s own physical clock shows ${ownMs} ms: l is ${Number(fixed(physicalMs - ownMs, 3))} ms ahead, because another machine’s clock was.`;
}

export type ClockErrorPart = 'offset' | 'drift';

export const CLOCK_ERROR_WORDS: Readonly<
  Record<ClockErrorPart, { readonly label: string; readonly unit: string; readonly what: string }>
> = {
  offset: { label: 'Offset', unit: 'ms', what: 'The offset is a number of milliseconds' },
  drift: { label: 'Drift', unit: 'ppm', what: 'The drift is a number of parts per million' },
};

export const SET_ALL_TO_ZERO = 'Set all to 0';
/** Of the errors that the run measured. */
export const USE_MEASURED = 'Use measured errors';

export function clockErrorProblem(part: ClockErrorPart, max: number): string {
  return `${CLOCK_ERROR_WORDS[part].what} from −${grouped(max)} to ${grouped(max)}.`;
}

/** Of machines that have no fields. */
export function withoutError(machines: number): string {
  return machines === 1
    ? 'The clock of the other machine has no error.'
    : `The clocks of the other ${grouped(machines)} machines have no error.`;
}
