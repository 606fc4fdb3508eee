// The machine's side of log collection: sends the log in batches, and keeps each batch until it is acknowledged, so that one that
// got lost is sent again and nothing is missing at the end.
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { BATCH_CHARACTERS_MAX, BATCH_MAX } from './control-messages.ts';

export interface LogShipperOptions<Entry> {
  readonly scheduler: Scheduler;
  /** Whether there are many machines, whose batches would be too many where each left as soon as there is something. */
  readonly areMany?: boolean;
  readonly send: (first: number, entries: readonly Entry[]) => void;
  /** Of an entry that may be long; none is, unless given. */
  readonly charactersOf?: (entry: Entry) => number;
  /** The bound is reached: the coordinator has long acknowledged nothing. The shipper takes no more. */
  readonly onOverflow: () => void;
}

const FLUSH_MS = 50;
const MANY_FLUSH_MS = 500;
const RESEND_MS = 2000;
/** Entries that are kept for a coordinator that does not acknowledge them: about ten minutes at 1,000 ticks per second. */
export const UNACKNOWLEDGED_MAX = 1_000_000;
export const UNACKNOWLEDGED_CHARACTERS_MAX = 2 ** 26;

interface Batch<Entry> {
  /** So many entries come before it. */
  readonly first: number;
  readonly entries: readonly Entry[];
  readonly characters: number;
  sentMs: number;
}

export class LogShipper<Entry> {
  readonly #options: LogShipperOptions<Entry>;
  #open: Entry[] = [];
  #openCharacters = 0;
  /** Sent and not acknowledged, oldest first. Bound: {@link UNACKNOWLEDGED_MAX} entries, {@link UNACKNOWLEDGED_CHARACTERS_MAX} characters in all. */
  #unacknowledged: Batch<Entry>[] = [];
  #kept = 0;
  #keptCharacters = 0;
  /** Entries that were put into batches. */
  #shipped: number;
  #full = false;
  #cancelFlush: Cancel | undefined;
  #cancelResend: Cancel | undefined;

  /** `first`: so many entries were taken already. */
  constructor(options: LogShipperOptions<Entry>, first = 0) {
    this.#options = options;
    this.#shipped = first;
  }

  /** How many entries there are so far. */
  get count(): number {
    return this.#shipped + this.#open.length;
  }

  add(entry: Entry): void {
    if (this.#full) return;
    const { scheduler, areMany = false, charactersOf = () => 0 } = this.#options;
    const characters = charactersOf(entry);
    if (
      this.#kept >= UNACKNOWLEDGED_MAX ||
      this.#keptCharacters + characters > UNACKNOWLEDGED_CHARACTERS_MAX
    ) {
      this.#full = true;
      this.#options.onOverflow();
      return;
    }
    if (this.#openCharacters + characters > BATCH_CHARACTERS_MAX) this.flush();
    this.#kept += 1;
    this.#keptCharacters += characters;
    this.#open.push(entry);
    this.#openCharacters += characters;
    const flushMs = areMany ? MANY_FLUSH_MS : FLUSH_MS;
    if (this.#open.length >= BATCH_MAX) this.flush();
    else this.#cancelFlush ??= scheduler.at(scheduler.nowMs() + flushMs, () => this.flush());
  }

  /** Sends what has gathered. */
  flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    if (this.#open.length === 0) return;
    const characters = this.#openCharacters;
    const batch = { first: this.#shipped, entries: this.#open, characters, sentMs: 0 };
    this.#shipped += this.#open.length;
    this.#open = [];
    this.#openCharacters = 0;
    this.#unacknowledged.push(batch);
    this.#ship(batch);
  }

  /** The first `count` entries are stored. */
  acknowledge(count: number): void {
    for (let oldest = this.#unacknowledged[0]; oldest; oldest = this.#unacknowledged[0]) {
      if (oldest.first + oldest.entries.length > count) break;
      this.#unacknowledged.shift();
      this.#kept -= oldest.entries.length;
      this.#keptCharacters -= oldest.characters;
    }
    if (this.#unacknowledged.length > 0) return;
    this.#cancelResend?.();
    this.#cancelResend = undefined;
  }

  /** Sends everything again that is not acknowledged: another coordinator has not heard it. */
  sendAgain(): void {
    this.flush();
    for (const batch of this.#unacknowledged) this.#ship(batch);
  }

  /** Sends nothing any more. */
  close(): void {
    this.#full = true;
    this.#cancelFlush?.();
    this.#cancelResend?.();
  }

  #ship(batch: Batch<Entry>): void {
    const { scheduler, send } = this.#options;
    batch.sentMs = scheduler.nowMs();
    send(batch.first, batch.entries);
    this.#cancelResend ??= scheduler.at(batch.sentMs + RESEND_MS, () => this.#resend());
  }

  #resend(): void {
    this.#cancelResend = undefined;
    const nowMs = this.#options.scheduler.nowMs();
    for (const batch of this.#unacknowledged) if (nowMs - batch.sentMs >= RESEND_MS) this.#ship(batch);
    const oldest = this.#unacknowledged[0];
    if (oldest)
      this.#cancelResend ??= this.#options.scheduler.at(oldest.sentMs + RESEND_MS, () => this.#resend());
  }
}
