// The post of one machine of a live run with faults or delays: it keeps what the machine sends until the moment at which the
// trial has it arrive, and then puts it on its link, which takes next to no time.
import TinyQueue from 'tinyqueue';
import type { MachineId, Message } from '../core/message.ts';
import type { Link } from '../network/link.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { MessageFates } from './message-fates.ts';

export interface FaultyPostOptions {
  readonly fates: MessageFates;
  readonly scheduler: Scheduler;
  /** Of what is due at a moment, among all tasks due then. */
  readonly rank: number;
  /** The start of the run, on the scheduler's clock. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly links: ReadonlyMap<MachineId, Link>;
  /** Puts a message on its link, at once. A copy comes after the message itself. */
  readonly carry: (message: Message, isCopy: boolean) => void;
  readonly onHeldBack: (message: Message) => void;
}

interface Parcel {
  readonly message: Message;
  readonly isCopy: boolean;
  readonly arrivesMs: number;
  readonly order: number;
}

/**
 * What would arrive later than this after the end of the trial arrives then: after every last tick, which is all that counts,
 * and so that nobody waits for a delay of minutes.
 */
export const LANDING_MS = 1000;

/** Bound: the messages that the machine sends within the longest delay, twice. While a link is full its machine does not tick. */
export class FaultyPost {
  readonly #options: FaultyPostOptions;
  readonly #parcels = new TinyQueue<Parcel>([], (a, b) => a.arrivesMs - b.arrivesMs || a.order - b.order);
  /** Due, and their link is full; oldest first. */
  readonly #waiting = new Map<MachineId, Parcel[]>();
  #order = 0;
  #isFlushed = false;
  #nextMs = Infinity;
  #cancel: Cancel = () => undefined;

  constructor(options: FaultyPostOptions) {
    this.#options = options;
  }

  /** `sentMs`: when the tick is planned that sends it, in milliseconds since the start. */
  send(message: Message, sentMs: number): void {
    const { arrivesMs, copyArrivesMs, isHeldBack } = this.#options.fates.send(message, sentMs);
    if (isHeldBack) this.#options.onHeldBack(message);
    if (arrivesMs !== undefined) this.#keep(message, arrivesMs, false);
    if (copyArrivesMs !== undefined) this.#keep(message, copyArrivesMs, true);
    this.#release();
  }

  /** A link has room again, or needs none any more. */
  drain(remote: MachineId): void {
    const waiting = this.#waiting.get(remote) ?? [];
    const link = this.#options.links.get(remote);
    while (waiting.length > 0 && link?.isFull !== true) {
      const { message, isCopy } = waiting.shift()!;
      this.#options.carry(message, isCopy);
    }
  }

  /** The run ends early: nothing is kept any longer. */
  flush(): void {
    this.#isFlushed = true;
    this.#release();
  }

  /** Carries nothing any more. */
  close(): void {
    this.#cancel();
    this.#parcels.length = 0;
    this.#parcels.data.length = 0;
    this.#waiting.clear();
  }

  #keep(message: Message, arrivesMs: number, isCopy: boolean): void {
    this.#parcels.push({ message, isCopy, arrivesMs, order: this.#order++ });
  }

  #release(): void {
    const { scheduler, rank, carry, links } = this.#options;
    for (let next = this.#parcels.peek(); next && this.#isDue(next); next = this.#parcels.peek()) {
      this.#parcels.pop();
      const { message, isCopy } = next;
      const waiting = this.#waiting.get(message.to) ?? [];
      if (waiting.length > 0 || links.get(message.to)?.isFull === true) {
        waiting.push(next);
        this.#waiting.set(message.to, waiting);
      } else carry(message, isCopy);
    }
    const next = this.#parcels.peek();
    if (!next || this.#dueMs(next) >= this.#nextMs) return;
    this.#cancel();
    this.#nextMs = this.#dueMs(next);
    this.#cancel = scheduler.at(
      this.#nextMs,
      () => {
        this.#nextMs = Infinity;
        this.#release();
      },
      rank,
    );
  }

  #isDue(parcel: Parcel): boolean {
    return this.#isFlushed || this.#dueMs(parcel) <= this.#options.scheduler.nowMs();
  }

  #dueMs({ arrivesMs }: Parcel): number {
    const { startMs, durationMs } = this.#options;
    return startMs + Math.min(arrivesMs, durationMs + LANDING_MS);
  }
}
