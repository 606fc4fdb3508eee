// Queue lengths: what a log says of its queue has to follow from what arrived and what was taken out.
import { KINDS, NONE, RECEIVE, SEND, type MachineLog } from '../../core/machine-log.ts';
import type { MachineId } from '../../core/message.ts';
import type { AuditedTrace } from './audited-trace.ts';
import type { UncheckedReason } from './audit-report.ts';
import type { RuleCollector } from './rule-collector.ts';
import { SystemTimes } from '../system-times.ts';
import { CLOCK_TOLERANCE_MS } from './time-rules.ts';

/** Exactly, where the arrivals are on record; by what must follow in any case, where they are not. */
export function checkQueueLengths(audited: AuditedTrace, found: RuleCollector): void {
  // A run whose order was chosen has no arrivals: its messages are received when that is chosen.
  if (audited.trace.program && !hasArrivals(audited)) {
    found.leaveOut('queue-not-told', audited.trace.eventCount);
    return;
  }
  if (!audited.isImported || hasArrivals(audited)) {
    const arrivals = arrivalsByTick(audited);
    const knownUntilMs = arrivalsKnownUntil(audited);
    for (const log of audited.logs)
      if (!audited.isDense(log)) found.leaveOut('events-missing', log.eventCount);
      else checkExactly(audited, log, arrivals[log.machine - 1]!, knownUntilMs[log.machine - 1]!, found);
    return;
  }
  found.note({ kind: 'arrivals-not-told' });
  for (const log of audited.logs) checkNeighbours(audited, log, found);
  const sends = sendTimesByRecipient(audited);
  if (typeof sends === 'string') found.leaveOut(sends);
  else for (const log of audited.logs) checkAgainstSends(audited, log, sends[log.machine - 1]!, found);
}

/** Whether arrivals are on record, of each message that was received. */
function hasArrivals({ logs }: AuditedTrace): boolean {
  const some = logs.some(log => log.arrivedBeforeTicks.subarray(0, log.messageCount).some(tick => tick > 0));
  return (
    some &&
    logs.every(log => {
      for (let row = 0; row < log.messageCount; row++)
        if (log.receivedIndices[row] !== NONE && log.arrivedBeforeTicks[row] === 0) return false;
      for (let index = 0; index < log.eventCount; index++)
        if (log.kinds[index] === RECEIVE && log.messageNumbers[index] === NONE) return false;
      return true;
    })
  );
}

/** By machine: how many messages arrived before each of its ticks, from 1, less those that it forgot before it. */
function arrivalsByTick({ logs, faults }: AuditedTrace): Int32Array[] {
  const counts = logs.map(log => new Int32Array(log.eventCount + 1));
  for (const log of logs)
    for (let row = 0; row < log.messageCount; row++) {
      const tick = log.arrivedBeforeTicks[row]!;
      const arrivals = counts[log.recipients[row]! - 1];
      if (arrivals && tick > 0 && tick < arrivals.length) arrivals[tick]! += 1;
    }
  const add = (machine: MachineId, tick: number, count: number): void => {
    const arrivals = counts[machine - 1];
    if (arrivals && tick > 0 && tick < arrivals.length) arrivals[tick]! += count;
  };
  for (const { to, beforeTick } of faults.copies) add(to, beforeTick, 1);
  for (const { machine, index, forgotten } of faults.restarts) add(machine, index + 1, -forgotten);
  return counts;
}

/**
 * By machine, before which moment every arrival at it is on record, in milliseconds. A message that somebody sent in a hole
 * of the record may wait without a sign from then on; a gap that the record itself names hides none, as arrivals are told by those who had them.
 */
function arrivalsKnownUntil(audited: AuditedTrace): number[] {
  const { logs } = audited;
  const wholeMs = logs.map(log => wholeUntil(audited, log));
  const untilMs = logs.map((_, receiver) => Math.min(...wholeMs.filter((_, other) => other !== receiver)));
  for (const { messageCount, recipients, arrivedBeforeTicks, arrivedMs } of logs)
    for (let row = 0; row < messageCount; row++) {
      if (arrivedBeforeTicks[row] !== 0) continue;
      const receiver = recipients[row]! - 1;
      untilMs[receiver] = Math.min(untilMs[receiver]!, arrivedMs[row] || untilMs[receiver]!);
    }
  const { boundMs = 0 } = new SystemTimes(audited.trace);
  const toleranceMs = Math.max(CLOCK_TOLERANCE_MS[audited.trace.engine], 2 * boundMs);
  return untilMs.map(ms => ms - toleranceMs);
}

function wholeUntil(audited: AuditedTrace, log: MachineLog): number {
  const hole = audited.firstHole(log);
  const isWhole = hole === log.eventCount && !audited.isImported;
  if (isWhole && (!audited.lacksEnd(log) || audited.hasGap(log))) return Infinity;
  return hole === 0 ? -Infinity : log.atMs[hole - 1]!;
}

