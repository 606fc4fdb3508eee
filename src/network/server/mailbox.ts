// One inbox for each party of a room, over one connection to a server: all that others send it comes to one address, so that
// n machines are n subscriptions and not n². On top of it are channels, one for each pair and purpose, so that
// transports and signaling work over a server as they do over any other channel.
import * as v from 'valibot';
import type { MachineId } from '../../core/message.ts';
import type { Unsubscribe } from '../link.ts';
import type { OpenMachineChannel, PairChannel, Place } from '../pair-channel.ts';
import { PACKET_BYTES_MAX, type ServerConnection } from './server-connection.ts';

/** What came to an inbox and was dropped, so far; `unsent`: what was to leave it. */
export interface MailCounts {
  /** No mail of ours, by its shape. */
  readonly malformed: number;
  /** Not sealed with this room's key, or changed on its way. */
  readonly forged: number;
  /** It came before, or after something that was sent later. */
  readonly repeated: number;
  /** Sealed for an earlier page of this party, or by one of the sender. */
  readonly stale: number;
  /** More at a time than is looked at. */
  readonly flooded: number;
  /** Mail for a channel that nobody holds. */
  readonly unheard: number;
  /** The connection took no more of what was posted. */
  readonly unsent: number;
}

export const NO_MAIL_COUNTED: MailCounts = {
  malformed: 0,
  forged: 0,
  repeated: 0,
  stale: 0,
  flooded: 0,
  unheard: 0,
  unsent: 0,
};

export interface Mailbox {
  readonly connection: ServerConnection;
  readonly counts: MailCounts;
  /**
   * A channel to another party: what it posts on one of the same name to this party comes here, in order. Channels may have
   * the same party and name; each hears everything. Posting throws LinkOverflowError at the connection's bound; `data` is
   * plain data, as JSON knows it.
   * It is a map entry, and costs nothing until something is posted.
   */
  openChannel(remoteAddress: string, name: string, onData: (data: unknown) => void): PairChannel;
  /** Resolves once all that was posted so far is with the connection: sealing takes its time. */
  settled(): Promise<void>;
  /**
   * Closes all channels; what was posted still leaves. The connection stays its owner's, to be closed once the mailbox is
   * {@link settled}. Idempotent.
   */
  close(): void;
}

/** The holders of a mailbox's channels, by sender and name. */
export class ChannelHolders {
  readonly #channels = new Map<string, Set<(data: unknown) => void>>();

  /** Returns how to let go. */
  add(from: string, name: string, onData: (data: unknown) => void): Unsubscribe {
    const key = keyOf(from, name);
    const holders = this.#channels.get(key) ?? new Set();
    this.#channels.set(key, holders);
    let isOpen = true;
    const own = (data: unknown): void => {
      if (isOpen) onData(data);
    };
    holders.add(own);
    return () => {
      isOpen = false;
      holders.delete(own);
      if (holders.size === 0 && this.#channels.get(key) === holders) this.#channels.delete(key);
    };
  }

  /** Whether anybody held it. */
  tell(from: string, name: string, data: unknown): boolean {
    const holders = this.#channels.get(keyOf(from, name));
    for (const holder of [...(holders ?? [])]) holder(data);
    return holders !== undefined;
  }

  clear(): void {
    this.#channels.clear();
  }
}

const keyOf = (from: string, name: string): string => JSON.stringify([from, name]);

/** `<room>/<run>/<machine>`; a slash within a name is escaped. */
export function machineAddress({ room, run, self }: Place): string {
  return [room, run, String(self)].map(encodeURIComponent).join('/');
}

/** Channels between machines whose mailboxes are at their {@link machineAddress}. */
export function mailChannels(mailbox: Mailbox, { room, run }: Place): OpenMachineChannel {
  return (name, onData, remote: MachineId) =>
    mailbox.openChannel(machineAddress({ room, run, self: remote }), name, onData);
}

const mailSchema = v.strictObject({ from: v.string(), channel: v.string(), data: v.unknown() });

export interface MailboxOptions {
  readonly connection: ServerConnection;
  /** Of this party. */
  readonly address: string;
}

/** A mailbox whose mail is as plain as its server: for a relay in the same browser. */
export class PlainMailbox implements Mailbox {
  readonly connection: ServerConnection;
  readonly #address: string;
  readonly #stop: Unsubscribe;
  readonly #holders = new ChannelHolders();
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #counts = { ...NO_MAIL_COUNTED };
  #closed = false;

  constructor({ connection, address }: MailboxOptions) {
    this.connection = connection;
    this.#address = address;
    this.#stop = connection.listen(address, bytes => this.#hear(bytes));
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
        const mail = JSON.stringify({ from: this.#address, channel: name, data });
        this.connection.post(remoteAddress, this.#encoder.encode(mail));
      },
      close: () => {
        isOpen = false;
        letGo();
      },
    };
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop();
    this.#holders.clear();
  }

  #hear(bytes: Uint8Array): void {
    const mail = this.#read(bytes);
    if (!mail) {
      this.#counts.malformed += 1;
      return;
    }
    if (!this.#holders.tell(mail.from, mail.channel, mail.data)) this.#counts.unheard += 1;
  }

  #read(bytes: Uint8Array): v.InferOutput<typeof mailSchema> | undefined {
    if (bytes.length > PACKET_BYTES_MAX) return undefined;
    try {
      const parsed = v.safeParse(mailSchema, JSON.parse(this.#decoder.decode(bytes)), { abortEarly: true });
      return parsed.success ? parsed.output : undefined;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof TypeError) return undefined; // no JSON, no UTF-8
      throw error;
    }
  }
}
