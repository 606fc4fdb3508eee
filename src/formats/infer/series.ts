// How the values of a field go on from record to record: the steps by which a clock, a time and a queue are told apart.
import type { Sample } from './templates.ts';

/** For each template the slot that holds the field; -1 where it holds none. */
export type Choice = Int16Array;

/** The records that belong together and follow one another: of one machine in one file. */
export type Streams = readonly (readonly Place[])[];

/** A record of the sample. */
export interface Place {
  readonly file: number;
  readonly record: number;
}

export interface Steps {
  /** Records that have the field. */
  readonly covered: number;
  readonly records: number;
  readonly steps: number;
  readonly plusOne: number;
  readonly zero: number;
  /** That are no restarts. */
  readonly falls: number;
  readonly restarts: number;
  readonly fallsByOne: number;
  readonly fractions: number;
  readonly least: number;
  readonly most: number;
  /** The first values of streams, at most. */
  readonly firstMost: number;
  /** Share of the variance of "it jumps here" that the group explains, less what chance gives. */
  readonly association: number;
  readonly jumps: number;
  /** The commonest positive step. */
  readonly commonStep: number;
}

/** Below it, or below a third of the value before, a fall is a fresh start. */
export const RESTART_MAX = 5;

export function isRestart(before: number, value: number): boolean {
  return value < before && (value <= RESTART_MAX ? before > value + 3 : value < 0.3 * before);
}

/** Near 0 again behind lines that are no events: a header, the name of a trial. */
export function isFreshStart(recordBefore: number, record: number, value: number): boolean {
  return value <= RESTART_MAX && record > recordBefore + 1;
}

/** `groups` are the templates' groups, by which jumps are explained. `counts` says which templates are looked at. */
export function stepsOf(
  sample: Sample,
  streams: Streams,
  choice: Choice,
  groups: Int32Array,
  counts: Uint8Array,
): Steps {
  let covered = 0;
  let records = 0;
  let steps = 0;
  let plusOne = 0;
  let zero = 0;
  let falls = 0;
  let restarts = 0;
  let fallsByOne = 0;
  let fractions = 0;
  let least = Infinity;
  let most = -Infinity;
  let firstMost = -Infinity;
  const positive = new Map<number, number>();
  const groupCount = groups.reduce((highest, group) => Math.max(highest, group), 0) + 1;
  const jumpsBy = new Float64Array(groupCount);
  const stepsBy = new Float64Array(groupCount);
  const jumpsAfter = new Float64Array(groupCount);
  const stepsAfter = new Float64Array(groupCount);
  for (const stream of streams) {
    let before = NaN;
    let recordBefore = -1;
    let group = -1;
    let groupBefore = -1;
    for (const { file, record } of stream) {
      const { template, values } = sample.files[file]!.records[record]!;
      if (!counts[template]) continue;
      records += 1;
      const slot = choice[template]!;
      const value = slot < 0 ? NaN : values[slot]!;
      if (value !== value) continue;
      covered += 1;
      if (value % 1 !== 0) fractions += 1;
      if (value < least) least = value;
      if (value > most) most = value;
      groupBefore = group;
      group = groups[template]!;
      if (before !== before) firstMost = Math.max(firstMost, value);
      else {
        const step = value - before;
        if (step < 0) {
          if (isRestart(before, value) || isFreshStart(recordBefore, record, value)) restarts += 1;
          else falls += 1;
          if (step === -1) fallsByOne += 1;
        } else {
          steps += 1;
          if (step === 1) plusOne += 1;
          // Two lines of one send to several have one clock.
          else if (step === 0) zero += group === groupBefore ? 0.5 : 1;
          if (step > 1) jumpsBy[group]! += 1;
          stepsBy[group]! += 1;
          if (step > 1) jumpsAfter[groupBefore]! += 1;
          stepsAfter[groupBefore]! += 1;
          if (step > 0) positive.set(step, (positive.get(step) ?? 0) + 1);
        }
      }
      before = value;
      recordBefore = record;
    }
  }
  if (restarts > 0.03 * (steps + restarts) && restarts > streams.length) {
    falls += restarts;
    restarts = 0;
  }
  const jumps = jumpsBy.reduce((sum, count) => sum + count, 0);
  return {
    covered,
    records,
    steps,
    plusOne,
    zero,
    falls,
    restarts,
    fallsByOne,
    fractions,
    least,
    most,
    firstMost,
    // A clock that is written before the event moves it jumps on the line after.
    association: Math.max(explained(jumpsBy, stepsBy), 0.9 * explained(jumpsAfter, stepsAfter)),
    jumps,
    commonStep: [...positive].reduce((best, one) => (one[1] > best[1] ? one : best), [1, 0])[0],
  };
}

/** Share of a yes-or-no's variance that groups explain (the correlation ratio), adjusted for how many groups there are. */
export function explained(yes: ArrayLike<number>, all: ArrayLike<number>): number {
  let total = 0;
  let sum = 0;
  let groups = 0;
  for (let i = 0; i < all.length; i++) {
    total += all[i]!;
    sum += yes[i]!;
    if (all[i]! > 0) groups += 1;
  }
  const mean = sum / total;
  if (!(mean > 0 && mean < 1)) return 0;
  let between = 0;
  for (let i = 0; i < all.length; i++) if (all[i]! > 0) between += all[i]! * (yes[i]! / all[i]! - mean) ** 2;
  const share = between / (total * mean * (1 - mean));
  return Math.max(0, 1 - ((1 - share) * (total - 1)) / Math.max(1, total - groups));
}
