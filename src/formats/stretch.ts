// A stretch of a run, for what is written of a part: which events lie in it.
import { eventsInOrder, type EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';

/** In milliseconds since the start of the run; both ends belong to it. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export function isInside(stretch: Stretch | undefined, atMs: number): boolean {
  return stretch === undefined || (atMs >= stretch.fromMs && atMs <= stretch.toMs);
}

/** In the order of {@link eventsInOrder}. */
export function* eventsOfStretch(trace: Trace, stretch: Stretch | undefined): Generator<EventPlace> {
  for (const place of eventsInOrder(trace))
    if (isInside(stretch, trace.logs[place.machine - 1]!.atMs[place.index]!)) yield place;
}

export function countEvents(trace: Trace, stretch: Stretch | undefined): number {
  if (!stretch) return trace.eventCount;
  let count = 0;
  for (const log of trace.logs)
    for (let index = 0; index < log.eventCount; index++) if (isInside(stretch, log.atMs[index]!)) count += 1;
  return count;
}
