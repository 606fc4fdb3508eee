// A server for tests, in memory, that shows what goes through it and does with it what a test says: as an honest server does, or
// as a hostile one.
import { ServerStates, type ServerConnection } from '../../network/server/server-connection.ts';

export interface Posted {
  readonly address: string;
  readonly bytes: Uint8Array;
}

export class PostOffice {
  /** All that was posted, in its order. */
  readonly posted: Posted[] = [];
  readonly #listeners = new Map<string, Set<(bytes: Uint8Array) => void>>();
  /** What is handed on for a packet, in microtasks; the packet itself by default. */
  handOn: (packet: Posted) => readonly Posted[] = packet => [packet];

  connect(): ServerConnection & { readonly states: ServerStates } {
    const states = new ServerStates();
    states.become({ kind: 'open' });
    const own = new Set<(bytes: Uint8Array) => void>();
    return {
      states,
      get state() {
        return states.now;
      },
      subscribe: listener => states.subscribe(listener),
      listen: (address, onBytes) => {
        const listeners = this.#listeners.get(address) ?? new Set();
        this.#listeners.set(address, listeners.add(onBytes));
        own.add(onBytes);
        return () => listeners.delete(onBytes);
      },
      post: (address, bytes) => {
        const packet = { address, bytes };
        this.posted.push(packet);
        for (const each of this.handOn(packet)) this.deliver(each, own);
      },
      close: () => states.become({ kind: 'closed', reason: undefined }),
    };
  }

  /** To all who listen there, but those. */
  deliver({ address, bytes }: Posted, but: ReadonlySet<(bytes: Uint8Array) => void> = new Set()): void {
    for (const listener of this.#listeners.get(address) ?? [])
      if (!but.has(listener)) queueMicrotask(() => listener(bytes));
  }
}
