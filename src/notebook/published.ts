// The published numbers of the notebook beside ours: where one run, read off a figure, lies among many of our own.
import { chanceExplanation, otherRuleExplanation } from '../words/notebook-claims.ts';
import type { NotebookTrial, PublishedReading } from './trials.ts';
import { NOTEBOOK_RULE } from './trials.ts';
import { largestOf, type MachineReplicates, type Replicates } from './replicates.ts';
import { predict } from '../analysis/prediction.ts';
import { describeSample, placeIn, type Interval, type SampleSummary } from '../analysis/statistics.ts';

/**
 * same: all of our runs come to the published value. usual: among the middle 95 % of our runs. rare: within the range of
 * our runs. outside: none of them comes that far. Each as exactly as the figure could be read.
 */
export type PlaceVerdict = 'same' | 'usual' | 'rare' | 'outside';

export interface PlacedReading {
  readonly reading: PublishedReading;
  readonly ours: SampleSummary;
  /** The portion of our runs below the reading, 0 to 1, at both ends of its tolerance. */
  readonly place: Interval;
  readonly verdict: PlaceVerdict;
  /** Why it may be so; empty for what is same or usual. */
  readonly explanation: string;
}

export function placeReadings({ readings }: NotebookTrial, replicates: Replicates): PlacedReading[] {
  return readings.map(reading => {
    const values = valuesOf(replicates.machines[reading.machine - 1]!, reading.quantity);
    const ours = describeSample(values);
    const low = reading.value - reading.tolerance;
    const high = reading.value + reading.tolerance;
    const verdict = verdictOn(ours, low, high);
    return {
      reading,
      ours,
      place: { low: placeIn(values, low), high: placeIn(values, high) },
      verdict,
      explanation:
        verdict === 'same' || verdict === 'usual' ? '' : explain(reading, ours, values, replicates),
    };
  });
}

function valuesOf(machine: MachineReplicates, quantity: PublishedReading['quantity']): Float64Array {
  switch (quantity) {
    case 'final-clock':
      return machine.finalClock;
    case 'queue-max':
      return machine.queueMax;
    case 'queue-final':
      return machine.queueFinal;
  }
}

function verdictOn({ min, max, band95 }: SampleSummary, low: number, high: number): PlaceVerdict {
  if (min === max && low <= min && max <= high) return 'same';
  if (low <= band95.high && high >= band95.low) return 'usual';
  return low <= max && high >= min ? 'rare' : 'outside';
}

function explain(
  { machine, quantity, value, tolerance }: PublishedReading,
  ours: SampleSummary,
  values: ArrayLike<number>,
  { trial, runs, machines }: Replicates,
): string {
  if (quantity === 'final-clock' && trial.rule !== NOTEBOOK_RULE)
    return otherRuleExplanation(machine, ours.mean, value);
  return chanceExplanation({
    ...predict(trial).machines[machine - 1]!,
    peaks:
      quantity === 'final-clock'
        ? undefined
        : { low: ours.min, high: largestOf([machines[machine - 1]!], 'queueMax') },
    reached: Array.from(values).filter(ours => Math.abs(ours - value) <= tolerance).length,
    runs,
  });
}
