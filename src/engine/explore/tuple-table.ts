// Every state that a search has seen, once: rows of small whole numbers in one array, found again by their hash and compared
// whole, so that no state is taken for another.

const NONE = -1;

/** More rows or bytes than were allowed. */
export class TableFullError extends Error {
  override readonly name = 'TableFullError';
}

export class TupleTable {
  count = 0;
  #rows: Uint32Array;
  #slots: Int32Array;
  readonly #width: number;
  readonly #maxBytes: number;

  constructor(width: number, maxBytes: number) {
    this.#width = width;
    this.#maxBytes = maxBytes;
    this.#rows = new Uint32Array(width * 256);
    this.#slots = new Int32Array(1024).fill(NONE);
  }

  get byteLength(): number {
    return this.#rows.byteLength + this.#slots.byteLength;
  }

  /** The row's number where it is new, and its complement (`~row`) where it was here. Throws {@link TableFullError}. */
  add(tuple: Uint32Array): number {
    const width = this.#width;
    const mask = this.#slots.length - 1;
    let slot = hashOf(tuple, width) & mask;
    for (let row = this.#slots[slot]!; row !== NONE; row = this.#slots[slot]!) {
      if (this.#isRow(row, tuple)) return ~row;
      slot = (slot + 1) & mask;
    }
    const row = this.count;
    if ((row + 1) * width > this.#rows.length) this.#growRows();
    const rows = this.#rows;
    for (let i = 0, at = row * width; i < width; i++, at++) rows[at] = tuple[i]!;
    this.#slots[slot] = row;
    this.count = row + 1;
    if (this.count * 2 > this.#slots.length) this.#growSlots();
    return row;
  }

  read(row: number, into: Uint32Array): void {
    const rows = this.#rows;
    const width = this.#width;
    for (let i = 0, at = row * width; i < width; i++, at++) into[i] = rows[at]!;
  }

  #isRow(row: number, tuple: Uint32Array): boolean {
    const rows = this.#rows;
    const width = this.#width;
    for (let i = 0, at = row * width; i < width; i++, at++) if (rows[at] !== tuple[i]) return false;
    return true;
  }

  #growRows(): void {
    if (this.#rows.byteLength * 2 + this.#slots.byteLength > this.#maxBytes) throw new TableFullError();
    const wider = new Uint32Array(this.#rows.length * 2);
    wider.set(this.#rows);
    this.#rows = wider;
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(NONE);
    const mask = slots.length - 1;
    const tuple = new Uint32Array(this.#width);
    for (let row = 0; row < this.count; row++) {
      this.read(row, tuple);
      let slot = hashOf(tuple, this.#width) & mask;
      while (slots[slot] !== NONE) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
    this.#slots = slots;
  }
}

/** Each number is stirred in as in the dice; the end is stirred again, so that low bits depend on all. */
function hashOf(tuple: Uint32Array, width: number): number {
  let hash = 0x9e3779b1;
  for (let i = 0; i < width; i++) {
    hash = Math.imul(hash ^ tuple[i]!, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x7feb352d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
