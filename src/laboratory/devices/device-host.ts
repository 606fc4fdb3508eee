// The trial's page as the host of machines on other devices: makes codes, takes answers, has a line to each device, and holds the
// channels of the room for it. What the laboratory does with machines' pages it does with those, and knows no difference.
import { Store } from '../../core/store.ts';
import type { MachineId } from '../../core/message.ts';
import type { IceServers } from '../../network/ice-servers.ts';
import { OFFER_HOLDS_MS, readAnswer, writeCode, type CodeRefusal } from '../../network/line/join-code.ts';
import { readLineFrame, writeLineFrame } from '../../network/line/line-frame.ts';
import { Line, type Carried, type LineCarrier } from '../../network/line/line.ts';
import type { OpenPairChannel } from '../../network/pair-channel.ts';
import { randomName } from '../../network/random-name.ts';
import type { LineLoss, OpenLinePeer, LinePeerDoor } from '../../network/webrtc/line-peer.ts';
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import { readRoomKey } from '../../network/server/room-key.ts';
import { openSealedMailbox } from '../../network/server/sealed-mailbox.ts';
import type { ServerConnection, ServerState } from '../../network/server/server-connection.ts';
import { Bridge } from './bridge.ts';
import type { OpenServer } from './far-calling.ts';
import { InvitationDesk } from './invitation-desk.ts';
import { deskAddress } from './invitation-messages.ts';

/** Devices that are there, or may come back. */
export const DEVICES_MAX = 32;
/** A line that nothing carries is kept for so long. */
export const LINE_KEPT_MS = 120_000;
/** Offers that wait for their answer: the oldest makes room for another one. */
const OFFERS_MAX = 8;
/** How often it is looked at what came to the invitation's mailbox. */
const LOOK_EVERY_MS = 1000;
/** Offers that were used: so many are remembered. */
const USED_MAX = 64;

export interface DeviceState {
  /** In the order of their coming, from 1. */
  readonly number: number;
  /** Undefined while it has no seat. */
  readonly machine: MachineId | undefined;
  /** lost: nothing carries its line now; it may come back. */
  readonly line: 'joined' | 'lost';
}

export type OfferState =
  | { readonly kind: 'none' }
  | { readonly kind: 'making' }
  /** `expiresMs`: since the epoch. */
  | { readonly kind: 'ready'; readonly code: string; readonly expiresMs: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'failed'; readonly reason: string };

/** used: a device has joined by it, or is about to. unknown: not made by this page. */
export type AnswerRefusal = CodeRefusal | 'used' | 'unknown' | 'too-many';

export type AnswerState =
  | { readonly kind: 'none' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'joined' }
  | { readonly kind: 'refused'; readonly why: AnswerRefusal }
  | { readonly kind: 'failed'; readonly loss: LineLoss };

/** What a link to join holds: whoever has it may join. */
export interface Invitation {
  readonly brokers: readonly string[];
  /** Of the room, as text. */
  readonly key: string;
}

export type InvitationState =
  | { readonly kind: 'none' }
  /** `server`: how the connection to the broker is; `forged`: messages so far that were not sealed with this key. */
  | {
      readonly kind: 'open';
      readonly invitation: Invitation;
      readonly server: ServerState;
      readonly forged: number;
    }
  /** `reason` is a sentence. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface DeviceHostState {
  readonly devices: readonly DeviceState[];
  readonly offer: OfferState;
  /** What became of the answer that was read last. */
  readonly answer: AnswerState;
  readonly servers: IceServers;
  readonly invitation: InvitationState;
}

export interface DeviceHostOptions {
  readonly room: string;
  readonly servers: IceServers;
  readonly scheduler: Scheduler;
  readonly openPeer: OpenLinePeer;
  readonly openServer: OpenServer;
  readonly openChannel?: OpenPairChannel;
}

interface Guest {
  readonly number: number;
  readonly line: Line;
  readonly bridge: Bridge;
  tab: string | undefined;
  machine: MachineId | undefined;
  cancelKept: Cancel;
}

interface Offer {
  readonly peer: LinePeerDoor;
  readonly expiresMs: number;
}

export class DeviceHost {
  readonly #options: DeviceHostOptions;
  readonly #store: Store<DeviceHostState>;
  /** Bound: DEVICES_MAX. */
  readonly #guests = new Set<Guest>();
  /** By name, oldest first. Bound: OFFERS_MAX. */
  readonly #offers = new Map<string, Offer>();
  /** Bound: USED_MAX. */
  readonly #used = new Set<string>();
  readonly #peers = new Set<LinePeerDoor>();
  #desk: { readonly connection: ServerConnection; readonly close: () => void } | undefined;
  /** Invitations so far: what comes of an earlier one is ignored. */
  #invitations = 0;
  #cancelExpiry: Cancel = () => undefined;
  #lastNumber = 0;
  #isClosed = false;

