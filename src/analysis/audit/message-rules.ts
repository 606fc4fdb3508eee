// The rules that tie a message to its two events: what it bears, that its receive is above its send, and that each
// receive has one send of its own.
import { NONE, RECEIVE, SEND, type MachineLog } from '../../core/machine-log.ts';
import type { AuditedTrace } from './audited-trace.ts';
import { clockBefore, sendOf } from './clock-rules.ts';
import type { UncheckedReason } from './audit-report.ts';
import type { RuleCollector } from './rule-collector.ts';

/** L78 IR2a: the message bears the clock of its send; under `send-then-increment`, the clock before it. */
export function checkMessageBearsClock(audited: AuditedTrace, found: RuleCollector): void {
  const { rule } = audited.trial;
  for (const log of audited.logs)
    for (let row = 0; row < log.messageCount; row++) {
      const sentIndex = log.sentIndices[row]!;
      if (sentIndex >= log.eventCount) continue;
      const receive = receiveOf(audited, log, row);
      if (audited.isImported) {
        found.leaveOut('paired-by-timestamps');
        continue;
      }
      const timestamp = log.timestamps[row]!;
      if (rule === 'send-then-increment' && !audited.follows(log, sentIndex)) {
        found.leaveOut('event-before-send-missing');
        continue;
      }
      found.checked += 1;
      const expected =
        rule === 'increment-then-send' ? log.clocks[sentIndex]! : clockBefore(audited, log, sentIndex);
      if (timestamp !== expected)
        found.fault(
          log.machine,
          sentIndex,
          {
            kind: 'message-timestamp',
            from: log.machine,
            number: row + 1,
            timestamp,
            expected,
            timestampRule: rule,
          },
          receive && { machine: receive.log.machine, index: receive.index },
        );
    }
}

/** Lamport's clock condition on each message: C(send) < C(receive). With IR1 it then holds for all pairs of events. */
export function checkClockCondition(audited: AuditedTrace, found: RuleCollector): void {
  for (const log of audited.logs) {
    /** Senders of whose messages one is too late whichever of them was received. */
    const wrong = new Set<number>();
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] !== RECEIVE) continue;
      const sent = clockOfSend(audited, log, index);
      if (typeof sent === 'string') {
        found.leaveOut(sent);
        continue;
      }
      const clock = log.clocks[index]!;
      const from = log.peers[index]!;
      if (clock <= sent && !wrong.has(from) && audited.mayBeTheOneBefore(log, index)) {
        found.leaveOut('send-uncertain-by-clock');
        continue;
      }
      found.checked += 1;
      if (clock > sent) continue;
      wrong.add(from);
      found.clockFault(
        log.machine,
        index,
        { kind: 'not-above-send', sent, clock },
        sendOf(audited, log, index),
      );
    }
  }
}

/** The least that the clock of the send can have been, or why it is not known. */
function clockOfSend(audited: AuditedTrace, log: MachineLog, index: number): number | UncheckedReason {
  if (!audited.isImported) {
    const own = audited.sentIndexOf(log, index);
    return own === NONE ? 'send-and-timestamp-unknown' : audited.logs[log.peers[index]! - 1]!.clocks[own]!;
  }
  if (audited.doubts(log, index, 'clock')) return 'clocks-computed';
  if (audited.doubts(log, index, 'kind')) return 'kind-derived';
  const stated = audited.statedTimestampOf(log, index);
  const sentIndex = audited.sentIndexOf(log, index);
  const sender = audited.logs[log.peers[index]! - 1];
  if (sentIndex !== NONE && sender && audited.isPairCertain(log, index)) {
    if (audited.doubts(sender, sentIndex, 'clock')) return 'clocks-computed';
    // Where a line may be missing, another send may have had the timestamp that a line states.
    const isKnown =
      stated === NONE ||
      stated === sender.clocks[sentIndex] ||
      audited.statesVectors ||
      audited.order.addsOne(sender);
    return isKnown ? sender.clocks[sentIndex]! : stated;
  }
  // A message carries the clock of its send or, under the assignment's rule, one less, if its sender added 1 there.
  if (stated !== NONE)
    return audited.isRuleKnown && audited.trial.rule === 'send-then-increment' && doSendersRise(audited, log)
      ? stated + 1
      : stated;
  return sentIndex === NONE ? 'send-and-timestamp-unknown' : 'send-uncertain-by-clock';
}

/** Whether nothing is missing of the logs of all that may have sent to a machine, and their clocks always rise. */
function doSendersRise(audited: AuditedTrace, receiver: MachineLog): boolean {
  return audited.logs.every(
    log =>
      log === receiver || (audited.order.alwaysRises(log) && audited.isWholeUpTo(log, log.eventCount - 1)),
  );
}

