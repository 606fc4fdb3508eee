// Finds the send of each receive. Channels are first-in-first-out and a sender's clock rises, so in one channel a value
// names one message; what is left open is which channel, and the pairing says how sure it is.
import { NONE } from '../../core/machine-log.ts';
import type { MachineId } from '../../core/message.ts';
import { Pairs, type PairingFacts } from './pairs.ts';
import { pairByOrder } from './pair-by-order.ts';
import { isSenderOf, type ValueVariant } from './infer-values.ts';
import { isTold, jumpOf, receivesOf, type RunEvent, type RunEvents, sendsOf } from './run-event.ts';

/**
 * Time and space: in proportion to the events, times the machines only for receives that bear no value. `settle` pairs those
 * that are known otherwise, before all others.
 */
export function pairMessages(events: RunEvents, facts: PairingFacts, settle?: (pairs: Pairs) => void): Pairs {
  const pairs = new Pairs(events);
  settle?.(pairs);
  const byValue = sendsByValue(events, facts.variant);
  const allowsMs = facts.timed ? allowanceOf(events, byValue, facts.timeStepMs) : Infinity;
  for (const [i, ofMachine] of events.entries())
    pairByValue(events, ofMachine, byValue, { facts, allowsMs }, pairs, i + 1);
  pairByOrder(events, facts, allowsMs, pairs);
  return pairs;
}

type SendsByValue = ReadonlyMap<number, readonly RunEvent[]>;

/** The timestamp of a send's messages. */
export function valueOf(send: RunEvent, { sentOffset }: ValueVariant): number {
  return isTold(send.timestamp) ? send.timestamp : Math.max(0, send.clock + sentOffset);
}

function sendsByValue(events: RunEvents, variant: ValueVariant): SendsByValue {
  const byValue = new Map<number, RunEvent[]>();
  for (const send of sendsOf(events)) {
    const value = valueOf(send, variant);
    const found = byValue.get(value);
    if (found) found.push(send);
    else byValue.set(value, [send]);
  }
  return byValue;
}

/** Clocks of machines that are farther apart than this are no clocks to tell an order by. */
const ALLOWANCE_MAX_MS = 1000;
/** Of the messages whose order is known, as many may be farther out than the allowance, before times say nothing. */
const ODD_SHARE = 0.1;

/**
 * By how many milliseconds a receive may be stamped before its send: as much as messages that can be told without times
 * are, and one step of the times more. Infinity where even those are too far out, so that times tell nothing.
 */
function allowanceOf(events: RunEvents, byValue: SendsByValue, stepMs: number): number {
  const earliness = [...earlinessByValue(events, byValue), ...earlinessByOrder(events)];
  const odd = earliness.filter(ms => ms > ALLOWANCE_MAX_MS).length;
  if (odd > ODD_SHARE * earliness.length) return Infinity;
  const most = earliness.reduce((max, ms) => (ms > max && ms <= ALLOWANCE_MAX_MS ? ms : max), 0);
  return most + stepMs;
}

/** By how much receives come before their send, where a stated value names one message. */
function earlinessByValue(events: RunEvents, byValue: SendsByValue): number[] {
  return receivesOf(events).flatMap(receive => {
    if (!isTold(receive.timestamp)) return [];
    const candidates = (byValue.get(receive.timestamp) ?? []).filter(send => isSenderOf(send, receive));
    return candidates.length === 1 ? [candidates[0]!.atMs - receive.atMs] : [];
  });
}

/** The same for receives that tell their sender: in a channel the k-th receive takes the k-th message. */
function earlinessByOrder(events: RunEvents): number[] {
  return events.flatMap((ofMachine, i) => {
    const channels = new Map<MachineId, { readonly sends: readonly RunEvent[]; next: number }>();
    const early: number[] = [];
    for (const { kind, from, atMs } of ofMachine) {
      if (kind !== 'receive' || from === 0) continue;
      let channel = channels.get(from);
      if (!channel) {
        channel = { sends: events[from - 1]!.filter(({ to }) => to?.includes(i + 1)), next: 0 };
        channels.set(from, channel);
      }
      const send = channel.sends[channel.next++];
      if (send) early.push(send.atMs - atMs);
    }
    return early;
  });
}

