// The one Link: what all kinds of links share, over a wire that carries text to the other side and may fall silent.
import { assert } from '../core/assert.ts';
import type { MachineId, Message } from '../core/message.ts';
import { encodeFrame, FrameReader } from './frame.ts';
import { LINK_BUFFER_MAX, LinkClosedError, type Link, type LinkEvent, type LinkKind } from './link.ts';
import type { Unsubscribe } from './link.ts';

/** The way out of a link. What comes in, its owner hands to {@link WireLink.receive} and {@link WireLink.end}. */
export interface Wire {
  /** Sends one frame; throws LinkOverflowError, and then has sent nothing. */
  post(frame: string): void;
  /** Says goodbye to the other side and lets go of everything. Called exactly once. */
  hangUp(): void;
}

export interface WireLinkOptions {
  readonly run: string;
  readonly self: MachineId;
  readonly remote: MachineId;
  readonly kind: LinkKind;
  readonly wire: Wire;
  /** Events kept for the first subscriber. */
  readonly bufferMax?: number;
}

type Listener = (event: LinkEvent) => void;

export class WireLink implements Link {
  readonly remote: MachineId;
  readonly kind: LinkKind;
  readonly #self: MachineId;
  readonly #run: string;
  readonly #wire: Wire;
  readonly #reader: FrameReader;
  readonly #bufferMax: number;
  readonly #listeners = new Set<Listener>();
  /** What nobody has heard yet, oldest first; bounded by bufferMax and one `closed`. */
  #events: LinkEvent[] = [];
  /** How many of these were told already, while they are being told. */
  #told = 0;
  #hasBeenHeard = false;
  #telling = false;
  #rejected = 0;
  #closed = false;

  constructor({ run, self, remote, kind, wire, bufferMax = LINK_BUFFER_MAX }: WireLinkOptions) {
    this.remote = remote;
    this.kind = kind;
    this.#self = self;
    this.#run = run;
    this.#wire = wire;
    this.#bufferMax = bufferMax;
    this.#reader = new FrameReader({ run, self, remote });
  }

  get rejected(): number {
    return this.#rejected;
  }

  send(message: Message): void {
    assert(
      message.from === this.#self && message.to === this.remote,
      'a message goes over the link of its pair',
    );
    if (this.#closed) throw new LinkClosedError(`The link to machine ${this.remote} is closed.`);
    this.#wire.post(encodeFrame(this.#run, message));
  }

  subscribe(listener: Listener): Unsubscribe {
    const own: Listener = event => listener(event); // so that subscribing twice is two subscriptions
    this.#listeners.add(own);
    this.#hasBeenHeard = true;
    this.#tell();
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** What came and was not heard yet is dropped: this side has closed the link and wants no more. */
  close(): void {
    if (this.#closed) return;
    this.#events = [];
    this.#told = 0;
    this.end(undefined);
  }

  /** For the wire's owner: takes whatever came over the wire. */
  receive(raw: unknown): void {
    if (this.#closed) return;
    const read = this.#reader.read(raw);
    if (typeof read === 'string') {
      this.#rejected += 1;
      this.#take({ kind: 'rejected', reason: read, count: this.#rejected });
    } else this.#take({ kind: 'message', message: read });
  }

  /** For the wire's owner: the link has ended, and why. Hangs up; idempotent. */
  end(reason: string | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.#wire.hangUp();
    } finally {
      this.#events.push({ kind: 'closed', reason });
      this.#tell();
    }
  }

  #take(event: LinkEvent): void {
    if (this.#events.length - this.#told >= this.#bufferMax) {
      this.end(`Nobody took what machine ${this.remote} sent: ${this.#bufferMax} events are waiting.`);
      return;
    }
    this.#events.push(event);
    this.#tell();
  }

  /** Not re-entrant: what happens while a listener is told is told after it. */
  #tell(): void {
    if (!this.#hasBeenHeard || this.#telling) return;
    this.#telling = true;
    try {
      while (this.#told < this.#events.length) {
        const event = this.#events[this.#told++]!;
        for (const listener of [...this.#listeners]) listener(event);
      }
    } finally {
      this.#telling = false;
      this.#events = this.#events.slice(this.#told);
      this.#told = 0;
    }
  }
}
