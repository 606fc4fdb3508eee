// No message is received, or arrives, before it was sent: neither by the clocks on the wall nor by the messages alone.
import { sentIndexOf, visitCausally } from '../causal-order.ts';
import { NONE, RECEIVE, type MachineLog } from '../../core/machine-log.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import type { AuditedTrace } from './audited-trace.ts';
import { receiveOf } from './message-rules.ts';
import type { UncheckedReason } from './audit-report.ts';
import type { RuleCollector } from './rule-collector.ts';
import { SystemTimes, type MachineMoment } from '../system-times.ts';

/**
 * By how much the clocks of two machines may disagree before a message counts as too early, where nobody has measured it. Virtual time
 * has one clock; pages of live runs measure theirs, which the certificate of newer runs has; logs may be written to the second.
 */
export const CLOCK_TOLERANCE_MS = { virtual: 0, stepped: 0, live: 50, imported: 1000 } as const;

export function checkNothingBeforeItWasSent(audited: AuditedTrace, found: RuleCollector): void {
  const stepMs = audited.trace.origin?.timeStepMs ?? 0;
  const toleranceMs = CLOCK_TOLERANCE_MS[audited.trace.engine] + (audited.isImported ? stepMs : 0);
  const times = new SystemTimes(audited.trace);
  const { boundMs } = times;
  if (boundMs !== undefined) found.note({ kind: 'clocks-measured', boundMs });
  else if (toleranceMs > 0) found.note({ kind: 'clocks-disagree', toleranceMs });
  const toleranceOf = (first: MachineMoment, second: MachineMoment): number =>
    times.apart(first, second)?.boundMs ?? toleranceMs;
  for (const log of audited.logs)
    if (audited.isImported) checkClocksApart(audited, log, toleranceMs, found);
    else for (let row = 0; row < log.messageCount; row++) checkMessage(audited, log, row, toleranceOf, found);
  // Vectors that go round in a circle are found where an entry names a later event.
  if (!audited.statesVectors) findCircle(audited, found);
}

function checkMessage(
  audited: AuditedTrace,
  log: MachineLog,
  row: number,
  toleranceOf: (sent: MachineMoment, seen: MachineMoment) => number,
  found: RuleCollector,
): void {
  const sentIndex = log.sentIndices[row]!;
  const isSent = sentIndex < log.eventCount;
  const receive = receiveOf(audited, log, row);
  const arrivedMs = log.arrivedMs[row]!;
  const message = { from: log.machine, number: row + 1 };
  const send = isSent ? { machine: log.machine, index: sentIndex } : undefined;
  const at: EventPlace | undefined = receive ? { machine: receive.log.machine, index: receive.index } : send;
  if (!at) return;
  const sentMs = isSent ? log.atMs[sentIndex]! : -Infinity;
  const receivedMs = receive ? receive.log.atMs[receive.index]! : Infinity;
  const other = receive && send;
  if (isSent && (receive || !Number.isNaN(arrivedMs))) found.checked += 1;
  const isBeforeSent = (seenMs: number): boolean =>
    seenMs < sentMs &&
    seenMs <
      sentMs -
        toleranceOf({ machine: log.machine, atMs: sentMs }, { machine: log.recipients[row]!, atMs: seenMs });
  if (isBeforeSent(arrivedMs))
    found.fault(at.machine, at.index, { kind: 'arrived-before-sent', ...message, sentMs, arrivedMs }, other);
  else if (isBeforeSent(receivedMs))
    found.fault(
      at.machine,
      at.index,
      { kind: 'received-before-sent', ...message, sentMs, receivedMs },
      other,
    );
  if (!receive || Number.isNaN(arrivedMs)) return;
  found.checked += 1;
  const beforeTick = log.arrivedBeforeTicks[row]!;
  if (receivedMs < arrivedMs || beforeTick > audited.indexOf(receive.log, receive.index) + 1)
    found.fault(
      at.machine,
      at.index,
      { kind: 'received-before-arrived', ...message, arrivedMs, receivedMs },
      other,
    );
}

