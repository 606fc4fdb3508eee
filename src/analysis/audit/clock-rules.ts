// The rules that one machine's own clock obeys: it rises, by one at a time, and a receive takes it above the message.
import { KINDS, NONE, RECEIVE, type MachineLog } from '../../core/machine-log.ts';
import type { AuditedTrace } from './audited-trace.ts';
import type { RuleCollector } from './rule-collector.ts';

const NO_CLOCK_BEFORE = 'The log does not show the clock before its first event.';
const EVENTS_MISSING = 'The event before it is not on record, so the clock before it is not known.';
export const NO_TIMESTAMP = 'The log does not say which timestamp the message bore.';

/** L78 IR1: the clock is higher after each event than after the one before. */
export function checkClockRises(audited: AuditedTrace, found: RuleCollector): void {
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      // A gap in the record hides how far the clock rose, but not whether it did.
      if (index === 0 && audited.isImported) found.leaveOut(NO_CLOCK_BEFORE);
      else {
        found.checked += 1;
        const before = clockBefore(log, index);
        const clock = log.clocks[index]!;
        if (clock <= before) found.fault(log.machine, index, { kind: 'clock-stands', before, clock });
      }
    }
}

/** The scale model's step: an internal or send event raises the clock by exactly 1. */
export function checkClockByOne(audited: AuditedTrace, found: RuleCollector): void {
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] === RECEIVE) continue;
      if (!audited.follows(log, index)) {
        found.leaveOut(index === 0 ? NO_CLOCK_BEFORE : EVENTS_MISSING);
        continue;
      }
      found.checked += 1;
      const before = clockBefore(log, index);
      const clock = log.clocks[index]!;
      if (clock !== before + 1)
        found.fault(log.machine, index, {
          kind: 'clock-steps',
          event: KINDS[log.kinds[index]!]!,
          before,
          clock,
        });
    }
}

/** L78 IR2b as the assignment has it: max(own, timestamp) + 1. */
export function checkReceiveIsMaxPlusOne(audited: AuditedTrace, found: RuleCollector): void {
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] !== RECEIVE) continue;
      const timestamp = audited.timestampOf(log, index);
      if (timestamp === NONE) found.leaveOut(NO_TIMESTAMP);
      else if (!audited.follows(log, index)) found.leaveOut(index === 0 ? NO_CLOCK_BEFORE : EVENTS_MISSING);
      else {
        found.checked += 1;
        const before = clockBefore(log, index);
        const clock = log.clocks[index]!;
        if (clock !== Math.max(before, timestamp) + 1)
          found.fault(
            log.machine,
            index,
            { kind: 'receive-clock', before, timestamp, clock },
            sendOf(audited, log, index),
          );
      }
    }
}

/** 0 before the first event. */
export function clockBefore(log: MachineLog, index: number): number {
  return index > 0 ? log.clocks[index - 1]! : 0;
}

/** The send event of a receive, where it is known. */
export function sendOf(audited: AuditedTrace, log: MachineLog, index: number) {
  const sentIndex = audited.sentIndexOf(log, index);
  return sentIndex === NONE ? undefined : { machine: log.peers[index]!, index: sentIndex };
}
