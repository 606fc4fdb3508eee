// Pairs of events of one trace that show what a clock does wrong, to be looked at in the diagram.
import { firstWhere } from '../core/search.ts';
import { visitCausally } from './causal-order.ts';
import { NONE } from '../core/machine-log.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import type { VectorClocks } from './vector-clocks.ts';
import { labelledCounts, type Ranks } from './concurrency.ts';

/** Where a pair is looked for: at so many events, evenly spread. */
const EVENTS_LOOKED_AT_MAX = 20_000;

/** `first` bears the lower timestamp, or happened before `second`. */
export interface EventPair {
  readonly first: EventPlace;
  readonly second: EventPlace;
}

/**
 * Two concurrent events, of which `first` bears the lower timestamp; if possible the one that took place later, by as
 * much as possible. Undefined where none is found. The timestamps must rise along each machine.
 */
export function orderedThoughConcurrent(
  { logs }: Trace,
  vectors: VectorClocks,
  ranks: Ranks,
): EventPair | undefined {
  const { machines, columns } = vectors;
  const counts = labelledCounts(vectors);
  const events = counts.reduce((sum, count) => sum + count, 0);
  const step = Math.max(1, Math.ceil(events / EVENTS_LOOKED_AT_MAX));
  let best: EventPair | undefined;
  let bestMs = -Infinity;
  for (const [j, count] of counts.entries()) {
    for (let index = 0; index < count; index += step) {
      const rank = ranks[j]![index]!;
      for (let k = 0; k < machines; k++) {
        if (k === j) continue;
        const heardOf = columns[j]![index * machines + k]!;
        // Concurrent are those that this event has not heard of and that have not heard of it.
        const last =
          firstWhere(
            heardOf,
            counts[k]!,
            at => columns[k]![at * machines + j]! > index || ranks[k]![at]! >= rank,
          ) - 1;
        if (last < heardOf) continue;
        const laterMs = logs[k]!.atMs[last]! - logs[j]!.atMs[index]!;
        if (laterMs <= bestMs) continue;
        bestMs = laterMs;
        best = { first: { machine: k + 1, index: last }, second: { machine: j + 1, index } };
      }
    }
  }
  return best;
}

/**
 * An event and the one right before it on its machine or its send, which does not bear a lower timestamp; a message
 * rather than a machine. Undefined only if the clock denies nothing.
 */
export function deniedThoughCausal(trace: Trace, ranks: Ranks): EventPair | undefined {
  let byMessage: EventPair | undefined;
  let byMachine: EventPair | undefined;
  visitCausally(trace, (machine, index, from, sentIndex) => {
    const rank = ranks[machine - 1]![index]!;
    const second = { machine, index };
    if (!byMessage && sentIndex !== NONE && ranks[from - 1]![sentIndex]! >= rank)
      byMessage = { first: { machine: from, index: sentIndex }, second };
    if (!byMachine && index > 0 && ranks[machine - 1]![index - 1]! >= rank)
      byMachine = { first: { machine, index: index - 1 }, second };
  });
  return byMessage ?? byMachine;
}
