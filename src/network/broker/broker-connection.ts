// A party's connection to a broker, or to a cluster of them, that outlives each of its connections: when one is lost it goes on to
// the next broker, and what the broker had not taken is posted again.
import type { Unsubscribe } from '../link.ts';
import {
  PACKET_BYTES_MAX,
  ServerStates,
  type ServerConnection,
  type ServerState,
} from '../server/server-connection.ts';
import { WaitingPackets, type Packet } from '../server/waiting-packets.ts';
import type { BrokerCounts } from './broker-messages.ts';
import { BrokerClient, type ConnectMqtt } from './broker-client.ts';

/** So many packets may be on their way to the broker; the next ones wait until it has taken some. */
const SENDING_MAX = 256;
/** The first try after a loss is at once; after one that failed it waits so long, then twice as long, up to the longest. */
const RETRY_AFTER_MS = 250;
const RETRY_AFTER_MAX_MS = 8000;
/** A broker that takes nothing for so long is lost. */
export const TAKE_TIMEOUT_MS = 10_000;
/** Packets that are handed on in one window; more are dropped and counted, which floods a page's thread otherwise. */
export const PACKETS_OF_A_WINDOW_MAX = 4096;
const WINDOW_MS = 100;

export class BrokerUrlError extends Error {
  override readonly name = 'BrokerUrlError';
}

/** A broker's address as it is used; throws {@link BrokerUrlError}, whose message is a sentence. */
export function readBrokerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^wss?:$/.test(url.protocol))
    throw new BrokerUrlError(`“${text}” is not the address of a broker: it begins with wss:// or ws://.`);
  return url.href;
}

export interface BrokerConnectionOptions {
  /** Of brokers of one cluster: what is posted at one of them is heard at all of them. At least one. */
  readonly urls: readonly string[];
  readonly connect: ConnectMqtt;
  /** Which of them is tried first; by chance by default, so that many parties are spread over them. */
  readonly first?: number;
}

export class BrokerConnection implements ServerConnection {
  readonly #urls: readonly string[];
  readonly #connect: ConnectMqtt;
  readonly #states = new ServerStates();
  readonly #listeners = new Map<string, (bytes: Uint8Array) => void>();
  readonly #waiting = new WaitingPackets();
  /** Posted, and not taken by the broker yet; in their order. */
  readonly #sending = new Set<Packet>();
  /** Addresses at which this party is not known to be heard yet. */
  readonly #unheard = new Set<string>();
  #client: BrokerClient | undefined;
  #isWelcome = false;
  #next: number;
  /** Tries that failed in a row. */
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #takenPackets = 0;
  #takenBytes = 0;
  #windowEndsMs = 0;
  #inWindow = 0;
  #dropped = 0;

  constructor({ urls, connect, first = Math.floor(Math.random() * urls.length) }: BrokerConnectionOptions) {
    this.#urls = urls.map(readBrokerUrl);
    this.#connect = connect;
    this.#next = first;
    this.#try();
  }

  get state(): ServerState {
    return this.#states.now;
  }

