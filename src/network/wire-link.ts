// The one Link: what all kinds of links share, over a wire that carries text to the other side and may fall silent.
import type { MachineId } from '../core/message.ts';
import type { FrameCodec, FrameEnds, MakeCodec } from './frame.ts';
import { LinkEvents } from './link-events.ts';
import { LINK_BUFFER_MAX, LinkClosedError, type Link, type LinkEvent, type LinkKind } from './link.ts';
import type { Unsubscribe } from './link.ts';

/** The way out of a link. What comes in, its owner hands to {@link WireLink.receive} and {@link WireLink.end}. */
export interface Wire {
  /** Sends one frame; throws LinkOverflowError, and then has sent nothing. */
  post(frame: string): void;
  /** Says goodbye to the other side and lets go of everything. Called exactly once. */
  hangUp(): void;
}

export interface WireLinkOptions<Content> extends FrameEnds {
  readonly kind: LinkKind;
  readonly codec: MakeCodec<Content>;
  readonly wire: Wire;
  /** Events kept for the first subscriber. */
  readonly bufferMax?: number;
}

export class WireLink<Content extends object> implements Link<Content> {
  readonly remote: MachineId;
  readonly kind: LinkKind;
  /** What waits on its way out is the wire's: a send throws at that bound. */
  readonly isFull = false;
  readonly #wire: Wire;
  readonly #codec: FrameCodec<Content>;
  readonly #bufferMax: number;
  /** Bounded by bufferMax and one `closed`. */
  readonly #events = new LinkEvents<Content>();
  #rejected = 0;
  #closed = false;

  constructor(options: WireLinkOptions<Content>) {
    const { run, self, remote, kind, codec, wire, bufferMax = LINK_BUFFER_MAX } = options;
    this.remote = remote;
    this.kind = kind;
    this.#wire = wire;
    this.#bufferMax = bufferMax;
    this.#codec = codec({ run, self, remote });
  }

  get rejected(): number {
    return this.#rejected;
  }

  send(message: Content): void {
    const frame = this.#codec.encode(message);
    if (this.#closed) throw new LinkClosedError(`The link to machine ${this.remote} is closed.`);
    this.#wire.post(frame);
  }

  subscribe(listener: (event: LinkEvent<Content>) => void): Unsubscribe {
    return this.#events.subscribe(listener);
  }

  /** What came and was not heard yet is dropped: this side has closed the link and wants no more. */
  close(): void {
    if (this.#closed) return;
    this.#events.drop();
    this.end(undefined);
  }

  /** For the wire's owner: takes whatever came over the wire. */
  receive(raw: unknown): void {
    if (this.#closed) return;
    const read = this.#codec.read(raw);
    if (typeof read === 'string') {
      this.#rejected += 1;
      // Junk never ends a link: where nobody listens yet, it is only counted once the room is full.
      if (this.#events.waiting < this.#bufferMax / 2)
        this.#events.push({ kind: 'rejected', reason: read, count: this.#rejected });
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
    }
  }

  #take(event: LinkEvent<Content>): void {
    if (this.#events.waiting >= this.#bufferMax) {
      this.end(`Nobody took what machine ${this.remote} sent: ${this.#bufferMax} events are waiting.`);
      return;
    }
    this.#events.push(event);
  }
}
