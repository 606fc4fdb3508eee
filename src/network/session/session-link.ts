// A link that outlives what carries it, and the page that holds its end: messages are numbered, kept until they are
// acknowledged, sent again over whatever comes to carry them next, and handed over once and in order. Who opens the carriers
// is not its affair.
import { assert } from '../../core/assert.ts';
import { TIMESTAMP_MAX, type MachineId, type Message } from '../../core/message.ts';
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import { LETTER_LENGTH_MAX, letterLength, NUMBER_MAX, type FrameCodec, type FrameEnds } from '../frame.ts';
import { LinkEvents } from '../link-events.ts';
import { LINK_BUFFER_MAX, LinkClosedError, LinkOverflowError } from '../link.ts';
import type { Link, LinkCounts, LinkEvent, LinkKind, RejectReason, Unsubscribe } from '../link.ts';
import { randomName } from '../random-name.ts';
import { OUTBOX_MESSAGES_MAX } from './outbox.ts';
import { Receiving, type Numbered } from './receiving.ts';
import { Sending } from './sending.ts';
import { sessionCodec, type SessionFrame } from './session-frame.ts';
import type { SessionMemory, SessionNames } from './session-memory.ts';

/** What carries a session for a while. */
export type Carrier = Link<SessionFrame>;

/** An acknowledgement that finds no message to go with waits so long. */
const ACKNOWLEDGE_AFTER_MS = 200;
/** So many messages are acknowledged at once. */
const ACKNOWLEDGE_EACH = 64;

function longestFrame(session: string): Numbered {
  return {
    kind: 'message',
    session,
    peer: session,
    acknowledged: NUMBER_MAX,
    sequence: NUMBER_MAX,
    number: NUMBER_MAX,
    timestamp: TIMESTAMP_MAX,
  };
}

export interface SessionLinkOptions extends FrameEnds {
  /** One that keeps its pace in hidden tabs. */
  readonly scheduler: Scheduler;
  /** Both ends know each other: the link is open. Called once, and never for a session with a memory, which is open. */
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
  /** Of an earlier page of this machine: the session goes on from there. */
  readonly memory?: SessionMemory | undefined;
  /** Whether what comes is acknowledged only after {@link SessionLink.confirm}. */
  readonly waitsForConfirmation?: boolean;
}

export class SessionLink implements Link {
  readonly remote: MachineId;
  readonly #options: SessionLinkOptions;
  readonly #id: string;
  readonly #codec: FrameCodec<SessionFrame>;
  /** Of a message's frame, whatever its numbers are: what is kept is counted by it, and encoded only when it is sent. */
  readonly #frameLengthMax: number;
  readonly #sending: Sending;
  readonly #receiving: Receiving;
  /** Bounded by bufferMax: beyond it nothing is taken, so that nothing is acknowledged, and the other end has to wait. */
  readonly #events = new LinkEvents<Message>();
  readonly #bufferMax: number;
  /** The session at the other end. */
  #peer: string | undefined;
  #carrier: Carrier | undefined;
  #isLost = false;
  #isClosed = false;
  #kind: LinkKind = 'memory';
  /** Messages that may be acknowledged and are not yet. */
  #owed = 0;
  /** The other end has left, having sent so many. */
  #lastToCome: number | undefined;
  #cancelAcknowledge: Cancel | undefined;
  #rejected = 0;
  #duplicates = 0;

