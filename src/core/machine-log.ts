// The log of one machine, in columns: an event costs 25 bytes and a message 26, and a million of them are cheap to
// hold, to transfer and to draw. Each column is a field of its own because a shared growable-column class makes every
// store megamorphic (measured: ten times slower).
import type { MachineId, Message } from './message.ts';

export const KINDS = ['internal', 'send', 'receive'] as const;
/** The codes in the column of kinds: the index into {@link KINDS}. */
export const INTERNAL = 0;
export const SEND = 1;
export const RECEIVE = 2;

/** What a row of the columns below takes. */
export const EVENT_BYTES = 25;
export const MESSAGE_BYTES = 26;

/** In a column of indices: there is none (yet). */
export const NONE = 0xffff_ffff;

/** Events by index, messages sent by number - 1. Read the columns; only the `add…` and `mark…` methods write. */
export class MachineLog {
  eventCount = 0;
  kinds: Uint8Array;
  /** Milliseconds since the start of the run. */
  atMs: Float64Array;
  /** After the event. */
  clocks: Uint32Array;
  /** After the event; {@link NONE} where an imported log does not tell. */
  queues: Uint32Array;
  /** The face rolled; 0 on a receive and where an imported log does not tell. */
  faces: Uint16Array;
  /** Receive: the sender; 0 where no message is known. Send: how many messages. */
  peers: Uint16Array;
  /** Receive: the number of the message. Send: the number of its first message. {@link NONE} where there is none. */
  messageNumbers: Uint32Array;

  messageCount = 0;
  /** 0 for a message of which nothing is known yet. */
  recipients: Uint16Array;
  timestamps: Uint32Array;
  /** The send event's index; {@link NONE} while only the arrival is known. */
  sentIndices: Uint32Array;
  /** NaN while in flight. */
  arrivedMs: Float64Array;
  /**
   * The receiver's first tick after the arrival; 0 while in flight. In a program's run, where a tick is several events or none, it
   * counts events instead: the place of the first one after the arrival, from 1.
   */
  arrivedBeforeTicks: Uint32Array;
  /** The receive event's index at the receiver; {@link NONE} while it is in flight or waits. */
  receivedIndices: Uint32Array;

  constructor(
    readonly machine: MachineId,
    eventCapacity: number,
    messageCapacity = 16,
  ) {
    const events = eventColumns(eventCapacity);
    this.atMs = events.atMs;
    this.clocks = events.clocks;
    this.queues = events.queues;
    this.messageNumbers = events.messageNumbers;
    this.faces = events.faces;
    this.peers = events.peers;
    this.kinds = events.kinds;
    const messages = messageColumns(messageCapacity);
    this.arrivedMs = messages.arrivedMs;
    this.timestamps = messages.timestamps;
    this.sentIndices = messages.sentIndices;
    this.arrivedBeforeTicks = messages.arrivedBeforeTicks;
    this.receivedIndices = messages.receivedIndices;
    this.recipients = messages.recipients;
  }

  addInternal(atMs: number, clock: number, queue: number, face: number): void {
    const index = this.#addEvent(INTERNAL, atMs, clock, queue);
    this.faces[index] = face;
    this.messageNumbers[index] = NONE;
  }

  addSend(atMs: number, clock: number, queue: number, face: number, messages: readonly Message[]): void {
    const index = this.#addEvent(SEND, atMs, clock, queue);
    this.faces[index] = face;
    this.peers[index] = messages.length;
    this.messageNumbers[index] = messages[0]?.number ?? NONE;
    for (const message of messages) {
      const row = this.#know(message);
      this.sentIndices[row] = index;
    }
  }

  /** Messages that an event which is itself a receive sent on, as logs with vector clocks may tell. */
  addSent(index: number, messages: readonly Message[]): void {
    for (const message of messages) {
      const row = this.#know(message);
      this.sentIndices[row] = index;
    }
  }

  /** `message` is undefined where a log does not tell and no message fits. */
  addReceive(atMs: number, clock: number, queue: number, message: Message | undefined): void {
    const index = this.#addEvent(RECEIVE, atMs, clock, queue);
    this.peers[index] = message?.from ?? 0;
    this.messageNumbers[index] = message?.number ?? NONE;
  }

  /** A message of this machine entered its receiver's queue. */
  markArrived(message: Message, atMs: number, beforeTick: number): void {
    const row = this.#know(message);
    this.arrivedMs[row] = atMs;
    this.arrivedBeforeTicks[row] = beforeTick;
  }

