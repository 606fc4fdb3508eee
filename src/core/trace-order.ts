// The events of all machines in one order: by time, then machine, then index. In virtual time that is the order in
// which they happened; in real time it is the order that the clocks of the browser saw.
import TinyQueue from 'tinyqueue';
import type { MachineId } from './message.ts';
import type { Trace } from './trace.ts';

/** Where an event stands: its machine (from 1) and its index among that machine's events (from 0). */
export interface EventPlace {
  readonly machine: MachineId;
  readonly index: number;
}

/** Each event of the trace once. Takes time n log m for n events of m machines, and space m. */
export function* eventsInOrder(trace: Trace): Generator<EventPlace> {
  const heads = trace.logs
    .filter(log => log.eventCount > 0)
    .map(log => ({ log, machine: log.machine, index: 0, atMs: log.atMs[0]! }));
  const queue = new TinyQueue(heads, (a, b) => a.atMs - b.atMs || a.machine - b.machine);
  for (let head = queue.pop(); head; head = queue.pop()) {
    yield { machine: head.machine, index: head.index };
    head.index += 1;
    if (head.index < head.log.eventCount) {
      head.atMs = head.log.atMs[head.index]!;
      queue.push(head);
    }
  }
}
