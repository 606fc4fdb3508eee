// What a session makes of messages that come late, twice or too early: each once, in the order of their sequence numbers.

/** Messages that came before their turn; what is further ahead is refused, and comes again. */
export const INBOX_EARLY_MAX = 8192;

/** taken: what is due can be had. early: kept. duplicate: it came before. too-early: not kept. */
export type Taking = 'taken' | 'early' | 'duplicate' | 'too-early';

export class Inbox<Content> {
  /** By sequence number. Bound: `earlyMax`. */
  readonly #early = new Map<number, Content>();
  readonly #earlyMax: number;
  #delivered: number;

  /** `delivered`: so many an earlier page has handed over. */
  constructor({ earlyMax = INBOX_EARLY_MAX, delivered = 0 } = {}) {
    this.#earlyMax = earlyMax;
    this.#delivered = delivered;
  }

  /** Messages 1 to this have been handed over. */
  get delivered(): number {
    return this.#delivered;
  }

  /** How many wait for those before them. */
  get early(): number {
    return this.#early.size;
  }

  take(sequence: number, content: Content): Taking {
    if (sequence <= this.#delivered || this.#early.has(sequence)) return 'duplicate';
    if (sequence > this.#delivered + this.#earlyMax) return 'too-early';
    this.#early.set(sequence, content);
    return sequence === this.#delivered + 1 ? 'taken' : 'early';
  }

  /** Hands over the next one, if it has come. */
  next(): Content | undefined {
    const content = this.#early.get(this.#delivered + 1);
    if (content === undefined) return undefined;
    this.#delivered += 1;
    this.#early.delete(this.#delivered);
    return content;
  }
}
