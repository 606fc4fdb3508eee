// Where the machines of a trace stand at its end, for a trace that nobody listened to while it was made.
import type { Event } from '../core/event.ts';
import type { MachineId } from '../core/message.ts';
import { NONE, RECEIVE, type MachineLog } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import {
  isFallingBehind,
  RECENT_SHOWN,
  WAITING_SHOWN,
  type LastEvent,
  type MachineSnapshot,
  type RecentEvent,
} from './machine-progress.ts';
import { latenessOf } from './lateness.ts';
import { TraceFaults } from './trace-faults.ts';

/** As if a MachineProgress had heard the whole trace, which an engine made; by machine. */
export function snapshotsOf(trace: Trace): MachineSnapshot[] {
  const faults = new TraceFaults(trace);
  const waiting = waitingTimestamps(trace, faults);
  return trace.logs.map(({ machine }) => snapshotOf(trace, machine, waiting[machine - 1]!, faults));
}

function snapshotOf(
  trace: Trace,
  machine: MachineId,
  waiting: readonly number[],
  faults: TraceFaults,
): MachineSnapshot {
  const log = trace.logOf(machine);
  const rate = trace.trial.rates[machine - 1]!;
  let lastEmptyTick = 0;
  let received = 0;
  for (let index = 0; index < log.eventCount; index++) {
    if (log.kinds[index] === RECEIVE) received += 1;
    if (log.queues[index] === 0) lastEmptyTick = index + 1;
  }
  const recent = recentEventsOf(trace, machine, log.eventCount, faults);
  return {
    machine,
    rate,
    ticks: log.eventCount,
    clock: faults.clockBefore(log, log.eventCount),
    face: recent[0]?.face,
    last: recent[0]?.event,
    received,
    atMs: recent[0]?.atMs ?? 0,
    queue: waiting.length,
    waiting: waiting.slice(0, WAITING_SHOWN),
    fallingBehind: isFallingBehind(waiting.length, log.eventCount - lastEmptyTick),
    latenessP99Ms: latenessOf(trace, machine).p99Ms,
    recent,
  };
}

/** The last of the first `count` events of a machine, newest first, at most {@link RECENT_SHOWN}. */
export function recentEventsOf(
  trace: Trace,
  machine: MachineId,
  count: number,
  faults: TraceFaults,
): RecentEvent[] {
  const log = trace.logOf(machine);
  return Array.from({ length: Math.min(RECENT_SHOWN, count) }, (_, i) => {
    const event = trace.event(machine, count - 1 - i);
    return {
      tick: event.tick,
      atMs: event.atMs,
      queue: event.queue,
      // A log that somebody else wrote has no faces.
      face: event.kind === 'receive' || event.roll === 0 ? undefined : event.roll,
      event: lastEvent(event, faults.clockBefore(log, count - 1 - i)),
    };
  });
}

function lastEvent(event: Event, before: number): LastEvent {
  const after = event.clock;
  switch (event.kind) {
    case 'internal':
      return { kind: 'internal', before, after };
    case 'send':
      return {
        kind: 'send',
        before,
        after,
        to: event.messages.map(message => message.to),
        timestamp: event.messages[0]?.timestamp ?? after,
      };
    case 'receive':
      return {
        kind: 'receive',
        before,
        after,
        from: event.message?.from,
        timestamp: event.message?.timestamp,
      };
  }
}

interface Waiting {
  readonly beforeTick: number;
  readonly atMs: number;
  readonly sentMs: number;
  readonly from: MachineId;
  readonly row: number;
  readonly timestamp: number;
}

/** The timestamps of the messages that wait at the end, by machine: oldest arrival first, and at one moment as they set out. */
function waitingTimestamps(trace: Trace, faults: TraceFaults): number[][] {
  const waiting = trace.logs.map((): Waiting[] => []);
  const add = (log: MachineLog, row: number, beforeTick: number, atMs: number): void => {
    const sent = log.sentIndices[row]!;
    const sentMs = sent === NONE ? 0 : log.atMs[sent]!;
    const timestamp = log.timestamps[row]!;
    waiting[log.recipients[row]! - 1]?.push({ beforeTick, atMs, sentMs, from: log.machine, row, timestamp });
  };
  for (const log of trace.logs)
    for (let row = 0; row < log.messageCount; row++) {
      if (Number.isNaN(log.arrivedMs[row]) || log.receivedIndices[row] !== NONE) continue;
      if (faults.isLost(log.machine, row + 1)) continue;
      add(log, row, log.arrivedBeforeTicks[row]!, log.arrivedMs[row]!);
    }
  for (const { from, number, atMs, beforeTick } of faults.waitingCopies())
    add(trace.logOf(from), number - 1, beforeTick, atMs);
  return waiting.map(messages =>
    messages
      .sort(
        (a, b) =>
          a.beforeTick - b.beforeTick ||
          a.atMs - b.atMs ||
          a.sentMs - b.sentMs ||
          a.from - b.from ||
          a.row - b.row, // a second copy right behind the first
      )
      .map(({ timestamp }) => timestamp),
  );
}
