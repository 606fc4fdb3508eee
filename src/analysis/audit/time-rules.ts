// No message is received, or arrives, before it was sent: neither by the clocks on the wall nor by the messages alone.
import { sentIndexOf, visitCausally } from '../causal-order.ts';
import { NONE, RECEIVE, type MachineLog } from '../../core/machine-log.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import type { AuditedTrace } from './audited-trace.ts';
import { receiveOf } from './message-rules.ts';
import type { RuleCollector } from './rule-collector.ts';

/**
 * By how much the clocks of two machines may disagree before a message counts as too early. Virtual time has one clock;
 * pages of a live run know how far theirs are apart from question-and-answer rounds; logs may be written to the second.
 */
export const CLOCK_TOLERANCE_MS = { virtual: 0, live: 50, imported: 1000 } as const;

const GUESSED = 'Which send belongs to this receive is a guess.';

export function checkNothingBeforeItWasSent(audited: AuditedTrace, found: RuleCollector): void {
  const toleranceMs = CLOCK_TOLERANCE_MS[audited.trace.engine];
  if (toleranceMs > 0)
    found.note(`Clocks of different machines may disagree by ${toleranceMs} ms before it counts.`);
  for (const log of audited.logs)
    for (let row = 0; row < log.messageCount; row++) checkMessage(audited, log, row, toleranceMs, found);
  findCircle(audited, found);
}

function checkMessage(
  audited: AuditedTrace,
  log: MachineLog,
  row: number,
  toleranceMs: number,
  found: RuleCollector,
): void {
  const sentIndex = log.sentIndices[row]!;
  const isSent = sentIndex < log.eventCount;
  const receive = receiveOf(audited, log, row);
  const arrivedMs = log.arrivedMs[row]!;
  if (receive && audited.pairingOf(receive.log, receive.index) === 'guessed') {
    found.leaveOut(GUESSED);
    return;
  }
  const message = { from: log.machine, number: row + 1 };
  const send = isSent ? { machine: log.machine, index: sentIndex } : undefined;
  const at: EventPlace | undefined = receive ? { machine: receive.log.machine, index: receive.index } : send;
  if (!at) return;
  const sentMs = isSent ? log.atMs[sentIndex]! : -Infinity;
  const receivedMs = receive ? receive.log.atMs[receive.index]! : Infinity;
  const other = receive && send;
  if (isSent && (receive || !Number.isNaN(arrivedMs))) found.checked += 1;
  if (arrivedMs < sentMs - toleranceMs)
    found.fault(at.machine, at.index, { kind: 'arrived-before-sent', ...message, sentMs, arrivedMs }, other);
  else if (receivedMs < sentMs - toleranceMs)
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
    const send = { machine: log.peers[index]!, index: sentIndexOf(logs, log, index) };
    found.fault(log.machine, index, { kind: 'message-circle' }, send);
  }
}
