// The comparison of two runs of one trial in a sentence.
import { firstDifference, type MachineComparison } from '../analysis/comparison.ts';
import { listing, moment } from './numbers.ts';

/** `first` and `second` name the runs, as in "live" and "virtual". */
export function comparisonSentence(
  comparisons: readonly MachineComparison[],
  first: string,
  second: string,
): string {
  const earliest = firstDifference(comparisons);
  if (!earliest) return `The ${first} run and the ${second} run are the same, event by event.`;
  const widest = comparisons.reduce((a, b) => (b.largestClockDistance > a.largestClockDistance ? b : a));
  const same = comparisons.filter(({ partsAtTick }) => partsAtTick === undefined);
  const names = listing(same.map(({ machine }) => machine));
  const unchanged =
    same.length === 0
      ? ''
      : ` ${same.length === 1 ? `Machine ${names} is` : `Machines ${names} are`} the same from start to end.`;
  return (
    `The dice are the same, but messages arrive at different moments: the ${first} run and the ${second} run first ` +
    `differ at ${moment(earliest.atMs)}, at tick ${earliest.tick} of machine ${earliest.machine}. ` +
    `Their clocks are at most ${widest.largestClockDistance} apart (machine ${widest.machine}).${unchanged}`
  );
}
