// The transport and the signaling through a server as the laws need them, whichever server it is: a relay in memory, a real broker.
import { ChannelSignaling } from '../../network/channel-signaling.ts';
import { ChannelTransport } from '../../network/channel-transport.ts';
import { messageCodec, type MakeCodec } from '../../network/frame.ts';
import type { LinkKind, Signaling, Transport } from '../../network/link.ts';
import {
  pairChannelName,
  type OpenMachineChannel,
  type OpenPairChannel,
  type Place,
} from '../../network/pair-channel.ts';
import { RelayConnection } from '../../network/relay/relay-connection.ts';
import { Relay } from '../../network/relay/relay.ts';
import { machineAddress, mailChannels, PlainMailbox, type Mailbox } from '../../network/server/mailbox.ts';
import { until } from './laws.ts';
import type { SignalingSetup } from './signaling-laws.ts';
import { PLAIN_FRAMES, type TransportSetup } from './transport-room.ts';

/** A mailbox for a machine, over a connection of its own. */
export type OpenMailbox = (place: Place) => Promise<Mailbox>;

/** Parties of one server, and the channels that they hold open through it. */
class ServerRoom {
  readonly #kind: LinkKind;
  readonly #open: OpenMailbox;
  /** By address: that of the machine that came last. */
  readonly #mailboxes = new Map<string, Mailbox>();
  #channels = 0;

  constructor(kind: LinkKind, open: OpenMailbox) {
    this.#kind = kind;
    this.#open = open;
  }

  get channels(): number {
    return this.#channels;
  }

  /** Posts something as a machine that is there. */
  post(place: Place, to: number, data: unknown): void {
    const open = mailChannels(this.#mailboxes.get(machineAddress(place))!, place);
    const channel = open(pairChannelName(place, 'link', to), () => undefined, to);
    channel.post(data);
    channel.close();
  }

  transport<Content extends object>(place: Place, codec: MakeCodec<Content>): Transport<Content> {
    const joining = this.#join(place).then(mailbox => ({
      mailbox,
      inner: new ChannelTransport({
        ...place,
        kind: this.#kind,
        codec,
        openChannel: this.#counted(mailbox, place),
      }),
    }));
    return {
      connect: async (remote, options) => (await joining).inner.connect(remote, options),
      close: () =>
        void joining.then(({ inner, mailbox }) => {
          inner.close();
          leave(mailbox);
        }),
    };
  }

  /** Once it is heard by the others. */
  async signaling(place: Place & { readonly machines: number }): Promise<Signaling> {
    const mailbox = await this.#join(place);
    await until(() => mailbox.connection.state.kind === 'open');
    const inner = new ChannelSignaling({ ...place, openChannel: this.#counted(mailbox, place) });
    return {
      send: (to, signal) => inner.send(to, signal),
      subscribe: listener => inner.subscribe(listener),
      close: () => {
        inner.close();
        leave(mailbox);
      },
    };
  }

  async #join(place: Place): Promise<Mailbox> {
    const mailbox = await this.#open(place);
    this.#mailboxes.set(machineAddress(place), mailbox);
    return mailbox;
  }

  #counted(mailbox: Mailbox, place: Place): OpenMachineChannel {
    const open = mailChannels(mailbox, place);
    return (name, onData, remote) => {
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
    };
  }
}

function leave(mailbox: Mailbox): void {
  mailbox.close();
  void mailbox.settled().then(() => mailbox.connection.close());
}

export function serverCarrierSetup(kind: LinkKind, open: OpenMailbox) {
  const room = new ServerRoom(kind, open);
  return {
    open: <Content extends object>(place: Place, codec: MakeCodec<Content>) => room.transport(place, codec),
    inject: (place: Place, to: number, raw: unknown) => room.post(place, to, raw),
    // What carries a link cannot break here: but a page can begin anew, without a goodbye.
    breakOff: (place: Place, to: number) => room.post(place, to, { kind: 'hello', attempt: 'another' }),
    leftovers: () => room.channels,
  };
}

export function serverTransportSetup(
  kind: LinkKind,
  open: OpenMailbox,
  atBound: TransportSetup['atBound'] = 'closes',
): TransportSetup {
  const { open: openTransport, ...rest } = serverCarrierSetup(kind, open);
  return { ...PLAIN_FRAMES, ...rest, atBound, open: place => openTransport(place, messageCodec) };
}

export function serverSignalingSetup(kind: LinkKind, open: OpenMailbox): SignalingSetup {
  const room = new ServerRoom(kind, open);
  return { open: place => room.signaling(place), leftovers: () => room.channels };
}

/** A relay of its own, and how to open mailboxes at it. */
export function relayMailboxes(openChannel: OpenPairChannel): OpenMailbox {
  const room = `relay ${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  void new Relay({ room, openChannel });
  return async place => {
    const connection = new RelayConnection({ room, openChannel });
    return new PlainMailbox({ connection, address: machineAddress(place) });
  };
}
