// The transport and the signaling over a relay as the laws need them, with the relay's own channels made of any others.
import { ChannelSignaling } from '../../network/channel-signaling.ts';
import { ChannelTransport } from '../../network/channel-transport.ts';
import { messageCodec, type MakeCodec } from '../../network/frame.ts';
import type { Signaling, Transport } from '../../network/link.ts';
import {
  pairChannelName,
  type OpenMachineChannel,
  type OpenPairChannel,
  type Place,
} from '../../network/pair-channel.ts';
import { RelayConnection } from '../../network/relay/relay-connection.ts';
import { Relay } from '../../network/relay/relay.ts';
import { machineAddress, mailChannels, PlainMailbox } from '../../network/server/mailbox.ts';
import type { ServerConnection } from '../../network/server/server-connection.ts';
import { until } from './laws.ts';
import type { SignalingSetup } from './signaling-laws.ts';
import type { TransportSetup } from './transport-room.ts';
import { PLAIN_FRAMES } from './transport-room.ts';

/** A machine's party. */
interface Member {
  readonly connection: ServerConnection;
  readonly openChannel: OpenMachineChannel;
  leave(): void;
}

/** One relay, and the channels that its parties hold open over it. */
export class RelayRoom {
  readonly relay: Relay;
  readonly #openChannel: OpenPairChannel;
  readonly #name = `relay ${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  readonly #members = new Map<string, Member>();
  #channels = 0;

  constructor(openChannel: OpenPairChannel) {
    this.#openChannel = openChannel;
    this.relay = new Relay({ room: this.#name, openChannel });
  }

  get channels(): number {
    return this.#channels;
  }

  /** A party of its own for a machine. */
  join(place: Place): Member {
    const connection = new RelayConnection({ room: this.#name, openChannel: this.#openChannel });
    const mailbox = new PlainMailbox({ connection, address: machineAddress(place) });
    const open = mailChannels(mailbox, place);
    const member: Member = {
      connection,
      openChannel: (name, onData, remote) => {
        const channel = open(name, onData, remote);
        let isOpen = true;
        this.#channels += 1;
        return {
          post: data => channel.post(data),
          close: () => {
            if (isOpen) this.#channels -= 1;
            isOpen = false;
            channel.close();
          },
        };
      },
      leave: () => {
        mailbox.close();
        connection.close();
      },
    };
    this.#members.set(machineAddress(place), member);
    return member;
  }

  /** Posts something as the machine that joined last at this place. */
  post(place: Place, to: number, data: unknown): void {
    const { openChannel } = this.#members.get(machineAddress(place))!;
    const channel = openChannel(pairChannelName(place, 'link', to), () => undefined, to);
    channel.post(data);
    channel.close();
  }

  transport<Content extends object>(place: Place, codec: MakeCodec<Content>): Transport<Content> {
    const { openChannel, leave } = this.join(place);
    const inner = new ChannelTransport({ ...place, kind: 'relay', codec, openChannel });
    return {
      connect: (remote, options) => inner.connect(remote, options),
      close: () => {
        inner.close();
        leave();
      },
    };
  }

  /** Once it is heard by the others. */
  async signaling(place: Place & { readonly machines: number }): Promise<Signaling> {
    const { openChannel, leave, connection } = this.join(place);
    await until(() => connection.state.kind === 'open');
    const inner = new ChannelSignaling({ ...place, openChannel });
    return {
      send: (to, signal) => inner.send(to, signal),
      subscribe: listener => inner.subscribe(listener),
      close: () => {
        inner.close();
        leave();
      },
    };
  }
}

export function relayCarrierSetup(openChannel: OpenPairChannel) {
  const room = new RelayRoom(openChannel);
  return {
    open: <Content extends object>(place: Place, codec: MakeCodec<Content>) => room.transport(place, codec),
    inject: (place: Place, to: number, raw: unknown) => room.post(place, to, raw),
    // What carries a link cannot break here: but a page can begin anew, without a goodbye.
    breakOff: (place: Place, to: number) => room.post(place, to, { kind: 'hello', attempt: 'another' }),
    leftovers: () => room.channels,
  };
}

export function relayTransportSetup(openChannel: OpenPairChannel): TransportSetup {
  const { open, ...rest } = relayCarrierSetup(openChannel);
  return { ...PLAIN_FRAMES, ...rest, open: place => open(place, messageCodec) };
}

export function relaySignalingSetup(openChannel: OpenPairChannel): SignalingSetup {
  const room = new RelayRoom(openChannel);
  return { open: place => room.signaling(place), leftovers: () => room.channels };
}
