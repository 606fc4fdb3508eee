// What a page and the worker that has its connection to a broker tell each other.
import type { ServerState } from '../server/server-connection.ts';

export type ToBroker =
  | { readonly kind: 'open'; readonly urls: readonly string[] }
  | { readonly kind: 'listen' | 'ignore'; readonly address: string }
  | { readonly kind: 'post'; readonly address: string; readonly bytes: Uint8Array }
  | { readonly kind: 'close' };

export type FromBroker =
  | { readonly kind: 'state'; readonly state: ServerState }
  | { readonly kind: 'packet'; readonly address: string; readonly bytes: Uint8Array }
  | { readonly kind: 'counts'; readonly counts: BrokerCounts };

/** So far. */
export interface BrokerCounts {
  /** Of what was posted: what waits no more, because the broker has it. */
  readonly takenPackets: number;
  readonly takenBytes: number;
  /** Of what came: packets that were dropped unread, because more came at a time than is handed on. */
  readonly dropped: number;
}
