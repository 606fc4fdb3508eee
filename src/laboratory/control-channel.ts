// One typed end of the control plane, over a BroadcastChannel: what comes in is parsed by a schema, what fails is counted.
import * as v from 'valibot';

export interface ControlChannelOptions<In> {
  readonly name: string;
  readonly schema: v.GenericSchema<unknown, In>;
  readonly onMessage: (message: In) => void;
  /** Called for each message that was none. */
  readonly onRejected?: () => void;
}

export class ControlChannel<In, Out> {
  readonly #channel: BroadcastChannel;
  #closed = false;

  constructor({ name, schema, onMessage, onRejected }: ControlChannelOptions<In>) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = (event: { readonly data: unknown }) => {
      const parsed = v.safeParse(schema, event.data);
      if (parsed.success) onMessage(parsed.output);
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
