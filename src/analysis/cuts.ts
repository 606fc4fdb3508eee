// Consistent cuts (Mattern 1989): a cut takes a beginning of each machine's log, and is consistent if it holds the send
// of every message whose receive it holds. Only such a cut shows a state that the whole system may have been in.
import { sentIndexOf } from './causal-order.ts';
import { NONE, RECEIVE, SEND, type MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';

/** So many messages of each sort are named; all of them are counted. */
export const CUT_MESSAGES_MAX = 1000;

/** A message that crosses a cut; `receivedIndex` is NONE if it was never received. */
export interface CutMessage {
  readonly from: MachineId;
  readonly number: number;
  readonly to: MachineId;
  readonly sentIndex: number;
  readonly receivedIndex: number;
}

export interface CutReport {
  readonly consistent: boolean;
  /** Received before the cut, sent after it; the first {@link CUT_MESSAGES_MAX}. */
  readonly violations: readonly CutMessage[];
  readonly violationCount: number;
  /** Sent before the cut, not received before it; the first {@link CUT_MESSAGES_MAX}. */
  readonly inFlight: readonly CutMessage[];
  readonly inFlightCount: number;
}

/**
 * By machine: how many of its events happened at or before `timeMs`, as its own log says. Counted one by one, because
 * the times of an imported log may go backwards.
 */
export function cutAt({ logs }: Trace, timeMs: number): Uint32Array {
  return Uint32Array.from(logs, ({ atMs, eventCount }) => {
    let count = 0;
    for (let index = 0; index < eventCount; index++) if (atMs[index]! <= timeMs) count += 1;
    return count;
  });
}

/** `cut` says by machine how many of its events lie before the cut. Time: the events and messages. */
export function examineCut({ logs }: Trace, cut: Uint32Array): CutReport {
  const violations: CutMessage[] = [];
  let violationCount = 0;
  eachViolation(logs, cut, message => {
    violationCount += 1;
    if (violations.length < CUT_MESSAGES_MAX) violations.push(message);
    return true;
  });
  const inFlight: CutMessage[] = [];
  let inFlightCount = 0;
  for (const log of logs) {
    const limit = Math.min(cut[log.machine - 1]!, log.eventCount);
    for (let row = 0; row < log.messageCount; row++) {
      const sentIndex = log.sentIndices[row]!;
      const to = log.recipients[row]!;
      const receivedIndex = log.receivedIndices[row]!;
      if (to === 0 || sentIndex >= limit || receivedIndex < cut[to - 1]!) continue;
      inFlightCount += 1;
      if (inFlight.length === CUT_MESSAGES_MAX) continue;
      inFlight.push({ from: log.machine, number: row + 1, to, sentIndex, receivedIndex });
    }
  }
  return { consistent: violationCount === 0, violations, violationCount, inFlight, inFlightCount };
}

/** Whether the cut holds whatever happened before what it holds. */
export function isConsistent({ logs }: Trace, cut: Uint32Array): boolean {
  return eachViolation(logs, cut, () => false);
}

/**
 * The one consistent cut inside `within` that holds every other consistent cut inside it: consistent cuts are closed
 * under union (Mattern 1989). Time: the events inside.
 */
export function largestConsistentCut({ logs }: Trace, within: Uint32Array): Uint32Array {
  const cut = Uint32Array.from(logs, ({ eventCount }, i) => Math.min(within[i]!, eventCount));
  const open: Removed[] = [];
  const keep = (machine: MachineId, count: number): void => {
    const before = cut[machine - 1]!;
    if (count >= before) return;
    cut[machine - 1] = count;
    open.push({ log: logs[machine - 1]!, from: count, to: before });
  };
  // Not done after one round only where a faulty log has one message received twice.
  while (!eachViolation(logs, cut, ({ to, receivedIndex }) => (keep(to, receivedIndex), true)))
    for (let removed = open.pop(); removed; removed = open.pop()) takeOutReceives(removed, keep);
  return cut;
}

/** Events that a cut no longer holds. */
interface Removed {
  readonly log: MachineLog;
  readonly from: number;
  readonly to: number;
}

/** Where a send leaves the cut, what it sent cannot have been received inside. */
function takeOutReceives(
  { log, from, to }: Removed,
  keep: (machine: MachineId, count: number) => void,
): void {
  for (let index = from; index < to; index++) {
    if (log.kinds[index] !== SEND) continue;
    const first = log.messageNumbers[index]! - 1;
    for (let row = first; row < first + log.peers[index]!; row++) {
      const receivedIndex = log.receivedIndices[row]!;
      if (receivedIndex !== NONE) keep(log.recipients[row]!, receivedIndex);
    }
  }
}

/** Calls back for each message received before the cut and sent after it, until told to stop; whether there was none. */
function eachViolation(
  logs: readonly MachineLog[],
  cut: Uint32Array,
  onViolation: (message: CutMessage) => boolean,
): boolean {
  let none = true;
  for (const log of logs) {
    for (let index = 0; index < Math.min(cut[log.machine - 1]!, log.eventCount); index++) {
      if (log.kinds[index] !== RECEIVE) continue;
      const sentIndex = sentIndexOf(logs, log, index);
      const from = log.peers[index]!;
      if (sentIndex === NONE || sentIndex < cut[from - 1]!) continue;
      none = false;
      const number = log.messageNumbers[index]!;
      if (!onViolation({ from, number, to: log.machine, sentIndex, receivedIndex: index })) return none;
    }
  }
  return none;
}
