// Lamport's total order ⇒ (L78, "Ordering the events totally"): by timestamp, and by machine where timestamps are equal.
// It extends happened-before as long as the clocks keep the clock condition, and only then.
import type { EventPlace } from '../core/trace-order.ts';
import type { MachineLog } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import { mergeMachines } from './merge-machines.ts';

/** Below 0 if `a` ⇒ `b`. Events of one machine with equal timestamps, as faulty logs have them, go by their index. */
export function totalOrderOf({ logs }: Trace): (a: EventPlace, b: EventPlace) => number {
  const clockOf = ({ machine, index }: EventPlace): number => logs[machine - 1]!.clocks[index]!;
  return (a, b) => clockOf(a) - clockOf(b) || a.machine - b.machine || a.index - b.index;
}

/**
 * Each event of the trace once, in the total order. Time: n log m for n events of m machines; where the clock of a
 * machine goes backwards, the events of that one are sorted first.
 */
export function* eventsInTotalOrder({ logs }: Trace): Generator<EventPlace> {
  const orders = logs.map(risingOrder);
  const indexAt = (at: number, position: number): number => orders[at]?.[position] ?? position;
  const clockAt = (at: number, position: number): number => logs[at]!.clocks[indexAt(at, position)]!;
  const counts = logs.map(log => log.eventCount);
  const merged = mergeMachines(counts, (a, i, b, j) => clockAt(a, i) - clockAt(b, j));
  for (const { machine, index } of merged) yield { machine, index: indexAt(machine - 1, index) };
}

/** The indices of the events by clock; undefined where the clock never goes backwards and they stand in order. */
function risingOrder({ clocks, eventCount }: MachineLog): Uint32Array | undefined {
  let index = 1;
  while (index < eventCount && clocks[index - 1]! <= clocks[index]!) index += 1;
  if (index >= eventCount) return undefined;
  const order = Uint32Array.from({ length: eventCount }, (_, i) => i);
  return order.sort((a, b) => clocks[a]! - clocks[b]! || a - b);
}
