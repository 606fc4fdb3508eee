// The doors of the network: what a host may know of it. A link exists only once it is open.
import type { MachineId, Message } from '../core/message.ts';

export type LinkKind = 'webrtc' | 'broadcast' | 'relay' | 'broker' | 'memory';
export type Unsubscribe = () => void;

/** What one end of a link has counted so far. */
export interface LinkCounts {
  /** Frames that were no messages and were dropped. */
  readonly rejected: number;
  /** How often something else came to carry the link: each opening after the first. */
  readonly changes: number;
  /** Frames that were sent again, because nothing said that they had come. */
  readonly resent: number;
  /** Frames that came again and were dropped. */
  readonly duplicates: number;
  /** Messages that are so late that they were sent again, and that may not have come yet; 0 once one of them has. */
  readonly overdue: number;
  /** Milliseconds for which the link was full and its machine had to wait. */
  readonly heldMs: number;
}

export const NOTHING_COUNTED: LinkCounts = {
  rejected: 0,
  changes: 0,
  resent: 0,
  duplicates: 0,
  overdue: 0,
  heldMs: 0,
};

/** One end of one pair's link, as its machine knows it. */
export interface LinkReport extends LinkCounts {
  readonly remote: MachineId;
  /** connecting: before it is open for the first time, or nothing carries it now, and what is sent waits. */
  readonly state: 'connecting' | 'open' | 'closed' | 'failed';
  /** The kind that is open or being tried; left out until the other machine is there. */
  readonly kind?: LinkKind;
  /** In words: why it is not the first choice (both ends say the same), or why it closed or failed. */
  readonly reason?: string;
}

/** Whether two reports of a link say the same but for what they count. */
export function isSameState(one: LinkReport, other: LinkReport): boolean {
  return one.state === other.state && one.kind === other.kind && one.reason === other.reason;
}

/** Field by field, and not as text: there may be a report for each of any number of frames that are dropped. */
export function areAlike(one: LinkReport, other: LinkReport): boolean {
  const fields = Object.keys(one) as (keyof LinkReport)[];
  return fields.length === Object.keys(other).length && fields.every(field => one[field] === other[field]);
}

/** Why an incoming frame was dropped. */
export type RejectReason =
  | 'malformed'
  | 'too-long'
  | 'foreign-run'
  | 'foreign-machine'
  /** Of a session that is not, or not any more, at the other end. */
  | 'foreign-session'
  | 'out-of-order'
  /** Further ahead than is kept; it will come again. */
  | 'too-early';

/** What is heard of a link that carries `Content`. */
export type LinkEvent<Content = Message> =
  | { readonly kind: 'message'; readonly message: Content }
  | {
      readonly kind: 'rejected';
      readonly reason: RejectReason;
      /** So far on this link. */ readonly count: number;
    }
  /** The link was full and takes messages again. */
  | { readonly kind: 'drained' }
  | {
      readonly kind: 'closed';
      /** Undefined when this side closed it. */ readonly reason: string | undefined;
    };

export class LinkClosedError extends Error {
  override readonly name = 'LinkClosedError';
}
/** The other side does not take what is sent: the bound of the link's outgoing buffer is reached. */
export class LinkOverflowError extends Error {
  override readonly name = 'LinkOverflowError';
}

/** A transport opens one link to a machine at a time: the one before is still open or being opened. */
export class LinkExistsError extends Error {
  override readonly name = 'LinkExistsError';
}
/** The transport was closed, before or while it opened a link. */
export class TransportClosedError extends Error {
  override readonly name = 'TransportClosedError';
}

/** An open, first-in-first-out, exactly-once connection with one other machine, for one run. */
export interface Link<Content = Message> {
  readonly remote: MachineId;
  /** Of what carries it now, or did last. */
  readonly kind: LinkKind;
  /** Frames dropped so far. */
  readonly rejected: number;
  /** Whether the bound of what it keeps is reached: a send would throw. `drained` is heard when it takes messages again. */
  readonly isFull: boolean;
  /** Throws {@link LinkClosedError} after the end, {@link LinkOverflowError} at the bound. */
  send(message: Content): void;
  /**
   * What came before the first subscriber is kept for it (bound: {@link LINK_BUFFER_MAX} events, at which the link
   * closes and says so). `closed` is heard exactly once, and nothing after it.
   */
  subscribe(listener: (event: LinkEvent<Content>) => void): Unsubscribe;
  /** Idempotent. */
  close(): void;
}

export const LINK_BUFFER_MAX = 65_536;

export interface ConnectOptions {
  /** Aborting rejects the promise with the signal's reason and leaves nothing behind. */
  readonly signal: AbortSignal;
  /** Where the two ends meet again and again: which of their meetings this is. What is said of another one is ignored. */
  readonly meeting?: number;
}

/** Opens links from one machine to the others of one run. */
export interface Transport<Content = Message> {
  /**
   * Resolves once both sides know that the other is there, whichever of them called first. Rejects with
   * {@link LinkExistsError}, {@link TransportClosedError}, or what the kind of link says can go wrong with it.
   */
  connect(remote: MachineId, options: ConnectOptions): Promise<Link<Content>>;
  /** Closes every link it opened and everything it listens on. Idempotent. */
  close(): void;
}

/** What machines exchange before there is a link; may lose what nobody listens to, never reorders for one pair. */
export interface Signaling {
  /** `signal` is plain data, as JSON knows it. After `close` it does nothing: farewells may come late. */
  send(to: MachineId, signal: unknown): void;
  /** `signal` is whatever came: parse it. */
  subscribe(listener: (from: MachineId, signal: unknown) => void): Unsubscribe;
  /** Idempotent. */
  close(): void;
}
