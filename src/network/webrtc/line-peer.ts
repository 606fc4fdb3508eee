// What carries a line to another device: one data channel, made from one offer and one answer, each whole in one text, because a
// person may have to carry them from screen to screen.
import Peer from 'simple-peer';
import { LinkClosedError, LinkOverflowError } from '../link.ts';
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import type { IceServers } from '../ice-servers.ts';
import type { LineCarrier } from '../line/line.ts';
import { WebRtcUnavailableError } from './webrtc-errors.ts';

/** What may wait in the channel, in bytes; the browser's own bound is 16 MiB. */
const BUFFERED_MAX_BYTES = 4 * 1024 * 1024;
/** What was said last has so long to go out. */
const LEAVE_MAX_MS = 2000;
/** Addresses that were not found within this time are left out. */
const ADDRESSES_MAX_MS = 5000;

export interface LinePeerOptions {
  readonly iceServers: IceServers;
  readonly scheduler: Scheduler;
  /** The other device's offer; without it, this one makes the offer. */
  readonly offer?: string;
  /** A person carries the answer: that takes as long as it takes. */
  readonly isByHand?: boolean;
  /** This device's offer or answer. Called once. */
  readonly onDescription: (description: string) => void;
  readonly onOpen: (carrier: LineCarrier) => void;
  readonly onFrame: (frame: unknown) => void;
  /** It did not open, or is open no more, and why. Called once, and not after {@link LinePeer.close}. */
  readonly onLost: (reason: string) => void;
  readonly createPeer?: (options: Peer.Options) => Peer.Instance;
}

export class LinePeer {
  readonly #options: LinePeerOptions;
  readonly #peer: Peer.Instance;
  #error: Error | undefined;
  #isOpen = false;
  #isOver = false;
  #cancelLeave: Cancel | undefined;

  /** Throws {@link WebRtcUnavailableError}. */
  constructor(options: LinePeerOptions) {
    if (typeof globalThis.RTCPeerConnection !== 'function')
      throw new WebRtcUnavailableError('This browser has no WebRTC.');
    this.#options = options;
    const { iceServers, offer, createPeer = how => new Peer(how) } = options;
    this.#peer = createPeer({
      initiator: offer === undefined,
      trickle: false,
      objectMode: true,
      iceCompleteTimeout: ADDRESSES_MAX_MS,
      config: { iceServers: [...iceServers] },
    });
    this.#peer.on('signal', signal => {
      if ('sdp' in signal && signal.sdp !== undefined && !this.#isOver) options.onDescription(signal.sdp);
    });
    this.#peer.on('connect', () => this.#open());
    this.#peer.on('data', (data: unknown) => {
      if (!this.#isOver) options.onFrame(data);
    });
    this.#peer.on('error', error => {
      this.#error = error;
    });
    this.#peer.on('close', () => this.#lose());
    if (offer !== undefined) this.#peer.signal({ type: 'offer', sdp: this.#heldBack(offer) });
  }

  get isOpen(): boolean {
    return this.#isOpen && !this.#isOver;
  }

  /** The answer to this device's offer. */
  answer(description: string): void {
    if (!this.#isOver) this.#peer.signal({ type: 'answer', sdp: description });
  }

  /** What was posted before still goes out, where it can. Idempotent. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { scheduler } = this.#options;
    if (!this.#isOpen) {
      this.#peer.destroy();
      return;
    }
    // The other end hangs up when it has heard the last word.
    this.#cancelLeave = scheduler.at(scheduler.nowMs() + LEAVE_MAX_MS, () => this.#peer.destroy());
  }

  /**
   * Without the other's addresses this device only waits to be called, however long that takes; with them it would call at once, and
   * give up before a person has carried the answer over. Servers are only of use to two devices that both call.
   */
  #heldBack(offer: string): string {
    const { isByHand = false, iceServers } = this.#options;
    return isByHand && iceServers.length === 0 ? offer.replace(/^a=candidate:.*\r?\n/gm, '') : offer;
  }

  #open(): void {
    if (this.#isOver) return;
    this.#isOpen = true;
    this.#options.onOpen({ post: frame => this.#post(frame), close: () => this.close() });
  }

  #post(frame: string): void {
    if (this.#peer.bufferSize + frame.length * 3 > BUFFERED_MAX_BYTES)
      throw new LinkOverflowError('The other device does not take what is sent to it.');
    try {
      this.#peer.send(frame);
    } catch (error) {
      if (this.#isOver || this.#peer.destroyed || !this.#peer.connected || isClosing(error))
        throw new LinkClosedError('The connection is closing.');
      throw error;
    }
  }

  #lose(): void {
    this.#cancelLeave?.();
    if (this.#isOver) return;
    this.#isOver = true;
    this.#options.onLost(this.#error?.message ?? 'The connection was closed.');
  }
}

function isClosing(error: unknown): boolean {
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  return name === 'InvalidStateError' || code === 'ERR_DESTROYED';
}
