// What a link has to tell and to whom: kept for the first listener, told in order, and never within another telling.
import type { LinkEvent, Unsubscribe } from './link.ts';

type Listener<Content> = (event: LinkEvent<Content>) => void;

export class LinkEvents<Content> {
  readonly #listeners = new Set<Listener<Content>>();
  /** What nobody has heard yet, oldest first. Its owner bounds it, by {@link waiting}. */
  #events: LinkEvent<Content>[] = [];
  /** How many of these were told already, while they are being told. */
  #told = 0;
  #hasBeenHeard = false;
  #telling = false;

  /** How many nobody has heard yet. */
  get waiting(): number {
    return this.#events.length - this.#told;
  }

  subscribe(listener: Listener<Content>): Unsubscribe {
    const own: Listener<Content> = event => listener(event); // so that subscribing twice is two subscriptions
    this.#listeners.add(own);
    this.#hasBeenHeard = true;
    this.#tell();
    return () => {
      this.#listeners.delete(own);
    };
  }

  push(event: LinkEvent<Content>): void {
    this.#events.push(event);
    this.#tell();
  }

  /** Drops what nobody has heard yet. */
  drop(): void {
    this.#events = [];
    this.#told = 0;
  }

  /** Not re-entrant: what happens while a listener is told is told after it. */
  #tell(): void {
    if (!this.#hasBeenHeard || this.#telling) return;
    this.#telling = true;
    try {
      while (this.#told < this.#events.length) {
        const event = this.#events[this.#told++]!;
        for (const listener of [...this.#listeners]) listener(event);
      }
    } finally {
      this.#telling = false;
      this.#events = this.#events.slice(this.#told);
      this.#told = 0;
    }
  }
}
