// Columns of numbers from items, one for each. What typed arrays have for it goes through an iterator and a list of all
// values, which takes several times as long for a million.

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Fills `column`, which is as long as `items`, and returns it. */
export function columnFrom<C extends Column, T>(
  column: C,
  items: ArrayLike<T>,
  valueOf: (item: T, index: number) => number,
): C {
  for (let i = 0; i < items.length; i++) column[i] = valueOf(items[i]!, i);
  return column;
}
