// The kinds of clocks in words: what they are called, what a timestamp of theirs tells, and what that means for a trace.
import { grouped } from '../core/counted.ts';
import type { ClocksReport, LensFindings } from '../analysis/clock-lenses-study.ts';
import type { LensKind } from '../analysis/clock-lenses.ts';
import { listing, share } from './numbers.ts';

export interface LensWords {
  readonly name: string;
  /** In a narrow place. */
  readonly short: string;
  readonly knows: string;
  /** How its timestamps are written beside an event. */
  readonly label: string;
}

export const LENS_WORDS: Record<LensKind, LensWords> = {
  recorded: {
    name: 'Recorded',
    short: 'Recorded',
    knows: 'whatever the program that wrote the log recorded',
    label: 'The timestamps in the log itself.',
  },
  'increment-then-send': {
    name: 'Lamport’s rule',
    short: 'Lamport’s',
    knows: 'the length of the longest chain of events leading here',
    label: 'Computed again from the same messages; each carries the timestamp of its send.',
  },
  'send-then-increment': {
    name: 'The assignment’s rule',
    short: 'Assignment’s',
    knows: 'the same, but a message carries the clock from before its send',
    label: 'Computed again from the same messages; each carries the clock from before its send.',
  },
  vector: {
    name: 'Vector',
    short: 'Vector',
    knows: 'how many events of each machine happened before this one',
    label: '[a b c]: how many events of machine 1, 2, 3 … are in the event’s past, itself included.',
  },
  matrix: {
    name: 'Matrix',
    short: 'Matrix',
    knows: 'also what each machine is known to have heard from the others',
    label:
      'A matrix does not fit beside an event. The label shows how many events of each machine every machine is known to have heard of.',
  },
  hybrid: {
    name: 'Hybrid',
    short: 'Hybrid',
    knows: 'the latest physical time heard of, and a counter for when that does not move',
    label: 'The part l in milliseconds, then + c if c is not 0.',
  },
};

export function wrongOf({ causalEqual, causalReversed }: LensFindings): number {
  return causalEqual + causalReversed;
}

/** What the figures say about this very trace, one sentence each. */
export function meaningOf(report: ClocksReport): string[] {
  const { pairs } = report;
  if (pairs.pairs === 0) return ['There are fewer than two events, so there is nothing to compare.'];
  const sentences = [
    `Of the ${grouped(pairs.pairs)} pairs of events in this trace, ${grouped(pairs.causal)} (${share(pairs.causal, pairs.pairs)}) ` +
      `are ordered by cause and effect; the other ${grouped(pairs.concurrent)} are concurrent: neither knew of the other.`,
  ];
  const lamport = report.lenses.find(({ kind }) => kind === 'increment-then-send');
  if (lamport && lamport.concurrentOrdered > 0) {
    const ordered = pairs.causal + lamport.concurrentOrdered;
    sentences.push(
      `Lamport’s clock still orders ${grouped(lamport.concurrentOrdered)} of those. So of two events with different timestamps, ` +
        `the one with the lower timestamp happened before the other in ${share(pairs.causal, ordered)} of the cases; ` +
        `in the rest that order means nothing. A vector clock can tell the two cases apart.`,
    );
  }
  if (pairs.concurrent === 0)
    sentences.push('No two events are concurrent, so each of these clocks gives the whole order.');
  const recorded = report.lenses.find(({ kind }) => kind === (report.recordedAs ?? 'recorded'));
  if (recorded && wrongOf(recorded) > 0) sentences.push(denialOf(recorded));
  if (report.unlabelled > 0)
    sentences.push(
      `${grouped(report.unlabelled)} ${report.unlabelled === 1 ? 'event is' : 'events are'} left out: their messages are received ` +
        `before they were sent and form a circle, and no clock can order a circle.`,
    );
  return sentences;
}

function denialOf({ causalEqual, causalReversed }: LensFindings): string {
  const parts = [
    ...(causalEqual > 0 ? [`${grouped(causalEqual)} have equal timestamps`] : []),
    ...(causalReversed > 0 ? [`${grouped(causalReversed)} have them in reverse`] : []),
  ];
  return (
    `The timestamps of this log break the clock condition: of the pairs in which one event happened before the other, ` +
    `${listing(parts)}.`
  );
}
