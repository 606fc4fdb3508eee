// The post of one machine of a live run with faults or delays: it keeps what the machine sends until the moment at which the
// trial has it arrive, and then puts it on its link, which takes next to no time.
import type { MachineId, Message } from '../core/message.ts';
import type { Link } from '../network/link.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { Journeys, type Journey } from './flight.ts';
import { LANDING_MS } from './landing.ts';
import type { MessageFates } from './message-fates.ts';

/** Of a page that this one takes the place of. */
export interface PostMemory {
  /** Of all messages that the machine has sent so far. */
  readonly fates: MessageFates;
  /** Those that no link has been given yet, in the order in which they were sent. */
  readonly onTheWay: readonly { readonly message: Message; readonly arrivesMs: number }[];
}

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

/** When a message is put on its link that is to arrive then; in milliseconds since the start. */
export function leavesMs(arrivesMs: number, durationMs: number): number {
  return Math.min(arrivesMs, durationMs + LANDING_MS);
}

/** Bound: the messages that the machine sends within the longest delay, twice. While a link is full its machine does not tick. */
export class FaultyPost {
  readonly #options: FaultyPostOptions;
  readonly #journeys = new Journeys();
  /** Due, and their link is full; oldest first. */
  readonly #waiting = new Map<MachineId, Journey[]>();
  #isFlushed = false;
  #nextMs = Infinity;
  #cancel: Cancel = () => undefined;

  constructor(options: FaultyPostOptions) {
    this.#options = options;
  }

  /** Takes over what an earlier post has kept. */
  goOn(onTheWay: PostMemory['onTheWay']): void {
    for (const { message, arrivesMs } of onTheWay) this.#journeys.add(message, arrivesMs, false);
    this.#release();
  }

  /** `sentMs`: when the tick is planned that sends it, in milliseconds since the start. */
  send(message: Message, sentMs: number): void {
    const { arrivesMs, copyArrivesMs, isHeldBack } = this.#options.fates.send(message, sentMs);
    if (isHeldBack) this.#options.onHeldBack(message);
    if (arrivesMs !== undefined) this.#journeys.add(message, arrivesMs, false);
    if (copyArrivesMs !== undefined) this.#journeys.add(message, copyArrivesMs, true);
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
    this.#journeys.clear();
    this.#waiting.clear();
  }

  #release(): void {
    const { scheduler, rank, carry, links } = this.#options;
    for (let next = this.#journeys.next; next && this.#isDue(next); next = this.#journeys.next) {
      this.#journeys.take();
      const { message, isCopy } = next;
      const waiting = this.#waiting.get(message.to) ?? [];
      if (waiting.length > 0 || links.get(message.to)?.isFull === true) {
        waiting.push(next);
        this.#waiting.set(message.to, waiting);
      } else carry(message, isCopy);
    }
    const { next } = this.#journeys;
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

  #isDue(journey: Journey): boolean {
    return this.#isFlushed || this.#dueMs(journey) <= this.#options.scheduler.nowMs();
  }

  #dueMs({ arrivesMs }: Journey): number {
    const { startMs, durationMs } = this.#options;
    return startMs + leavesMs(arrivesMs, durationMs);
  }
}
