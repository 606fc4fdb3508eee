// The logical clock: whole numbers that begin near 0, never fall, mostly rise by one, and jump at one kind of record.
import { candidatesFor, type Candidate, crossingShare, labelWorth, mixedShare } from './choices.ts';
import { type Choice, stepsOf, type Steps, type Streams } from './series.ts';
import { holdsNumber, type Sample } from './templates.ts';

const VALUE_MAX = 1e8;
const FALLS_MAX = 0.03;
const FEW_STEPS = 4;
/** "P2" is seldom a clock. */
const NAME_COST = 0.3;
/** A field that has a label has it wherever it can. */
const MIXED_COST = 2;
/** A field is before the words on all records, or behind them. */
const CROSSING_COST = 1;

export function clockCandidates(
  sample: Sample,
  streams: Streams,
  active: Uint8Array,
  groups: Int32Array,
): Candidate[] {
  const worths = new Map<string, number>();
  const worth = (label: string): number => {
    const known = worths.get(label) ?? clockWorth(label);
    worths.set(label, known);
    return known;
  };
  const score = (choice: Choice): number =>
    clockScore(stepsOf(sample, streams, choice, groups, active)) +
    labelWorth(
      sample,
      active,
      choice,
      ({ label, kind }) => worth(label) - (kind === 'name' ? NAME_COST : 0),
    ) -
    MIXED_COST * mixedShare(sample, active, choice) -
    CROSSING_COST * crossingShare(sample, active, choice);
  return candidatesFor({
    sample,
    streams,
    active,
    mayHold: (slot, t) => holdsNumber(sample.templates[t]!, slot),
    score,
  });
}

/** -Infinity for what cannot be a logical clock. */
export function clockScore(steps: Steps): number {
  const moves = steps.steps + steps.falls;
  if (steps.covered === 0 || steps.most > VALUE_MAX || steps.fractions > 0) return -Infinity;
  if (steps.falls > FALLS_MAX * moves + (moves < 40 ? 0 : 1)) return -Infinity;
  // A few steps tell little.
  const share = (count: number): number => count / (moves + FEW_STEPS);
  return (
    0.45 * (steps.covered / Math.max(1, steps.records)) +
    0.25 * share(steps.plusOne) +
    0.6 * steps.association * (moves / (moves + FEW_STEPS)) +
    0.1 * (1 - share(steps.zero)) -
    0.8 * share(steps.zero) -
    3 * share(steps.falls) -
    (steps.firstMost > 1000 ? 0.2 : 0)
  );
}

/** What a label says for or against a logical clock. */
export function clockWorth(label: string): number {
  if (label === '') return 0;
  const logical = /\b(?:logical|lamport|lc|llc|lclock|lamp|l)\b/.test(label);
  const clock = /\bclock|\bclk\b|@/.test(label);
  const wall = /\b(?:system|global|sys|wall|physical|real|epoch|unix|date)\b/.test(label);
  let worth = logical ? 0.4 : clock ? 0.3 : /\btime(?:stamp)?\b|\bts\b/.test(label) ? 0.05 : 0;
  if (wall && !logical) worth -= 0.3;
  if (
    /\b(?:queue|q|size|rate|speed|length|len|hz|die|dice|roll|rolled|pid|port|line|seq|index)\b/.test(label)
  )
    worth -= 0.5;
  if (
    /\b(?:old|prev|previous|before|message|msg|sender|senders|sent|received|remote|their|from|to|machine|node|vm|process)\b/.test(
      label,
    )
  )
    worth -= 0.3;
  return worth;
}
