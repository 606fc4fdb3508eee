// What a session has sent and the other end has not acknowledged, in order, within bounds.
import type { Message } from '../../core/message.ts';

/** Messages that wait for their acknowledgement: two minutes at sixty messages a second. */
export const OUTBOX_MESSAGES_MAX = 8192;
/** What these messages may take as frames, in UTF-16 units. */
export const OUTBOX_LENGTH_MAX = 4 * 1024 * 1024;

export interface Outgoing {
  readonly sequence: number;
  readonly message: Message;
  readonly length: number;
  /** When it was last sent, and over the how-manieth carrier; 0 before it was sent at all. */
  sentMs: number;
  carrier: number;
}

export interface OutboxBounds {
  readonly messagesMax: number;
  readonly lengthMax: number;
}

export class Outbox {
  readonly #bounds: OutboxBounds;
  #entries: Outgoing[] = [];
  #length = 0;
  #last = 0;
  #isFull = false;

  constructor(bounds: OutboxBounds) {
    this.#bounds = bounds;
  }

  /** From one of the bounds until half of both is free again, so that it does not change with each message. */
  get isFull(): boolean {
    return this.#isFull;
  }

  get count(): number {
    return this.#entries.length;
  }

  /** The sequence number of the last one that was put in; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  get oldest(): Outgoing | undefined {
    return this.#entries[0];
  }

  /** Oldest first, at most `max` of them. */
  first(max = this.#entries.length): readonly Outgoing[] {
    return this.#entries.slice(0, max);
  }

  /** Begins with what was sent before, up to the sequence number `last`; of more than may wait, with the last ones. */
  restore(sent: readonly Pick<Outgoing, 'message' | 'length'>[], last: number): void {
    const kept = sent.slice(-this.#bounds.messagesMax);
    this.#last = last - kept.length;
    for (const { message, length } of kept) this.add(message, length);
  }

  /** Only while it is not full. `length` is that of its frame. */
  add(message: Message, length: number): Outgoing {
    const entry = { sequence: ++this.#last, message, length, sentMs: 0, carrier: 0 };
    this.#entries.push(entry);
    this.#length += length;
    const { messagesMax, lengthMax } = this.#bounds;
    this.#isFull = this.#entries.length >= messagesMax || this.#length >= lengthMax;
    return entry;
  }

  /** Those up to `sequence` have come. Returns how many of them were still waiting. */
  acknowledge(sequence: number): number {
    const oldest = this.#entries[0]?.sequence;
    if (oldest === undefined || sequence < oldest) return 0;
    const done = this.#entries.splice(0, sequence - oldest + 1);
    for (const { length } of done) this.#length -= length;
    const { messagesMax, lengthMax } = this.#bounds;
    if (this.#entries.length <= messagesMax / 2 && this.#length <= lengthMax / 2) this.#isFull = false;
    return done.length;
  }
}
