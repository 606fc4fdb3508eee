// Two runs of one trial laid over each other: the same dice, and yet not always the same run. Where do they part?
import type { MachineId } from '../core/message.ts';
import type { MachineLog } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';

/** One machine in both runs, compared event by event: both did the same number of ticks, unless one was cut short. */
export interface MachineComparison {
  readonly machine: MachineId;
  /** The first tick (from 1) at which the events differ in kind, face, clock or queue; undefined where none does. */
  readonly partsAtTick: number | undefined;
  /** When that tick happened in the run where it happened earlier, in milliseconds since the start. */
  readonly partsAtMs: number | undefined;
  /** The ticks that both runs did. */
  readonly ticks: number;
  readonly finalClocks: readonly [number, number];
  readonly finalQueues: readonly [number, number];
  /** The largest distance between the two clocks after the same tick. */
  readonly largestClockDistance: number;
  readonly largestQueueDistance: number;
}

export interface FirstDifference {
  readonly machine: MachineId;
  /** From 1. */
  readonly tick: number;
  readonly atMs: number;
}

/** By machine. Both traces must have as many machines. */
export function compareRuns(first: Trace, second: Trace): MachineComparison[] {
  return first.logs.map((log, i) => compareLogs(log, second.logs[i]!));
}

/**
 * Where two runs part first in time: machines tick at rates of their own, so the lowest tick is not the earliest. Of
 * several at one moment the first machine's; undefined where nothing differs.
 */
export function firstDifference(comparisons: readonly MachineComparison[]): FirstDifference | undefined {
  let earliest: FirstDifference | undefined;
  for (const { machine, partsAtTick: tick, partsAtMs: atMs } of comparisons)
    if (tick !== undefined && atMs !== undefined && (!earliest || atMs < earliest.atMs))
      earliest = { machine, tick, atMs };
  return earliest;
}

function compareLogs(first: MachineLog, second: MachineLog): MachineComparison {
  const ticks = Math.min(first.eventCount, second.eventCount);
  let partsAt: number | undefined;
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
    if (!isSame) partsAt ??= index;
    largestClockDistance = Math.max(largestClockDistance, clockDistance);
    largestQueueDistance = Math.max(largestQueueDistance, queueDistance);
  }
  return {
    machine: first.machine,
    partsAtTick: partsAt === undefined ? undefined : partsAt + 1,
    partsAtMs: partsAt === undefined ? undefined : Math.min(first.atMs[partsAt]!, second.atMs[partsAt]!),
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
