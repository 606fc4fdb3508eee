// The receiving half of a session: each message once and in order, and what of it may be acknowledged. Where the owner stores
// what comes, nothing is acknowledged before it says so.
import type { Message } from '../../core/message.ts';
import { Inbox } from './inbox.ts';
import type { SessionFrame } from './session-frame.ts';

export type Numbered = Extract<SessionFrame, { kind: 'message' }>;

export interface ReceivingOptions {
  /** Whether a message is acknowledged only once it was confirmed. */
  readonly waits: boolean;
  /** Whether messages may have any numbers; otherwise they rise. */
  readonly anyNumbers: boolean;
  /** Whether there is room for one more. */
  readonly hasRoom: () => boolean;
  readonly deliver: (message: Pick<Message, 'number' | 'timestamp' | 'letter'>) => void;
  /** A number that does not rise: it is dropped, as if it had been delivered. */
  readonly onOutOfOrder: () => void;
}

export class Receiving {
  readonly #options: ReceivingOptions;
  readonly #inbox: Inbox<Numbered>;
  #lastNumber: number;
  /** Messages 1 to this may be acknowledged. */
  #confirmed: number;
  /** The numbers of those that were delivered and not confirmed, in order. Bound: what its owner has not stored yet. */
  #unconfirmed: number[] = [];

  constructor(options: ReceivingOptions, before = { received: 0, lastNumber: 0 }) {
    this.#options = options;
    this.#inbox = new Inbox<Numbered>({ delivered: before.received });
    this.#lastNumber = before.lastNumber;
    this.#confirmed = before.received;
  }

  /** Messages 1 to this have been delivered. */
  get delivered(): number {
    return this.#inbox.delivered;
  }

  get acknowledged(): number {
    return this.#confirmed;
  }

  take(frame: Numbered): ReturnType<Inbox<Numbered>['take']> {
    return this.#inbox.take(frame.sequence, frame);
  }

  /** Delivers what is due, in order, as long as there is room. */
  deliver(isOver: () => boolean): void {
    const { waits, anyNumbers, hasRoom, deliver, onOutOfOrder } = this.#options;
    while (!isOver() && hasRoom()) {
      const next = this.#inbox.next();
      if (!next) return;
      const { number, timestamp, letter } = next;
      if (number <= this.#lastNumber && !anyNumbers) {
        this.#unconfirmed.push(this.#lastNumber);
        this.#settle();
        onOutOfOrder();
        continue;
      }
      this.#lastNumber = number;
      this.#unconfirmed.push(number);
      if (!waits) this.#settle();
      deliver(letter ? { number, timestamp, letter } : { number, timestamp });
    }
  }

  /** Messages up to this number are stored; returns how many of them were not before. */
  confirm(number: number): number {
    let count = 0;
    while (count < this.#unconfirmed.length && this.#unconfirmed[count]! <= number) count += 1;
    this.#unconfirmed.splice(0, count);
    this.#confirmed += count;
    return count;
  }

  #settle(): void {
    if (!this.#options.waits) this.confirm(Infinity);
  }
}
