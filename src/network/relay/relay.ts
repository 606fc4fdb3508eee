// A server inside the page: the central server of the textbook, which hands on everything that machines send each other, and counts
// it. Machines reach it over channels between pages, or within one; when it is stopped, nothing is handed on any more.
import * as v from 'valibot';
import { LinkOverflowError } from '../link.ts';
import type { OpenPairChannel, PairChannel } from '../pair-channel.ts';
import { randomName } from '../random-name.ts';
import { knockSchema, relayChannelName, requestSchema, type Answer, type Request } from './relay-notes.ts';

/** So many parties are served at a time; whoever knocks beyond them gets no answer. */
export const RELAY_PARTIES_MAX = 1024;
/** A party may listen at so many addresses; beyond them its requests are refused. */
export const RELAY_ADDRESSES_MAX = 64;

export interface RelayOptions {
  readonly room: string;
  readonly openChannel: OpenPairChannel;
}

/** What a relay has handled so far. Bytes are those of packets, without what carries them. */
export interface RelayCounts {
  readonly packetsIn: number;
  readonly bytesIn: number;
  readonly packetsOut: number;
  readonly bytesOut: number;
  /** Packets to an address where nobody listened, or to a party that took no more. */
  readonly lost: number;
  /** What was no request, or went beyond a bound. */
  readonly refused: number;
}

interface Party {
  readonly channel: PairChannel;
  readonly addresses: Set<string>;
}

export class Relay {
  readonly #room: string;
  readonly #openChannel: OpenPairChannel;
  readonly #name = randomName();
  readonly #parties = new Map<string, Party>();
  /** By address. */
  readonly #listeners = new Map<string, Set<Party>>();
  readonly #knocks: PairChannel;
  readonly #door: PairChannel;
  #counts = { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0, lost: 0, refused: 0 };
  #stopped = false;

  /** It is there as soon as it is made. */
  constructor({ room, openChannel }: RelayOptions) {
    this.#room = room;
    this.#openChannel = openChannel;
    this.#knocks = openChannel(relayChannelName(room, 'knock'), data => this.#admit(data));
    this.#door = openChannel(relayChannelName(room, 'door'), () => undefined);
    this.#door.post({ kind: 'open', relay: this.#name });
  }

  get counts(): RelayCounts {
    return { ...this.#counts };
  }

  get parties(): number {
    return this.#parties.size;
  }

  /** Says so to all parties, and lets go of them. Idempotent. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    for (const [name, party] of [...this.#parties]) {
      this.#answer(party, { kind: 'stopped' });
      this.#dismiss(name);
    }
    this.#knocks.close();
    this.#door.close();
  }

  #admit(data: unknown): void {
    const parsed = v.safeParse(knockSchema, data, { abortEarly: true });
    if (!parsed.success || this.#parties.size >= RELAY_PARTIES_MAX) {
      this.#counts.refused += 1;
      return;
    }
    const { party: name, relay = this.#name } = parsed.output;
    if (relay !== this.#name || this.#parties.has(name)) return;
    const channel = this.#openChannel(relayChannelName(this.#room, { party: name }), request =>
      this.#hear(name, request),
    );
    const party: Party = { channel, addresses: new Set() };
    this.#parties.set(name, party);
    this.#answer(party, { kind: 'welcome', relay: this.#name });
  }

  #hear(name: string, data: unknown): void {
    const party = this.#parties.get(name);
    if (!party) return;
    const parsed = v.safeParse(requestSchema, data, { abortEarly: true });
    if (parsed.success) this.#serve(name, party, parsed.output);
    else this.#counts.refused += 1;
  }

  #serve(name: string, party: Party, request: Request): void {
    switch (request.kind) {
      case 'come':
        if (request.relay !== this.#name) this.#dismiss(name);
        return;
      case 'listen':
        this.#listen(party, request.address);
        return;
      case 'ignore':
        party.addresses.delete(request.address);
        this.#forget(party, request.address);
        return;
      case 'post':
        this.#handOn(party, request.address, request.bytes);
        return;
      case 'leave':
        this.#dismiss(name);
    }
  }

  #listen(party: Party, address: string): void {
    if (party.addresses.size >= RELAY_ADDRESSES_MAX) {
      this.#counts.refused += 1;
      return;
    }
    party.addresses.add(address);
    const listeners = this.#listeners.get(address) ?? new Set();
    this.#listeners.set(address, listeners.add(party));
    this.#answer(party, { kind: 'listening', address });
  }

  #handOn(sender: Party, address: string, bytes: Uint8Array): void {
    this.#counts.packetsIn += 1;
    this.#counts.bytesIn += bytes.length;
    let taken = 0;
    for (const party of this.#listeners.get(address) ?? []) {
      if (party === sender || !this.#answer(party, { kind: 'mail', address, bytes })) continue;
      taken += 1;
      this.#counts.packetsOut += 1;
      this.#counts.bytesOut += bytes.length;
    }
    if (taken === 0) this.#counts.lost += 1;
  }

  /** Whether the party's channel took it. */
  #answer({ channel }: Party, answer: Answer): boolean {
    try {
      channel.post(answer);
      return true;
    } catch (error) {
      if (error instanceof LinkOverflowError) return false;
      throw error;
    }
  }

  #dismiss(name: string): void {
    const party = this.#parties.get(name);
    if (!party) return;
    this.#parties.delete(name);
    for (const address of party.addresses) this.#forget(party, address);
    party.channel.close();
  }

  #forget(party: Party, address: string): void {
    const listeners = this.#listeners.get(address);
    listeners?.delete(party);
    if (listeners?.size === 0) this.#listeners.delete(address);
  }
}
