// Pair channels within one program: for tests, and for links in virtual time. Arrival is never within the call that
// posts, and always in order, whatever the schedule does, unless faults are asked for.
import { LinkOverflowError } from '../link.ts';
import type { PairChannel } from '../pair-channel.ts';

/** What may be on its way to one holder of a channel; posting more throws LinkOverflowError. */
export const MEMORY_QUEUE_MAX = 1_048_576;

export interface MemoryNetworkOptions {
  /**
   * Runs a task soon, and never at once; microtasks by default. On a virtual scheduler:
   * `(task, delayMs) => scheduler.at(scheduler.nowMs() + delayMs, task)`. The delay is 0 where there are no faults.
   */
  readonly schedule?: (task: () => void, delayMs: number) => void;
  /** What becomes of the texts that are posted, which is what links carry; none by default. */
  readonly faults?: Faults;
}

/** What a bad network does. */
export interface Faults {
  /** The delays of all copies of the next text: none where it gets lost, two where it is doubled. Any may overtake others. */
  delaysMs(): readonly number[];
}

interface Holder {
  readonly onData: (data: unknown) => void;
  /** Oldest first, from `next` on. */
  waiting: unknown[];
  next: number;
  /** Texts on their way by themselves, each of which may be overtaken. */
  straying: number;
  closed: boolean;
}

export class MemoryNetwork {
  readonly #holders = new Map<string, Set<Holder>>();
  readonly #schedule: (task: () => void, delayMs: number) => void;
  readonly #faults: Faults | undefined;

  constructor({ schedule = queueMicrotask, faults }: MemoryNetworkOptions = {}) {
    this.#schedule = schedule;
    this.#faults = faults;
  }

  /** How many channels are held open now. */
  get openChannels(): number {
    let count = 0;
    for (const holders of this.#holders.values()) count += holders.size;
    return count;
  }

  /** An OpenPairChannel. */
  open(name: string, onData: (data: unknown) => void): PairChannel {
    const own: Holder = { onData, waiting: [], next: 0, straying: 0, closed: false };
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
    if (holder.waiting.length - holder.next + holder.straying >= MEMORY_QUEUE_MAX) {
      throw new LinkOverflowError(`${MEMORY_QUEUE_MAX} items are on their way already.`);
    }
    if (this.#faults && typeof data === 'string') {
      for (const delayMs of this.#faults.delaysMs()) this.#stray(holder, data, delayMs);
      return;
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
    }, 0);
  }

  #stray(holder: Holder, data: string, delayMs: number): void {
    holder.straying += 1;
    this.#schedule(() => {
      holder.straying -= 1;
      if (!holder.closed) holder.onData(data);
    }, delayMs);
  }
}
