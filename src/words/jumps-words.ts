// Jumps and drift in sentences and in short labels.
import type { DriftMoment } from '../analysis/drift.ts';
import type { Jump, JumpClass, MachineJumps } from '../analysis/jumps.ts';
import type { Trace } from '../core/trace.ts';
import { fixed, momentOf } from './numbers.ts';
import { phrase, type Phrase } from './phrase.ts';
import { eventNumber } from './event-words.ts';
import { counted, grouped } from '../core/counted.ts';
import type { EventPlace } from '../core/trace-order.ts';

export const JUMPS_WORDS = {
  working: 'Computing jumps …',
  none: 'No events yet.',
  meaning: 'What the clocks did',
  title: 'Jumps',
  table: 'Jumps as a table',
} as const;

export const JUMP_HEADS = [
  'machine',
  'events',
  'mean jump',
  'median',
  '90 % up to',
  '99 % up to',
  'largest',
] as const;

/** Of machines whose histograms are folded away. */
export function moreHistograms(machines: number): string {
  return `Histograms of ${counted(machines, 'more machine')}`;
}

/** After the size of a jump, for whoever does not see that it leads there. */
export function atEvent(place: Pick<EventPlace, 'index'>): string {
  return `, at event ${eventNumber(place)}`;
}

/** `1`, `6–10`, `back`. */
export function classLabel({ from, to }: JumpClass): string {
  if (from === -Infinity) return 'back';
  return from === to ? `${from}` : `${from}–${to}`;
}

/** Wherever it is shown: `1.50`. */
export function meanJump(mean: number): string {
  return fixed(mean, 2);
}

export function largestJumpSentence<Part>(
  trace: Trace,
  { machine, atMs, before, jump }: Jump,
  strong: (words: string) => Part,
): Phrase<Part> {
  return phrase<Part>`The largest jump was by ${strong(grouped(jump))}: at ${momentOf(trace.engine, atMs)} the clock of ${trace.nameOf(machine)} went from ${before} to ${before + jump}.`;
}

/** Which machine jumps most, and what that means; undefined where nobody has an event. */
export function meanSentence(trace: Trace, machines: readonly MachineJumps[]): string | undefined {
  const known = machines.filter(({ count }) => count > 0);
  if (known.length === 0) return undefined;
  const most = known.reduce((best, each) => (each.mean > best.mean ? each : best));
  const least = known.reduce((best, each) => (each.mean < best.mean ? each : best));
  const why = 'A jump above 1 comes from a message whose sender was ahead.';
  if (meanJump(most.mean) === meanJump(least.mean))
    return `Every clock moves by ${meanJump(most.mean)} at an event, on average. ${why}`;
  return (
    `On average the clock of ${trace.nameOf(most.machine)} jumps by ${meanJump(most.mean)}, ` +
    `that of ${trace.nameOf(least.machine)} by ${meanJump(least.mean)}. ${why}`
  );
}

export function driftSentence(trace: Trace, largest: DriftMoment, final: DriftMoment): string {
  const apart = ({ slowest, fastest, spread }: DriftMoment): string =>
    spread === 0
      ? 'all clocks showed the same'
      : `${trace.nameOf(slowest)} was ${grouped(spread)} behind ${trace.nameOf(fastest)}`;
  if (largest.spread === 0) return 'All clocks showed the same all the time.';
  const most = `The clocks were furthest apart at ${momentOf(trace.engine, largest.atMs)}: ${apart(largest)}.`;
  if (largest.atMs === final.atMs) return `${most} That is where the first log ends.`;
  return `${most} At the end, at ${momentOf(trace.engine, final.atMs)}, ${apart(final)}.`;
}
