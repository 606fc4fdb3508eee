// The WebRTC transport as the laws need it, in a page: with a hold on its peers.
import Peer from 'simple-peer';
import { BroadcastSignaling } from '../../network/broadcast/broadcast-signaling.ts';
import { BroadcastTransport } from '../../network/broadcast/broadcast-transport.ts';
import { messageCodec, type MakeCodec } from '../../network/frame.ts';
import { sessionCodec } from '../../network/session/session-frame.ts';
import { CountedChannels } from './broadcast-setup.ts';
import type { MeshSetup } from './mesh-laws.ts';
import type { TransportSetup } from './transport-laws.ts';
import { PLAIN_FRAMES } from './transport-room.ts';
import type { Signaling } from '../../network/link.ts';
import type { Place } from '../../network/pair-channel.ts';
import { RealScheduler } from '../../time/real-scheduler.ts';
import { timerWaker } from '../../time/wakers.ts';
import { WebRtcTransport } from '../../network/webrtc/webrtc-transport.ts';

/** Machines of one room in a law, at most. */
const MACHINES = 4;

/** Makes transports, and knows the peers that these have not let go of. */
class HeldPeers {
  readonly #peers = new Map<Peer.Instance, string>();
  readonly #scheduler = new RealScheduler({ now: () => performance.now(), waker: timerWaker });

  get count(): number {
    return this.#peers.size;
  }

  open<Content extends object>(
    { room, run, self }: Place,
    codec: MakeCodec<Content>,
    signaling: Signaling,
  ): WebRtcTransport<Content> {
    return new WebRtcTransport({
      run,
      self,
      codec,
      signaling,
      scheduler: this.#scheduler,
      createPeer: (options, remote) => {
        const peer = new Peer(options);
        this.#peers.set(peer, `${room}/${self}/${remote}`);
        peer.once('close', () => this.#peers.delete(peer));
        return peer;
      },
    });
  }

  /** The peer that carries an open link. */
  of({ room, self }: Place, remote: number): Peer.Instance {
    for (const [peer, name] of this.#peers) {
      if (name === `${room}/${self}/${remote}` && peer.connected) return peer;
    }
    throw new Error(`Machine ${self} has no open peer for machine ${remote}.`);
  }
}

export function webRtcTransportSetup(): TransportSetup {
  const { open, ...rest } = webRtcCarrierSetup();
  return { ...PLAIN_FRAMES, ...rest, open: place => open(place, messageCodec) };
}

export function webRtcCarrierSetup() {
  const peers = new HeldPeers();
  let subscriptions = 0;
  return {
    open: <Content extends object>(place: Place, codec: MakeCodec<Content>) => {
      const own = new BroadcastSignaling({ ...place, machines: MACHINES });
      const counted: Signaling = {
        send: (to, signal) => own.send(to, signal),
        subscribe: listener => {
          const unsubscribe = own.subscribe(listener);
          let done = false;
          subscriptions += 1;
          return () => {
            if (!done) subscriptions -= 1;
            done = true;
            unsubscribe();
          };
        },
        close: () => own.close(),
      };
      return peers.open(place, codec, counted);
    },
    inject: (place: Place, to: number, raw: unknown) => peers.of(place, to).send(raw as string | Uint8Array),
    breakOff: (place: Place, to: number) => channelOf(peers.of(place, to)).close(),
    leftovers: () => peers.count + subscriptions,
  };
}

export function webRtcMeshSetup(): MeshSetup {
  const channels = new CountedChannels();
  const peers = new HeldPeers();
  return {
    signaling: place => new BroadcastSignaling(place, channels.open),
    transports: (place, signaling) => ({
      webrtc: () => peers.open(place, sessionCodec, signaling),
      broadcast: () => new BroadcastTransport(place, sessionCodec, channels.open),
    }),
    leftovers: () => channels.count + peers.count,
  };
}

/** simple-peer keeps its data channel to itself. */
function channelOf(peer: Peer.Instance): RTCDataChannel {
  return (peer as unknown as { readonly _channel: RTCDataChannel })._channel;
}
