// The columns of a sweep's table: what each is called, what it shows and what it is sorted by.
import type { SweepCellDigest, SweepMeasures } from '../../analysis/sweep-digest.ts';
import { estimateWords } from '../../words/sweep.ts';
import { percent } from '../../words/numbers.ts';

export interface SweepColumn {
  readonly name: string;
  readonly unit: string;
  readonly text: (cell: SweepCellDigest) => string;
  /** Undefined where nothing was measured: such rows come last. */
  readonly order: (cell: SweepCellDigest) => number | undefined;
}

function measured(name: string, unit: string, quantity: keyof SweepMeasures, digits: number): SweepColumn {
  return {
    name,
    unit,
    text: cell => (cell.measured ? estimateWords(cell.measured[quantity], digits) : '-'),
    order: cell => cell.measured?.[quantity].mean,
  };
}

export const SWEEP_COLUMNS: readonly SweepColumn[] = [
  {
    name: 'slowest rate',
    unit: 'ticks/s',
    text: ({ trial }) => String(trial.rates.at(-1)),
    order: ({ trial }) => trial.rates.at(-1),
  },
  {
    name: 'die',
    unit: 'faces',
    text: ({ trial }) => String(trial.dieSides),
    order: ({ trial }) => trial.dieSides,
  },
  {
    name: 'runs',
    unit: 'done',
    text: ({ done, replicates }) => (done < replicates ? `${done} of ${replicates}` : String(done)),
    order: ({ done }) => done,
  },
  measured('queue growth', 'messages/s', 'queueGrowthPerSecond', 3),
  {
    name: 'predicted growth',
    unit: 'messages/s',
    text: ({ predicted }) => predicted.queueGrowthPerSecond.toFixed(3),
    order: ({ predicted }) => predicted.queueGrowthPerSecond,
  },
  {
    name: 'predicted use',
    unit: 'of its ticks',
    text: ({ predicted }) => percent(predicted.utilisation),
    order: ({ predicted }) => predicted.utilisation,
  },
  measured('final queue', 'messages', 'queueFinal', 1),
  measured('final clock', 'slowest', 'slowestFinalClock', 1),
  measured('final clock', 'fastest', 'fastestFinalClock', 1),
  measured('largest jump', 'slowest', 'jumpMax', 1),
];

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
