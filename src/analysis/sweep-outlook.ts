// What a map of a sweep shows: where the slowest machine keeps up, and how far prediction and runs are apart.
import type { SweepCellDigest } from './sweep-digest.ts';
import { boundaryRate } from './sweep-digest.ts';

/** In messages per second: a queue that grows by less counts as one that does not grow. */
export const GROWTH_THAT_COUNTS = 0.1;

/** The die that the assignment suggests. */
export const USUAL_DIE = 10;

/** Of one cell: growths in messages per second, the rate of the slowest machine in ticks per second. */
export interface CellGrowth {
  readonly dieSides: number;
  readonly rate: number;
  readonly growth: number;
  readonly predicted: number;
}

export interface SweepOutlook {
  /** Cells that were measured. */
  readonly cells: number;
  /** The die that `column`, `behind` and `keepsUpFrom` are about: the usual one where it was tried, or else the middle one. */
  readonly dieSides: number;
  /** The rate from which on the slowest machine should keep up with that die, in ticks per second. */
  readonly boundary: number;
  /** Cells with that die by rate, slowest first; at least one. */
  readonly column: readonly [CellGrowth, ...CellGrowth[]];
  /** How many of them fall behind. */
  readonly behind: number;
  /** The lowest rate from which on all keep up; undefined where the fastest one falls behind. */
  readonly keepsUpFrom: number | undefined;
  /** Between runs and prediction, over all cells, in messages per second. */
  readonly meanDistance: number;
  readonly furthest: CellGrowth;
}

/** Takes the cells of one map, all of the same length, delay and rule. Undefined when nothing was measured. */
export function sweepOutlook(cells: readonly SweepCellDigest[]): SweepOutlook | undefined {
  const measured = cells.flatMap((cell): CellGrowth[] => {
    const growth = cell.measured?.queueGrowthPerSecond.mean;
    const { dieSides, rates } = cell.trial;
    return growth === undefined
      ? []
      : [{ dieSides, rate: rates.at(-1)!, growth, predicted: cell.predicted.queueGrowthPerSecond }];
  });
  const [some] = cells;
  if (measured.length === 0 || !some) return undefined;
  const dice = [...new Set(measured.map(({ dieSides }) => dieSides))].sort((a, b) => a - b);
  const dieSides = dice.includes(USUAL_DIE) ? USUAL_DIE : dice[Math.floor(dice.length / 2)]!;
  const column = measured.filter(cell => cell.dieSides === dieSides).sort((a, b) => a.rate - b.rate) as [
    CellGrowth,
    ...CellGrowth[],
  ];
  const isBehind = ({ growth }: CellGrowth): boolean => growth >= GROWTH_THAT_COUNTS;
  const distance = ({ growth, predicted }: CellGrowth): number => Math.abs(growth - predicted);
  return {
    cells: measured.length,
    dieSides,
    boundary: boundaryRate(some.trial.rates.slice(0, -1), dieSides),
    column,
    behind: column.filter(isBehind).length,
    keepsUpFrom: column[column.findLastIndex(isBehind) + 1]?.rate,
    meanDistance: measured.reduce((sum, cell) => sum + distance(cell), 0) / measured.length,
    furthest: measured.reduce((most, cell) => (distance(cell) > distance(most) ? cell : most)),
  };
}
