// A mailbox whose mail nobody can read, change, make or repeat who has not the room's key: for servers that are not ours. Before
// the first mail to another party there is a knock, which is answered: so each knows the other's life (its epoch), and what was
// recorded in an earlier one, or in another room, is refused.
import * as v from 'valibot';
import { LinkOverflowError, type Unsubscribe } from '../link.ts';
import type { PairChannel } from '../pair-channel.ts';
import {
  ChannelHolders,
  NO_MAIL_COUNTED,
  type MailCounts,
  type Mailbox,
  type MailboxOptions,
} from './mailbox.ts';
import {
  EPOCH_BYTES,
  readHeader,
  Seal,
  type Bytes,
  type Content,
  type EpochKey,
  type Header,
} from './seal.ts';
import { PACKET_BYTES_MAX } from './server-connection.ts';

/** Packets that are being sealed at a time; posting more throws LinkOverflowError. */
export const SEALING_MAX = 16_384;
/** Mail that waits for a party's answer; posting more to it throws LinkOverflowError. */
export const UNANSWERED_MAX = 1024;
/** Packets of one known sender that are being opened at a time; more are dropped unread. */
export const OPENING_MAX = 4096;
/** Lives of senders that are not known yet and of which something is being opened; more are dropped unread. */
export const STRANGERS_MAX = 64;
/** And so many packets, and bytes, of all of them: what one has kept for this party comes at once. */
const STRANGER_PACKETS_MAX = 2 * UNANSWERED_MAX;
const STRANGER_BYTES_MAX = 4 * 2 ** 20;
/** Lives of other parties that may be known; beyond them nobody new is. */
export const SENDERS_MAX = 4096;
/** Parties that are answered. */
const PEERS_MAX = 2 * SENDERS_MAX;
/** A party for which mail waits is asked again after so long, then after twice as long, up to the longest. */
const KNOCK_AFTER_MS = 500;
const KNOCK_AFTER_MAX_MS = 8000;

const NOBODY: Bytes = new Uint8Array(EPOCH_BYTES);

const nameSchema = v.strictObject({
  from: v.string(),
  mail: v.optional(v.undefined()),
});
const mailSchema = v.strictObject({
  from: v.string(),
  mail: v.strictObject({ channel: v.string(), data: v.unknown() }),
});
const contentSchemas = { knock: nameSchema, answer: nameSchema, mail: mailSchema };

/** One life of another party, by its packets. */
interface Sender {
  readonly epoch: Bytes;
  readonly key: Promise<EpochKey>;
  /** Settles with all that came of it before. */
  last: Promise<void>;
  /** Of what was opened. */
  counter: number;
  opening: number;
  /** The party that it is, once it has named this mailbox's epoch. */
  address: string | undefined;
}

/** Another party, to which something is posted. */
interface Peer {
  readonly address: string;
  readonly onServer: Promise<string>;
  /** Of its life that is known to be the present one. */
  epoch: Bytes | undefined;
  waiting: string[];
  /** Before it is asked again. */
  pause: ReturnType<typeof setTimeout> | undefined;
  pauseMs: number;
}

export interface SealedMailboxOptions extends MailboxOptions {
  /** 32 bytes: see `room-key.ts`. */
  readonly key: Bytes;
}

/** Rejects with SealUnavailableError. */
export async function openSealedMailbox(options: SealedMailboxOptions): Promise<Mailbox> {
  const seal = await Seal.of(options.key);
  const epoch = crypto.getRandomValues(new Uint8Array(EPOCH_BYTES));
  return new SealedMailbox(options, {
    seal,
    epoch,
    key: await seal.keyOf(epoch),
    onServer: await seal.addressOnServer(options.address),
  });
}

interface Own {
  readonly seal: Seal;
  readonly epoch: Bytes;
  readonly key: EpochKey;
  /** This party's address as the server knows it. */
  readonly onServer: string;
}

class SealedMailbox implements Mailbox {
  readonly connection: MailboxOptions['connection'];
  readonly #address: string;
  readonly #own: Own;
  readonly #stop: Unsubscribe;
  readonly #holders = new ChannelHolders();
  /** By epoch. */
  readonly #senders = new Map<string, Sender>();
  readonly #peers = new Map<string, Peer>();
  #strangers = 0;
  /** Of strangers, and being opened. */
  #strangePackets = 0;
  #strangeBytes = 0;
  /** Lives that are over, because their party has begun another one. Bound: that of the senders. */
  readonly #retired = new Set<string>();
  #counter = 0;
  #sealing = 0;
  #lastSealed: Promise<void> = Promise.resolve();
  readonly #counts = { ...NO_MAIL_COUNTED };
  #closed = false;