  constructor(options: DeviceHostOptions) {
    this.#options = options;
    const { servers } = options;
    this.#store = new Store(() => ({
      devices: [],
      offer: { kind: 'none' },
      answer: { kind: 'none' },
      servers,
      invitation: { kind: 'none' },
    }));
  }

  get state(): DeviceHostState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** For offers that are made from now on, and devices that join from now on. */
  useServers(servers: IceServers): void {
    this.#store.change({ servers });
  }

  /** Makes an offer for one device; `state.offer` has its code. One that was made before holds still. */
  makeOffer(): void {
    const { scheduler, room } = this.#options;
    const { servers } = this.state;
    const offer = randomName();
    const expiresMs = Math.ceil(scheduler.nowMs()) + OFFER_HOLDS_MS;
    this.#cancelExpiry();
    this.#store.change({ offer: { kind: 'making' }, answer: { kind: 'none' } });
    const failed = (reason: string): void => this.#store.change({ offer: { kind: 'failed', reason } });
    try {
      const peer = this.#openPeer({
        onDescription: description => {
          writeCode({ kind: 'offer', offer, room, expiresMs, servers, description }).then(
            code => this.#show(offer, { code, expiresMs }),
            (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
          );
        },
        onJoined: () => this.#store.change({ answer: { kind: 'joined' } }),
        onLost: loss => {
          if (this.#offers.delete(offer)) failed(loss.reason);
          else this.#store.change({ answer: { kind: 'failed', loss } });
        },
      });
      this.#offers.set(offer, { peer, expiresMs });
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error));
    }
    for (const [name, { peer }] of [...this.#offers].slice(0, -OFFERS_MAX)) {
      this.#offers.delete(name);
      peer.close();
    }
  }

  /** What a device showed as its answer, however it was read. */
  async takeAnswer(text: string): Promise<void> {
    const read = await readAnswer(text);
    if (this.#isClosed) return;
    const refuse = (why: AnswerRefusal): void => this.#store.change({ answer: { kind: 'refused', why } });
    if (read.kind === 'refused') return refuse(read.why);
    const { offer: name, description } = read.code;
    if (this.#used.has(name)) return refuse('used');
    const offer = this.#offers.get(name);
    if (!offer) return refuse('unknown');
    if (this.#options.scheduler.nowMs() > offer.expiresMs) return refuse('expired');
    if (this.#guests.size >= DEVICES_MAX) return refuse('too-many');
    this.#offers.delete(name);
    this.#used.add(name);
    for (const old of [...this.#used].slice(0, -USED_MAX)) this.#used.delete(old);
    this.#cancelExpiry();
    this.#store.change({ answer: { kind: 'connecting' }, offer: { kind: 'none' } });
    offer.peer.answer(description);
  }

  /** Devices with this invitation may join from now on, in the place of one before. Never rejects. */
  async invite(invitation: Invitation): Promise<void> {
    this.endInvitation();
    const own = this.#invitations;
    const { room, scheduler, openServer } = this.#options;
    let connection: ServerConnection | undefined;
    try {
      const key = readRoomKey(invitation.key);
      if (!key) throw new Error('The key is not whole.');
      connection = await openServer(invitation.brokers);
      const mailbox = await openSealedMailbox({ connection, address: deskAddress(room), key });
      if (own !== this.#invitations || this.#isClosed) return connection.close();
      const desk = new InvitationDesk({
        mailbox,
        room,
        servers: () => this.state.servers,
        hasRoom: () => this.#guests.size < DEVICES_MAX,
        openPeer: hooks => this.#openPeer(hooks),
      });
      const { state } = connection;
      const tell = (server: ServerState): void =>
        this.#store.change({
          invitation: { kind: 'open', invitation, server, forged: mailbox.counts.forged },
        });
      const unwatch = connection.subscribe(tell);
      let cancelLook: Cancel = () => undefined;
      const look = (server: ServerConnection): void => {
        const shown = this.state.invitation;
        if (shown.kind === 'open' && shown.forged !== mailbox.counts.forged) tell(server.state);
        cancelLook = scheduler.at(scheduler.nowMs() + LOOK_EVERY_MS, () => look(server));
      };
      look(connection);
      this.#desk = {
        connection,
        close: () => {
          cancelLook();
          unwatch();
          desk.close();
          mailbox.close();
        },
      };
      tell(state);
    } catch (error) {
      connection?.close();
      const reason = error instanceof Error ? error.message : String(error);
      if (own === this.#invitations) this.#store.change({ invitation: { kind: 'failed', reason } });
    }
  }

  /** Nobody may join by the last invitation any more; who has joined stays. Idempotent. */
  endInvitation(): void {
    this.#invitations += 1;
    this.#desk?.close();
    this.#desk?.connection.close();
    this.#desk = undefined;
    this.#store.change({ invitation: { kind: 'none' } });
  }

  /** Turns all away: the page goes, or coordinates another room. */
  close(): void {
    this.#isClosed = true;
    this.#cancelExpiry();
    this.endInvitation();
    for (const guest of [...this.#guests]) this.#dismiss(guest, 'The trial page was closed.');
    for (const peer of this.#peers) peer.close();
    this.#store.close();
  }

  #show(offer: string, { code, expiresMs }: { readonly code: string; readonly expiresMs: number }): void {
    if (!this.#offers.has(offer) || this.state.offer.kind !== 'making') return;
    this.#store.change({ offer: { kind: 'ready', code, expiresMs } });
    this.#cancelExpiry = this.#options.scheduler.at(expiresMs, () => {
      this.#offers.get(offer)?.peer.close();
      this.#store.change({ offer: { kind: 'expired' } });
    });
  }

  /** What becomes of the connection is the lines' affair once one is open. */
  #openPeer(hooks: {
    readonly offer?: string;
    readonly onDescription: (description: string) => void;
    readonly onJoined: () => void;
    readonly onLost: (loss: LineLoss) => void;
  }): LinePeerDoor {
    const { scheduler, openPeer } = this.#options;
    let carrier: LineCarrier | undefined;
    let carried: Carried | undefined;
    const peer: LinePeerDoor = openPeer({
      iceServers: this.state.servers,
      scheduler,
      ...(hooks.offer !== undefined && { offer: hooks.offer }),
      onDescription: hooks.onDescription,
      onOpen: opened => {
        carrier = opened;
      },
      onFrame: frame => {
        if (carried) carried.hear(frame);
        else if (carrier) carried = this.#receive(frame, carrier, hooks.onJoined);
      },
      onLost: loss => {
        this.#peers.delete(peer);
        if (carried) carried.lost(loss.reason);
        else hooks.onLost(loss);
      },
    });
    this.#peers.add(peer);
    return peer;
  }

  /** The first frame over a connection says which line it carries. */
  #receive(frame: unknown, carrier: LineCarrier, onJoined: () => void): Carried | undefined {
    const hello = readLineFrame(frame);
    if (hello?.kind !== 'hello') return undefined;
    const known = [...this.#guests].find(({ line }) => line.peer === hello.line && line.name === hello.peer);
    if (hello.peer !== undefined && !known) {
      carrier.post(writeLineFrame({ kind: 'unknown', line: hello.line }));
      return undefined;
    }
    if (!known && this.#guests.size >= DEVICES_MAX) {
      carrier.close();
      return undefined;
    }
    const guest = known ?? this.#welcome(hello.line);
    guest.cancelKept();
    const carried = guest.line.attach(carrier);
    carried.hear(frame);
    this.#tellDevices();
    onJoined();
    return carried;
  }

  #welcome(peer: string): Guest {
    const { room, scheduler, openChannel } = this.#options;
    const line = new Line({
      scheduler,
      peer,
      onText: text => bridge.hear(text),
      onCarried: () => this.#tellDevices(),
      onLost: () => {
        guest.cancelKept = scheduler.at(scheduler.nowMs() + LINE_KEPT_MS, () =>
          this.#dismiss(guest, 'The device did not come back in time.'),
        );
        this.#tellDevices();
      },
      onEnded: () => this.#dismiss(guest, ''),
    });
    const bridge = new Bridge({
      room,
      scheduler,
      servers: this.state.servers,
      send: text => line.send(text),
      onJoined: tab => {
        // Another page of the same tab: the one before is gone, whether it could say so or not.
        for (const other of [...this.#guests]) if (other.tab === tab) this.#dismiss(other, '');
        guest.tab = tab;
        this.#tellDevices();
      },
      onSeated: machine => {
        guest.machine = machine;
        this.#tellDevices();
      },
      onFlood: () => this.#dismiss(guest, 'It sent more than a machine sends.'),
      ...(openChannel && { openChannel }),
    });
    const guest: Guest = {
      number: ++this.#lastNumber,
      line,
      bridge,
      tab: undefined,
      machine: undefined,
      cancelKept: () => undefined,
    };
    this.#guests.add(guest);
    return guest;
  }

  #dismiss(guest: Guest, reason: string): void {
    guest.cancelKept();
    guest.bridge.close();
    guest.line.close(reason);
    this.#guests.delete(guest);
    this.#tellDevices();
  }

  #tellDevices(): void {
    this.#store.change({
      devices: [...this.#guests].map(({ number, machine, line }) => ({
        number,
        machine,
        line: line.isCarried ? 'joined' : 'lost',
      })),
    });
  }
}
