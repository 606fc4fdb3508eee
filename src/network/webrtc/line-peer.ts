// What carries a line to another device: one data channel, made from one offer and one answer, each whole in one text, because a
// person may have to carry them from screen to screen. Not simple-peer, which gives up for good when no way is found within half a
// minute: whoever waits for a person must go on calling.
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import type { IceServers } from '../ice-servers.ts';
import type { LineCarrier } from '../line/line.ts';
import { LinkClosedError, LinkOverflowError } from '../link.ts';
import { WebRtcUnavailableError } from './webrtc-errors.ts';

/** What may wait in the channel, in bytes; the browser's own bound is 16 MiB. */
const BUFFERED_MAX_BYTES = 4 * 1024 * 1024;
/** What was said last has so long to go out. */
const LEAVE_MAX_MS = 2000;
/** Addresses that were not found within this time are left out. */
const ADDRESSES_MAX_MS = 5000;
/** Once both devices know of each other, the channel opens within this time, or not at all. */
const OPEN_MAX_MS = 20_000;
/** Who waits for a person calls the other device again so often: a browser drops an address that did not answer for 15 s. */
const CALL_AGAIN_MS = 5000;

/** unreachable: these two devices see no address of each other. broken: it was open. refused: its offer or answer is none. */
export interface LineLoss {
  readonly kind: 'unreachable' | 'broken' | 'refused';
  readonly reason: string;
}

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
  /** It did not open, or is open no more. Called once, and not after `close`. */
  readonly onLost: (loss: LineLoss) => void;
}

/** One end of what may carry a line. */
export interface LinePeerDoor {
  /** The answer to this device's offer. */
  answer(description: string): void;
  /** What was posted before still goes out, where it can. Idempotent. */
  close(): void;
}

/** Throws WebRtcUnavailableError. */
export type OpenLinePeer = (options: LinePeerOptions) => LinePeerDoor;

export const openLinePeer: OpenLinePeer = options => new LinePeer(options);

class LinePeer implements LinePeerDoor {
  readonly #options: LinePeerOptions;
  readonly #connection: RTCPeerConnection;
  #channel: RTCDataChannel | undefined;
  #isOpen = false;
  #isOver = false;
  #cancels: Cancel[] = [];

  constructor(options: LinePeerOptions) {
    if (typeof globalThis.RTCPeerConnection !== 'function')
      throw new WebRtcUnavailableError('This browser has no WebRTC.');
    this.#options = options;
    const connection = new RTCPeerConnection({ iceServers: [...options.iceServers] });
    this.#connection = connection;
    connection.onconnectionstatechange = () => {
      if (connection.connectionState !== 'failed') return;
      if (this.#isOpen) this.#lose('broken', 'The connection failed.');
      else if (!this.#waitsForPerson) this.#lose('unreachable', 'No way to the other device was found.');
    };
    this.#begin().catch((error: unknown) => this.#lose('refused', wordsOf(error)));
  }

  answer(description: string): void {
    if (this.#isOver || this.#connection.signalingState !== 'have-local-offer') return;
    this.#giveUpLater();
    this.#connection
      .setRemoteDescription({ type: 'answer', sdp: description })
      .catch((error: unknown) => this.#lose('refused', wordsOf(error)));
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancel();
    if (!this.#isOpen || this.#channel?.bufferedAmount === 0) this.#letGoSoon();
    else this.#after(LEAVE_MAX_MS, () => this.#connection.close());
  }

  /** What the browser has taken is on its way by the next turn. */
  #letGoSoon(): void {
    if (this.#isOpen) this.#after(LEAVE_MAX_MS / 10, () => this.#connection.close());
    else this.#connection.close();
  }

  get #waitsForPerson(): boolean {
    return this.#options.offer !== undefined && this.#options.isByHand === true;
  }

  async #begin(): Promise<void> {
    const { offer, onDescription } = this.#options;
    const connection = this.#connection;
    if (offer === undefined) this.#use(connection.createDataChannel('line'));
    else {
      connection.ondatachannel = ({ channel }) => this.#use(channel);
      await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    }
    await connection.setLocalDescription();
    await this.#gathered();
    if (this.#isOver) return;
    onDescription(withoutTcp(connection.localDescription!.sdp));
    if (this.#waitsForPerson) this.#callAgain(candidatesOf(offer!));
    else if (offer !== undefined) this.#giveUpLater();
  }

  /** All addresses are known, or those that were found in time. */
  #gathered(): Promise<void> {
    const connection = this.#connection;
    return new Promise(resolve => {
      const look = (): void => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
      connection.onicegatheringstatechange = look;
      look();
      this.#after(ADDRESSES_MAX_MS, resolve);
    });
  }

  #callAgain(candidates: readonly RTCIceCandidateInit[]): void {
    this.#after(CALL_AGAIN_MS, () => {
      if (this.#isOver || this.#isOpen) return;
      // Those that are being called already stay as they are; one that is no candidate was refused with the offer.
      for (const candidate of candidates)
        void this.#connection.addIceCandidate(candidate).catch(() => undefined);
      this.#callAgain(candidates);
    });
  }

  #giveUpLater(): void {
    this.#after(OPEN_MAX_MS, () => {
      if (!this.#isOpen) this.#lose('unreachable', `It was not open within ${OPEN_MAX_MS / 1000} seconds.`);
    });
  }

  #use(channel: RTCDataChannel): void {
    if (this.#channel) return; // one is enough
    this.#channel = channel;
    channel.onopen = () => this.#open(channel);
    channel.onclose = () => this.#lose('broken', 'The connection was closed.');
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (this.#isOver) return;
      this.#open(channel); // what was sent at once can come before the event
      this.#options.onFrame(data);
    };
    if (channel.readyState === 'open') this.#open(channel);
  }

  #open(channel: RTCDataChannel): void {
    if (this.#isOver || this.#isOpen) return;
    this.#isOpen = true;
    this.#cancel();
    this.#options.onOpen({ post: frame => post(channel, frame), close: () => this.close() });
  }

  #lose(kind: LineLoss['kind'], reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancel();
    this.#connection.close();
    this.#options.onLost({ kind, reason });
  }

  #after(milliseconds: number, task: () => void): void {
    const { scheduler } = this.#options;
    this.#cancels.push(scheduler.at(scheduler.nowMs() + milliseconds, task));
  }

  #cancel(): void {
    for (const cancel of this.#cancels.splice(0)) cancel();
  }
}

function post(channel: RTCDataChannel, frame: string): void {
  if (channel.readyState !== 'open') throw new LinkClosedError('The connection is closing.');
  if (channel.bufferedAmount + frame.length * 3 > BUFFERED_MAX_BYTES)
    throw new LinkOverflowError('The other device does not take what is sent to it.');
  channel.send(frame);
}

/** Browsers only call over TCP and never listen: two of them cannot meet there, and each line makes a code harder to scan. */
function withoutTcp(description: string): string {
  return description.replace(/^a=candidate:\S+ \d+ tcp [^\r\n]*\r\n/gim, '');
}

function candidatesOf(description: string): RTCIceCandidateInit[] {
  return [...description.matchAll(/^a=(candidate:[^\r\n]*)/gm)].map(([, candidate = '']) => ({
    candidate,
    sdpMLineIndex: 0,
  }));
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
