// First in, first out: a link keeps the order of its messages, and a machine takes the oldest one out of its queue.
import { NONE, RECEIVE, type MachineLog } from '../../core/machine-log.ts';
import type { AuditedTrace } from './audited-trace.ts';
import { receiveOf } from './message-rules.ts';
import type { RuleCollector } from './rule-collector.ts';

export function checkFirstInFirstOut(audited: AuditedTrace, found: RuleCollector): void {
  const isPromised = audited.trace.program?.trial.fifo ?? true;
  for (const log of audited.logs) {
    if (isPromised) {
      checkArrivalsFrom(audited, log, found);
      checkReceivesFrom(audited, log, found);
    } else found.leaveOut('order-not-promised', log.messageCount);
    checkTurnsOf(audited, log, found);
  }
}

/** By recipient (from 1): the last message of a sender that got so far. */
interface Last {
  readonly numbers: Uint32Array;
  readonly at: Float64Array;
}

function lastsOf(audited: AuditedTrace): Last {
  return {
    numbers: new Uint32Array(audited.logs.length + 1),
    at: new Float64Array(audited.logs.length + 1).fill(-Infinity),
  };
}

function checkArrivalsFrom(audited: AuditedTrace, log: MachineLog, found: RuleCollector): void {
  const last = lastsOf(audited);
  const ticks = new Uint32Array(audited.logs.length + 1);
  for (let row = 0; row < log.messageCount; row++) {
    const to = log.recipients[row]!;
    const arrivedMs = log.arrivedMs[row]!;
    if (Number.isNaN(arrivedMs) || to === 0 || to > audited.logs.length) continue;
    if (isMoved(audited, log, row)) continue;
    found.checked += 1;
    const beforeTick = log.arrivedBeforeTicks[row]!; // 0 where it is not known
    if (arrivedMs < last.at[to]! || (beforeTick > 0 && beforeTick < ticks[to]!)) {
      blame(audited, log, row, 'arrived-out-of-order', last.numbers[to]!, found);
      continue;
    }
    last.at[to] = arrivedMs;
    last.numbers[to] = row + 1;
    ticks[to] = Math.max(ticks[to]!, beforeTick);
  }
}

function checkReceivesFrom(audited: AuditedTrace, log: MachineLog, found: RuleCollector): void {
  const last = lastsOf(audited);
  /** By recipient: the first message that nobody has received, while those after it have not been looked at. */
  const missing = new Uint32Array(audited.logs.length + 1);
  /** A receive may be missing from a record that has holes, and from a foreign log that does not tell the sender. */
  const isWhole = audited.logs.map(each => !audited.isImported && audited.isDense(each));
  for (let row = 0; row < log.messageCount; row++) {
    const to = log.recipients[row]!;
    if (to === 0 || to > audited.logs.length || isMoved(audited, log, row)) continue;
    const receive = receiveOf(audited, log, row);
    if (!receive) {
      if (missing[to] === 0) missing[to] = row + 1;
      continue;
    }
    const isTold =
      !audited.isImported ||
      (!audited.doubts(receive.log, receive.index, 'kind') &&
        audited.pairingOf(receive.log, receive.index) === 'stated' &&
        audited.statedTimestampOf(receive.log, receive.index) !== NONE &&
        audited.order.alwaysRises(log));
    if (!isTold) {
      found.leaveOut('paired-by-order');
      continue;
    }
    if (receive.index < last.at[to]! && mayBeInOrder(audited, log, row, last.numbers[to]!)) {
      found.leaveOut('order-unknown');
      continue;
    }
    found.checked += 1;
    if (receive.index < last.at[to]!) {
      blame(audited, log, row, 'received-out-of-order', last.numbers[to]!, found);
      continue;
    }
    if (missing[to] !== 0 && isWhole[to - 1]) {
      blame(audited, log, row, 'received-past-missing', missing[to]!, found);
      missing[to] = 0;
    }
    last.at[to] = receive.index;
    last.numbers[to] = row + 1;
  }
}

/** Whether the trial's plan had a message overtaken, or lost: then those after it tell nothing of the link's order. */
function isMoved({ faults }: AuditedTrace, log: MachineLog, row: number): boolean {
  if (faults.isEmpty) return false;
  return faults.isReordered(log.machine, row + 1) || faults.isLost(log.machine, row + 1);
}

/** Whether lines of the same time may hide that two messages of a sender were received in the order of their sends. */
function mayBeInOrder(audited: AuditedTrace, sender: MachineLog, row: number, earlier: number): boolean {
  if (!audited.isImported) return false;
  const [first, second] = [receiveOf(audited, sender, earlier - 1), receiveOf(audited, sender, row)];
  const [sent, sentNext] = [sender.sentIndices[earlier - 1]!, sender.sentIndices[row]!];
  const areKnown = sent < sender.eventCount && sentNext < sender.eventCount;
  return (
    (first !== undefined &&
      second !== undefined &&
      audited.order.mayBeAtOnce(first.log, first.index, second.index)) ||
    (areKnown && audited.order.mayBeAtOnce(sender, sent, sentNext))
  );
}

/** In the order of its receives, the arrivals at one machine never go back. */
function checkTurnsOf(audited: AuditedTrace, log: MachineLog, found: RuleCollector): void {
  let lastMs = -Infinity;
  let lastTick = 0;
  let takenFrom = 0;
  let taken = 0;
  for (let index = 0; index < log.eventCount; index++) {
    if (log.kinds[index] !== RECEIVE) continue;
    const from = log.peers[index]!;
    const number = log.messageNumbers[index]!;
    const sender = audited.logs[from - 1];
    const copy = audited.faults.copyTakenBy(log, index);
    const firstMs = sender && number <= sender.messageCount ? sender.arrivedMs[number - 1]! : NaN;
    const arrivedMs = copy?.atMs ?? firstMs;
    if (!sender || number === NONE || Number.isNaN(arrivedMs)) continue;
    found.checked += 1;
    const beforeTick = copy?.beforeTick ?? sender.arrivedBeforeTicks[number - 1]!;
    const areTicksKnown = beforeTick > 0 && lastTick > 0; // otherwise the times alone tell
    const isOlder = areTicksKnown && beforeTick !== lastTick ? beforeTick < lastTick : arrivedMs < lastMs;
    if (isOlder)
      found.fault(log.machine, index, { kind: 'taken-out-of-turn', from, number, takenFrom, taken });
    else {
      lastMs = arrivedMs;
      lastTick = beforeTick;
      takenFrom = from;
      taken = number;
    }
  }
}

function blame(
  audited: AuditedTrace,
  log: MachineLog,
  row: number,
  kind: 'arrived-out-of-order' | 'received-out-of-order' | 'received-past-missing',
  earlier: number,
  found: RuleCollector,
): void {
  const receive = receiveOf(audited, log, row);
  const sentIndex = log.sentIndices[row]!;
  const send = sentIndex < log.eventCount ? { machine: log.machine, index: sentIndex } : undefined;
  const at = receive ? { machine: receive.log.machine, index: receive.index } : send;
  const fact = { kind, from: log.machine, number: row + 1, earlier };
  if (at) found.fault(at.machine, at.index, fact, receive && send);
}