/** Each receive names a message that was sent to this machine, and nobody else has received it. */
export function checkMessagesInPairs(audited: AuditedTrace, found: RuleCollector): void {
  const allSends = new AllSends(audited);
  for (const log of audited.logs) {
    for (let index = 0; index < log.eventCount; index++)
      if (log.kinds[index] === RECEIVE) checkReceive(audited, allSends, log, index, found);
    checkMessagesOf(audited, log, found);
  }
}

/** So many sends that name whom they go to name everybody who takes part. */
const NAMING_SENDS_MIN = 12;

/** What is asked of all sends for each receive without one: worked out once. */
class AllSends {
  #isNaming: boolean | undefined;
  #timestamps: readonly ReadonlySet<number>[] | undefined;

  constructor(private readonly audited: AuditedTrace) {}

  /** Whether there is hardly a machine of which no file tells: then others would have sent to it. */
  get nameEverybody(): boolean {
    return (this.#isNaming ??= this.audited.logs.length > 1 && this.#naming() >= NAMING_SENDS_MIN);
  }

  /** Whether a send may have had the timestamp though it was not paired by it: also where a clock went back, or lines changed places. */
  mayHave(receiver: MachineLog, timestamp: number): boolean {
    if (timestamp === NONE) return false;
    if (
      this.audited.isImported &&
      this.audited.logs.some(log => log !== receiver && this.audited.order.falls(log))
    )
      return true;
    this.#timestamps ??= this.audited.logs.map(log => this.#oddTimestampsOf(log));
    return this.#timestamps.some((own, i) => i + 1 !== receiver.machine && own.has(timestamp));
  }

  /**
   * Where no line states the rule for timestamps, those by either. By the assignment's rule a message carries the clock from
   * before its send, which is one less only where the send adds 1.
   */
  #oddTimestampsOf(log: MachineLog): ReadonlySet<number> {
    const { audited } = this;
    const { isRuleKnown, trial } = audited;
    const timestamps = new Set<number>();
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] !== SEND) continue;
      const clock = log.clocks[index]!;
      const before = clockBefore(audited, log, index);
      if (!isRuleKnown) timestamps.add(clock).add(clock - 1);
      if (before !== clock - 1 && (!isRuleKnown || trial.rule === 'send-then-increment'))
        timestamps.add(before);
    }
    return timestamps;
  }

  #naming(): number {
    const { audited } = this;
    let count = 0;
    for (const log of audited.logs)
      for (let index = 0; index < log.eventCount; index++)
        if (isSend(log, index) && log.peers[index]! > 0 && !audited.doubts(log, index, 'recipients'))
          count += 1;
    return count;
  }
}

function isSend(log: MachineLog, index: number): boolean {
  return index < log.eventCount && log.kinds[index] === SEND;
}

function checkReceive(
  audited: AuditedTrace,
  allSends: AllSends,
  log: MachineLog,
  index: number,
  found: RuleCollector,
): void {
  if (audited.statesVectors) {
    found.leaveOut('messages-from-vectors');
    return;
  }
  if (audited.doubts(log, index, 'kind')) {
    found.leaveOut('kind-derived');
    return;
  }
  const number = log.messageNumbers[index]!;
  if (number === NONE) {
    const stated = audited.statedTimestampOf(log, index);
    if (audited.isImported && stated === NONE) found.leaveOut('nothing-told');
    else if (isSendMissing(audited, allSends, log, stated)) found.leaveOut('sender-incomplete');
    else if (allSends.mayHave(log, stated)) found.leaveOut('send-uncertain-by-clock');
    else {
      found.checked += 1;
      const timestamp = stated === NONE ? undefined : stated;
      found.fault(log.machine, index, { kind: 'no-send-fits', timestamp });
    }
    return;
  }
  if (audited.statedTimestampOf(log, index) === NONE && !audited.isPairCertain(log, index)) {
    found.leaveOut('send-uncertain-by-clock');
    return;
  }
  const from = log.peers[index]!;
  const sender = audited.logs[from - 1];
  const row = number - 1;
  const message = { from, number };
  if (!sender || row >= sender.messageCount || sender.recipients[row] === 0) {
    found.checked += 1;
    found.fault(log.machine, index, { kind: 'send-unknown', ...message });
    return;
  }
  const sentIndex = sender.sentIndices[row]!;
  if (sentIndex === NONE && isSendOfMissing(audited, sender, sender.timestamps[row]!)) {
    found.leaveOut('sender-incomplete');
    return;
  }
  found.checked += 1;
  const receivedIndex = sender.receivedIndices[row]!;
  const send = sendOf(audited, log, index);
  if (sender.recipients[row] !== log.machine)
    found.fault(
      log.machine,
      index,
      { kind: 'wrong-addressee', ...message, addressee: sender.recipients[row]! },
      send,
    );
  else if (
    receivedIndex !== index &&
    receivedIndex < log.eventCount &&
    names(log, receivedIndex, from, number)
  ) {
    // The trial had it come twice.
    if (audited.faults.copyOf(from, number)) return;
    if (
      isTaken(audited, log, index) &&
      isTaken(audited, log, receivedIndex) &&
      isOneOfItsKind(audited, sender, row)
    )
      found.fault(
        log.machine,
        Math.max(index, receivedIndex), // the later one is the second
        { kind: 'received-twice', ...message },
        { machine: log.machine, index: Math.min(index, receivedIndex) },
      );
    else {
      // The other receive may have taken another message, which its line does not tell.
      found.checked -= 1;
      found.leaveOut('send-uncertain-by-clock');
    }
  } else if (receivedIndex !== index)
    found.fault(log.machine, index, { kind: 'receive-denied', ...message }, send);
  else if (sentIndex === NONE) found.fault(log.machine, index, { kind: 'send-unknown', ...message });
  else if (!sends(sender, sentIndex, number))
    found.fault(log.machine, index, { kind: 'not-its-sender', ...message }, send);
}

