// Numbers of a sweep in words, so that form, dialog, status and table say the same thing in the same way.
import { counted, grouped } from '../core/counted.ts';
import type { SweepCellDigest } from '../analysis/sweep-digest.ts';
import type { SampleSummary } from '../analysis/statistics.ts';
import type { SweepPlan } from '../core/sweep-plan.ts';
import { isIdle, type FaultPlan } from '../core/fault-plan.ts';
import type { MessageDelayInput } from '../core/message-delay.ts';
import type { TimestampRule, Trial } from '../core/trial.ts';
import { delayWords } from './delay.ts';
import { planWords } from './faults.ts';
import { fixed, percent, roughTime, roundCount } from './numbers.ts';
import { TIMESTAMP_RULE_NAMES } from './rules.ts';

/** `90 cells, 18,000 runs, 11.9 million ticks.` */
export function sweepSize({ cells, runs, ticks }: SweepPlan): string {
  return `${counted(cells.length, 'cell')}, ${counted(runs, 'run')}, ${roundCount(ticks)} ticks.`;
}

/** `1.67 ± 0.03`; without an interval the mean alone. */
export function estimateWords({ mean, interval95 }: SampleSummary, decimals: number): string {
  const half = interval95 && (interval95.high - interval95.low) / 2;
  const middle = fixed(mean, decimals);
  return half === undefined ? middle : `${middle} ± ${fixed(half, decimals)}`;
}

/** With two decimals, or three where the interval is too narrow for two. */
function growthWords(growth: SampleSummary): string {
  const { low, high } = growth.interval95 ?? { low: 0, high: 0 };
  return estimateWords(growth, high > low && high - low < 0.01 ? 3 : 2);
}

/** Everything about one cell, a sentence for each fact. */
export function cellSentences(cell: SweepCellDigest): string[] {
  const { measured, predicted, done, replicates, trial, hasFaults } = cell;
  const theory =
    predicted.keepsUp === 'no'
      ? `Prediction: it falls behind by ${fixed(predicted.queueGrowthPerSecond, 2)} messages per second.`
      : predicted.keepsUp === 'yes'
        ? `Prediction: it keeps up and spends ${percent(predicted.utilisation)} of its ticks on receiving.`
        : 'Prediction: it is on the borderline, where a queue can grow to any length by chance.';
  const prediction = hasFaults ? theory.replace('Prediction:', WITHOUT_FAULTS) : theory;
  if (!measured) return ['This cell was not run.', prediction];
  const runs = done < replicates ? `${grouped(done)} of ${counted(replicates, 'run')}` : counted(done, 'run');
  const { queueGrowthPerSecond, queueFinal, slowestFinalClock, fastestFinalClock, lost, doubled } = measured;
  return [
    `Its queue grows by ${growthWords(queueGrowthPerSecond)} messages per second over ${runs} of ${trial.durationSeconds} s, and ends with ${fixed(queueFinal.mean, 1)} waiting.`,
    `Its clock ends at ${fixed(slowestFinalClock.mean, 0)}, the fastest one at ${fixed(fastestFinalClock.mean, 0)}.`,
    ...(hasFaults
      ? [`In a run ${estimateWords(lost, 1)} messages are lost and ${estimateWords(doubled, 1)} come twice.`]
      : []),
    prediction,
  ];
}

const WITHOUT_FAULTS = 'Prediction without faults:';

/** `Slowest machine at 1 tick/s, die of 10`. */
export function trialName({ rates, dieSides }: Trial): string {
  const rate = rates.at(-1)!;
  return `Slowest machine at ${rate} ${rate === 1 ? 'tick' : 'ticks'}/s, die of ${dieSides}.`;
}

export const LARGE_SWEEP_TITLE = 'A large sweep';
export const LARGE_SWEEP_RUN = 'Run it';