  /** A message of this machine was taken out of its receiver's queue, by the receiver's event `index`. */
  markReceived(message: Message, index: number): void {
    const row = this.#know(message); // first, because it may put wider columns in place
    this.receivedIndices[row] = index;
  }

  /** Bytes held by the columns, spare capacity included. */
  get byteLength(): number {
    return this.kinds.length * EVENT_BYTES + this.recipients.length * MESSAGE_BYTES;
  }

  /** A fresh row, of which whatever is not set stays 0; returns its index. */
  #addEvent(kind: number, atMs: number, clock: number, queue: number): number {
    const index = this.eventCount;
    if (index === this.kinds.length) this.#growEvents();
    this.kinds[index] = kind;
    this.atMs[index] = atMs;
    this.clocks[index] = clock;
    this.queues[index] = queue;
    this.eventCount = index + 1;
    return index;
  }

  /** The message's row, with its recipient and timestamp filled in. */
  #know(message: Message): number {
    const row = message.number - 1;
    if (row >= this.messageCount) this.#extendMessages(message.number);
    if (this.recipients[row] === 0) {
      this.recipients[row] = message.to;
      this.timestamps[row] = message.timestamp;
    }
    return row;
  }

  #extendMessages(count: number): void {
    if (count > this.recipients.length) this.#growMessages(count);
    for (let row = this.messageCount; row < count; row++) {
      this.arrivedMs[row] = NaN;
      this.sentIndices[row] = NONE;
      this.receivedIndices[row] = NONE;
    }
    this.messageCount = count;
  }

  #growEvents(): void {
    const wider = eventColumns(Math.max(16, this.kinds.length * 2));
    this.atMs = widened(this.atMs, wider.atMs);
    this.clocks = widened(this.clocks, wider.clocks);
    this.queues = widened(this.queues, wider.queues);
    this.messageNumbers = widened(this.messageNumbers, wider.messageNumbers);
    this.faces = widened(this.faces, wider.faces);
    this.peers = widened(this.peers, wider.peers);
    this.kinds = widened(this.kinds, wider.kinds);
  }

  #growMessages(atLeast: number): void {
    const wider = messageColumns(Math.max(16, atLeast, this.recipients.length * 2));
    this.arrivedMs = widened(this.arrivedMs, wider.arrivedMs);
    this.timestamps = widened(this.timestamps, wider.timestamps);
    this.sentIndices = widened(this.sentIndices, wider.sentIndices);
    this.arrivedBeforeTicks = widened(this.arrivedBeforeTicks, wider.arrivedBeforeTicks);
    this.receivedIndices = widened(this.receivedIndices, wider.receivedIndices);
    this.recipients = widened(this.recipients, wider.recipients);
  }
}

// The columns of one kind lie side by side in one buffer, the widest first, so that each is aligned: thirteen buffers
// for each machine would take longer to allocate than a short run takes to simulate.

function eventColumns(rows: number) {
  const buffer = new ArrayBuffer(rows * EVENT_BYTES);
  return {
    atMs: new Float64Array(buffer, 0, rows),
    clocks: new Uint32Array(buffer, rows * 8, rows),
    queues: new Uint32Array(buffer, rows * 12, rows),
    messageNumbers: new Uint32Array(buffer, rows * 16, rows),
    faces: new Uint16Array(buffer, rows * 20, rows),
    peers: new Uint16Array(buffer, rows * 22, rows),
    kinds: new Uint8Array(buffer, rows * 24, rows),
  };
}

function messageColumns(rows: number) {
  const buffer = new ArrayBuffer(rows * MESSAGE_BYTES);
  return {
    arrivedMs: new Float64Array(buffer, 0, rows),
    timestamps: new Uint32Array(buffer, rows * 8, rows),
    sentIndices: new Uint32Array(buffer, rows * 12, rows),
    arrivedBeforeTicks: new Uint32Array(buffer, rows * 16, rows),
    receivedIndices: new Uint32Array(buffer, rows * 20, rows),
    recipients: new Uint16Array(buffer, rows * 24, rows),
  };
}

function widened<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** The clock after an event less the clock before it. */
export function jumpOf({ clocks }: MachineLog, index: number): number {
  return clocks[index]! - (index === 0 ? 0 : clocks[index - 1]!);
}
