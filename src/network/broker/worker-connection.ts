// A page's end of its connection to a broker, which is in a worker.
import { LinkOverflowError, type Unsubscribe } from '../link.ts';
import {
  ServerStates,
  WAITING_BYTES_MAX,
  WAITING_PACKETS_MAX,
  type ServerConnection,
  type ServerState,
} from '../server/server-connection.ts';
import type { BrokerCounts, FromBroker, ToBroker } from './broker-messages.ts';

export class WorkerConnection implements ServerConnection {
  readonly #worker: Worker;
  readonly #states = new ServerStates();
  readonly #listeners = new Map<string, (bytes: Uint8Array) => void>();
  #counts: BrokerCounts = { takenPackets: 0, takenBytes: 0, dropped: 0 };
  #postedPackets = 0;
  #postedBytes = 0;

  /** Of addresses that are known to be some. */
  constructor(urls: readonly string[]) {
    this.#worker = new Worker(new URL('./broker-worker.ts', import.meta.url), {
      type: 'module',
      name: 'lamplight-broker',
    });
    this.#worker.onmessage = ({ data }: MessageEvent<FromBroker>) => this.#hear(data);
    this.#worker.onerror = () => {
      const reason = 'The part of the program for brokers could not be loaded.';
      this.#states.become({ kind: 'closed', reason });
    };
    this.#tell({ kind: 'open', urls });
  }

  get state(): ServerState {
    return this.#states.now;
  }

  get dropped(): number {
    return this.#counts.dropped;
  }

  subscribe(listener: (state: ServerState) => void): Unsubscribe {
    return this.#states.subscribe(listener);
  }

  listen(address: string, onBytes: (bytes: Uint8Array) => void): Unsubscribe {
    this.#listeners.set(address, onBytes);
    this.#tell({ kind: 'listen', address });
    return () => {
      if (this.#listeners.get(address) !== onBytes) return;
      this.#listeners.delete(address);
      this.#tell({ kind: 'ignore', address });
    };
  }

  post(address: string, bytes: Uint8Array): void {
    if (this.state.kind === 'closed') return;
    const packets = this.#postedPackets - this.#counts.takenPackets;
    const waitingBytes = this.#postedBytes - this.#counts.takenBytes;
    if (packets >= WAITING_PACKETS_MAX || waitingBytes + bytes.length > WAITING_BYTES_MAX)
      throw new LinkOverflowError(`${packets} packets wait for the broker already.`);
    this.#postedPackets += 1;
    this.#postedBytes += bytes.length;
    this.#tell({ kind: 'post', address, bytes });
  }

  close(): void {
    if (this.state.kind === 'closed') return;
    this.#listeners.clear();
    this.#tell({ kind: 'close' }); // it ends itself once it has posted what it was given
    this.#states.become({ kind: 'closed', reason: undefined });
  }

  #hear(message: FromBroker): void {
    if (this.state.kind === 'closed') return;
    if (message.kind === 'packet') this.#listeners.get(message.address)?.(message.bytes);
    else if (message.kind === 'counts') this.#counts = message.counts;
    else this.#states.become(message.state);
  }

  #tell(message: ToBroker): void {
    this.#worker.postMessage(message);
  }
}
