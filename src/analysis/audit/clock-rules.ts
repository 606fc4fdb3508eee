// The rules that one machine's own clock obeys: it rises, by one at a time, and a receive takes it above the message.
import { KINDS, NONE, RECEIVE, type MachineLog } from '../../core/machine-log.ts';
import type { AuditedTrace } from './audited-trace.ts';
import type { UncheckedReason } from './audit-report.ts';
import type { RuleCollector } from './rule-collector.ts';

/** Lamport (1978), IR1: the clock is higher after each event than after the one before. */
export function checkClockRises(audited: AuditedTrace, found: RuleCollector): void {
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      // A hole in the record hides how far the clock rose, but not whether it did.
      if (isComputed(audited, log, index)) found.leaveOut('clocks-computed');
      else if (index === 0 && audited.isImported) found.leaveOut('clock-before-first-unknown');
      else if (index > 0 && !audited.order.isOrdered(log, index)) found.leaveOut('order-unknown');
      else {
        found.checked += 1;
        const before = index > 0 ? log.clocks[index - 1]! : 0;
        const clock = log.clocks[index]!;
        const restart = audited.faults.restartAt(log.machine, index);
        if (restart && clock <= before)
          found.remark(log.machine, index, {
            kind: 'clock-forgotten',
            before,
            clock,
            crashedMs: restart.crashedMs,
          });
        else if (clock <= before)
          found.clockFault(log.machine, index, { kind: 'clock-stands', before, clock });
      }
    }
}

/** The scale model's step: an internal or send event raises the clock by exactly 1. */
export function checkClockByOne(audited: AuditedTrace, found: RuleCollector): void {
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] === RECEIVE) continue;
      const reason = audited.doubts(log, index, 'kind')
        ? 'kind-derived'
        : (whyNotFollowing(audited, log, index) ??
          (index > 0 && !audited.order.isOrdered(log, index) ? 'order-unknown' : undefined));
      if (reason !== undefined) {
        found.leaveOut(reason);
        continue;
      }
      found.checked += 1;
      const before = clockBefore(audited, log, index);
      const clock = log.clocks[index]!;
      if (clock !== before + 1)
        found.clockFault(log.machine, index, {
          kind: 'clock-steps',
          event: KINDS[log.kinds[index]!]!,
          before,
          clock,
        });
    }
}

/**
 * Lamport (1978), IR2b as the assignment has it: max(own, timestamp) + 1. A line that may be missing can only have raised
 * the own clock, so a receive that is not above the timestamp is wrong in any case. Where no line states the timestamp, a
 * receive is right if it is so under either rule for the timestamps of messages.
 */
export function checkReceiveIsMaxPlusOne(audited: AuditedTrace, found: RuleCollector): void {
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] !== RECEIVE) continue;
      if (audited.doubts(log, index, 'kind')) {
        found.leaveOut('kind-derived');
        continue;
      }
      // The likelier one first; the other is NONE where there is only one.
      const [timestamp, other] = audited.timestampsOf(log, index);
      const before = clockBefore(audited, log, index);
      const clock = log.clocks[index]!;
      const reason = whyNotFollowing(audited, log, index) ?? whyNotPaired(audited, log, index);
      const isTooLow =
        reason !== undefined &&
        audited.isImported &&
        !audited.doubts(log, index, 'clock') &&
        clock <= timestamp &&
        clock <= other;
      if (timestamp === NONE) found.leaveOut('timestamp-unknown');
      else if (reason !== undefined && !isTooLow) found.leaveOut(reason);
      else {
        found.checked += 1;
        const isRight =
          clock === Math.max(before, timestamp) + 1 ||
          (other !== NONE && clock === Math.max(before, other) + 1);
        if (!isRight)
          found.clockFault(
            log.machine,
            index,
            { kind: 'receive-clock', before, timestamp, clock },
            sendOf(audited, log, index),
          );
      }
    }
}

/**
 * A message that the order of a channel tells may be an earlier one than was received, if a line of an earlier receive is
 * missing: what is too low for the earlier one is so for the later one as well, and nothing else is known.
 */
function whyNotPaired(audited: AuditedTrace, log: MachineLog, index: number): UncheckedReason | undefined {
  if (!audited.isImported || audited.statedTimestampOf(log, index) !== NONE) return undefined;
  if (audited.statesVectors || audited.isWholeUpTo(log, index)) return undefined;
  return 'line-before-may-be-missing';
}

/** Why an event's clock cannot be held against the one before it; undefined where it can. */
function whyNotFollowing(audited: AuditedTrace, log: MachineLog, index: number): UncheckedReason | undefined {
  if (audited.isImported && isComputed(audited, log, index)) return 'clocks-computed';
  if (audited.follows(log, index)) return undefined;
  if (index === 0) return 'clock-before-first-unknown';
  if (!audited.isImported) return 'event-before-missing';
  return audited.logsAllKinds ? 'line-before-may-be-missing' : 'kind-not-logged';
}

/** Whether the clock of this event, or of the one before it, is on no line. */
function isComputed(audited: AuditedTrace, log: MachineLog, index: number): boolean {
  return audited.doubts(log, index, 'clock') || (index > 0 && audited.doubts(log, index - 1, 'clock'));
}

/** 0 before the first event, and where the machine has forgotten it. */
export function clockBefore({ faults }: AuditedTrace, log: MachineLog, index: number): number {
  return faults.clockBefore(log, index);
}

/** The send event of a receive, where it is known. */
export function sendOf(audited: AuditedTrace, log: MachineLog, index: number) {
  const sentIndex = audited.sentIndexOf(log, index);
  return sentIndex === NONE ? undefined : { machine: log.peers[index]!, index: sentIndex };
}
