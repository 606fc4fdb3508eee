// One attempt at a peer connection, from the first signal to its last event: simple-peer's events become a link's.
import type Peer from 'simple-peer';
import type { MachineId } from '../../core/message.ts';
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import type { FrameEnds, MakeCodec } from '../frame.ts';
import { LinkClosedError, LinkOverflowError, type Link } from '../link.ts';
import { WireLink } from '../wire-link.ts';
import { WebRtcFailedError } from './webrtc-errors.ts';

/** What may wait in a link's outgoing buffer, in bytes; sending more throws LinkOverflowError. The browser's own bound is 16 MiB. */
export const WEBRTC_BUFFERED_MAX_BYTES = 8 * 1024 * 1024;

/** Whoever says goodbye waits so long for the other side to hang up, and then lets go: a page that died does not answer. */
export const LEAVE_MAX_MS = 5000;

/** The last text on a link; no frame, as frames are JSON objects. It comes after all that was sent, which a signal may not. */
const GOODBYE = 'goodbye';

/** A link over a peer as its owner knows it before it is open. */
export interface CallOutcome<Content> {
  /** For the other side's call. */
  signal(signal: Peer.SignalData): void;
  opened(link: Link<Content>): void;
  /** The peer is gone before the link was open. */
  failed(error: WebRtcFailedError): void;
  /** The link has ended on this side, having sent so many frames. The peer may take leave of the other one still. */
  ended(framesSent: number): void;
}

export interface CallOptions<Content> extends FrameEnds {
  readonly codec: MakeCodec<Content>;
  readonly peer: Peer.Instance;
  readonly scheduler: Scheduler;
  readonly outcome: CallOutcome<Content>;
}

export class WebRtcCall<Content extends object> {
  readonly #peer: Peer.Instance;
  readonly #remote: MachineId;
  readonly #scheduler: Scheduler;
  readonly #outcome: CallOutcome<Content>;
  /** Made at once, as data can come before `connect`; handed out once it is open. */
  readonly #link: WireLink<Content>;
  #state: 'opening' | 'open' | 'leaving' | 'over' = 'opening';
  #error: Error | undefined;
  #cancelLeave: Cancel = () => undefined;
  #framesSent = 0;
  #framesHeard = 0;
  /** How many frames to hear before the goodbye that came over the signaling is due. */
  #framesToHear = Infinity;

  constructor({ run, self, remote, codec, peer, scheduler, outcome }: CallOptions<Content>) {
    this.#peer = peer;
    this.#scheduler = scheduler;
    this.#remote = remote;
    this.#outcome = outcome;
    const wire = { post: (frame: string) => this.#send(frame), hangUp: () => this.#hangUp() };
    this.#link = new WireLink({ run, self, remote, kind: 'webrtc', codec, wire });
    peer.on('signal', signal => {
      if (this.#state === 'opening' || this.#state === 'open') outcome.signal(signal);
    });
    peer.on('connect', () => this.#open());
    peer.on('data', (data: unknown) => this.#hear(data));
    peer.on('error', error => {
      this.#error = error;
    });
    peer.on('close', () => this.#gone());
  }

  signal(signal: Peer.SignalData): void {
    if (this.#state === 'opening' || this.#state === 'open') this.#peer.signal(signal);
  }

  /** The other side said over the signaling that it left, having sent so many frames. */
  leave(framesSent: number): void {
    this.#framesToHear = framesSent;
    this.#endIfAllHeard();
  }

  /** The other side is another one now: nothing more will come from this one. */
  lose(reason: string): void {
    this.#end(reason);
  }

  /** This side's closing, when the link is open. */
  close(): void {
    this.#link.close();
  }

  /** Lets go of the peer at once; its owner hears nothing more of it. Idempotent. */
  destroy(): void {
    this.#state = 'over';
    this.#cancelLeave();
    this.#peer.destroy();
  }

  #open(): void {
    if (this.#state !== 'opening') return;
    this.#state = 'open';
    this.#outcome.opened(this.#link);
    this.#endIfAllHeard();
  }

  #hear(data: unknown): void {
    if (data === GOODBYE) {
      // Whoever hears a goodbye ends the connection: the one who says it waits for that, so that nothing is cut off.
      this.#framesToHear = this.#framesHeard;
      this.#endIfAllHeard();
      if (this.#state === 'leaving') this.destroy();
      return;
    }
    this.#framesHeard += 1;
    this.#link.receive(data);
    this.#endIfAllHeard();
  }

  #endIfAllHeard(): void {
    if (this.#state !== 'open' || this.#framesHeard < this.#framesToHear) return;
    this.#end(`Machine ${this.#remote} closed the link.`);
  }

  /** There is nobody left to say goodbye to. */
  #end(reason: string): void {
    this.destroy();
    this.#link.end(reason);
  }

  #gone(): void {
    const before = this.#state;
    this.#state = 'over';
    this.#cancelLeave();
    if (before === 'opening') {
      this.#fail(this.#error?.message ?? 'The connection was closed before it opened.');
    } else if (before === 'open') {
      this.#link.end(
        this.#error
          ? `The connection to machine ${this.#remote} broke: ${this.#error.message}`
          : `The connection to machine ${this.#remote} was closed.`,
      );
    }
  }

  #fail(reason: string): void {
    this.#outcome.failed(new WebRtcFailedError(reason));
  }

  #send(frame: string): void {
    if (this.#peer.bufferSize + frame.length * 3 > WEBRTC_BUFFERED_MAX_BYTES) {
      throw new LinkOverflowError(`Machine ${this.#remote} does not take what is sent to it.`);
    }
    try {
      this.#peer.send(frame);
    } catch (error) {
      if (!isClosing(error)) throw error;
      // The other side is going away. The link ends with the peer: what came before that can still be heard.
      throw new LinkClosedError(`The link to machine ${this.#remote} is closing.`);
    }
    this.#framesSent += 1;
  }

  /** Asked by the link at its end: says goodbye where the other side can still hear it, and then waits, for a while, for its hanging up. */
  #hangUp(): void {
    if (this.#state === 'opening') {
      this.destroy();
      this.#fail('More came than is kept before the connection is open.');
      return;
    }
    if (this.#state === 'open') {
      this.#state = 'leaving';
      this.#cancelLeave = this.#scheduler.at(this.#scheduler.nowMs() + LEAVE_MAX_MS, () => this.destroy());
      try {
        this.#peer.send(GOODBYE);
      } catch (error) {
        // The channel is closing already, which tells the other side the same.
        this.#error = error instanceof Error ? error : undefined;
        this.destroy();
      }
    }
    this.#outcome.ended(this.#framesSent);
  }
}

/** What a data channel that is closing, and a peer that is gone, throw at whoever sends. */
function isClosing(error: unknown): boolean {
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  return name === 'InvalidStateError' || code === 'ERR_DESTROYED';
}