/** A difference is said where it begins: what was wrong once stays wrong without being another fault. */
function checkExactly(
  audited: AuditedTrace,
  log: MachineLog,
  arrivals: Int32Array,
  untilMs: number,
  found: RuleCollector,
): void {
  // The die takes a message wherever one waits. A program's timers have their turn too, and one step is several events.
  const takesFirst = audited.trace.program === undefined;
  let waiting = 0;
  let difference = 0;
  for (let index = 0; index < log.eventCount; index++) {
    if (untilMs < Infinity && !(log.atMs[index]! < untilMs)) {
      found.leaveOut('senders-incomplete', log.eventCount - index);
      return;
    }
    found.checked += 1;
    waiting += arrivals[index + 1]!;
    const queue = log.queues[index]!;
    const kind = log.kinds[index]!;
    if (kind === RECEIVE) {
      if (waiting + difference > 0) waiting -= 1;
      else found.fault(log.machine, index, { kind: 'received-from-empty' });
    } else if (takesFirst) {
      const left = queue === NONE ? waiting + difference : queue;
      if (left > 0)
        found.fault(log.machine, index, { kind: 'queue-passed-over', event: KINDS[kind]!, waiting: left });
    }
    if (queue === NONE) found.leaveOut('queue-not-told');
    else {
      if (queue !== waiting && queue - waiting !== difference)
        found.fault(log.machine, index, { kind: 'queue-length', queue, expected: waiting + difference });
      difference = queue - waiting;
    }
  }
}

/** A machine rolls only when nothing waits, and takes one message at a time. */
function checkNeighbours(audited: AuditedTrace, log: MachineLog, found: RuleCollector): void {
  for (let index = 0; index < log.eventCount; index++) {
    const queue = queueAt(audited, log, index);
    const kind = log.kinds[index]!;
    if (queue === NONE && kind === RECEIVE) found.leaveOut('queue-not-told');
    if (index === 0) continue;
    const before = queueAt(audited, log, index - 1);
    if (before === NONE || (kind === RECEIVE && queue === NONE)) continue;
    // What a queue length counts may differ between kinds of event.
    if (audited.doubts(log, index, 'kind') || audited.doubts(log, index - 1, 'kind')) {
      found.leaveOut('kind-derived');
      continue;
    }
    if (!audited.follows(log, index)) {
      found.leaveOut('queue-before-unknown');
      continue;
    }
    found.checked += 1;
    if (kind !== RECEIVE && before > 0)
      found.fault(log.machine, index, { kind: 'queue-passed-over', event: KINDS[kind]!, waiting: before });
    else if (kind === RECEIVE && queue < before - 1)
      found.fault(log.machine, index, { kind: 'queue-fell', before, queue });
  }
}

/** NONE where no line states it. */
function queueAt(audited: AuditedTrace, log: MachineLog, index: number): number {
  return audited.doubts(log, index, 'queue') ? NONE : log.queues[index]!;
}

/** By recipient: when each message to it was sent, in order; why it is not known otherwise. */
function sendTimesByRecipient(audited: AuditedTrace): Float64Array[] | UncheckedReason {
  const { logs, trace } = audited;
  if (trace.origin?.timeStepMs === undefined) return 'times-not-comparable';
  if (trace.gaps.length > 0 || logs.some(log => !audited.isWholeUpTo(log, log.eventCount - 1)))
    return 'senders-incomplete';
  const times: number[][] = logs.map(() => []);
  for (const log of logs) {
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] !== SEND) continue;
      if (log.peers[index] === 0 || audited.doubts(log, index, 'recipients')) return 'addressees-unknown';
      if (audited.doubts(log, index, 'time')) return 'times-not-comparable';
    }
    for (let row = 0; row < log.messageCount; row++) {
      const sentIndex = log.sentIndices[row]!;
      const recipient = log.recipients[row]!;
      if (sentIndex >= log.eventCount) return 'senders-incomplete';
      times[recipient - 1]?.push(log.atMs[sentIndex]!);
    }
  }
  return times.map(each => Float64Array.from(each).sort());
}

/**
 * Never more in the queue than was sent to the machine by then and not yet received. A log may end before its run does, so
 * nothing is said of what comes after the last line of another one.
 */
function checkAgainstSends(
  audited: AuditedTrace,
  log: MachineLog,
  sentMs: Float64Array,
  found: RuleCollector,
): void {
  const knownUntilMs = Math.min(
    ...audited.logs
      .filter(other => other !== log)
      .map(({ atMs, eventCount }) => atMs[eventCount - 1] ?? -Infinity),
  );
  let sent = 0;
  let received = 0;
  for (let index = 0; index < log.eventCount; index++) {
    // One that took no message of its own took none out of the queue.
    if (log.kinds[index] === RECEIVE && takesOwn(audited, log, index)) received += 1;
    const queue = queueAt(audited, log, index);
    if (queue === NONE || audited.doubts(log, index, 'time')) continue;
    const untilMs = log.atMs[index]! + CLOCK_TOLERANCE_MS.imported;
    if (untilMs > knownUntilMs) {
      found.leaveOut('senders-incomplete');
      continue;
    }
    while (sent < sentMs.length && sentMs[sent]! <= untilMs) sent += 1;
    const possible = Math.max(0, sent - received);
    // One of the receives may have taken a message that another took as well.
    if (queue === possible + 1) {
      found.leaveOut('send-uncertain');
      continue;
    }
    found.checked += 1;
    if (queue > possible) found.fault(log.machine, index, { kind: 'queue-above-sent', queue, possible });
  }
}

/** Whether the message that a receive is on record with is on record with it. */
function takesOwn({ logs }: AuditedTrace, log: MachineLog, index: number): boolean {
  const row = log.messageNumbers[index]! - 1;
  const sender = logs[log.peers[index]! - 1];
  return (
    sender !== undefined && sender.receivedIndices[row] === index && sender.recipients[row] === log.machine
  );
}
