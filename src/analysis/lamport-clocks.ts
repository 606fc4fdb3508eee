// Lamport's clock over a trace's events and messages, worked out anew under either rule: who did what and who heard from
// whom stays as it was, only the timestamps are others.
import { visitCausally } from './causal-order.ts';
import { NONE } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import type { TimestampRule } from '../core/trial.ts';

/**
 * By machine, the timestamp of each event; {@link NONE} for an event on a circle of messages. A receive whose send is
 * not known counts as an internal event: nothing is known that its clock had to exceed.
 */
export function lamportClocksOf(trace: Trace, rule: TimestampRule): readonly Uint32Array[] {
  const columns = trace.logs.map(log => new Uint32Array(log.eventCount).fill(NONE));
  /** What a message carries is so much less than its send event's timestamp. */
  const behind = rule === 'increment-then-send' ? 0 : 1;
  visitCausally(trace, (machine, index, from, sentIndex) => {
    const own = columns[machine - 1]!;
    const before = index > 0 ? own[index - 1]! : 0;
    const received = sentIndex === NONE ? 0 : columns[from - 1]![sentIndex]! - behind;
    own[index] = Math.max(before, received) + 1;
  });
  return columns;
}
