// The system time: what never falls but where the run begins anew, and is written as a time or rises evenly.
import { candidatesFor, type Candidate, crossingShare, labelWorth, mixedShare } from './choices.ts';
import { type Choice, isRestart, type Streams } from './series.ts';
import type { Sample, Slot } from './templates.ts';

const EPOCH_LEAST = 1e8;
const DAY_MS = 86_400_000;

export function timeCandidates(
  sample: Sample,
  streams: Streams,
  active: Uint8Array,
  isFree: (slot: number, template: number) => boolean,
): Candidate[] {
  const mayHold = (slot: Slot, t: number): boolean =>
    (slot.kind === 'time' || slot.kind === 'number') && isFree(sample.templates[t]!.slots.indexOf(slot), t);
  const score = (choice: Choice): number => {
    const course = courseOf(sample, streams, active, choice);
    if (course.covered < 0.5 * course.records || course.covered === 0) return -Infinity;
    const moves = Math.max(1, course.moves);
    if (course.falls > 0.02 * moves + 1) return -Infinity;
    const asTime = (course.times + course.epochs) / course.covered;
    // A field is written in one way.
    if (course.times > 0 && course.times < 0.95 * course.covered) return -Infinity;
    const named =
      labelWorth(sample, active, choice, ({ label }) => timeWorth(label)) * (asTime < 0.5 ? 0.8 : 1);
    // A running number of the lines, or a second clock: no time, unless it says so.
    if (asTime < 0.5 && named <= 0 && (course.plusOne > 0.95 * moves || course.distinct < 0.1))
      return -Infinity;
    if (asTime < 0.5 && named < 0.2 && course.fractions === 0 && course.even < 0.3) return -Infinity;
    // Whole numbers that are called something else: an index, a count of what was done.
    if (asTime < 0.5 && named <= 0 && course.fractions === 0 && isLabelled(sample, active, choice))
      return -Infinity;
    return (
      0.45 * (course.covered / Math.max(1, course.records)) +
      0.5 * asTime +
      0.2 * course.distinct +
      (asTime < 0.5 ? 0.3 * course.even * (moves / (moves + 4)) : 0) +
      (course.fractions > 0 ? 0.05 : 0) +
      named -
      mixedShare(sample, active, choice) -
      0.5 * crossingShare(sample, active, choice) -
      3 * (course.falls / moves)
    );
  };
  return candidatesFor({ sample, streams, active, mayHold, score });
}

interface Course {
  readonly records: number;
  readonly covered: number;
  readonly times: number;
  readonly epochs: number;
  readonly fractions: number;
  readonly moves: number;
  readonly falls: number;
  readonly plusOne: number;
  /** Share of steps that are not 0. */
  readonly distinct: number;
  /** Share of steps within 35 % of the median. */
  readonly even: number;
}

function courseOf(sample: Sample, streams: Streams, active: Uint8Array, choice: Choice): Course {
  let records = 0;
  let covered = 0;
  let times = 0;
  let epochs = 0;
  let fractions = 0;
  let falls = 0;
  let restarts = 0;
  let plusOne = 0;
  let even = 0;
  let moves = 0;
  let zero = 0;
  let measured = 0;
  for (const stream of streams) {
    let before = NaN;
    const steps: number[] = [];
    for (const { file, record } of stream) {
      const { template, values } = sample.files[file]!.records[record]!;
      if (!active[template]) continue;
      records += 1;
      const slot = choice[template]!;
      const value = slot < 0 ? NaN : values[slot]!;
      if (value !== value) continue;
      covered += 1;
      if (sample.templates[template]!.slots[slot]!.kind === 'time') times += 1;
      else if (value >= EPOCH_LEAST) epochs += 1;
      else if (value % 1 !== 0) fractions += 1;
      if (before === before) {
        moves += 1;
        const step = value - before;
        if (step < 0) {
          if (isRestart(before, value)) restarts += 1;
          else if (step > -DAY_MS / 2) falls += 1;
        } else if (step === 0) zero += 1;
        else {
          steps.push(step);
          if (step === 1) plusOne += 1;
        }
      }
      before = value;
    }
    if (steps.length === 0) continue;
    const sorted = steps.sort((a, b) => a - b);
    const median = sorted[sorted.length >> 1]!;
    measured += steps.length;
    for (const step of steps) if (Math.abs(step - median) <= 0.35 * median) even += 1;
  }
  return {
    records,
    covered,
    times,
    epochs,
    fractions,
    moves,
    falls: restarts > 0.01 * moves + 2 ? falls + restarts : falls,
    plusOne,
    distinct: moves === 0 ? 0 : (moves - zero) / moves,
    even: measured === 0 ? 0 : even / measured,
  };
}

