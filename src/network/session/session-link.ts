// A link that outlives what carries it: messages are numbered, kept until they are acknowledged, sent again over whatever
// comes to carry them next, and handed over once and in order. Who opens the carriers is not its affair.
import { assert } from '../../core/assert.ts';
import type { MachineId, Message } from '../../core/message.ts';
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import type { FrameCodec, FrameEnds } from '../frame.ts';
import { LinkEvents } from '../link-events.ts';
import { LINK_BUFFER_MAX, LinkClosedError, LinkOverflowError } from '../link.ts';
import type { Link, LinkCounts, LinkEvent, LinkKind, RejectReason, Unsubscribe } from '../link.ts';
import { randomName } from '../random-name.ts';
import { Inbox } from './inbox.ts';
import { Outbox, OUTBOX_LENGTH_MAX, OUTBOX_MESSAGES_MAX, type Outgoing } from './outbox.ts';
import { sessionCodec, type SessionFrame } from './session-frame.ts';

/** What carries a session for a while. */
export type Carrier = Link<SessionFrame>;

/** An acknowledgement that finds no message to go with waits so long. */
const ACKNOWLEDGE_AFTER_MS = 200;
/** So many messages are acknowledged at once. */
const ACKNOWLEDGE_EACH = 64;
/** What was not acknowledged for so long is sent again, and after twice that time again, and so on up to the longest. */
export const RESEND_AFTER_MS = 1000;
export const RESEND_AFTER_MAX_MS = 16_000;
/** The oldest so many are sent again: a page that only slept needs none of them. */
const RESEND_EACH = 64;

export interface SessionLinkOptions extends FrameEnds {
  /** One that keeps its pace in hidden tabs. */
  readonly scheduler: Scheduler;
  /** Both ends know each other: the link is open. Called once. */
  readonly onOpen: () => void;
  /** The carrier has ended, or takes nothing more, and why: another one is needed. Called once for each carrier. */
  readonly onCarrierLost: (reason: string) => void;
  /** The session is over, as {@link SessionLink.end} has it; told before the listeners of the link are. Called once. */
  readonly onEnded?: (reason: string | undefined) => void;
  /** The counts have changed. */
  readonly onCounts?: () => void;
  /** Whether messages may have any numbers, as where a trial's faults double and reorder them; by default numbers rise. */
  readonly anyNumbers?: boolean;
  readonly outboxMax?: number;
  /** Events kept for the first subscriber. */
  readonly bufferMax?: number;
}

type Numbered = Extract<SessionFrame, { kind: 'message' }>;

export class SessionLink implements Link {
  readonly remote: MachineId;
  readonly #options: SessionLinkOptions;
  readonly #id = randomName();
  readonly #codec: FrameCodec<SessionFrame>;
  readonly #outbox: Outbox;
  readonly #inbox = new Inbox<Numbered>();
  /** Bounded by bufferMax: beyond it nothing is taken, so that nothing is acknowledged, and the other end has to wait. */
  readonly #events = new LinkEvents<Message>();
  readonly #bufferMax: number;
  /** The session at the other end. */
  #peer: string | undefined;
  #carrier: Carrier | undefined;
  #carriers = 0;
  /** The other end has been heard over this carrier, so that what waits can go. */
  #isReady = false;
  #isLost = false;
  #isClosed = false;
  #kind: LinkKind = 'memory';
  #lastNumber = 0;
  /** Messages taken and not acknowledged yet. */
  #owed = 0;
  /** The other end has left, having sent so many. */
  #lastToCome: number | undefined;
  #resendAfterMs = RESEND_AFTER_MS;
  #cancelResend: Cancel | undefined;
  #cancelAcknowledge: Cancel | undefined;
  /** Messages wait for longer than they should. */
  #isOverdue = false;
  #fullSinceMs = 0;
  #rejected = 0;
  #resent = 0;
  #duplicates = 0;
  #heldMs = 0;