  constructor(options: SessionLinkOptions) {
    const { run, self, remote, scheduler, memory } = options;
    const { anyNumbers = false, waitsForConfirmation = false } = options;
    const { outboxMax = OUTBOX_MESSAGES_MAX, bufferMax = LINK_BUFFER_MAX } = options;
    this.remote = remote;
    this.#options = options;
    this.#bufferMax = bufferMax;
    this.#codec = sessionCodec({ run, self, remote });
    this.#id = memory?.names.own ?? randomName();
    this.#peer = memory?.names.peer;
    this.#frameLengthMax = this.#codec.encode(longestFrame(this.#id)).length;
    this.#receiving = new Receiving(
      {
        waits: waitsForConfirmation,
        anyNumbers,
        hasRoom: () => this.#events.waiting < this.#bufferMax,
        deliver: message =>
          this.#events.push({ kind: 'message', message: { from: remote, to: self, ...message } }),
        onOutOfOrder: () => this.#reject('out-of-order'),
      },
      memory,
    );
    this.#sending = new Sending({
      scheduler,
      messagesMax: outboxMax,
      transmit: ({ message, sequence }) => {
        const isTaken = this.#post(this.#frameOf(message, sequence, this.#peer!));
        if (isTaken) this.#owed = 0;
        return isTaken;
      },
      askAgain: () => this.#hello(),
      onCounts: () => options.onCounts?.(),
      onDrained: () => this.#events.push({ kind: 'drained' }),
    });
    if (memory) {
      const sent = memory.sentLast.map(message => ({ message, length: this.#lengthOf(message) }));
      this.#sending.restore(sent, memory.sent);
    }
  }

  get kind(): LinkKind {
    return this.#kind;
  }

  get isOpen(): boolean {
    return this.#peer !== undefined && !this.#isClosed;
  }

  get isFull(): boolean {
    return this.#sending.isFull && !this.#isClosed;
  }

  get rejected(): number {
    return this.#rejected;
  }

  /** What was sent and may not have come. */
  get unacknowledged(): number {
    return this.#sending.waiting;
  }

  /** What its two ends are called, once they know each other: with it another page can go on from here. */
  get names(): SessionNames | undefined {
    return this.#peer === undefined ? undefined : { own: this.#id, peer: this.#peer };
  }

  get counts(): LinkCounts {
    const { changes, resent, overdue, heldMs } = this.#sending;
    return { rejected: this.#rejected, changes, resent, duplicates: this.#duplicates, overdue, heldMs };
  }

  send(message: Message): void {
    const { self } = this.#options;
    assert(message.from === self && message.to === this.remote, 'a message goes over the link of its pair');
    if (this.#isClosed) throw new LinkClosedError(`The link to machine ${this.remote} is closed.`);
    if (this.#sending.isFull)
      throw new LinkOverflowError(`Machine ${this.remote} does not take what is sent to it.`);
    this.#sending.add(message, this.#lengthOf(message));
  }

  subscribe(listener: (event: LinkEvent) => void): Unsubscribe {
    const unsubscribe = this.#events.subscribe(listener);
    const before = this.#receiving.acknowledged;
    this.#handOver(); // what had no room
    if (this.#receiving.acknowledged > before) this.#acknowledge();
    return unsubscribe;
  }

  /** Messages of the other end up to this number are stored here: they may be acknowledged. */
  confirm(number: number): void {
    const count = this.#receiving.confirm(number);
    if (count === 0 || this.#isClosed) return;
    this.#owed += count;
    if (this.#owed >= ACKNOWLEDGE_EACH) this.#acknowledge();
    else this.#acknowledgeSoon();
  }

  /** Says hello again: its first one may have come before the other end listened. */
  greet(): void {
    this.#hello();
  }

  /** Takes over a carrier that is open; the one before is closed. */
  attach(carrier: Carrier): void {
    if (this.#isClosed) return carrier.close();
    const before = this.#carrier;
    this.#carrier = carrier;
    this.#kind = carrier.kind;
    this.#isLost = false;
    this.#sending.begin();
    before?.close();
    carrier.subscribe(event => this.#hearCarrier(carrier, event));
    this.#hello();
    this.#sending.watch();
  }

  /** Lets go of the carrier: the other end has lost it, or another is on its way. */
  detach(): void {
    const carrier = this.#carrier;
    this.#carrier = undefined;
    this.#sending.halt();
    carrier?.close();
  }

  /** What was sent is late, as nothing carries it. */
  delay(): void {
    this.#sending.delay();
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
    this.suspend();
    this.#options.onEnded?.(reason);
    this.#events.push({ kind: 'closed', reason });
  }

  /** This page goes, and another one may go on from here: the other end is told nothing. Idempotent. */
  suspend(): void {
    this.#isClosed = true;
    this.#sending.close();
    this.#cancelAcknowledge?.();
    this.detach();
  }

  #hearCarrier(carrier: Carrier, event: LinkEvent<SessionFrame>): void {
    if (this.#isClosed || carrier !== this.#carrier) return;
    if (event.kind === 'message') this.#hear(event.message);
    else if (event.kind === 'rejected') this.#reject(event.reason);
    else if (event.kind === 'closed') {
      this.#carrier = undefined;
      this.#sending.halt();
      this.#lose(event.reason ?? 'It was closed.');
    }
  }

  #lose(reason: string): void {
    if (this.#lastToCome !== undefined) return this.#leave();
    if (this.#isLost) return;
    this.#isLost = true;
    this.#sending.delay();
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
    if ('acknowledged' in frame && frame.acknowledged > this.#sending.last) return this.#reject('malformed');
    const isNew = this.#peer === undefined;
    this.#peer = frame.session;
    if ('acknowledged' in frame) this.#sending.acknowledged(frame.acknowledged);
    if (frame.kind === 'hello') {
      this.#welcome(frame.session);
      this.#sending.again();
    }
    if (this.#carrier) this.#sending.ready();
    if (isNew) this.#options.onOpen();
    if (frame.kind === 'message') this.#take(frame);
    if (frame.kind === 'goodbye') {
      this.#lastToCome = frame.sequence;
      if (this.#receiving.delivered >= frame.sequence) this.#leave();
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
    const taking = this.#receiving.take(frame);
    if (taking === 'too-early') {
      this.#reject(taking);
      return;
    }
    if (taking === 'duplicate') {
      this.#duplicates += 1;
      this.#options.onCounts?.();
    }
    const before = this.#receiving.acknowledged;
    this.#handOver();
    this.#owed += this.#receiving.acknowledged - before;
    if (taking !== 'taken' || this.#owed >= ACKNOWLEDGE_EACH) this.#acknowledge();
    else if (this.#owed > 0) this.#acknowledgeSoon();
  }

  /** In order, as long as there is room. */
  #handOver(): void {
    this.#receiving.deliver(() => this.#isClosed);
    if (this.#lastToCome !== undefined && this.#receiving.delivered >= this.#lastToCome) this.#leave();
  }

  /** The other end has left. */
  #leave(): void {
    const missing = (this.#lastToCome ?? 0) - this.#receiving.delivered;
    const closed = `Machine ${this.remote} closed the link`;
    this.end(missing > 0 ? `${closed}, and ${missing} of its messages did not come.` : `${closed}.`);
  }

  #sayGoodbye(): void {
    this.#isLost = true; // nobody needs another carrier now
    const peer = this.#peer;
    if (peer !== undefined)
      this.#post({ kind: 'goodbye', session: this.#id, peer, sequence: this.#sending.last });
  }

  #hello(): void {
    const peer = this.#peer;
    const { acknowledged } = this.#receiving;
    this.#post({ kind: 'hello', session: this.#id, ...(peer !== undefined && { peer }), acknowledged });
  }

  #welcome(peer: string): void {
    this.#post({ kind: 'welcome', session: this.#id, peer, acknowledged: this.#acknowledgedTo(peer) });
  }

  #acknowledgedTo(peer: string): number {
    if (peer !== this.#peer) return 0;
    this.#owed = 0;
    return this.#receiving.acknowledged;
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

  #frameOf({ number, timestamp, letter }: Message, sequence: number, peer: string): Numbered {
    const { acknowledged } = this.#receiving;
    const frame = {
      kind: 'message',
      session: this.#id,
      peer,
      acknowledged,
      sequence,
      number,
      timestamp,
    } as const;
    return letter ? { ...frame, letter } : frame;
  }

  #lengthOf({ letter }: Message): number {
    if (!letter) return this.#frameLengthMax;
    const length = letterLength(letter);
    assert(length <= LETTER_LENGTH_MAX, 'a letter is not longer than a frame carries');
    return this.#frameLengthMax + length;
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

  #reject(reason: RejectReason): void {
    this.#rejected += 1;
    if (this.#events.waiting < this.#bufferMax)
      this.#events.push({ kind: 'rejected', reason, count: this.#rejected });
    this.#options.onCounts?.();
  }
}
