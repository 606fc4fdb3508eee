// Pair channels within one program: for tests, and for links in virtual time. Arrival is never within the call that
// posts, and always in order, whatever the schedule does.
import { LinkOverflowError } from '../link.ts';
import type { PairChannel } from '../pair-channel.ts';

/** What may be on its way to one holder of a channel; posting more throws LinkOverflowError. */
export const MEMORY_QUEUE_MAX = 1_048_576;

export interface MemoryNetworkOptions {
  /**
   * Runs a task soon, and never at once; microtasks by default. On a virtual scheduler:
   * `task => scheduler.at(scheduler.nowMs(), task)`, or later for a delay.
   */
  readonly schedule?: (task: () => void) => void;
}

interface Holder {
  readonly onData: (data: unknown) => void;
  /** Oldest first, from `next` on. */
  waiting: unknown[];
  next: number;
  closed: boolean;
}

export class MemoryNetwork {
  readonly #holders = new Map<string, Set<Holder>>();
  readonly #schedule: (task: () => void) => void;

  constructor({ schedule = queueMicrotask }: MemoryNetworkOptions = {}) {
    this.#schedule = schedule;
  }

  /** How many channels are held open now. */
  get openChannels(): number {
    let count = 0;
    for (const holders of this.#holders.values()) count += holders.size;
    return count;
  }

  /** An OpenPairChannel. */
  open(name: string, onData: (data: unknown) => void): PairChannel {
    const own: Holder = { onData, waiting: [], next: 0, closed: false };
    const holders = this.#holders.get(name) ?? new Set();
    this.#holders.set(name, holders.add(own));
    return {
      post: data => {
        if (own.closed) return;
        for (const holder of holders) if (holder !== own) this.#post(holder, data);
      },
      close: () => {
        own.closed = true;
        own.waiting = [];
        holders.delete(own);
        if (holders.size === 0 && this.#holders.get(name) === holders) this.#holders.delete(name);
      },
    };
  }

  #post(holder: Holder, data: unknown): void {
    if (holder.waiting.length - holder.next >= MEMORY_QUEUE_MAX) {
      throw new LinkOverflowError(`${MEMORY_QUEUE_MAX} items are on their way already.`);
    }
    holder.waiting.push(data);
    this.#schedule(() => {
      if (holder.closed) return;
      const next = holder.waiting[holder.next++];
      if (holder.next === holder.waiting.length) {
        holder.waiting = [];
        holder.next = 0;
      }
      holder.onData(next);
    });
  }
}
