// The sending half of a session: what was sent waits here until it is acknowledged, and is sent again over each new carrier and
// when nothing is heard of it for long.
import type { Message } from '../../core/message.ts';
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import { Outbox, OUTBOX_LENGTH_MAX, type Outgoing } from './outbox.ts';

/** What was not acknowledged for so long is sent again, and after twice that time again, and so on up to the longest. */
export const RESEND_AFTER_MS = 1000;
export const RESEND_AFTER_MAX_MS = 16_000;
/** The oldest so many are sent again: a page that only slept needs none of them. */
const RESEND_EACH = 64;

export interface SendingOptions {
  readonly scheduler: Scheduler;
  readonly messagesMax: number;
  /** Puts one onto the carrier; says whether it took it. */
  readonly transmit: (entry: Outgoing) => boolean;
  /** Nobody at the other end has been heard over this carrier yet: asks again. */
  readonly askAgain: () => void;
  readonly onCounts: () => void;
  /** The bound was reached, and half of it is free again. */
  readonly onDrained: () => void;
}

export class Sending {
  readonly #options: SendingOptions;
  readonly #outbox: Outbox;
  /** How many carriers there have been. */
  #carriers = 0;
  #state: 'no-carrier' | 'not-heard' | 'ready' | 'closed' = 'no-carrier';
  #resendAfterMs = RESEND_AFTER_MS;
  #cancelResend: Cancel | undefined;
  /** Messages wait for longer than they should. */
  #isOverdue = false;
  #fullSinceMs = 0;
  #resent = 0;
  #heldMs = 0;

  constructor(options: SendingOptions) {
    this.#options = options;
    this.#outbox = new Outbox({ messagesMax: options.messagesMax, lengthMax: OUTBOX_LENGTH_MAX });
  }

  get isFull(): boolean {
    return this.#outbox.isFull;
  }

  /** What was sent and may not have come. */
  get waiting(): number {
    return this.#outbox.count;
  }

  /** The sequence number of the last one. */
  get last(): number {
    return this.#outbox.last;
  }

  get changes(): number {
    return Math.max(0, this.#carriers - 1);
  }

  get resent(): number {
    return this.#resent;
  }

  get overdue(): number {
    return this.#isOverdue ? this.#outbox.count : 0;
  }

  get heldMs(): number {
    return this.#heldMs;
  }

  /** What an earlier page of this machine had sent; its last ones, as many as can be waiting, are kept. */
  restore(sent: readonly { readonly message: Message; readonly length: number }[], last: number): void {
    this.#outbox.restore(sent, last);
  }

  /** Only while it is not full. `length` is that of its frame. */
  add(message: Message, length: number): void {
    const entry = this.#outbox.add(message, length);
    if (this.#outbox.isFull) this.#fullSinceMs = this.#options.scheduler.nowMs();
    if (this.#state === 'ready') this.#transmit(entry);
    this.watch();
  }

  /** A fresh carrier: nothing goes over it until the other end has been heard. */
  begin(): void {
    this.#carriers += 1;
    this.#state = 'not-heard';
    this.#resendAfterMs = RESEND_AFTER_MS;
  }

  /** The other end has been heard over this carrier: what was not sent over it goes now. */
  ready(): void {
    if (this.#state !== 'not-heard') return;
    this.#state = 'ready';
    this.#isOverdue &&= this.#outbox.count > 0;
    for (const entry of this.#outbox.first())
      if (entry.carrier !== this.#carriers && !this.#transmit(entry)) return;
  }

  /**
   * The other end has begun anew on what carries us still, as one does whose own connection to a server was lost: what it was
   * sent meanwhile it did not get, and need not wait for the time at which that would be sent again.
   */
  again(): void {
    if (this.#state !== 'ready') return;
    for (const entry of this.#outbox.first()) if (!this.#transmit(entry)) return;
    this.#resendAfterMs = RESEND_AFTER_MS;
  }

  /** Nothing carries the session. */
  halt(): void {
    if (this.#state !== 'closed') this.#state = 'no-carrier';
  }

  /** What waits is late. */
  delay(): void {
    this.#isOverdue = true;
  }

  acknowledged(sequence: number): void {
    const wasFull = this.#outbox.isFull;
    if (this.#outbox.acknowledge(sequence) === 0) return;
    const wasOverdue = this.#isOverdue;
    this.#isOverdue = false;
    this.#resendAfterMs = RESEND_AFTER_MS;
    const hasDrained = wasFull && !this.#outbox.isFull;
    if (hasDrained) this.#endHolding();
    if (hasDrained || wasOverdue) this.#options.onCounts();
    if (hasDrained) this.#options.onDrained();
  }

  close(): void {
    this.#state = 'closed';
    this.#cancelResend?.();
    this.#endHolding();
  }

  #endHolding(): void {
    if (this.#fullSinceMs === 0) return;
    this.#heldMs += this.#options.scheduler.nowMs() - this.#fullSinceMs;
    this.#fullSinceMs = 0;
  }

  #transmit(entry: Outgoing): boolean {
    const isAgain = entry.carrier > 0;
    if (!this.#options.transmit(entry)) return false;
    entry.sentMs = this.#options.scheduler.nowMs();
    entry.carrier = this.#carriers;
    if (isAgain) {
      this.#resent += 1;
      this.#options.onCounts();
    }
    return true;
  }

  /** Sees to it that what nobody answers is said again; to be called after {@link begin} and the first hello. */
  watch(): void {
    const { scheduler } = this.#options;
    const isReady = this.#state === 'ready';
    const isWaiting = isReady ? this.#outbox.count > 0 : this.#state === 'not-heard';
    if (this.#cancelResend || !isWaiting) return;
    const nowMs = scheduler.nowMs();
    const dueMs = ((isReady && this.#outbox.oldest?.sentMs) || nowMs) + this.#resendAfterMs;
    this.#cancelResend = scheduler.at(dueMs > nowMs ? dueMs : nowMs + this.#resendAfterMs, () => {
      this.#cancelResend = undefined;
      this.#resend();
      this.watch();
    });
  }

  #resend(): void {
    const nowMs = this.#options.scheduler.nowMs();
    if (this.#state !== 'ready') this.#options.askAgain();
    else if (nowMs - (this.#outbox.oldest?.sentMs ?? nowMs) < this.#resendAfterMs) return;
    else {
      this.#isOverdue = true;
      for (const entry of this.#outbox.first(RESEND_EACH)) if (!this.#transmit(entry)) break;
    }
    this.#resendAfterMs = Math.min(2 * this.#resendAfterMs, RESEND_AFTER_MAX_MS);
    this.#options.onCounts();
  }
}
