// One typed end of the control plane, over a channel between pages: what comes in is parsed by a schema, what fails is counted.
import * as v from 'valibot';
import { openChannelHere, type OpenSievedChannel } from '../network/broadcast/sieved-channel.ts';
import type { PairChannel } from '../network/pair-channel.ts';

/** A union of messages, told apart by their kind. */
export interface MessageSchema<In> extends v.GenericSchema<unknown, In> {
  readonly options: readonly { readonly entries: { readonly kind: { readonly literal: string } } }[];
}

export interface ControlChannelOptions<In> {
  readonly name: string;
  readonly schema: MessageSchema<In>;
  readonly onMessage: (message: In) => void;
  /** So many more messages were none; there may be any number of them, so it should only count. */
  readonly onRejected?: (count: number) => void;
  /** By default this thread listens. */
  readonly openChannel?: OpenSievedChannel | undefined;
}

export class ControlChannel<In, Out> {
  readonly #channel: PairChannel;

  constructor({
    name,
    schema,
    onMessage,
    onRejected = () => undefined,
    openChannel = openChannelHere,
  }: ControlChannelOptions<In>) {
    this.#channel = openChannel({
      name,
      kinds: schema.options.map(({ entries }) => entries.kind.literal),
      onData: data => {
        const parsed = v.safeParse(schema, data, { abortEarly: true });
        if (parsed.success) onMessage(parsed.output);
        else onRejected(1);
      },
      onDropped: onRejected,
    });
  }

  /** Does nothing after {@link close}: farewells may come late. */
  post(message: Out): void {
    this.#channel.post(message);
  }

  /** Idempotent; nothing is heard or sent after it. */
  close(): void {
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
