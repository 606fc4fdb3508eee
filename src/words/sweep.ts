// Numbers of a sweep in words, so that form, dialog, status and table say the same thing in the same way.
import { counted, grouped } from '../core/counted.ts';
import type { SweepCellDigest } from '../analysis/sweep-digest.ts';
import type { SampleSummary } from '../analysis/statistics.ts';
import type { SweepPlan } from '../core/sweep-plan.ts';
import type { Trial } from '../core/trial.ts';
import { percent, roundCount } from './numbers.ts';

/** `90 cells, 18,000 runs, 11.9 million ticks.` */
export function sweepSize({ cells, runs, ticks }: SweepPlan): string {
  return `${counted(cells.length, 'cell')}, ${counted(runs, 'run')}, ${roundCount(ticks)} ticks.`;
}

/** `1.67 ± 0.03`; without an interval the mean alone. */
export function estimateWords({ mean, interval95 }: SampleSummary, decimals: number): string {
  const half = interval95 && (interval95.high - interval95.low) / 2;
  return half === undefined
    ? mean.toFixed(decimals)
    : `${mean.toFixed(decimals)} ± ${half.toFixed(decimals)}`;
}

/** With two decimals, or three where the interval is too narrow for two. */
function growthWords(growth: SampleSummary): string {
  const { low, high } = growth.interval95 ?? { low: 0, high: 0 };
  return estimateWords(growth, high > low && high - low < 0.01 ? 3 : 2);
}

/** Everything about one cell, a sentence for each fact. */
export function cellSentences(cell: SweepCellDigest): string[] {
  const { measured, predicted, done, replicates, trial } = cell;
  const prediction =
    predicted.keepsUp === 'no'
      ? `Prediction: it falls behind by ${predicted.queueGrowthPerSecond.toFixed(2)} messages per second.`
      : predicted.keepsUp === 'yes'
        ? `Prediction: it keeps up and spends ${percent(predicted.utilisation)} of its ticks on receiving.`
        : 'Prediction: it is on the borderline, where a queue wanders without bound.';
  if (!measured) return ['No run of this cell was done.', prediction];
  const runs = done < replicates ? `${grouped(done)} of ${counted(replicates, 'run')}` : counted(done, 'run');
  const { queueGrowthPerSecond, queueFinal, slowestFinalClock, fastestFinalClock } = measured;
  return [
    `Its queue grows by ${growthWords(queueGrowthPerSecond)} messages per second over ${runs} of ${trial.durationSeconds} s, and ends with ${queueFinal.mean.toFixed(1)} waiting.`,
    `Its clock ends at ${slowestFinalClock.mean.toFixed(0)}, the fastest one at ${fastestFinalClock.mean.toFixed(0)}.`,
    prediction,
  ];
}

/** `Slowest machine at 1 tick/s, die of 10`. */
export function trialName({ rates, dieSides }: Trial): string {
  const rate = rates.at(-1)!;
  return `Slowest machine at ${rate} ${rate === 1 ? 'tick' : 'ticks'}/s, die of ${dieSides}.`;
}
