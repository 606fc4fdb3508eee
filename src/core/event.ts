// Events: the only things that advance a logical clock. An arrival in a queue is not one.
import type { MachineId } from './message.ts';

/** Of any time that is read, in milliseconds: dates end there, and differences of two such times are exact enough to show. */
export const TIME_MS_MAX = 8.64e15;

export type EventKind = 'internal' | 'send' | 'receive';

interface EventFacts {
  readonly machine: MachineId;
  /** Among the events of this machine, from 0. */
  readonly index: number;
  /** The tick that made the event, from 1. */
  readonly tick: number;
  /** When the tick was due, in milliseconds since the start of the run. */
  readonly dueMs: number;
  /** When it happened, in milliseconds since the start of the run. */
  readonly atMs: number;
  /** The logical clock after the event. */
  readonly clock: number;
  /** The queue length after the event; undefined only where an imported log does not tell. */
  readonly queue: number | undefined;
}

/** A message as its send event lists it. */
export interface SentMessage {
  readonly number: number;
  readonly to: MachineId;
  readonly timestamp: number;
  /** When it entered the receiver's queue; undefined while it is in flight. */
  readonly arrivedMs?: number;
  /** The receiver's first tick after the arrival: the exact order of arrivals and events on one machine. */
  readonly arrivedBeforeTick?: number;
}

/** A message as its receive event lists it. */
export interface ReceivedMessage {
  readonly number: number;
  readonly from: MachineId;
  readonly timestamp: number;
  /** Undefined only where the sender's log is missing. */
  readonly sentMs?: number;
  readonly arrivedMs?: number;
}

export interface InternalEvent extends EventFacts {
  readonly kind: 'internal';
  /** The face; 0 where an imported log does not tell. */
  readonly roll: number;
}
/** One event, one or more messages. */
export interface SendEvent extends EventFacts {
  readonly kind: 'send';
  /** As on an internal event. */
  readonly roll: number;
  /** Empty only where an imported log does not tell and nobody received one. */
  readonly messages: readonly SentMessage[];
}
export interface ReceiveEvent extends EventFacts {
  readonly kind: 'receive';
  /** Undefined only where an imported log does not tell and no message fits. */
  readonly message: ReceivedMessage | undefined;
}
export type Event = InternalEvent | SendEvent | ReceiveEvent;
