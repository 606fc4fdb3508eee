// The vector and the matrix clock of one event, from its causal past alone: nobody has to hold the vectors of all events
// to look at one.
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { conesOf } from './cones.ts';

/** As matrixOf of core/matrix-clocks.ts; for events that are on no circle of messages. Time: machines × causal past. */
export function matrixAt(trace: Trace, event: EventPlace): readonly Uint32Array[] {
  const own = vectorAt(trace, event);
  return Array.from(own, (count, k) => {
    if (k === event.machine - 1) return own;
    return count > 0
      ? vectorAt(trace, { machine: k + 1, index: count - 1 })
      : new Uint32Array(trace.machines);
  });
}

/** As vectorOf of core/vector-clocks.ts; for events that are on no circle of messages. Time: the causal past. */
export function vectorAt(trace: Trace, event: EventPlace): Uint32Array {
  return conesOf(trace, event).past;
}