  get counts(): BrokerCounts {
    return { takenPackets: this.#takenPackets, takenBytes: this.#takenBytes, dropped: this.#dropped };
  }

  get dropped(): number {
    return this.#dropped;
  }

  subscribe(listener: (state: ServerState) => void): Unsubscribe {
    return this.#states.subscribe(listener);
  }

  listen(address: string, onBytes: (bytes: Uint8Array) => void): Unsubscribe {
    this.#listeners.set(address, onBytes);
    if (this.#isWelcome) this.#ask(address);
    return () => {
      if (this.#listeners.get(address) !== onBytes) return;
      this.#listeners.delete(address);
      if (this.#isWelcome) this.#client?.ignore(address);
      this.#heard(address);
    };
  }

  post(address: string, bytes: Uint8Array): void {
    if (this.state.kind === 'closed') return;
    this.#waiting.add({ address, bytes });
    this.#flush();
  }

  close(): void {
    if (this.state.kind === 'closed') return;
    clearTimeout(this.#retry);
    clearTimeout(this.#watch);
    const client = this.#client;
    if (this.#isWelcome)
      for (const packet of this.#waiting.take()) client?.post(packet.address, packet.bytes, () => undefined);
    this.#client = undefined;
    client?.end();
    this.#listeners.clear();
    this.#sending.clear();
    this.#waiting.take();
    this.#states.become({ kind: 'closed', reason: undefined });
  }

  #try(): void {
    const url = this.#urls[this.#next % this.#urls.length]!;
    const client: BrokerClient = new BrokerClient({
      url,
      connect: this.#connect,
      onOpen: () => this.#enter(),
      onPacket: (address, bytes) => this.#hear(address, bytes),
      onLost: reason => this.#lose(reason),
    });
    this.#client = client;
  }

  #enter(): void {
    this.#isWelcome = true;
    for (const address of this.#listeners.keys()) this.#ask(address);
    this.#openIfHeard();
  }

  #ask(address: string): void {
    this.#unheard.add(address);
    this.#client?.listen(address, () => this.#heard(address));
  }

  #heard(address: string): void {
    if (this.#unheard.delete(address)) this.#openIfHeard();
  }

  #openIfHeard(): void {
    if (!this.#isWelcome || this.#unheard.size > 0) return;
    if (this.state.kind !== 'open') {
      this.#failures = 0;
      for (const packet of this.#sending) this.#send(packet); // which the broker before may not have taken
      this.#states.become({ kind: 'open' });
    }
    this.#flush();
  }

  #flush(): void {
    if (this.state.kind !== 'open' || this.#unheard.size > 0) return;
    while (this.#sending.size < SENDING_MAX) {
      const packet = this.#waiting.next();
      if (!packet) break;
      this.#sending.add(packet);
      this.#send(packet);
    }
  }

  #send(packet: Packet): void {
    this.#client?.post(packet.address, packet.bytes, () => {
      if (!this.#sending.delete(packet)) return;
      this.#takenPackets += 1;
      this.#takenBytes += packet.bytes.length;
      this.#flush();
    });
    this.#watchTaking();
  }

  #watchTaking(): void {
    const before = this.#takenPackets;
    this.#watch ??= setTimeout(() => this.#look(before), TAKE_TIMEOUT_MS);
  }

  /** Whether the broker has taken anything since. */
  #look(takenBefore: number): void {
    this.#watch = undefined;
    if (this.#sending.size === 0 || this.state.kind !== 'open') return;
    if (this.#takenPackets > takenBefore) this.#watchTaking();
    else this.#client?.lose(`The broker takes nothing any more: ${this.#sending.size} packets wait.`);
  }

  #hear(address: string, bytes: Uint8Array): void {
    const nowMs = performance.now();
    if (nowMs >= this.#windowEndsMs) {
      this.#windowEndsMs = nowMs + WINDOW_MS;
      this.#inWindow = 0;
    }
    this.#inWindow += 1;
    if (this.#inWindow > PACKETS_OF_A_WINDOW_MAX || bytes.length > PACKET_BYTES_MAX) this.#dropped += 1;
    else this.#listeners.get(address)?.(bytes);
  }

  #lose(reason: string): void {
    const wasOpen = this.state.kind === 'open';
    this.#client = undefined;
    this.#isWelcome = false;
    this.#unheard.clear();
    clearTimeout(this.#watch);
    this.#watch = undefined;
    this.#next += 1;
    const afterMs = wasOpen ? 0 : Math.min(RETRY_AFTER_MAX_MS, RETRY_AFTER_MS * 2 ** this.#failures);
    if (!wasOpen) this.#failures += 1;
    // Not all at the same moment.
    this.#retry = setTimeout(() => this.#try(), afterMs * (0.5 + Math.random() / 2));
    this.#states.become({ kind: 'lost', reason });
  }
}
