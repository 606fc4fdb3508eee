// Watches every message of a run from its sender's tick to the other machine's queue, on one clock.
import type { MachineId, Message } from '../../core/message.ts';
import type { Link, LinkEvent, Unsubscribe } from '../../network/link.ts';

export interface WatchedMessage {
  readonly from: MachineId;
  readonly to: MachineId;
  readonly sentMs: number;
  /** NaN as long as it has not arrived. */
  arrivedMs: number;
}

export class MessageWatch {
  readonly #nowMs: () => number;
  /** By sender and number. Bound: the messages that the machines of one run send. */
  readonly #messages = new Map<number, WatchedMessage>();
  #arrived = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get messages(): readonly WatchedMessage[] {
    return [...this.#messages.values()];
  }

  get isAllThere(): boolean {
    return this.#arrived === this.#messages.size;
  }

  sent({ from, to, number }: Message): void {
    this.#messages.set(keyOf(from, number), { from, to, sentMs: this.#nowMs(), arrivedMs: NaN });
  }

  came({ from, number }: Message): void {
    const message = this.#messages.get(keyOf(from, number));
    if (!message || !Number.isNaN(message.arrivedMs)) return;
    message.arrivedMs = this.#nowMs();
    this.#arrived += 1;
  }
}

/** A link whose messages are watched; it stays its owner's. */
export class WatchedLink implements Link {
  readonly #inner: Link;
  readonly #watch: MessageWatch;

  constructor(inner: Link, watch: MessageWatch) {
    this.#inner = inner;
    this.#watch = watch;
  }

  get remote(): MachineId {
    return this.#inner.remote;
  }

  get kind(): Link['kind'] {
    return this.#inner.kind;
  }

  get rejected(): number {
    return this.#inner.rejected;
  }

  get isFull(): boolean {
    return this.#inner.isFull;
  }

  send(message: Message): void {
    this.#watch.sent(message);
    this.#inner.send(message);
  }

  subscribe(listener: (event: LinkEvent) => void): Unsubscribe {
    return this.#inner.subscribe(event => {
      if (event.kind === 'message') this.#watch.came(event.message);
      listener(event);
    });
  }

  close(): void {
    this.#inner.close();
  }
}

const MACHINES_MAX = 1024;

function keyOf(from: MachineId, number: number): number {
  return number * MACHINES_MAX + from;
}

/** In whole microseconds: no browser's clock is finer. */
export function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
