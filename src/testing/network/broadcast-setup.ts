// The broadcast transport and signaling as the laws need them, in Node and in a page.
import { openBroadcastChannel } from '../../network/broadcast/broadcast-channels.ts';
import { BroadcastSignaling } from '../../network/broadcast/broadcast-signaling.ts';
import { BroadcastTransport } from '../../network/broadcast/broadcast-transport.ts';
import { messageCodec, type MakeCodec } from '../../network/frame.ts';
import { pairChannelName, type OpenPairChannel, type Place } from '../../network/pair-channel.ts';
import type { SignalingSetup } from './signaling-laws.ts';
import type { TransportSetup } from './transport-laws.ts';
import { PLAIN_FRAMES } from './transport-room.ts';

/** Opens broadcast channels and knows how many of them are open. */
export class CountedChannels {
  readonly #open = new Set<object>();

  get count(): number {
    return this.#open.size;
  }

  readonly open: OpenPairChannel = (name, onData) => {
    const channel = openBroadcastChannel(name, onData);
    this.#open.add(channel);
    return {
      post: data => channel.post(data),
      close: () => {
        this.#open.delete(channel);
        channel.close();
      },
    };
  };
}

export function broadcastTransportSetup(): TransportSetup {
  const { open, ...rest } = broadcastCarrierSetup();
  return { ...PLAIN_FRAMES, ...rest, open: place => open(place, messageCodec) };
}

export function broadcastCarrierSetup() {
  const channels = new CountedChannels();
  return {
    open: <Content extends object>(place: Place, codec: MakeCodec<Content>) =>
      new BroadcastTransport(place, codec, channels.open),
    inject: (place: Place, to: number, raw: unknown) => {
      const channel = openBroadcastChannel(pairChannelName(place, 'link', to), () => undefined);
      channel.post(raw);
      channel.close();
    },
    // What carries a link cannot break here: but a page can begin anew, without a goodbye.
    breakOff: (place: Place, to: number) => {
      const channel = openBroadcastChannel(pairChannelName(place, 'link', to), () => undefined);
      channel.post({ kind: 'hello', attempt: 'another' });
      channel.close();
    },
    leftovers: () => channels.count,
  };
}

export function broadcastSignalingSetup(): SignalingSetup {
  const channels = new CountedChannels();
  return {
    open: options => new BroadcastSignaling(options, channels.open),
    leftovers: () => channels.count,
  };
}
