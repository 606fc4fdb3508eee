// Pairs the receives that bear no value: the next message of the channel where the sender is told, else a guess by the
// order in which messages were sent.
import type { MachineId } from '../../core/message.ts';
import type { Pairs, PairingFacts } from './pairs.ts';
import { jumpOf, mayGoTo, type RunEvent, type RunEvents } from './run-event.ts';

interface OrderFacts extends PairingFacts {
  readonly allowsMs: number;
}

/** The messages of one sender that may be meant for one receiver, in the order they were sent. */
interface Channel {
  readonly sends: readonly RunEvent[];
  /** Whether the sender says whom it sends to. */
  readonly told: boolean;
  /** All before this one were received, or are taken for lost. */
  next: number;
  /** Of the receives that named it, those that took a message by its order alone. */
  readonly byOrder: RunEvent[];
  /** Whether a time or a jump says otherwise than the order: then something is missing, and it is not known where. */
  isBroken: boolean;
}

/** `allowsMs`: by how much a receive may be stamped before its send. */
export function pairByOrder(
  events: RunEvents,
  pairingFacts: PairingFacts,
  allowsMs: number,
  pairs: Pairs,
): void {
  const facts = { ...pairingFacts, allowsMs };
  for (const [i, ofMachine] of events.entries()) {
    const machine = i + 1;
    const receives = ofMachine.filter(({ kind }) => kind === 'receive');
    if (receives.every(receive => pairs.of(receive))) continue;
    const channels = events.map(sender => channelOf(sender, machine));
    for (const receive of receives) {
      const paired = pairs.of(receive);
      if (paired?.send) {
        passUpTo(channels[paired.send.machine - 1]!, paired.send);
        continue;
      }
      if (paired) continue;
      if (receive.from !== 0) pairInChannel(events, receive, channels[receive.from - 1]!, facts, pairs);
      else guess(receive, channels, facts, pairs);
    }
    for (const { isBroken, byOrder } of channels)
      if (isBroken) for (const receive of byOrder) pairs.weaken(receive);
  }
}

function channelOf(sender: readonly RunEvent[], to: MachineId): Channel {
  const sends = sender.filter(event => event.kind === 'send' && mayGoTo(event, to));
  const told = sends.every(send => send.to !== undefined);
  return { sends, told, next: 0, byOrder: [], isBroken: false };
}

function passUpTo(channel: Channel, { index }: RunEvent): void {
  while (channel.next < channel.sends.length && channel.sends[channel.next]!.index <= index)
    channel.next += 1;
}

/** The sender is told: the next message of the channel, or a later one if the jump names it. */
function pairInChannel(
  events: RunEvents,
  receive: RunEvent,
  channel: Channel,
  facts: OrderFacts,
  pairs: Pairs,
): void {
  const { variant, clocked } = facts;
  const jumped = clocked && jumpOf(events, receive) > 1;
  const sendClock = receive.clock - variant.receiveOffset - variant.sentOffset;
  const { next, sends, told } = channel;
  // A message of which the channel is past: one was received twice, or is not this channel's.
  if (jumped && next > 0 && sends[next - 1]!.clock === sendClock) channel.isBroken = true;
  const named =
    jumped && variant.certain
      ? sends.find((send, at) => at >= next && at < next + NAMED_WITHIN && send.clock === sendClock)
      : undefined;
  const head = sends[next];
  const early = head !== undefined && head.atMs > receive.atMs + facts.allowsMs;
  const send = named ?? (early ? undefined : head);
  // First in, first out decides: a receive that is left out has taken its message out of the channel all the same.
  if (!send && head) channel.next += 1;
  if (head && send !== head) channel.isBroken = true;
  if (!send) return pairs.leave(receive, events[receive.from - 1]!.length === 0 ? 'stated' : 'none');
  pairs.pair(receive, send, told || named ? 'stated' : 'guessed');
  if (told || named) channel.byOrder.push(receive);
  passUpTo(channel, send);
}

/** A message that a jump names is looked for among this many of its channel. */
const NAMED_WITHIN = 1000;

function isPossible(send: RunEvent, receive: RunEvent, facts: OrderFacts): boolean {
  if (send.atMs > receive.atMs + facts.allowsMs) return false;
  const { variant, clocked } = facts;
  return !clocked || send.clock + variant.sentOffset + variant.receiveOffset <= receive.clock;
}

/** Of the messages that may wait, the one sent first; of sends that name nobody, the one sent last. */
function guess(receive: RunEvent, channels: readonly Channel[], facts: OrderFacts, pairs: Pairs): void {
  let found: RunEvent | undefined;
  let of: Channel | undefined;
  for (const channel of channels) {
    const send = channel.told
      ? headOf(channel, receive, facts, pairs)
      : latestOf(channel, receive, facts, pairs);
    if (!send || (found && !isBetter(send, found, pairs))) continue;
    found = send;
    of = channel;
  }
  if (!found || !of) return pairs.leave(receive, 'none');
  pairs.pair(receive, found, 'guessed');
  of.isBroken = true;
  passUpTo(of, found);
}

function isBetter(send: RunEvent, found: RunEvent, pairs: Pairs): boolean {
  if (send.to && found.to) return send.atMs < found.atMs;
  const [ofSend, ofFound] = [pairs.recipientsOf(send), pairs.recipientsOf(found)];
  return ofSend === ofFound ? send.atMs > found.atMs : ofSend < ofFound;
}

/** The head of a channel that is known to be received later keeps the others of its channel waiting. */
function headOf(channel: Channel, receive: RunEvent, facts: OrderFacts, pairs: Pairs): RunEvent | undefined {
  const head = channel.sends[channel.next];
  return head && !pairs.isTaken(head, receive.machine) && isPossible(head, receive, facts) ? head : undefined;
}

function latestOf(
  channel: Channel,
  receive: RunEvent,
  facts: OrderFacts,
  pairs: Pairs,
): RunEvent | undefined {
  let latest: RunEvent | undefined;
  for (let at = channel.next; at < channel.sends.length; at++) {
    const send = channel.sends[at]!;
    if (!isPossible(send, receive, facts)) break;
    channel.next = at;
    if (!pairs.isTaken(send, receive.machine)) latest = send;
  }
  return latest;
}