/** Before a large sweep: `lasts` in milliseconds, `hasPace` when a sweep has already shown how fast this computer is. */
export function largeSweepEstimate(
  { runs, ticks }: Pick<SweepPlan, 'runs' | 'ticks'>,
  lastsMs: number,
  workers: number,
  hasPace: boolean,
): readonly [before: string, time: string, after: string] {
  const basis = hasPace ? 'at the pace of the last sweep' : 'on a typical computer';
  return [
    `${counted(runs, 'run')} with ${roundCount(ticks)} ticks in all take`,
    roughTime(lastsMs),
    `${basis}, on ${counted(workers, 'worker')}. You can cancel at any time and keep what was run until then.`,
  ];
}

export const SLICE_LABELS = { seconds: 'Length', delay: 'Delay', faults: 'Faults', rule: 'Rule' } as const;

/** Over the map: what it shows beside its two axes. */
export function sliceWords(
  fast: readonly number[],
  durationSeconds: number,
  rule: TimestampRule,
  delay: MessageDelayInput | undefined,
  faults: FaultPlan,
): string {
  const beside =
    fast.length <= 6
      ? `${fast.join(', ')} ticks/s`
      : `${fast.length} machines of up to ${Math.max(...fast)} ticks/s`;
  const parts = [`beside ${beside}`, `${durationSeconds} s`, TIMESTAMP_RULE_NAMES[rule].inSentence];
  return [
    ...parts,
    ...(delay?.kind === 'none' ? [] : [`delay ${delayWords(delay)}`]),
    ...(isIdle(faults) ? [] : [planWords(faults)]),
  ].join(' · ');
}

export const MAP_TITLE = 'Growth of the slowest machine’s queue';
export const SELECTED_CELL = 'selected';
export const OPEN_CELL = 'Open the selected cell as a trial';

/** Of a cell whose runs are not all there; both in messages or ticks per second. */
export function unfinishedCellSentences(growth: number | undefined, boundary: number): readonly string[] {
  return [
    growth === undefined
      ? 'No run yet.'
      : `So far its queue grows by ${fixed(growth, 2)} messages per second.`,
    `Prediction: it keeps up from ${fixed(boundary, 2)} ticks per second on.`,
  ];
}

export const SWEEP_IN_SHORT = 'Sweep in short';

/** On a narrow screen, in place of the form. */
export function sweepInShort({ cells, runs }: SweepPlan): string {
  return `${counted(cells.length, 'cell')}, ${counted(runs, 'run')}`;
}

/** Under what the cells of a map come to, where their runs have faults. */
export const PREDICTION_WITHOUT_FAULTS = 'The prediction is for runs without faults.';

export const SAVE_CSV = 'Save as CSV';

export function csvNote(cells: number): string {
  return cells === 1
    ? 'One row, for the one cell, in full digits.'
    : `A row for each of ${counted(cells, 'cell')}, in full digits.`;
}

export const SWEEP_TABLE = {
  title: 'Table',
  note: 'Mean ± half of the 95 % interval over the replicates. Queue, jump and use are those of the slowest machine.',
  faultsNote:
    'Lost and doubled messages are those of all machines in one run. The predictions are for runs without faults.',
} as const;

/** Of the columns, in their order: each with its unit. */
export const SWEEP_COLUMN_WORDS = {
  rate: { name: 'slowest rate', unit: 'ticks/s' },
  die: { name: 'die', unit: 'faces' },
  runs: { name: 'runs', unit: 'done' },
  growth: { name: 'queue growth', unit: 'messages/s' },
  predictedGrowth: { name: 'predicted growth', unit: 'messages/s' },
  predictedUse: { name: 'predicted use', unit: 'of its ticks' },
  finalQueue: { name: 'final queue', unit: 'messages' },
  slowestClock: { name: 'final clock', unit: 'slowest' },
  fastestClock: { name: 'final clock', unit: 'fastest' },
  jump: { name: 'largest jump', unit: 'slowest' },
  faults: { name: 'faults', unit: 'of each run' },
  lost: { name: 'lost', unit: 'messages' },
  doubled: { name: 'doubled', unit: 'messages' },
} as const;

/** In its column: how many runs of a cell are done. */
export function runsDoneWords(done: number, replicates: number): string {
  return done < replicates ? `${grouped(done)} of ${grouped(replicates)}` : grouped(done);
}
