// The columns of a sweep's table: what each is called, what it shows and what it is sorted by.
import type { SweepCellDigest, SweepMeasures } from '../../analysis/sweep-digest.ts';
import { estimateWords, runsDoneWords, SWEEP_COLUMN_WORDS } from '../../words/sweep.ts';
import { FAULT_DEFAULTS } from '../../core/fault-plan.ts';
import { planWords } from '../../words/faults.ts';
import { fixed, percent } from '../../words/numbers.ts';

interface ColumnWords {
  readonly name: string;
  readonly unit: string;
}

export interface SweepColumn extends ColumnWords {
  readonly text: (cell: SweepCellDigest) => string;
  /** Undefined where nothing was measured: such rows come last. */
  readonly order: (cell: SweepCellDigest) => number | undefined;
}

function measured(words: ColumnWords, quantity: keyof SweepMeasures, digits: number): SweepColumn {
  return {
    ...words,
    text: cell => (cell.measured ? estimateWords(cell.measured[quantity], digits) : '-'),
    order: cell => cell.measured?.[quantity].mean,
  };
}

const WORDS = SWEEP_COLUMN_WORDS;

const COLUMNS: readonly SweepColumn[] = [
  {
    ...WORDS.rate,
    text: ({ trial }) => String(trial.rates.at(-1)),
    order: ({ trial }) => trial.rates.at(-1),
  },
  {
    ...WORDS.die,
    text: ({ trial }) => String(trial.dieSides),
    order: ({ trial }) => trial.dieSides,
  },
  {
    ...WORDS.runs,
    text: ({ done, replicates }) => runsDoneWords(done, replicates),
    order: ({ done }) => done,
  },
  measured(WORDS.growth, 'queueGrowthPerSecond', 3),
  {
    ...WORDS.predictedGrowth,
    text: ({ predicted }) => fixed(predicted.queueGrowthPerSecond, 3),
    order: ({ predicted }) => predicted.queueGrowthPerSecond,
  },
  {
    ...WORDS.predictedUse,
    text: ({ predicted }) => percent(predicted.utilisation),
    order: ({ predicted }) => predicted.utilisation,
  },
  measured(WORDS.finalQueue, 'queueFinal', 1),
  measured(WORDS.slowestClock, 'slowestFinalClock', 1),
  measured(WORDS.fastestClock, 'fastestFinalClock', 1),
  measured(WORDS.jump, 'jumpMax', 1),
];

const FAULT_COLUMNS: readonly SweepColumn[] = [
  {
    ...WORDS.faults,
    text: ({ trial }) => planWords(trial.faults ?? FAULT_DEFAULTS),
    order: ({ trial: { faults } }) => faults?.lossPercent ?? 0,
  },
  measured(WORDS.lost, 'lost', 1),
  measured(WORDS.doubled, 'doubled', 1),
];

/** Those of faults, where the sweep has any, beside what a cell is. */
const FAULTS_AT = 3;

export function sweepColumns(hasFaults: boolean): readonly SweepColumn[] {
  return hasFaults ? COLUMNS.toSpliced(FAULTS_AT, 0, ...FAULT_COLUMNS) : COLUMNS;
}

/** A new array; rows without a value last, whichever way. */
export function sortedCells(
  cells: readonly SweepCellDigest[],
  { order }: SweepColumn,
  descending: boolean,
): SweepCellDigest[] {
  const sign = descending ? -1 : 1;
  return [...cells].sort((a, b) => {
    const [left, right] = [order(a), order(b)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return sign * (left - right);
  });
}
