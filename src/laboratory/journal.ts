// The journal of one machine: what happens to it is stored before anybody else hears of it. What happens while something is being
// stored is stored together, next: so that a journal costs one transaction at a time, and no tick waits for it.
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { RunStorage, StoredPart } from './run-storage.ts';

export interface JournalOptions<Item> {
  readonly scheduler: Scheduler;
  /** Undefined where nothing can be stored: then everything counts as stored at once. */
  readonly storage: RunStorage | undefined;
  readonly part: StoredPart;
  /** Of an earlier page. */
  readonly nextPosition: number;
  /** An item is stored; called in the order in which they were added. */
  readonly onStored: (item: Item) => void;
  /** The storage takes nothing any more, and why: from now on the machine goes on without it. Called once. */
  readonly onRefused: (reason: string) => void;
}

/** Storage that has not answered for so long is given up. Bound of what waits: what a machine does meanwhile. */
const ANSWER_MAX_MS = 5000;

type Waiting<Item> = { readonly item: Item } | { readonly task: () => void };

export class Journal<Item> {
  readonly #options: JournalOptions<Item>;
  #storage: RunStorage | undefined;
  #position: number;
  #waiting: Waiting<Item>[] = [];
  /** Being stored. */
  #current: Waiting<Item>[] = [];
  #isBusy = false;
  #isClosed = false;
  #cancelTimeout: Cancel = () => undefined;

  constructor(options: JournalOptions<Item>) {
    this.#options = options;
    this.#storage = options.storage;
    this.#position = options.nextPosition;
  }

  add(item: Item): void {
    if (this.#storage) this.#put({ item });
    else this.#options.onStored(item);
  }

  /** Does it once everything that was added before is stored; now, if it is. */
  whenStored(task: () => void): void {
    if (this.#isBusy) this.#put({ task });
    else task();
  }

  /** What is not stored now never was: nobody has heard of it. */
  close(): void {
    this.#isClosed = true;
    this.#cancelTimeout();
  }

  #put(waiting: Waiting<Item>): void {
    this.#waiting.push(waiting);
    if (this.#isBusy) return;
    this.#isBusy = true;
    queueMicrotask(() => this.#store());
  }

  #store(): void {
    const { scheduler, part } = this.#options;
    const storage = this.#storage;
    if (this.#isClosed || !storage) return;
    const current = (this.#current = this.#waiting.splice(0));
    const items = current.flatMap(waiting => ('item' in waiting ? [waiting.item] : []));
    if (items.length === 0) return this.#stored(current);
    this.#cancelTimeout = scheduler.at(scheduler.nowMs() + ANSWER_MAX_MS, () =>
      this.#refuse('It does not answer.'),
    );
    const position = this.#position++;
    storage.append(part, { position, value: items }).then(
      () => this.#stored(current),
      (error: unknown) => this.#refuse(error instanceof Error ? error.message : String(error)),
    );
  }

  #stored(current: Waiting<Item>[]): void {
    if (current !== this.#current || this.#isClosed) return;
    this.#cancelTimeout();
    this.#current = [];
    this.#tell(current);
    if (this.#waiting.length > 0) this.#store();
    else this.#isBusy = false;
  }

  #refuse(reason: string): void {
    if (!this.#storage || this.#isClosed) return;
    this.#cancelTimeout();
    this.#storage = undefined;
    this.#options.onRefused(reason);
    this.#tell([...this.#current.splice(0), ...this.#waiting.splice(0)]);
    this.#isBusy = false;
  }

  /** An error of one ends none of the others: it is thrown where the page's own tasks throw. */
  #tell(told: readonly Waiting<Item>[]): void {
    const { scheduler, onStored } = this.#options;
    for (const waiting of told)
      try {
        if ('item' in waiting) onStored(waiting.item);
        else waiting.task();
      } catch (error) {
        scheduler.at(scheduler.nowMs(), () => {
          throw error;
        });
      }
  }
}
