// What the map of a sweep shows, in a few sentences with numbers: where the slowest machine keeps up, and how far
// prediction and runs are apart.
import { grouped } from '../core/counted.ts';
import type { CellGrowth, SweepOutlook } from '../analysis/sweep-outlook.ts';
import { fixed } from './numbers.ts';

export function sweepOutlookSentences(outlook: SweepOutlook | undefined): readonly string[] {
  return outlook ? [keepingUp(outlook), agreement(outlook)] : [];
}

function keepingUp({ dieSides, boundary, column, behind, keepsUpFrom }: SweepOutlook): string {
  const prediction = `the prediction puts the boundary at ${fixed(boundary, 2)} ticks per second.`;
  const where = `With a die of ${dieSides} faces`;
  const [slowest] = column;
  const isAlone = column.length === 1;
  if (behind === 0) {
    const rates = isAlone ? `at ${ticks(slowest.rate)}` : 'at every rate tried';
    return `${where} the slowest machine keeps up ${rates}; ${prediction}`;
  }
  if (behind === column.length) {
    const rates = isAlone ? `at ${ticks(slowest.rate)}` : 'at every rate tried';
    const growth = `by ${isAlone ? '' : 'up to '}${fixed(slowest.growth, 2)} messages per second`;
    return `${where} the slowest machine falls behind ${rates}, ${growth}; ${prediction}`;
  }
  const worst = `at ${ticks(slowest.rate)} its queue grows by ${fixed(slowest.growth, 2)} messages per second`;
  return keepsUpFrom === undefined
    ? `${where} the slowest machine falls behind at some rates: ${worst}; ${prediction}`
    : `${where} the slowest machine keeps up from ${ticks(keepsUpFrom)} on, and ${worst}; ${prediction}`;
}

function agreement({ cells, meanDistance, furthest }: SweepOutlook): string {
  const mean = meanDistance < 0.005 ? 'less than 0.01' : fixed(meanDistance, 2);
  const { dieSides, rate, growth, predicted } = furthest;
  return (
    `Over ${cells === 1 ? 'the one cell' : `all ${grouped(cells)} cells`} prediction and runs differ by ${mean} messages per second ` +
    `on average. They differ most with a die of ${dieSides} at ${ticks(rate)} (measured ${fixed(growth, 2)}, predicted ${fixed(predicted, 2)}).`
  );
}

function ticks(rate: CellGrowth['rate']): string {
  return `${rate} ${rate === 1 ? 'tick' : 'ticks'} per second`;
}

/** The arithmetic of the boundary, in paragraphs. `boundary` with a die of `dieSides`, in messages per second. */
export function sweepWhy(boundary: number, dieSides: number): readonly string[] {
  return [
    'On average each roll of a machine sends 2 / die messages to any one of the others: one face is for it, one for all. ' +
      'A machine rolls only on ticks on which no message waits, so machines that hear from each other roll less often than they tick.',
    'A machine that falls behind never rolls, so the others receive nothing from it, whatever its rate. What they send to it ' +
      'per second is the boundary. A faster machine takes all of it; for a slower one the difference stays in its queue, ' +
      'and that is how fast the queue grows.',
    `With the machines of this sweep and a die of ${dieSides} faces the boundary is ${fixed(boundary, 2)} messages per second. ` +
      'Near it a run of a minute does not settle: queues grow and shrink by chance, and their growth is a little above 0 even on the side that keeps up.',
  ];
}