  constructor({ connection, address }: SealedMailboxOptions, own: Own) {
    this.connection = connection;
    this.#address = address;
    this.#own = own;
    const ignore = connection.listen(own.onServer, bytes => this.#hear(bytes));
    // What was said while the connection was lost may not have come, and an answer neither.
    const unwatch = connection.subscribe(({ kind }) => {
      for (const peer of this.#peers.values()) {
        if (kind === 'lost') endPause(peer);
        else if (kind === 'open' && peer.waiting.length > 0) this.#knock(peer);
      }
    });
    this.#stop = () => {
      ignore();
      unwatch();
    };
  }

  get counts(): MailCounts {
    return this.#counts;
  }

  openChannel(remoteAddress: string, name: string, onData: (data: unknown) => void): PairChannel {
    const letGo = this.#holders.add(remoteAddress, name, onData);
    let isOpen = true;
    return {
      post: data => {
        if (!isOpen || this.#closed) return;
        this.#post(remoteAddress, JSON.stringify({ from: this.#address, mail: { channel: name, data } }));
      },
      close: () => {
        isOpen = false;
        letGo();
      },
    };
  }

  settled(): Promise<void> {
    return this.#lastSealed;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop();
    this.#holders.clear();
    this.#senders.clear();
    for (const peer of this.#peers.values()) endPause(peer);
  }

  #post(address: string, mail: string): void {
    const peer = this.#peer(address);
    if (peer.epoch) {
      if (this.#sealing >= SEALING_MAX)
        throw new LinkOverflowError(`${SEALING_MAX} packets are being sealed.`);
      this.#send(peer, { kind: 'mail', to: peer.epoch, text: mail });
      return;
    }
    if (peer.waiting.length >= UNANSWERED_MAX)
      throw new LinkOverflowError(`${UNANSWERED_MAX} packets wait for an answer already.`);
    peer.waiting.push(mail);
    this.#knock(peer);
  }

  #peer(address: string): Peer {
    const peer = this.#peers.get(address) ?? {
      address,
      onServer: this.#own.seal.addressOnServer(address),
      epoch: undefined,
      waiting: [],
      pause: undefined,
      pauseMs: KNOCK_AFTER_MS,
    };
    this.#peers.set(address, peer);
    return peer;
  }

  #knock(peer: Peer): void {
    if (peer.pause !== undefined || this.#closed) return;
    const pause = setTimeout(() => {
      peer.pause = undefined;
      if (peer.waiting.length > 0) this.#knock(peer);
    }, peer.pauseMs);
    letExit(pause);
    peer.pause = pause;
    peer.pauseMs = Math.min(KNOCK_AFTER_MAX_MS, 2 * peer.pauseMs);
    this.#send(peer, { kind: 'knock', to: NOBODY, text: this.#name });
  }

  #answer(address: string, to: Bytes): void {
    const isKnown = this.#peers.has(address) || this.#peers.size < PEERS_MAX;
    if (this.#sealing >= SEALING_MAX || !isKnown) this.#counts.flooded += 1;
    else this.#send(this.#peer(address), { kind: 'answer', to, text: this.#name });
  }

  get #name(): string {
    return JSON.stringify({ from: this.#address });
  }

  /** In the order of the calls, however long each takes to be sealed. */
  #send(peer: Peer, content: Content): void {
    const { seal, epoch, key } = this.#own;
    const header: Header = { epoch, counter: (this.#counter += 1) };
    this.#sealing += 1;
    const sealed = peer.onServer.then(async onServer => ({
      onServer,
      packet: await seal.close(key, header, onServer, content),
    }));
    const before = this.#lastSealed;
    this.#lastSealed = (async () => {
      try {
        const [{ onServer, packet }] = await Promise.all([sealed, before]);
        this.connection.post(onServer, packet);
      } catch (error) {
        if (!(error instanceof LinkOverflowError)) throw error;
        this.#counts.unsent += 1;
      } finally {
        this.#sealing -= 1;
      }
    })();
  }

