// The chains of events behind an event: the longest one, which by L78's rules is what a logical clock counts, and the one
// that a clock did follow. Both collapse to hops from machine to machine, which is how people tell them.
import { sentIndexOf, visitCausally } from './causal-order.ts';
import { NONE, RECEIVE } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { pastOf } from './cones.ts';

/** Consecutive events of one machine, and the message that led there: sent by the last event of the hop before. */
export interface ChainHop {
  readonly machine: MachineId;
  readonly firstIndex: number;
  readonly lastIndex: number;
  /** The message's number at its sender; undefined on the first hop. */
  readonly number: number | undefined;
}

/**
 * The chain of most events that ends with `event`, each one directly before the next: the one before it on its machine,
 * or its send. Of chains of one length the one that stays on a machine is taken. Only the event itself where it stands
 * on a circle of messages. Time: the events of the trace; space: those of the causal past.
 */
export function longestChain(trace: Trace, event: EventPlace): EventPlace[] {
  const past = pastOf(trace.logs, event);
  const lengths = Array.from(past, count => new Uint32Array(count));
  visitCausally(trace, (machine, index, from, sentIndex) => {
    const own = lengths[machine - 1]!;
    if (index >= own.length) return;
    const before = index === 0 ? 0 : own[index - 1]!;
    const sent = sentIndex === NONE ? 0 : lengths[from - 1]![sentIndex]!;
    own[index] = 1 + Math.max(before, sent);
  });
  if (lengths[event.machine - 1]![event.index] === 0) return [event];
  return followBack(trace, event, (own, sent) => {
    const before = own.index === 0 ? 0 : lengths[own.machine - 1]![own.index - 1]!;
    return lengths[sent.machine - 1]![sent.index]! > before;
  });
}

/**
 * The chain by which the clock came to its value: a receive is reached through its message if that was ahead of the
 * receiver, and otherwise through the event before it. Time and space: its length.
 */
export function clockChain(trace: Trace, event: EventPlace): EventPlace[] {
  return followBack(trace, event, ({ machine, index }, sent) => {
    const { clocks, messageNumbers } = trace.logOf(machine);
    const timestamp = trace.logOf(sent.machine).timestamps[messageNumbers[index]! - 1]!;
    return timestamp > (index === 0 ? 0 : clocks[index - 1]!);
  });
}

/** The hops of a chain as {@link longestChain} and {@link clockChain} give it. */
export function chainHops(trace: Trace, chain: readonly EventPlace[]): ChainHop[] {
  const hops: { machine: MachineId; firstIndex: number; lastIndex: number; number: number | undefined }[] =
    [];
  for (const { machine, index } of chain) {
    const hop = hops.at(-1);
    if (hop?.machine === machine && hop.lastIndex === index - 1) hop.lastIndex = index;
    else {
      const number = hop && trace.logOf(machine).messageNumbers[index]!;
      hops.push({ machine, firstIndex: index, lastIndex: index, number });
    }
  }
  return hops;
}

/** Steps from an event to the one before it or to its send, as `throughMessage` says, and turns the way round. */
function followBack(
  trace: Trace,
  event: EventPlace,
  throughMessage: (receive: EventPlace, send: EventPlace) => boolean,
): EventPlace[] {
  const { logs } = trace;
  const chain: EventPlace[] = [];
  /** By machine: the earliest index so far. Whoever comes there again goes round in a circle, in a faulty log. */
  const earliest = Uint32Array.from(logs, log => log.eventCount);
  for (let at: EventPlace | undefined = event; at && at.index < earliest[at.machine - 1]!;) {
    chain.push(at);
    earliest[at.machine - 1] = at.index;
    const send = sendOf(trace, at);
    if (send && throughMessage(at, send)) at = send;
    else at = at.index === 0 ? undefined : { machine: at.machine, index: at.index - 1 };
  }
  return chain.reverse();
}

/** The send event of what an event received; undefined on other events and where it is not known. */
export function sendOf({ logs }: Trace, { machine, index }: EventPlace): EventPlace | undefined {
  const log = logs[machine - 1]!;
  if (log.kinds[index] !== RECEIVE) return undefined;
  const sentIndex = sentIndexOf(logs, log, index);
  return sentIndex === NONE ? undefined : { machine: log.peers[index]!, index: sentIndex };
}