/** Whether no other message of the sender, on record or missing, can have the same timestamp. */
function isOneOfItsKind(audited: AuditedTrace, sender: MachineLog, row: number): boolean {
  if (!audited.isImported || !audited.trace.origin) return true;
  return audited.order.alwaysRises(sender) && !isSendOfMissing(audited, sender, sender.timestamps[row]!);
}

/** Whether it is known that a receive took the message that it is on record with, and not only that it may have. */
function isTaken(audited: AuditedTrace, log: MachineLog, index: number): boolean {
  if (!audited.isImported || !audited.trace.origin) return true;
  const pairing = audited.pairingOf(log, index);
  return audited.statedTimestampOf(log, index) !== NONE && (pairing === 'stated' || pairing === 'sole');
}

/** The other way round: an event that is on record as a message's receive names that message. */
function checkMessagesOf(audited: AuditedTrace, log: MachineLog, found: RuleCollector): void {
  for (let row = 0; row < log.messageCount; row++) {
    const index = log.receivedIndices[row]!;
    const recipient = audited.logs[log.recipients[row]! - 1];
    if (index === NONE || !recipient) continue;
    // In an imported log the record of the message was made from the receive, and cannot disagree.
    if (audited.isImported && audited.trace.origin) continue;
    found.checked += 1;
    if (index < recipient.eventCount && names(recipient, index, log.machine, row + 1)) continue;
    const send = { machine: log.machine, index: log.sentIndices[row]! };
    const at = index < recipient.eventCount ? { machine: recipient.machine, index } : send;
    found.fault(
      at.machine,
      at.index,
      { kind: 'receive-denied', from: log.machine, number: row + 1 },
      send.index < log.eventCount ? send : undefined,
    );
  }
}

/** The receive of a message, where the event on record for it is there. */
export function receiveOf(
  audited: AuditedTrace,
  sender: MachineLog,
  row: number,
): { readonly log: MachineLog; readonly index: number } | undefined {
  const log = audited.logs[sender.recipients[row]! - 1];
  const index = sender.receivedIndices[row]!;
  return log && index < log.eventCount ? { log, index } : undefined;
}

function names(log: MachineLog, index: number, from: number, number: number): boolean {
  return log.kinds[index] === RECEIVE && log.peers[index] === from && log.messageNumbers[index] === number;
}

function sends(log: MachineLog, index: number, number: number): boolean {
  const first = log.messageNumbers[index]!;
  return log.kinds[index] === SEND && number >= first && number < first + log.peers[index]!;
}

/** Whether a machine that may have sent the message has a record in which its send may be missing. */
function isSendMissing(
  audited: AuditedTrace,
  allSends: AllSends,
  receiver: MachineLog,
  timestamp: number,
): boolean {
  if (audited.isImported && !allSends.nameEverybody) return true;
  return audited.logs.some(log => log !== receiver && isSendOfMissing(audited, log, timestamp));
}

/** Whether one machine may have sent a message with that timestamp and lacks the event. */
function isSendOfMissing(audited: AuditedTrace, log: MachineLog, timestamp: number): boolean {
  if (log.eventCount === 0 || audited.hasHoles(log)) return true;
  if (!audited.isImported) return false;
  // Its clock is above what a message with that timestamp shows while nothing of it is missing.
  return timestamp === NONE || audited.highestWholeClock(log) <= timestamp + 1;
}