  #hear(packet: Uint8Array): void {
    const header = packet.length <= PACKET_BYTES_MAX ? readHeader(packet) : undefined;
    if (!header) {
      this.#counts.malformed += 1;
      return;
    }
    const name = String.fromCharCode(...header.epoch);
    if (this.#retired.has(name)) {
      this.#counts.stale += 1;
      return;
    }
    const sender = this.#senders.get(name) ?? this.#meet(name, header.epoch);
    if (!sender || !this.#hasRoom(sender, packet.length)) this.#counts.flooded += 1;
    else if (header.counter <= sender.counter) this.#counts.repeated += 1;
    else this.#open(name, sender, header.counter, packet);
  }

  #hasRoom({ address, opening }: Sender, length: number): boolean {
    if (address !== undefined) return opening < OPENING_MAX;
    return this.#strangePackets < STRANGER_PACKETS_MAX && this.#strangeBytes + length <= STRANGER_BYTES_MAX;
  }

  #meet(name: string, epoch: Bytes): Sender | undefined {
    if (this.#strangers >= STRANGERS_MAX || this.#senders.size - this.#strangers >= SENDERS_MAX)
      return undefined;
    const key = this.#own.seal.keyOf(epoch);
    const last = Promise.resolve();
    const sender: Sender = { epoch, key, last, counter: -1, opening: 0, address: undefined };
    this.#strangers += 1;
    this.#senders.set(name, sender);
    return sender;
  }

  /** Each is opened at once, and read in its turn. */
  #open(name: string, sender: Sender, counter: number, packet: Uint8Array): void {
    const isStrange = sender.address === undefined;
    sender.opening += 1;
    if (isStrange) this.#strangePackets += 1;
    if (isStrange) this.#strangeBytes += packet.length;
    const { seal, onServer } = this.#own;
    const opened = sender.key.then(key => seal.open(key, packet, onServer));
    const before = sender.last;
    sender.last = (async () => {
      const [content] = await Promise.all([opened, before]);
      sender.opening -= 1;
      if (isStrange) this.#strangePackets -= 1;
      if (isStrange) this.#strangeBytes -= packet.length;
      if (!this.#closed) this.#read(name, sender, counter, content);
      // Of a stranger nothing is kept.
      if (sender.address === undefined && sender.opening === 0 && this.#senders.delete(name))
        this.#strangers -= 1;
    })();
  }

  #read(name: string, sender: Sender, counter: number, content: Content | undefined): void {
    if (!content) this.#counts.forged += 1;
    else if (counter <= sender.counter) this.#counts.repeated += 1;
    else {
      sender.counter = counter;
      this.#take(name, sender, content);
    }
  }

  #take(name: string, sender: Sender, { kind, to, text }: Content): void {
    const parsed = v.safeParse(contentSchemas[kind], jsonOf(text), { abortEarly: true });
    if (!parsed.success) {
      this.#counts.malformed += 1;
      return;
    }
    const { from, mail } = parsed.output;
    if (kind === 'knock') {
      this.#answer(from, sender.epoch);
      const peer = this.#peers.get(from);
      // Another page of it, perhaps: it shows by answering.
      if (peer?.epoch && !areEqual(peer.epoch, sender.epoch)) this.#knock(peer);
    } else if (!areEqual(to, this.#own.epoch)) {
      this.#counts.stale += 1;
      if (kind === 'mail') this.#answer(from, sender.epoch); // which tells it that this is another page
    } else if (!this.#know(name, sender, from)) this.#counts.stale += 1;
    else if (mail && !this.#holders.tell(from, mail.channel, mail.data)) this.#counts.unheard += 1;
  }

  /** It has named this mailbox's epoch: what it is, it is now. Whether it may be heard. */
  #know(name: string, sender: Sender, address: string): boolean {
    if (sender.address !== undefined) return sender.address === address; // one life has one address
    if (this.#senders.get(name) !== sender) return false;
    sender.address = address;
    this.#strangers -= 1;
    const peer = this.#peer(address);
    if (peer.epoch) this.#retire(peer.epoch);
    peer.epoch = sender.epoch;
    endPause(peer);
    const { waiting } = peer;
    peer.waiting = [];
    for (const mail of waiting) this.#send(peer, { kind: 'mail', to: sender.epoch, text: mail });
    return true;
  }

  #retire(epoch: Bytes): void {
    const name = String.fromCharCode(...epoch);
    this.#senders.delete(name);
    this.#retired.add(name);
  }
}

function endPause(peer: Peer): void {
  clearTimeout(peer.pause);
  peer.pause = undefined;
  peer.pauseMs = KNOCK_AFTER_MS;
}

/** In Node a timer would keep the process alive; in a page it is a number. */
function letExit(timer: number | { readonly unref?: () => void }): void {
  if (typeof timer === 'object') timer.unref?.();
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
