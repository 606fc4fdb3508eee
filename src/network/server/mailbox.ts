// One inbox for each party of a room, over one connection to a server: all that others send it comes to one address, so that
// n machines are n subscriptions and not n². On top of it are channels, one for each pair and purpose, so that
// transports and signaling work over a server as they do over any other channel.
import * as v from 'valibot';
import type { MachineId } from '../../core/message.ts';
import type { Unsubscribe } from '../link.ts';
import type { OpenMachineChannel, PairChannel, Place } from '../pair-channel.ts';
import { PACKET_BYTES_MAX, type ServerConnection } from './server-connection.ts';

/** What came to an inbox and was dropped, so far. */
export interface MailCounts {
  /** No mail of ours. */
  readonly malformed: number;
  /** Mail for a channel that nobody holds. */
  readonly unheard: number;
}

export interface Mailbox {
  readonly connection: ServerConnection;
  readonly counts: MailCounts;
  /**
   * A channel to another party: what it posts on one of the same name to this party comes here, in order. Channels may have
   * the same party and name; each hears everything. Posting throws LinkOverflowError at the connection's bound; `data` is
   * plain data, as JSON knows it.
   */
  openChannel(remoteAddress: string, name: string, onData: (data: unknown) => void): PairChannel;
  /** Closes all channels; the connection stays its owner's. Idempotent. */
  close(): void;
}

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
  /** By sender and name. */
  readonly #channels = new Map<string, Set<(data: unknown) => void>>();
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #counts = { malformed: 0, unheard: 0 };
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
    const key = JSON.stringify([remoteAddress, name]);
    const holders = this.#channels.get(key) ?? new Set();
    this.#channels.set(key, holders);
    let closed = false;
    const own = (data: unknown): void => {
      if (!closed) onData(data);
    };
    holders.add(own);
    return {
      post: data => {
        if (closed || this.#closed) return;
        const mail = JSON.stringify({ from: this.#address, channel: name, data });
        this.connection.post(remoteAddress, this.#encoder.encode(mail));
      },
      close: () => {
        closed = true;
        holders.delete(own);
        if (holders.size === 0 && this.#channels.get(key) === holders) this.#channels.delete(key);
      },
    };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop();
    this.#channels.clear();
  }

  #hear(bytes: Uint8Array): void {
    const mail = this.#read(bytes);
    if (!mail) {
      this.#counts.malformed += 1;
      return;
    }
    const holders = this.#channels.get(JSON.stringify([mail.from, mail.channel]));
    if (!holders) this.#counts.unheard += 1;
    else for (const holder of [...holders]) holder(mail.data);
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
