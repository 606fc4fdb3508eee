// The events of all machines in the order of time, as numbers: the logs of most traces are in that order themselves, so that
// they only have to be merged, two by two; a million events take tens of milliseconds.
import type { Trace } from '../../core/trace.ts';
import { rowsUpTo, stableOrderOfNumbers } from '../stable-order.ts';

/** By time, then machine, then index. `offsets` and `counts` by machine. */
export function timeOrder({ logs }: Trace, offsets: Uint32Array, counts: readonly number[]): Uint32Array {
  const eventCount = counts.reduce((sum, count) => sum + count, 0);
  const times = new Float64Array(eventCount);
  for (const { machine, atMs } of logs)
    times.set(atMs.subarray(0, counts[machine - 1]), offsets[machine - 1]);
  const rows = new Uint32Array(rowsUpTo(eventCount));
  if (!counts.every((count, i) => isRising(times, offsets[i]!, offsets[i]! + count)))
    return stableOrderOfNumbers(times, rows);
  let bounds = [...offsets, eventCount];
  let from = rows;
  let to = new Uint32Array(eventCount);
  while (bounds.length > 2) {
    const merged = [0];
    for (let at = 0; at + 1 < bounds.length; at += 2) {
      const [first, middle] = [bounds[at]!, bounds[at + 1]!];
      const end = bounds[at + 2] ?? middle;
      merge(times, from, to, first, middle, end);
      merged.push(end);
    }
    bounds = merged;
    [from, to] = [to, from];
  }
  return from;
}

function isRising(times: Float64Array, first: number, end: number): boolean {
  for (let at = first + 1; at < end; at++) if (times[at]! < times[at - 1]!) return false;
  return true;
}

/** Of equal times those of the first part come first. */
function merge(
  times: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  first: number,
  middle: number,
  end: number,
): void {
  let left = first;
  let right = middle;
  for (let at = first; at < end; at++) {
    const takesLeft = left < middle && (right >= end || times[from[left]!]! <= times[from[right]!]!);
    to[at] = takesLeft ? from[left++]! : from[right++]!;
  }
}
