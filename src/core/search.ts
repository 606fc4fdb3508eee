// Binary search over columns: what keeps a view from touching a million events to show a thousand.

/** The first index below `length` whose value is at least `value`; `length` if there is none. Values must not fall. */
export function firstAtLeast(values: ArrayLike<number>, length: number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index below `length` whose value is above `value`; `length` if there is none. Values must not fall. */
export function firstAbove(values: ArrayLike<number>, length: number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first of `from` … `end` from which on `holds`; `end` if none. */
export function firstWhere(from: number, end: number, holds: (at: number) => boolean): number {
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