/**
 * In logs of other programs a receive that is stamped before its send shows clocks that disagree, which is no fault of the
 * program: one remark for each two machines, at the message that shows it most.
 */
function checkClocksApart(
  audited: AuditedTrace,
  log: MachineLog,
  toleranceMs: number,
  found: RuleCollector,
): void {
  /** By recipient. */
  const early = new Map<number, { messages: number; mostMs: number; row: number }>();
  for (let row = 0; row < log.messageCount; row++) {
    const sentIndex = log.sentIndices[row]!;
    const receive = receiveOf(audited, log, row);
    if (!receive || sentIndex >= log.eventCount) continue;
    const reason = whyNoTimes(audited, log, sentIndex, receive);
    if (reason !== undefined) {
      found.leaveOut(reason);
      continue;
    }
    found.checked += 1;
    const earlyMs = log.atMs[sentIndex]! - receive.log.atMs[receive.index]!;
    if (earlyMs <= toleranceMs) continue;
    const { messages, mostMs, row: most } = early.get(receive.log.machine) ?? { messages: 0, mostMs: 0, row };
    early.set(receive.log.machine, {
      messages: messages + 1,
      mostMs: Math.max(mostMs, earlyMs),
      row: earlyMs > mostMs ? row : most,
    });
  }
  for (const { messages, mostMs, row } of early.values()) {
    const { log: receiver, index } = receiveOf(audited, log, row)!;
    found.remark(
      receiver.machine,
      index,
      { kind: 'clocks-apart', from: log.machine, to: receiver.machine, messages, mostMs },
      { machine: log.machine, index: log.sentIndices[row]! },
    );
  }
}

function whyNoTimes(
  audited: AuditedTrace,
  sender: MachineLog,
  sentIndex: number,
  receive: { readonly log: MachineLog; readonly index: number },
): UncheckedReason | undefined {
  if (audited.doubts(sender, sentIndex, 'time') || audited.doubts(receive.log, receive.index, 'time'))
    return 'times-not-told';
  if (audited.trace.origin?.timeStepMs === undefined) return 'times-not-comparable';
  return audited.isPairCertain(receive.log, receive.index) ? undefined : 'send-uncertain';
}

/** Follows from each machine that cannot go on to the one it waits for: those that come round are the circle. */
function findCircle(audited: AuditedTrace, found: RuleCollector): void {
  const { logs } = audited;
  const done = visitCausally(audited.trace, () => undefined);
  const waitsFor = logs.map((log, i) => {
    const index = done[i]!;
    const blocked = index < log.eventCount && log.kinds[index] === RECEIVE;
    return blocked && sentIndexOf(logs, log, index) !== NONE ? log.peers[index]! - 1 : undefined;
  });
  for (const [start, log] of logs.entries()) {
    let at = waitsFor[start];
    for (let steps = 0; at !== undefined && at !== start && steps < logs.length; steps++) at = waitsFor[at];
    if (at !== start) continue;
    const index = done[start]!;
    if (!isCertain(audited, done, waitsFor, start)) {
      found.leaveOut('send-uncertain');
      return;
    }
    const send = { machine: log.peers[index]!, index: sentIndexOf(logs, log, index) };
    found.fault(log.machine, index, { kind: 'message-circle' }, send);
  }
}

/** Whether each receive on the circle that begins at `start` is known to have taken the message that it waits for. */
function isCertain(
  audited: AuditedTrace,
  done: ArrayLike<number>,
  waitsFor: readonly (number | undefined)[],
  start: number,
): boolean {
  let at = start;
  do {
    const log = audited.logs[at]!;
    if (!audited.isPairCertain(log, done[at]!) || !audited.order.isInOrderUpTo(log, done[at]!)) return false;
    // One receive too many shifts all after it that are told by the order of their channel.
    if (audited.trace.origin && audited.statedTimestampOf(log, done[at]!) === NONE) return false;
    at = waitsFor[at]!;
  } while (at !== start);
  return true;
}
