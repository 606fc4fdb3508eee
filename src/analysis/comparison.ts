// Two runs of one trial laid over each other: the same dice, and yet not always the same run. Where do they part?
import type { MachineId } from '../core/message.ts';
import { NONE, type MachineLog } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import { firstDifferent } from './divergence.ts';

/** One machine in both runs, compared event by event: both did the same number of ticks, unless one was cut short. */
export interface MachineComparison {
  readonly machine: MachineId;
  /** The first tick (from 1) at which the events differ in kind, clock or message; undefined where none does. */
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

/** By machine, of those that both runs have. */
export function compareRuns(first: Trace, second: Trace): MachineComparison[] {
  const both = Math.min(first.machines, second.machines);
  return first.logs.slice(0, both).map((log, i) => compareLogs(log, second.logs[i]!));
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
  const partsAt = firstDifferent(first, second);
  const parts = partsAt < ticks;
  let largestClockDistance = 0;
  let largestQueueDistance = 0;
  for (let index = 0; index < ticks; index++) {
    largestClockDistance = Math.max(
      largestClockDistance,
      Math.abs(first.clocks[index]! - second.clocks[index]!),
    );
    const [queue, otherQueue] = [first.queues[index]!, second.queues[index]!];
    if (queue !== NONE && otherQueue !== NONE)
      largestQueueDistance = Math.max(largestQueueDistance, Math.abs(queue - otherQueue));
  }
  return {
    machine: first.machine,
    partsAtTick: parts ? partsAt + 1 : undefined,
    partsAtMs: parts ? Math.min(first.atMs[partsAt]!, second.atMs[partsAt]!) : undefined,
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
