// The causal past and future of one event. On each machine the past is a beginning of its log and the future an end of
// it, so one number for each machine says all; no vector clocks are needed, and a million events take milliseconds.
import { sentIndexOf } from './causal-order.ts';
import { NONE, RECEIVE, SEND, type MachineLog } from '../core/machine-log.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';

/** How one event stands to another. */
export type Relation = 'itself' | 'past' | 'future' | 'concurrent';

export interface Cones {
  readonly event: EventPlace;
  /** By machine: how many events happened before the event, itself included; what its vector clock would say. */
  readonly past: Uint32Array;
  /** By machine: the index of the first event that happened after it, itself excluded; the number of events if none did. */
  readonly future: Uint32Array;
}

/** Time: the events of both cones. */
export function conesOf(trace: Trace, event: EventPlace): Cones {
  return { event, past: pastOf(trace.logs, event), future: futureOf(trace.logs, event) };
}

export function relationOf({ event, past, future }: Cones, { machine, index }: EventPlace): Relation {
  if (machine === event.machine && index === event.index) return 'itself';
  if (index < past[machine - 1]!) return 'past';
  return index >= future[machine - 1]! ? 'future' : 'concurrent';
}

/** How many events are in the past, in the future and concurrent; the event itself is none of them. */
export function countRelations(trace: Trace, { past, future }: Cones) {
  const before = past.reduce((sum, count) => sum + count, 0) - 1;
  const after = trace.logs.reduce((sum, log, i) => sum + log.eventCount - future[i]!, 0);
  return { past: before, future: after, concurrent: trace.eventCount - 1 - before - after };
}

/** The beginning of each log that happened before an event, itself included; {@link Cones} has both directions. */
export function pastOf(logs: readonly MachineLog[], { machine, index }: EventPlace): Uint32Array {
  const counts = new Uint32Array(logs.length);
  const open: EventPlace[] = [{ machine, index }];
  for (let last = open.pop(); last; last = open.pop()) {
    const log = logs[last.machine - 1]!;
    const known = counts[last.machine - 1]!;
    if (last.index < known) continue;
    counts[last.machine - 1] = last.index + 1;
    for (let at = known; at <= last.index; at++) {
      if (log.kinds[at] !== RECEIVE) continue;
      const sentIndex = sentIndexOf(logs, log, at);
      if (sentIndex !== NONE) open.push({ machine: log.peers[at]!, index: sentIndex });
    }
  }
  return counts;
}

function futureOf(logs: readonly MachineLog[], { machine, index }: EventPlace): Uint32Array {
  const firsts = Uint32Array.from(logs, log => log.eventCount);
  // The event's own messages lead on, but it does not belong to its own future.
  const open: EventPlace[] = [{ machine, index }];
  for (let first = open.pop(); first; first = open.pop()) {
    const log = logs[first.machine - 1]!;
    const known = firsts[first.machine - 1]!;
    if (first.index >= known) continue;
    firsts[first.machine - 1] = first.index;
    for (let at = first.index; at < known; at++) {
      if (log.kinds[at] !== SEND) continue;
      const messages = log.messageNumbers[at]! - 1;
      for (let row = messages; row < messages + log.peers[at]!; row++) {
        const receivedIndex = log.receivedIndices[row]!;
        if (receivedIndex !== NONE) open.push({ machine: log.recipients[row]!, index: receivedIndex });
      }
    }
  }
  if (firsts[machine - 1] === index) firsts[machine - 1] = index + 1;
  return firsts;
}
