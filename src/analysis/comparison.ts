// Two runs of one trial laid over each other: the same dice, and yet not always the same run. Where do they part?
import type { MachineId } from '../core/message.ts';
import type { MachineLog } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';

/** One machine in both runs, compared event by event: both did the same number of ticks, unless one was cut short. */
export interface MachineComparison {
  readonly machine: MachineId;
  /** The first tick (from 1) at which the events differ in kind, face, clock or queue; undefined where none does. */
  readonly partsAtTick: number | undefined;
  /** The ticks that both runs did. */
  readonly ticks: number;
  readonly finalClocks: readonly [number, number];
  readonly finalQueues: readonly [number, number];
  /** The largest distance between the two clocks after the same tick. */
  readonly largestClockDistance: number;
  readonly largestQueueDistance: number;
}

/** By machine. Both traces must have as many machines. */
export function compareRuns(first: Trace, second: Trace): MachineComparison[] {
  return first.logs.map((log, i) => compareLogs(log, second.logs[i]!));
}

function compareLogs(first: MachineLog, second: MachineLog): MachineComparison {
  const ticks = Math.min(first.eventCount, second.eventCount);
  let partsAtTick: number | undefined;
  let largestClockDistance = 0;
  let largestQueueDistance = 0;
  for (let index = 0; index < ticks; index++) {
    const clockDistance = Math.abs(first.clocks[index]! - second.clocks[index]!);
    const queueDistance = Math.abs(first.queues[index]! - second.queues[index]!);
    const isSame =
      clockDistance === 0 &&
      queueDistance === 0 &&
      first.kinds[index] === second.kinds[index] &&
      first.faces[index] === second.faces[index];
    if (!isSame) partsAtTick ??= index + 1;
    largestClockDistance = Math.max(largestClockDistance, clockDistance);
    largestQueueDistance = Math.max(largestQueueDistance, queueDistance);
  }
  return {
    machine: first.machine,
    partsAtTick,
    ticks,
    finalClocks: [lastOf(first, first.clocks), lastOf(second, second.clocks)],
    finalQueues: [lastOf(first, first.queues), lastOf(second, second.queues)],
    largestClockDistance,
    largestQueueDistance,
  };
}

function lastOf({ eventCount }: MachineLog, column: Uint32Array): number {
  return eventCount === 0 ? 0 : column[eventCount - 1]!;
}

/** The comparison in a sentence; `first` and `second` name the runs, as in "live" and "virtual". */
export function comparisonSentence(
  comparisons: readonly MachineComparison[],
  first: string,
  second: string,
): string {
  const parted = comparisons.filter(({ partsAtTick }) => partsAtTick !== undefined);
  if (parted.length === 0) return `The ${first} and the ${second} run are the same, event by event.`;
  const earliest = parted.reduce((a, b) => (b.partsAtTick! < a.partsAtTick! ? b : a));
  const widest = comparisons.reduce((a, b) => (b.largestClockDistance > a.largestClockDistance ? b : a));
  const same = comparisons.filter(({ partsAtTick }) => partsAtTick === undefined);
  const names = same.map(({ machine }) => machine).join(', ');
  const unchanged =
    same.length === 0
      ? ''
      : ` ${same.length === 1 ? `Machine ${names} is` : `Machines ${names} are`} the same throughout.`;
  return (
    `The dice are the same, the moments of arrival are not: the ${first} and the ${second} run part first at tick ` +
    `${earliest.partsAtTick} of machine ${earliest.machine}. Their clocks are at most ${widest.largestClockDistance} apart ` +
    `(machine ${widest.machine}).${unchanged}`
  );
}
