// A machine's message queue: first in, first out, in constant time however long it grows.
import type { Message } from './message.ts';

/** More waiting messages than this are a fault of the trial, not a state to carry on in. */
export const QUEUE_MAX = 2 ** 24;

export class QueueOverflowError extends Error {
  override readonly name = 'QueueOverflowError';
}

/** A ring that doubles when full. Bound: {@link QUEUE_MAX}; pushing beyond it throws {@link QueueOverflowError}. */
export class MessageQueue<M = Message> {
  #ring: (M | undefined)[] = new Array<M | undefined>(16);
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(message: M): void {
    if (this.#length === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.#length) & (this.#ring.length - 1)] = message;
    this.#length += 1;
  }

  /** Takes the oldest message out; undefined when none waits. */
  shift(): M | undefined {
    if (this.#length === 0) return undefined;
    const message = this.#ring[this.#head];
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#length -= 1;
    return message;
  }

  /** The oldest message; undefined when none waits. */
  get first(): M | undefined {
    return this.#length === 0 ? undefined : this.#ring[this.#head];
  }

  /** The waiting messages, oldest first, at most `limit` of them. */
  peek(limit = this.#length): M[] {
    const messages: M[] = [];
    const count = Math.min(limit, this.#length);
    for (let i = 0; i < count; i++) messages.push(this.#ring[(this.#head + i) & (this.#ring.length - 1)]!);
    return messages;
  }

  #grow(): void {
    if (this.#length >= QUEUE_MAX) throw new QueueOverflowError(`more than ${QUEUE_MAX} messages wait`);
    const wider = new Array<M | undefined>(this.#ring.length * 2);
    for (let i = 0; i < this.#length; i++) wider[i] = this.#ring[(this.#head + i) & (this.#ring.length - 1)];
    this.#ring = wider;
    this.#head = 0;
  }
}
