// The door to a server through which everything goes, whichever it is: a broker, or a relay inside a page. Each party has
// one connection, and others reach it at the addresses that it listens to.
import type { Unsubscribe } from '../link.ts';

export type ServerState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** It is being tried again; `reason` is a sentence. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** For good: this side closed it, or trying again is of no use. */
  | { readonly kind: 'closed'; readonly reason: string | undefined };

/**
 * Hands on what is posted to an address to all others that listen there: what one party posts, in its order; what nobody listens to
 * is lost. What is posted after `listen` reaches nobody before this party is heard there, so that an answer finds it. While
 * it is not open, posts wait; what others post meanwhile to the addresses it listens to may be lost.
 */
export interface ServerConnection {
  readonly state: ServerState;
  /** Hears of each change. */
  subscribe(listener: (state: ServerState) => void): Unsubscribe;
  /** One listener for each address at a time. Hears anything that anybody posted there. */
  listen(address: string, onBytes: (bytes: Uint8Array) => void): Unsubscribe;
  /** Throws LinkOverflowError at the bound of what waits; once it is closed, it does nothing. */
  post(address: string, bytes: Uint8Array): void;
  /** Packets that came and were dropped unread, because more came at a time than is handed on; 0 where it is left out. */
  readonly dropped?: number;
  /** What was posted while it was open still goes out. Idempotent. */
  close(): void;
}

/** The longest packet that a server hands on, in bytes: a frame or a signal, its names and its seal. */
export const PACKET_BYTES_MAX = 65_536;
/** What may wait on one connection until the server takes it: so many packets, and so many bytes. */
export const WAITING_PACKETS_MAX = 16_384;
export const WAITING_BYTES_MAX = 8 * 2 ** 20;

/** Tells whoever listens of each change of a state. */
export class ServerStates {
  #state: ServerState = { kind: 'connecting' };
  readonly #listeners = new Set<(state: ServerState) => void>();

  get now(): ServerState {
    return this.#state;
  }

  subscribe(listener: (state: ServerState) => void): Unsubscribe {
    const own: typeof listener = state => listener(state);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** The same again is no change; after `closed` there is none. */
  become(state: ServerState): void {
    if (this.#state.kind === 'closed' || JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}