function timeWorth(label: string): number {
  if (/\b(?:logical|lamport|lc)\b/.test(label)) return -0.4;
  if (/\b(?:message|msg|sender|received|sent)\b/.test(label)) return -0.1;
  if (/\b(?:system|global|sys|wall|physical|real|epoch)\b/.test(label)) return 0.35;
  if (/\b(?:time|timestamp|ts|elapsed|date|ms|sec|seconds|millis|t|at|when|moment)\b/.test(label)) return 0.3;
  return 0;
}

function isLabelled(sample: Sample, active: Uint8Array, choice: Choice): boolean {
  return labelWorth(sample, active, choice, ({ label }) => (label === '' ? 0 : 1)) > 0.5;
}

const UNIT_BEHIND = /^ ?(ns|us|ms|s)(?![\w])/;

export type NumberUnit = 's' | 'ms' | 'us' | 'ns';

/** A run since 1970 hardly makes its times larger: those that double count from its start, however large they are. */
const GROWTH_MOST = 2;

/** Whether numbers that are as large as ones since 1970 count from the start of the run all the same. */
export function countsFromStart(
  sample: Sample,
  streams: Streams,
  active: Uint8Array,
  choice: Choice,
): boolean {
  let [least, most] = [Infinity, 0];
  for (const stream of streams)
    for (const { file, record } of stream) {
      const { template, values } = sample.files[file]!.records[record]!;
      const slot = active[template] ? choice[template]! : -1;
      const value = slot < 0 ? NaN : values[slot]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  return most >= EPOCH_LEAST && most > GROWTH_MOST * least;
}

/** Its journals count nanoseconds, and have a sender, a recipient and a body in each message. */
function isOfMaelstrom(text: string): boolean {
  return /\bsrc\b/.test(text) && /\bdest\b/.test(text) && /\bbody\b/.test(text);
}

/** Of numbers that are too small to count from 1970: whole ones that rise by tens at a time are no seconds. */
export function unitOf(sample: Sample, streams: Streams, active: Uint8Array, choice: Choice): NumberUnit {
  const steps: number[] = [];
  let fractions = false;
  for (const stream of streams) {
    let before = NaN;
    for (const { file, record } of stream) {
      const { template, values } = sample.files[file]!.records[record]!;
      const slot = active[template] ? choice[template]! : -1;
      const value = slot < 0 ? NaN : values[slot]!;
      if (value !== value) continue;
      const { label } = sample.templates[template]!.slots[slot]!;
      const { tokens, text } = sample.templates[template]!;
      const { end } = tokens[sample.templates[template]!.slots[slot]!.token]!;
      const behind = UNIT_BEHIND.exec(text.slice(end, end + 6))?.[1];
      if (behind !== undefined) return behind as NumberUnit;
      if (isOfMaelstrom(text)) return 'ns';
      if (/\b(?:ms|millis\w*)\b/.test(label)) return 'ms';
      if (/\b(?:ns|nanos\w*)\b/.test(label)) return 'ns';
      if (/\b(?:us|micros\w*)\b/.test(label)) return 'us';
      if (/\b(?:s|secs?|seconds)\b/.test(label)) return 's';
      if (value % 1 !== 0) fractions = true;
      if (value > before) steps.push(value - before);
      before = value;
    }
  }
  const median = steps.sort((a, b) => a - b)[steps.length >> 1] ?? 1;
  if (median < 20) return 's';
  if (fractions) return 'ms';
  return median < 2e4 ? 'ms' : median < 2e7 ? 'us' : 'ns';
}
