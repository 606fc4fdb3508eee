// Links over WebRTC data channels. The machine with the lower number calls; both first make sure, over the signaling,
// that the other one is listening, and every signal names its attempt.
import Peer from 'simple-peer';
import * as v from 'valibot';
import type { MachineId } from '../../core/message.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import type { MakeCodec } from '../frame.ts';
import type { Signaling } from '../link.ts';
import { Rendezvous } from '../rendezvous.ts';
import { openSignalingPort } from '../signaling-port.ts';
import { TransportBase, type Dial, type DialOutcome } from '../transport-base.ts';
import { WebRtcCall } from './webrtc-call.ts';
import { WebRtcFailedError, WebRtcUnavailableError } from './webrtc-errors.ts';

export interface WebRtcTransportOptions<Content> {
  readonly run: string;
  readonly self: MachineId;
  readonly codec: MakeCodec<Content>;
  /** Stays its owner's. While a link lives it also hears of the other side's reloads and farewells over it. */
  readonly signaling: Signaling;
  /** For the time that a farewell has. */
  readonly scheduler: Scheduler;
  /** None by default: no server is ever contacted that the person did not name. */
  readonly iceServers?: readonly RTCIceServer[];
  /** Makes the peer; for tests, which want to hold it. */
  readonly createPeer?: (options: Peer.Options, remote: MachineId) => Peer.Instance;
}

// A description or a candidate; what else simple-peer could signal (media, renegotiation), these links never need.
const signalSchema = v.variant('type', [
  v.object({ type: v.picklist(['offer', 'answer', 'pranswer']), sdp: v.string() }),
  v.object({
    type: v.literal('candidate'),
    candidate: v.object({
      candidate: v.string(),
      sdpMid: v.nullish(v.string()),
      sdpMLineIndex: v.nullish(v.number()),
    }),
  }),
]);

/** Connecting rejects with {@link WebRtcUnavailableError} or WebRtcFailedError. */
export class WebRtcTransport<Content extends object> extends TransportBase<Content> {
  readonly #options: WebRtcTransportOptions<Content>;

  constructor(options: WebRtcTransportOptions<Content>) {
    super();
    this.#options = options;
  }

  protected override dial(remote: MachineId, outcome: DialOutcome<Content>, meeting?: number): Dial {
    // Looked up here and not once for all, as simple-peer's WEBRTC_SUPPORT is: it can be taken away.
    if (typeof globalThis.RTCPeerConnection !== 'function') {
      throw new WebRtcUnavailableError('This browser has no WebRTC.');
    }
    const { run, self, codec, signaling, scheduler } = this.#options;
    let call: WebRtcCall<Content> | undefined;
    let isOpen = false;

    const letGo = (framesSent?: number): void => {
      rendezvous.close({ framesSent });
      port.close();
    };
    const startCall = (): void => {
      const peer = this.#createPeer(remote);
      call = new WebRtcCall({
        run,
        self,
        remote,
        codec,
        peer,
        scheduler,
        outcome: {
          signal: signal => rendezvous.signal(plain(signal)),
          opened: link => {
            isOpen = true;
            outcome.opened(link);
          },
          failed: error => {
            letGo();
            outcome.failed(error);
          },
          ended: framesSent => {
            letGo(framesSent);
            outcome.ended();
          },
        },
      });
    };
    const port = openSignalingPort(signaling, 'webrtc', remote, content => void rendezvous.hear(content));
    const rendezvous = new Rendezvous({
      meeting,
      post: note => port.post(note),
      onMet: () => {
        try {
          startCall();
        } catch (error) {
          letGo();
          outcome.failed(new WebRtcFailedError(error instanceof Error ? error.message : String(error)));
        }
      },
      onSignal: signal => {
        const parsed = v.safeParse(signalSchema, signal);
        if (parsed.success) call?.signal(parsed.output as Peer.SignalData);
      },
      onGone: ({ why, framesSent }) => {
        if (why === 'goodbye' && (isOpen || framesSent !== undefined)) {
          // Its link was open. What it sent may still come; whoever says hello next is answered by the next dial.
          letGo();
          call?.leave(framesSent ?? 0);
        } else if (isOpen) call?.lose(`Machine ${remote} started again.`);
        else {
          call?.destroy(); // and wait: the next hello finds this side listening
          call = undefined;
        }
      },
    });
    rendezvous.open();

    return {
      abandon: () => {
        if (isOpen) call?.close();
        else {
          call?.destroy();
          letGo();
        }
      },
    };
  }

  #createPeer(remote: MachineId): Peer.Instance {
    const { self, iceServers = [], createPeer = options => new Peer(options) } = this.#options;
    const config = { iceServers: [...iceServers] };
    return createPeer({ initiator: self < remote, objectMode: true, config }, remote);
  }
}

/** Candidates and descriptions are objects of the browser's: a signal is plain data. */
function plain(signal: Peer.SignalData): unknown {
  return JSON.parse(JSON.stringify(signal));
}
