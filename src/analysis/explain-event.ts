// Why a clock stands where it stands after an event: which rule made the step, which message was ahead, what the machine
// had not heard of its sender before, and the chain behind it. Facts only; the views make sentences of them.
import type { Event } from '../core/event.ts';
import { PAIRINGS, placeOf, type FilePlace, type Pairing } from '../core/trace-origin.ts';
import { NONE } from '../core/machine-log.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { chainHops, clockChain, longestChain, sendOf, type ChainHop } from './causal-chain.ts';
import { conesOf, countRelations, pastOf } from './cones.ts';
import { TraceFaults } from './trace-faults.ts';

/**
 * What the clock’s new value follows from. own step: the event before it, or nothing before the first one.
 * message: a message that was ahead of the machine. unknown: a receive of which nothing is known.
 */
export type Cause = 'own step' | 'message' | 'unknown';

/**
 * Whether the value is the one that L78 asks for. own-or-received: max(own + 1, received), a common mistake. other: none
 * that we know.
 */
export type Fit = 'L78' | 'own-or-received' | 'other' | 'unknown';

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

/** What one event did to its machine's clock. */
export interface ClockStep {
  readonly place: EventPlace;
  readonly event: Event;
  /** The clock before the event: 0 before the first one, and after a crash that forgot it. */
  readonly before: number;
  /** By how much the event moved the clock; below 0 only in a faulty log. */
  readonly jump: number;
  /** The timestamp that a receive took; undefined where unknown and on other events. */
  readonly received: number | undefined;
  /** What L78 makes of it; undefined where that cannot be told. */
  readonly expected: number | undefined;
  readonly cause: Cause;
  readonly fit: Fit;
  /** From its arrival to the receive, where that is known. */
  readonly waitedMs: number | undefined;
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

/** Time: the faults of the trace. */
export function clockStepOf(trace: Trace, place: EventPlace): ClockStep {
  const { machine, index } = place;
  const event = trace.event(machine, index);
  const before = new TraceFaults(trace).clockBefore(trace.logOf(machine), index);
  const received = receivedTimestamp(trace, event);
  const isReceive = event.kind === 'receive';
  const expected = !isReceive
    ? before + 1
    : received === undefined
      ? undefined
      : Math.max(before, received) + 1;
  const arrivedMs = isReceive ? event.message?.arrivedMs : undefined;
  return {
    place,
    event,
    before,
    jump: event.clock - before,
    received,
    expected,
    cause: causeOf(event, before, received),
    fit: fitOf(event.clock, before, received, expected),
    waitedMs: arrivedMs === undefined ? undefined : event.atMs - arrivedMs,
  };
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

function receivedTimestamp({ origin }: Trace, event: Event): number | undefined {
  if (event.kind !== 'receive') return undefined;
  const stated = origin?.machines[event.machine - 1]?.statedTimestamps[event.index];
  return stated === undefined || stated === NONE ? event.message?.timestamp : stated;
}

function causeOf({ kind }: Event, before: number, received: number | undefined): Cause {
  if (kind !== 'receive') return 'own step';
  if (received === undefined) return 'unknown';
  return received > before ? 'message' : 'own step';
}

function fitOf(
  clock: number,
  before: number,
  received: number | undefined,
  expected: number | undefined,
): Fit {
  if (expected === undefined) return 'unknown';
  if (clock === expected) return 'L78';
  return received !== undefined && clock === Math.max(before + 1, received) ? 'own-or-received' : 'other';
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
