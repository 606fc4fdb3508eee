// Where the machines of a trace stand at its end, for a trace that nobody listened to while it was made.
import type { Event } from '../core/event.ts';
import type { MachineId } from '../core/message.ts';
import { NONE, RECEIVE } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import {
  isFallingBehind,
  RECENT_SHOWN,
  WAITING_SHOWN,
  type LastEvent,
  type MachineSnapshot,
  type RecentEvent,
} from './machine-progress.ts';
import { latenessOf } from './summary.ts';
import { TraceFaults } from './trace-faults.ts';

/** As if a MachineProgress had heard the whole trace, which an engine made; by machine. */
export function snapshotsOf(trace: Trace): MachineSnapshot[] {
  const waiting = waitingTimestamps(trace);
  return trace.logs.map(({ machine }) => snapshotOf(trace, machine, waiting[machine - 1]!));
}

function snapshotOf(trace: Trace, machine: MachineId, waiting: readonly number[]): MachineSnapshot {
  const log = trace.logOf(machine);
  const rate = trace.trial.rates[machine - 1]!;
  let lastEmptyTick = 0;
  let received = 0;
  for (let index = 0; index < log.eventCount; index++) {
    if (log.kinds[index] === RECEIVE) received += 1;
    if (log.queues[index] === 0) lastEmptyTick = index + 1;
  }
  const recent = Array.from({ length: Math.min(RECENT_SHOWN, log.eventCount) }, (_, i) =>
    recentEvent(trace, machine, log.eventCount - 1 - i),
  );
  return {
    machine,
    rate,
    ticks: log.eventCount,
    clock: log.clocks[log.eventCount - 1] ?? 0,
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

function recentEvent(trace: Trace, machine: MachineId, index: number): RecentEvent {
  const event = trace.event(machine, index);
  const before = index === 0 ? 0 : trace.logOf(machine).clocks[index - 1]!;
  return {
    tick: event.tick,
    atMs: event.atMs,
    queue: event.queue!,
    face: event.kind === 'receive' ? undefined : event.roll,
    event: lastEvent(event, before),
  };
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
        timestamp: event.messages[0]!.timestamp,
      };
    case 'receive':
      return {
        kind: 'receive',
        before,
        after,
        from: event.message!.from,
        timestamp: event.message!.timestamp,
      };
  }
}

/** The timestamps of the messages that wait at the end, by machine, oldest arrival first. */
function waitingTimestamps(trace: Trace): number[][] {
  const waiting = trace.logs.map(() => [] as { beforeTick: number; atMs: number; timestamp: number }[]);
  const faults = new TraceFaults(trace);
  for (const log of trace.logs)
    for (let row = 0; row < log.messageCount; row++) {
      if (Number.isNaN(log.arrivedMs[row]) || log.receivedIndices[row] !== NONE) continue;
      if (faults.isLost(log.machine, row + 1)) continue;
      waiting[log.recipients[row]! - 1]?.push({
        beforeTick: log.arrivedBeforeTicks[row]!,
        atMs: log.arrivedMs[row]!,
        timestamp: log.timestamps[row]!,
      });
    }
  for (const { from, to, number, atMs, beforeTick } of faults.waitingCopies())
    waiting[to - 1]!.push({ beforeTick, atMs, timestamp: trace.logOf(from).timestamps[number - 1]! });
  return waiting.map(messages =>
    messages.sort((a, b) => a.beforeTick - b.beforeTick || a.atMs - b.atMs).map(({ timestamp }) => timestamp),
  );
}
