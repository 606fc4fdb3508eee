// What a map of a sweep shows, in a few sentences with numbers: where the slowest machine keeps up, and how far theory
// and runs are apart.
import type { SweepCellDigest } from './sweep-digest.ts';
import { boundaryRate } from './sweep-digest.ts';

/** In messages per second: a queue that grows by less counts as one that does not grow. */
export const GROWTH_THAT_COUNTS = 0.1;

const NOTEBOOK_DIE = 10;

interface Measured {
  readonly cell: SweepCellDigest;
  /** In messages per second, as is the next one. */
  readonly growth: number;
  readonly predicted: number;
}

/** Takes the cells of one map, all of the same length, delay and rule. Empty when nothing was measured. */
export function sweepSentences(cells: readonly SweepCellDigest[]): string[] {
  const measured = cells.flatMap((cell): Measured[] => {
    const growth = cell.measured?.queueGrowthPerSecond.mean;
    return growth === undefined ? [] : [{ cell, growth, predicted: cell.predicted.queueGrowthPerSecond }];
  });
  if (measured.length === 0) return [];
  return [keepingUp(measured), agreement(measured)];
}

function keepingUp(measured: readonly Measured[]): string {
  const dice = [...new Set(measured.map(({ cell }) => cell.trial.dieSides))].sort((a, b) => a - b);
  const die = dice.includes(NOTEBOOK_DIE) ? NOTEBOOK_DIE : dice[Math.floor(dice.length / 2)]!;
  const column = measured
    .filter(({ cell }) => cell.trial.dieSides === die)
    .sort((a, b) => slowestRate(a.cell) - slowestRate(b.cell));
  const others = column[0]!.cell.trial.rates.slice(0, -1);
  const boundary = boundaryRate(others, die);
  const prediction = `the prediction puts the boundary at ${boundary.toFixed(2)} ticks per second.`;
  const behind = column.filter(({ growth }) => growth >= GROWTH_THAT_COUNTS);
  const worst = column[0]!;
  const where = `With a die of ${die} faces`;
  if (behind.length === 0)
    return `${where} the slowest machine keeps up at ${column.length === 1 ? ticks(slowestRate(worst.cell)) : 'every rate tried'}; ${prediction}`;
  if (behind.length === column.length) {
    const rates = column.length === 1 ? `at ${ticks(slowestRate(worst.cell))}` : 'at every rate tried';
    const growth = `by ${worst.growth.toFixed(2)} messages per second${column.length === 1 ? '' : ' at worst'}`;
    return `${where} the slowest machine falls behind ${rates}, ${growth}; ${prediction}`;
  }
  const from = column[column.lastIndexOf(behind.at(-1)!) + 1];
  const worstWords = `at ${ticks(slowestRate(worst.cell))} its queue grows by ${worst.growth.toFixed(2)} messages per second`;
  if (!from) return `${where} ${worstWords}; ${prediction}`;
  return `${where} the slowest machine keeps up from ${ticks(slowestRate(from.cell))} on, and ${worstWords}; ${prediction}`;
}

function agreement(measured: readonly Measured[]): string {
  const apart = ({ growth, predicted }: Measured): number => Math.abs(growth - predicted);
  const mean = measured.reduce((sum, one) => sum + apart(one), 0) / measured.length;
  const worst = measured.reduce((most, one) => (apart(one) > apart(most) ? one : most));
  const { cell, growth, predicted } = worst;
  return (
    `Over ${measured.length === 1 ? 'the one cell' : `all ${measured.length} cells`} runs and prediction are ` +
    `${mean < 0.005 ? 'less than 0.01' : mean.toFixed(2)} messages per second apart on average, and furthest with a die of ${cell.trial.dieSides} at ` +
    `${ticks(slowestRate(cell))} (${growth.toFixed(2)} against ${predicted.toFixed(2)}).`
  );
}

function slowestRate({ trial }: SweepCellDigest): number {
  return trial.rates.at(-1)!;
}

function ticks(rate: number): string {
  return `${rate} ${rate === 1 ? 'tick' : 'ticks'} per second`;
}

/** The arithmetic of the boundary, in paragraphs. `others` are the rates of all machines but the slowest one. */
export function sweepWhy(others: readonly number[]): string[] {
  const boundary = boundaryRate(others, NOTEBOOK_DIE);
  return [
    'Each roll of a machine sends 2 / die messages to any one of the others on average: one face names it, one means all. ' +
      'A machine rolls only on ticks on which no message waits, so those that hear from each other roll less often than they tick.',
    'A machine that falls behind never rolls: whatever its own rate, the others roll as if it were silent, and what they send ' +
      'to it per second is the boundary. A faster machine takes all of it out; a slower one is left with the difference, ' +
      'second by second, and that is the growth of its queue.',
    `With the machines of this sweep and a die of ${NOTEBOOK_DIE} faces the boundary lies at ${boundary.toFixed(2)} messages per second. ` +
      'Near it runs of a minute do not settle: their queues wander, and growth is a little above 0 on the side that keeps up.',
  ];
}
