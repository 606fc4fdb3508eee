// Hybrid logical clocks (Kulkarni, Demirbas, Madappa, Avva, Leone: "Logical Physical Clocks", 2014, figure 5), computed
// from the times and messages of a trace: close to physical time, and yet true to what happened before what.
import { visitCausally } from './causal-order.ts';
import { NONE } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';

/** How a machine's physical clock differs from the time of the trace. */
export interface PhysicalClockError {
  readonly offsetMs: number;
  /** How much faster it runs, in parts per million: at 1,000 it gains a millisecond each second. */
  readonly driftPartsPerMillion: number;
}

export const NO_CLOCK_ERROR: PhysicalClockError = { offsetMs: 0, driftPartsPerMillion: 0 };

/** 48 bits for l and 16 for c, as the authors have it. */
export const HYBRID_TIMESTAMP_BYTES = 8;

/** By machine, event after event. */
export interface HybridClocks {
  /** The part l in milliseconds: the largest physical time heard of. NaN for an event on a circle of messages. */
  readonly physicalPartsMs: readonly Float64Array[];
  /** The part c: tells apart, and puts in order, what bears the same l. */
  readonly counters: readonly Uint32Array[];
}

/** What a machine's physical clock shows at a moment of the trace, in whole microseconds. */
export function physicalTimeMs(atMs: number, error: PhysicalClockError | undefined): number {
  const { offsetMs, driftPartsPerMillion } = error ?? NO_CLOCK_ERROR;
  return Math.round((atMs + offsetMs + atMs * driftPartsPerMillion * 1e-6) * 1000) / 1000;
}

/**
 * `errors` are by machine; none where there is no entry. A receive whose send is not known counts as a local event.
 * Clocks start before all time, not at 0: a real clock is far from 0 when it is first read.
 */
export function hybridClocksOf(trace: Trace, errors: readonly PhysicalClockError[]): HybridClocks {
  const physicalPartsMs = trace.logs.map(log => new Float64Array(log.eventCount).fill(NaN));
  const counters = trace.logs.map(log => new Uint32Array(log.eventCount));
  visitCausally(trace, (machine, index, from, sentIndex) => {
    const own = physicalPartsMs[machine - 1]!;
    const ownCounters = counters[machine - 1]!;
    const physicalMs = physicalTimeMs(trace.logs[machine - 1]!.atMs[index]!, errors[machine - 1]);
    const before = index > 0 ? own[index - 1]! : -Infinity;
    const received = sentIndex === NONE ? -Infinity : physicalPartsMs[from - 1]![sentIndex]!;
    const part = Math.max(before, received, physicalMs);
    let counter = -1;
    if (part === before) counter = ownCounters[index - 1]!;
    if (part === received) counter = Math.max(counter, counters[from - 1]![sentIndex]!);
    own[index] = part;
    ownCounters[index] = counter + 1;
  });
  return { physicalPartsMs, counters };
}

/** Below 0 if the first is the earlier one: by l, then by c. */
export function compareHybrid(
  { physicalPartsMs, counters }: HybridClocks,
  a: { readonly machine: number; readonly index: number },
  b: { readonly machine: number; readonly index: number },
): number {
  const apart = physicalPartsMs[a.machine - 1]![a.index]! - physicalPartsMs[b.machine - 1]![b.index]!;
  return apart || counters[a.machine - 1]![a.index]! - counters[b.machine - 1]![b.index]!;
}