  constructor(options: SessionLinkOptions) {
    const { run, self, remote, outboxMax = OUTBOX_MESSAGES_MAX, bufferMax = LINK_BUFFER_MAX } = options;
    this.remote = remote;
    this.#options = options;
    this.#bufferMax = bufferMax;
    this.#codec = sessionCodec({ run, self, remote });
    this.#outbox = new Outbox({ messagesMax: outboxMax, lengthMax: OUTBOX_LENGTH_MAX });
  }

  get kind(): LinkKind {
    return this.#kind;
  }

  get isOpen(): boolean {
    return this.#peer !== undefined && !this.#isClosed;
  }

  get isFull(): boolean {
    return this.#outbox.isFull && !this.#isClosed;
  }

  get rejected(): number {
    return this.#rejected;
  }

  /** What was sent and may not have come. */
  get unacknowledged(): number {
    return this.#outbox.count;
  }

  get counts(): LinkCounts {
    return {
      rejected: this.#rejected,
      changes: Math.max(0, this.#carriers - 1),
      resent: this.#resent,
      duplicates: this.#duplicates,
      overdue: this.#isOverdue ? this.#outbox.count : 0,
      heldMs: this.#heldMs,
    };
  }

  send(message: Message): void {
    const { self } = this.#options;
    assert(message.from === self && message.to === this.remote, 'a message goes over the link of its pair');
    if (this.#isClosed) throw new LinkClosedError(`The link to machine ${this.remote} is closed.`);
    if (this.#outbox.isFull)
      throw new LinkOverflowError(`Machine ${this.remote} does not take what is sent to it.`);
    const { last } = this.#outbox;
    const frame = this.#codec.encode(this.#frameOf(message, last + 1, this.#peer ?? this.#id));
    const entry = this.#outbox.add(message, frame.length);
    if (this.#outbox.isFull) this.#fullSinceMs = this.#options.scheduler.nowMs();
    if (this.#isReady) this.#transmit(entry);
    this.#watch();
  }

  subscribe(listener: (event: LinkEvent) => void): Unsubscribe {
    const unsubscribe = this.#events.subscribe(listener);
    const before = this.#inbox.delivered;
    this.#handOver(); // what had no room
    if (this.#inbox.delivered > before) this.#acknowledge();
    return unsubscribe;
  }

  /** Takes over a carrier that is open; the one before is closed. */
  attach(carrier: Carrier): void {
    if (this.#isClosed) return carrier.close();
    const before = this.#carrier;
    this.#carrier = carrier;
    this.#carriers += 1;
    this.#kind = carrier.kind;
    this.#isReady = false;
    this.#isLost = false;
    this.#resendAfterMs = RESEND_AFTER_MS;
    before?.close();
    carrier.subscribe(event => this.#hearCarrier(carrier, event));
    this.#hello();
    this.#watch();
  }

  /** Lets go of the carrier: the other end has lost it, or another is on its way. */
  detach(): void {
    const carrier = this.#carrier;
    this.#carrier = undefined;
    this.#isReady = false;
    carrier?.close();
  }

  /** Says goodbye; what came and was not heard yet is dropped. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#sayGoodbye();
    this.#events.drop();
    this.end(undefined);
  }

  /** The session is over, and why: nothing can come any more. Idempotent. */
  end(reason: string | undefined): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelResend?.();
    this.#cancelAcknowledge?.();
    this.#endHolding();
    this.detach();
    this.#options.onEnded?.(reason);
    this.#events.push({ kind: 'closed', reason });
  }

  #hearCarrier(carrier: Carrier, event: LinkEvent<SessionFrame>): void {
    if (this.#isClosed || carrier !== this.#carrier) return;
    if (event.kind === 'message') this.#hear(event.message);
    else if (event.kind === 'rejected') this.#reject(event.reason);
    else if (event.kind === 'closed') {
      this.#carrier = undefined;
      this.#isReady = false;
      this.#lose(event.reason ?? 'It was closed.');
    }
  }

  #lose(reason: string): void {
    if (this.#lastToCome !== undefined) return this.#leave();
    if (this.#isLost) return;
    this.#isLost = true;
    this.#isOverdue = true;
    this.#options.onCarrierLost(reason);
  }

  #hear(frame: SessionFrame): void {
    if (frame.kind === 'challenge') {
      if (frame.peer === this.#id) this.#welcome(frame.session);
      return;
    }
    const isForUs = frame.peer === this.#id;
    if (frame.kind === 'hello' && !isForUs && (this.#peer ?? frame.session) === frame.session) {
      this.#welcome(frame.session);
      return;
    }
    if (this.#peer !== undefined && frame.session !== this.#peer) {
      this.#hearStranger(frame, isForUs);
      return;
    }
    if (!isForUs) return this.#reject('foreign-session');
    if ('acknowledged' in frame && frame.acknowledged > this.#outbox.last) return this.#reject('malformed');
    const isNew = this.#peer === undefined;
    this.#peer = frame.session;
    if ('acknowledged' in frame) this.#acknowledged(frame.acknowledged);
    if (frame.kind === 'hello') this.#welcome(frame.session);
    this.#flush();
    if (isNew) this.#options.onOpen();
    if (frame.kind === 'message') this.#take(frame);
    if (frame.kind === 'goodbye') {
      this.#lastToCome = frame.sequence;
      if (this.#inbox.delivered >= frame.sequence) this.#leave();
    }
  }

  /** Another session than the one that is known: if it is there and knows this one, the one that was known is gone. */
  #hearStranger(frame: SessionFrame, isForUs: boolean): void {
    if (isForUs && (frame.kind === 'welcome' || frame.kind === 'hello')) {
      this.#sayGoodbye();
      this.end(`Machine ${this.remote} started again.`);
    } else if (frame.kind === 'hello')
      this.#post({ kind: 'challenge', session: this.#id, peer: frame.session });
    else this.#reject('foreign-session');
  }

  #take(frame: Numbered): void {
    const taking = this.#inbox.take(frame.sequence, frame);
    if (taking === 'too-early') {
      this.#reject(taking);
      return;
    }
    this.#owed += 1;
    if (taking === 'duplicate') {
      this.#duplicates += 1;
      this.#options.onCounts?.();
    }
    this.#handOver();
    if (taking !== 'taken' || this.#owed >= ACKNOWLEDGE_EACH) this.#acknowledge();
    else this.#acknowledgeSoon();
  }

  /** In order, as long as there is room. */
  #handOver(): void {
    while (!this.#isClosed && this.#events.waiting < this.#bufferMax) {
      const next = this.#inbox.next();
      if (!next) break;
      const { number, timestamp } = next;
      if (number <= this.#lastNumber && this.#options.anyNumbers !== true) {
        this.#reject('out-of-order');
        continue;
      }
      this.#lastNumber = number;
      const message = { from: this.remote, to: this.#options.self, number, timestamp };
      this.#events.push({ kind: 'message', message });
    }
    if (this.#lastToCome !== undefined && this.#inbox.delivered >= this.#lastToCome) this.#leave();
  }

  /** The other end has left. */
  #leave(): void {
    const missing = (this.#lastToCome ?? 0) - this.#inbox.delivered;
    const closed = `Machine ${this.remote} closed the link`;
    this.end(missing > 0 ? `${closed}, and ${missing} of its messages did not come.` : `${closed}.`);
  }

  #acknowledged(sequence: number): void {
    const wasFull = this.#outbox.isFull;
    if (this.#outbox.acknowledge(sequence) === 0) return;
    const wasOverdue = this.#isOverdue;
    this.#isOverdue = false;
    this.#resendAfterMs = RESEND_AFTER_MS;
    const hasDrained = wasFull && !this.#outbox.isFull;
    if (hasDrained) this.#endHolding();
    if (hasDrained || wasOverdue) this.#options.onCounts?.();
    if (hasDrained) this.#events.push({ kind: 'drained' });
  }

  #endHolding(): void {
    if (this.#fullSinceMs === 0) return;
    this.#heldMs += this.#options.scheduler.nowMs() - this.#fullSinceMs;
    this.#fullSinceMs = 0;
  }

  #sayGoodbye(): void {
    this.#isLost = true; // nobody needs another carrier now
    const peer = this.#peer;
    if (peer !== undefined)
      this.#post({ kind: 'goodbye', session: this.#id, peer, sequence: this.#outbox.last });
  }

  #hello(): void {
    const peer = this.#peer;
    const acknowledged = this.#inbox.delivered;
    this.#post({ kind: 'hello', session: this.#id, ...(peer !== undefined && { peer }), acknowledged });
  }

  #welcome(peer: string): void {
    this.#post({ kind: 'welcome', session: this.#id, peer, acknowledged: this.#acknowledgedTo(peer) });
  }

  #acknowledgedTo(peer: string): number {
    if (peer !== this.#peer) return 0;
    this.#owed = 0;
    return this.#inbox.delivered;
  }

  #acknowledge(): void {
    const peer = this.#peer;
    if (peer === undefined || this.#isClosed) return;
    this.#post({
      kind: 'acknowledgement',
      session: this.#id,
      peer,
      acknowledged: this.#acknowledgedTo(peer),
    });
  }

  #acknowledgeSoon(): void {
    const { scheduler } = this.#options;
    this.#cancelAcknowledge ??= scheduler.at(scheduler.nowMs() + ACKNOWLEDGE_AFTER_MS, () => {
      this.#cancelAcknowledge = undefined;
      if (this.#owed > 0) this.#acknowledge();
    });
  }

  /** What was not sent over this carrier goes now. */
  #flush(): void {
    if (this.#isReady || !this.#carrier) return;
    this.#isReady = true;
    this.#isOverdue &&= this.#outbox.count > 0;
    for (const entry of this.#outbox.first())
      if (entry.carrier !== this.#carriers && !this.#transmit(entry)) return;
  }

  /** Whether the carrier took it. */
  #transmit(entry: Outgoing): boolean {
    const isAgain = entry.carrier > 0;
    if (!this.#post(this.#frameOf(entry.message, entry.sequence, this.#peer!))) return false;
    entry.sentMs = this.#options.scheduler.nowMs();
    entry.carrier = this.#carriers;
    this.#owed = 0;
    if (isAgain) {
      this.#resent += 1;
      this.#options.onCounts?.();
    }
    return true;
  }

  #frameOf({ number, timestamp }: Message, sequence: number, peer: string): Numbered {
    const acknowledged = this.#inbox.delivered;
    return { kind: 'message', session: this.#id, peer, acknowledged, sequence, number, timestamp };
  }

  /** A frame that a carrier does not take is not lost: what matters comes again. */
  #post(frame: SessionFrame): boolean {
    if (!this.#carrier) return false;
    try {
      this.#carrier.send(frame);
      return true;
    } catch (error) {
      if (error instanceof LinkClosedError) this.#lose(error.message);
      else if (!(error instanceof LinkOverflowError)) throw error;
      return false;
    }
  }

  /** Sees to it that what nobody answers is said again. */
  #watch(): void {
    const { scheduler } = this.#options;
    const isWaiting = this.#isReady ? this.#outbox.count > 0 : this.#carrier !== undefined;
    if (this.#cancelResend || this.#isClosed || !isWaiting) return;
    const nowMs = scheduler.nowMs();
    const dueMs = ((this.#isReady && this.#outbox.oldest?.sentMs) || nowMs) + this.#resendAfterMs;
    this.#cancelResend = scheduler.at(dueMs > nowMs ? dueMs : nowMs + this.#resendAfterMs, () => {
      this.#cancelResend = undefined;
      this.#resend();
      this.#watch();
    });
  }

  #resend(): void {
    const nowMs = this.#options.scheduler.nowMs();
    if (!this.#isReady) this.#hello();
    else if (nowMs - (this.#outbox.oldest?.sentMs ?? nowMs) < this.#resendAfterMs) return;
    else {
      this.#isOverdue = true;
      for (const entry of this.#outbox.first(RESEND_EACH)) if (!this.#transmit(entry)) break;
    }
    this.#resendAfterMs = Math.min(2 * this.#resendAfterMs, RESEND_AFTER_MAX_MS);
    this.#options.onCounts?.();
  }

  #reject(reason: RejectReason): void {
    this.#rejected += 1;
    if (this.#events.waiting < this.#bufferMax)
      this.#events.push({ kind: 'rejected', reason, count: this.#rejected });
    this.#options.onCounts?.();
  }
}
