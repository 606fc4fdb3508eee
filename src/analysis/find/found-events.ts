// What a search found in a trace, for tables, for marks in a drawing, and for going from one to the next.
import { firstAtLeast } from '../../core/search.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import type { Trace } from '../../core/trace.ts';
import { EventList } from '../event-list.ts';
import { rowsUpTo, stableOrderOfNumbers } from '../stable-order.ts';
import type { FoundNumbers } from './search.ts';
import { offsetsOf } from './search-index.ts';

export class FoundEvents {
  /** In the order of time. */
  readonly list: EventList;
  /** By machine: the indices of its events that were found, ascending. */
  readonly #indices: readonly Uint32Array[];

  constructor(
    readonly trace: Trace,
    { numbers, inTime, counts }: FoundNumbers,
  ) {
    const offsets = offsetsOf(counts);
    this.list = new EventList(trace, offsets, inTime);
    this.#indices = counts.map((count, i) => {
      const offset = offsets[i]!;
      const first = firstAtLeast(numbers, numbers.length, offset);
      const end = firstAtLeast(numbers, numbers.length, offset + count);
      return numbers.slice(first, end).map(number => number - offset);
    });
  }

  get length(): number {
    return this.list.length;
  }

  /** The indices that were found of one machine, ascending. */
  indicesOf(machine: number): Uint32Array {
    return this.#indices[machine - 1] ?? new Uint32Array();
  }

  /**
   * The row of the next one in time after a place, or of the one before it; round the end. Without a place the first or last.
   * Undefined where nothing was found.
   */
  stepFrom(place: EventPlace | undefined, step: 1 | -1): number | undefined {
    const { length } = this;
    if (length === 0) return undefined;
    if (!place) return step === 1 ? 0 : length - 1;
    const after = this.#rowsUntil(place, true);
    const row = step === 1 ? after : this.#rowsUntil(place, false) - 1;
    return (row + length) % length;
  }

  /** Undefined where the event was not found. Time: the logarithm of what was. */
  rowOf(place: EventPlace): number | undefined {
    if (place.index >= this.trace.logOf(place.machine).eventCount) return undefined;
    const row = this.#rowsUntil(place, false);
    const at = this.list.at(row);
    return at?.machine === place.machine && at.index === place.index ? row : undefined;
  }

  /** How many come before a place in time; with `included` the place itself counts. */
  #rowsUntil({ machine, index }: EventPlace, included: boolean): number {
    const placeMs = this.trace.logOf(machine).atMs[index]!;
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.list.at(middle)!;
      const otherMs = this.trace.logOf(other.machine).atMs[other.index]!;
      const order = otherMs - placeMs || other.machine - machine || other.index - index;
      if (order < 0 || (included && order === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Events by their places, in any order, each as often as somebody likes. */
export function foundOf(trace: Trace, places: readonly EventPlace[]): FoundEvents {
  const counts = trace.logs.map(({ eventCount }) => eventCount);
  const offsets = offsetsOf(counts);
  const numbers = Uint32Array.from(
    new Set(places.map(({ machine, index }) => offsets[machine - 1]! + index)),
  ).sort();
  const times = Float64Array.from(numbers, number => {
    let at = counts.length - 1;
    while (offsets[at]! > number) at -= 1;
    return trace.logs[at]!.atMs[number - offsets[at]!]!;
  });
  const rows = stableOrderOfNumbers(times, rowsUpTo(numbers.length));
  return new FoundEvents(trace, { numbers, inTime: Uint32Array.from(rows, row => numbers[row]!), counts });
}
