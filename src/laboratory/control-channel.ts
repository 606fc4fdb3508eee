// One typed end of the control plane, over a BroadcastChannel: what comes in is parsed by a schema, what fails is counted.
import * as v from 'valibot';
import { isOfKind } from '../network/of-kind.ts';

/** A union of messages, told apart by their kind. */
export interface MessageSchema<In> extends v.GenericSchema<unknown, In> {
  readonly options: readonly { readonly entries: { readonly kind: { readonly literal: unknown } } }[];
}

export interface ControlChannelOptions<In> {
  readonly name: string;
  readonly schema: MessageSchema<In>;
  readonly onMessage: (message: In) => void;
  /** Called for each message that was none, of which there may be any number: it should only count. */
  readonly onRejected?: () => void;
}

export class ControlChannel<In, Out> {
  readonly #channel: BroadcastChannel;
  #closed = false;

  constructor({ name, schema, onMessage, onRejected }: ControlChannelOptions<In>) {
    this.#channel = new BroadcastChannel(name);
    const kinds = new Set(schema.options.map(({ entries }) => entries.kind.literal));
    this.#channel.onmessage = (event: { readonly data: unknown }) => {
      const parsed = isOfKind(event.data, kinds) && v.safeParse(schema, event.data, { abortEarly: true });
      if (parsed && parsed.success) onMessage(parsed.output);
      else onRejected?.();
    };
  }

  /** Does nothing after {@link close}: farewells may come late. */
  post(message: Out): void {
    if (!this.#closed) this.#channel.postMessage(message);
  }

  /** Idempotent; nothing is heard or sent after it. */
  close(): void {
    this.#closed = true;
    this.#channel.onmessage = null;
    this.#channel.close();
  }
}

/** Everyone in a room listens here. */
export function roomChannelName(room: string): string {
  return `lamplight/${room}/room`;
}

/** Between the coordinator and one page: nobody else is troubled with a machine's log. */
export function pageChannelName(room: string, page: string): string {
  return `lamplight/${room}/page/${page}`;
}

/** 16 hexadecimal digits at random: a page, a coordinator, a run. */
export function randomIdentifier(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
