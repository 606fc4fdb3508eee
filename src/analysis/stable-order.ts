// Sorts by counting instead of comparing: a million rows take tens of milliseconds, where a comparing function takes a
// second. Equal rows stay as they were, so that orders can be laid one over the other.

const DIGIT_BITS = 16;
const DIGITS = 2 ** DIGIT_BITS;

/** The rows of `keys` in ascending order of their keys, starting from `rows`. Time: the rows; space: twice as many. */
export function stableOrder(keys: Uint32Array, rows: Uint32Array): Uint32Array {
  const byLow = pass(keys, rows, 0);
  return keys.some(key => key >= DIGITS) ? pass(keys, byLow, DIGIT_BITS) : byLow;
}

/** Like {@link stableOrder} for any numbers but NaN. */
export function stableOrderOfNumbers(keys: Float64Array, rows: Uint32Array): Uint32Array {
  const words = new Uint32Array(keys.slice().buffer);
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  for (let row = 0; row < keys.length; row++) {
    // The bits of positive numbers ascend with them, those of negative ones descend. −0 counts as 0.
    const [lower, upper] = keys[row] === 0 ? [0, 0] : [words[row * 2]!, words[row * 2 + 1]!];
    const negative = upper >>> 31 === 1;
    low[row] = negative ? ~lower : lower;
    high[row] = negative ? ~upper : upper | 0x8000_0000;
  }
  return stableOrder(high, stableOrder(low, rows));
}

export function rowsUpTo(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

function pass(keys: Uint32Array, rows: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(DIGITS + 1);
  for (let i = 0; i < rows.length; i++) starts[((keys[rows[i]!]! >>> shift) & (DIGITS - 1)) + 1]! += 1;
  for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!;
  const sorted = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const digit = (keys[row]! >>> shift) & (DIGITS - 1);
    sorted[starts[digit]!] = row;
    starts[digit] = starts[digit]! + 1;
  }
  return sorted;
}
