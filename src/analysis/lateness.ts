// How late the ticks of a machine were, of all of its events: what a page shows of a run while it goes on.
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import { quantileOf, sortedCopy } from './statistics.ts';

/** How long after its due time each event happened; all 0 in virtual time and without events. */
export interface LatenessSummary {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How late the ticks of one machine came after they were due, or after the pause in which they were due. Time: O(n log n) for n events. */
export function latenessOf(trace: Trace, machine: MachineId): LatenessSummary {
  const log = trace.logOf(machine);
  const latenessMs = new Float64Array(log.eventCount);
  let late = false;
  for (let i = 0; i < latenessMs.length; i++) {
    latenessMs[i] = log.atMs[i]! - trace.dueMsOf(machine, i, true);
    late ||= latenessMs[i] !== 0;
  }
  if (!late) return { medianMs: 0, p99Ms: 0, maxMs: 0 };
  const sorted = sortedCopy(latenessMs);
  return {
    medianMs: quantileOf(sorted, 0.5),
    p99Ms: quantileOf(sorted, 0.99),
    maxMs: sorted[sorted.length - 1]!,
  };
}
