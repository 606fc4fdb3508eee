// Merges what is in order on each machine into one order over all of them.
import TinyQueue from 'tinyqueue';
import type { EventPlace } from '../core/trace-order.ts';

/** Compares position `positionA` of machine `a` (from 0) with position `positionB` of machine `b`. */
export type ComparePositions = (a: number, positionA: number, b: number, positionB: number) => number;

/**
 * Each position below `counts` of its machine once, lowest first; what is equal comes in machine order. `compare` must
 * rise along each machine. The place that is handed out is the same object each time: copy what is to be kept.
 */
export function* mergeMachines(counts: ArrayLike<number>, compare: ComparePositions): Generator<EventPlace> {
  const heads = Array.from(counts, (count, at) => ({ at, machine: at + 1, index: 0, count }));
  const queue = new TinyQueue(
    heads.filter(({ count }) => count > 0),
    (a, b) => compare(a.at, a.index, b.at, b.index) || a.at - b.at,
  );
  for (let head = queue.pop(); head; head = queue.pop()) {
    yield head;
    head.index += 1;
    if (head.index < head.count) queue.push(head);
  }
}
