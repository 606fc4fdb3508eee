// Why a clock stands where it stands after an event: which rule made the step, which message was ahead, what the machine
// had not heard of its sender before, and the chain behind it. Facts only; the views make sentences of them.
import { PAIRINGS, placeOf, type FilePlace, type Pairing } from '../core/trace-origin.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { chainHops, clockChain, longestChain, sendOf, type ChainHop } from './causal-chain.ts';
import { clockStepOf, type ClockStep } from './clock-step.ts';
import { conesOf, countRelations, pastOf } from './cones.ts';

/** Where a machine stood after one of its events. */
export interface ClockMoment extends EventPlace {
  readonly clock: number;
  readonly atMs: number;
}

/** The other end of a receive. */
export interface SenderFacts {
  readonly send: ClockMoment;
  /** The sender's clock before it counted the send. */
  readonly before: number;
  /** From the send to the receive, to the arrival, and from the arrival to the receive. */
  readonly tookMs: number;
  readonly travelMs: number | undefined;
  readonly waitedMs: number | undefined;
  /** The last event of the sender that the receiver had heard of before, by whatever way; undefined if none. */
  readonly heard: ClockMoment | undefined;
  /** How many events of the sender, up to the send, the receiver had not heard of. 0: this message is old news. */
  readonly unheard: number;
}

export interface EventExplanation extends ClockStep {
  readonly sender: SenderFacts | undefined;
  /** How the sender of a receive is known, where the trace was read from files that needed pairing. */
  readonly pairing: Pairing | undefined;
  /** Where the event stands in its file, where the trace was read from one. */
  readonly filePlace: FilePlace | undefined;
  /** The chain that the clock followed, the event last. */
  readonly chain: readonly ChainHop[];
  readonly chainEvents: number;
  /** How many events the longest chain has; undefined where the clock itself says it, as it does by L78. */
  readonly longestEvents: number | undefined;
  /** What the event's vector clock says: by machine, how many events happened before it, itself included. */
  readonly vector: Uint32Array;
  readonly relations: { readonly past: number; readonly future: number; readonly concurrent: number };
}

/** Time: the events of the trace. */
export function explainEvent(trace: Trace, place: EventPlace): EventExplanation {
  const { machine, index } = place;
  const step = clockStepOf(trace, place);
  const { event } = step;
  const cones = conesOf(trace, place);
  const chain = clockChain(trace, place);
  const stated = event.kind === 'receive' ? trace.origin?.machines[machine - 1]?.pairings[index] : undefined;
  return {
    ...step,
    sender: senderOf(trace, place),
    pairing: stated === undefined ? undefined : PAIRINGS[stated],
    filePlace: trace.origin && placeOf(trace.origin, machine, index),
    chain: chainHops(trace, chain),
    chainEvents: chain.length,
    longestEvents: chain.length === event.clock ? undefined : longestChain(trace, place).length,
    vector: cones.past,
    relations: countRelations(trace, cones),
  };
}

function senderOf(trace: Trace, place: EventPlace): SenderFacts | undefined {
  const { machine, index } = place;
  const send = sendOf(trace, place);
  if (!send) return undefined;
  const log = trace.logOf(send.machine);
  const receivedMs = trace.logOf(machine).atMs[index]!;
  const sentMs = log.atMs[send.index]!;
  const arrivedMs = log.arrivedMs[trace.logOf(machine).messageNumbers[index]! - 1]!;
  const arrived = !Number.isNaN(arrivedMs);
  const heard = index === 0 ? 0 : pastOf(trace.logs, { machine, index: index - 1 })[send.machine - 1]!;
  return {
    send: momentOf(trace, send),
    before: send.index === 0 ? 0 : log.clocks[send.index - 1]!,
    tookMs: receivedMs - sentMs,
    travelMs: arrived ? arrivedMs - sentMs : undefined,
    waitedMs: arrived ? receivedMs - arrivedMs : undefined,
    heard: heard === 0 ? undefined : momentOf(trace, { machine: send.machine, index: heard - 1 }),
    unheard: Math.max(0, send.index + 1 - heard),
  };
}

function momentOf(trace: Trace, { machine, index }: EventPlace): ClockMoment {
  const { clocks, atMs } = trace.logOf(machine);
  return { machine, index, clock: clocks[index]!, atMs: atMs[index]! };
}
