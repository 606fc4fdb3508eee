// A link as a machine with a journal has it: a message leaves only once the record of its sending is stored.
import type { MachineId, Message } from '../core/message.ts';
import { LinkClosedError } from '../network/link.ts';
import type { Link, LinkEvent, LinkKind, Unsubscribe } from '../network/link.ts';

export interface JournaledLinkOptions {
  readonly link: Link;
  /** Does it once everything that happened before is stored. */
  readonly whenStored: (task: () => void) => void;
  /** The link was closed before the message could leave. */
  readonly onUndeliverable: (message: Message, reason: string) => void;
}

export class JournaledLink implements Link {
  readonly #options: JournaledLinkOptions;
  /** Stored, and the link has no room for them yet. Bound: what a machine sends while something is being stored. */
  readonly #ready: Message[] = [];

  constructor(options: JournaledLinkOptions) {
    this.#options = options;
  }

  get remote(): MachineId {
    return this.#options.link.remote;
  }

  get kind(): LinkKind {
    return this.#options.link.kind;
  }

  get rejected(): number {
    return this.#options.link.rejected;
  }

  get isFull(): boolean {
    return this.#options.link.isFull || this.#ready.length > 0;
  }

  send(message: Message): void {
    this.#options.whenStored(() => {
      this.#ready.push(message);
      this.#send();
    });
  }

  subscribe(listener: (event: LinkEvent) => void): Unsubscribe {
    return this.#options.link.subscribe(event => {
      if (event.kind === 'drained' || event.kind === 'closed') this.#send();
      listener(event);
    });
  }

  close(): void {
    this.#options.link.close();
  }

  #send(): void {
    const { link, onUndeliverable } = this.#options;
    while (this.#ready.length > 0 && !link.isFull) {
      const message = this.#ready.shift()!;
      try {
        link.send(message);
      } catch (error) {
        onUndeliverable(message, error instanceof Error ? error.message : String(error));
        if (!(error instanceof LinkClosedError)) throw error;
      }
    }
  }
}
