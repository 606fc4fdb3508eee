// The batches of one machine's log as a coordinator takes them: each entry once and in order, however often and in whatever order they
// come. What comes again and says something else is counted.

/** Batches that came early and are kept until the ones before them come; more than this are left to be sent again. */
export const EARLY_BATCHES_MAX = 256;

/** What comes again is compared with what was taken, unless it is older: more than a page sends again. */
const COMPARED_MAX = 8192;

type Batch<Entry> = readonly [first: number, entries: readonly Entry[]];

export class LogIntake<Entry> {
  /** Entries taken. */
  taken = 0;
  /** How many entries hold all events; undefined while the machine has not said so. */
  expected: number | undefined;
  /** Entries that cannot be part of this run, or that contradict what is on record: somebody else may have written them. */
  refused = 0;
  /** By how many entries come before them. Bound: {@link EARLY_BATCHES_MAX} batches. */
  readonly #early = new Map<number, readonly Entry[]>();
  /** Of the last entries taken, by their place modulo {@link COMPARED_MAX}. */
  readonly #digests = new Uint32Array(COMPARED_MAX);

  /** Whether all events of the machine are here. */
  get isComplete(): boolean {
    return this.expected !== undefined && this.taken >= this.expected;
  }

  /** Takes a batch in, before which there are `first` entries; returns the entries that are new and in order, each of which is applied. */
  take(first: number, entries: readonly Entry[], apply: (entry: Entry) => void): readonly Entry[] {
    if (first > this.taken) {
      if (this.#early.size < EARLY_BATCHES_MAX) this.#early.set(first, entries);
      return [];
    }
    const fresh: Entry[] = [];
    for (let next: Batch<Entry> | undefined = [first, entries]; next; next = this.#due()) {
      const [before, batch] = next;
      const known = this.taken - before;
      if (batch.slice(0, known).some((entry, i) => this.#isAnother(before + i, entry))) this.refused += 1;
      for (const entry of batch.slice(known)) {
        this.#digests[this.taken % COMPARED_MAX] = digestOf(entry);
        this.taken += 1;
        apply(entry);
        fresh.push(entry);
      }
    }
    return fresh;
  }

  #isAnother(place: number, entry: Entry): boolean {
    return place >= this.taken - COMPARED_MAX && this.#digests[place % COMPARED_MAX] !== digestOf(entry);
  }

  /** Takes out an early batch whose turn has come. */
  #due(): Batch<Entry> | undefined {
    for (const [first, entries] of this.#early)
      if (first <= this.taken) {
        this.#early.delete(first);
        return [first, entries];
      }
    return undefined;
  }
}

/** FNV-1a of what the entry says: parsed entries have their fields in one order. One that is none says nothing. */
function digestOf(entry: unknown): number {
  let hash = 0x811c9dc5;
  const text = (JSON.stringify(entry) as string | undefined) ?? '';
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