/** The value that a receive took: as stated, or as its jump tells. NONE when neither does. */
function valueTaken(events: RunEvents, receive: RunEvent, { variant, clocked }: PairingFacts): number {
  if (isTold(receive.timestamp)) return receive.timestamp;
  const told = clocked && variant.toldFrom !== 'nothing' && jumpOf(events, receive) > 1;
  return told && receive.clock >= variant.receiveOffset ? receive.clock - variant.receiveOffset : NONE;
}

function pairByValue(
  events: RunEvents,
  ofMachine: readonly RunEvent[],
  byValue: SendsByValue,
  { facts, allowsMs }: { readonly facts: PairingFacts; readonly allowsMs: number },
  pairs: Pairs,
  machine: MachineId,
): void {
  /** By sender: the index of the last send whose message was received for sure. */
  const sureUpTo = events.map(() => -1);
  const lastUpTo = events.map(() => -1);
  for (const receive of ofMachine) {
    if (receive.kind !== 'receive' || pairs.of(receive)) continue;
    const stated = isTold(receive.timestamp);
    // The order of a channel says more than a jump where the channel is known.
    if (receive.from !== 0 && !stated) continue;
    const value = valueTaken(events, receive, facts);
    if (!isTold(value)) continue;
    const bearing = (byValue.get(value) ?? []).filter(send => isSenderOf(send, receive));
    if (receive.from !== 0) {
      const send = bearing.find(one => !pairs.isTaken(one, machine)) ?? bearing[0];
      if (send) pairs.pair(receive, send, bearing.length === 1 ? 'stated' : 'likely');
      else pairs.leave(receive, events[receive.from - 1]!.length === 0 ? 'stated' : 'none');
      continue;
    }
    const waiting = bearing.filter(
      send =>
        bearing.length === 1 ||
        (send.index > sureUpTo[send.machine - 1]! && send.atMs <= receive.atMs + allowsMs),
    );
    const open = waiting.filter(send => !pairs.isTaken(send, machine));
    const send = best(open, lastUpTo) ?? givenBack(waiting, bearing, allowsMs, pairs, machine);
    if (!send) {
      if (stated) pairs.leave(receive, 'none');
      continue;
    }
    const sole = waiting.length === 1 && !facts.incomplete && facts.variant.certain;
    pairs.pair(receive, send, sole ? 'sole' : 'likely');
    if (sole) sureUpTo[send.machine - 1] = Math.max(sureUpTo[send.machine - 1]!, send.index);
    lastUpTo[send.machine - 1] = Math.max(lastUpTo[send.machine - 1]!, send.index);
  }
}

/** One that an earlier receive took although it can do with another. */
function givenBack(
  waiting: readonly RunEvent[],
  bearing: readonly RunEvent[],
  allowsMs: number,
  pairs: Pairs,
  machine: MachineId,
): RunEvent | undefined {
  for (const send of waiting) {
    const taker = pairs.likelyTakerOf(send, machine);
    const other =
      taker && bearing.find(one => !pairs.isTaken(one, machine) && one.atMs <= taker.atMs + allowsMs);
    if (!taker || !other) continue;
    pairs.pair(taker, other, 'likely');
    return send;
  }
  return undefined;
}

/** The earliest one that overtakes no other message of its channel, if there is one. */
function best(open: readonly RunEvent[], lastUpTo: readonly number[]): RunEvent | undefined {
  const inOrder = open.filter(send => send.index > lastUpTo[send.machine - 1]!);
  return (inOrder.length > 0 ? inOrder : open).reduce<RunEvent | undefined>(
    (first, send) => (first && first.atMs <= send.atMs ? first : send),
    undefined,
  );
}
