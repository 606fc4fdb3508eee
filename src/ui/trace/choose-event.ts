// Choosing an event from beside the diagram: it is brought into view where the diagram shows something else.
import type { EventPlace } from '../../core/trace-order.ts';
import type { Trace } from '../../core/trace.ts';
import type { TimeWindow, TraceFocus } from './trace-focus.ts';

const MARGIN = 0.15; // of what is to be seen, on each side
const TICKS_LEAST = 6; // of the slowest machine, so that neighbours are seen as well

/** Keeps the width of the window, and moves it only if the event lies outside. */
export function chooseEvent(focus: TraceFocus, trace: Trace, place: EventPlace): void {
  const { window } = focus.state;
  const atMs = trace.logOf(place.machine).atMs[place.index]!;
  if (!window || (atMs >= window.fromMs && atMs <= window.toMs))
    return focus.change({ selected: place, follows: false });
  const half = (window.toMs - window.fromMs) / 2;
  const fromMs = Math.max(0, atMs - half);
  focus.change({ selected: place, follows: false, window: { fromMs, toMs: fromMs + 2 * half } });
}

/** Shows the event together with `since`, the moment of its cause. */
export function showEvent(focus: TraceFocus, trace: Trace, place: EventPlace, sinceMs: number): void {
  const atMs = trace.logOf(place.machine).atMs[place.index]!;
  focus.change({ selected: place, follows: false, window: windowAround(trace, sinceMs, atMs) });
}

function windowAround({ trial }: Trace, oneMs: number, otherMs: number): TimeWindow | undefined {
  const lengthMs = trial.durationSeconds * 1000;
  const leastMs = (TICKS_LEAST * 1000) / Math.min(...trial.rates);
  const seenMs = Math.abs(otherMs - oneMs);
  const half = Math.max(leastMs, seenMs * (1 + 2 * MARGIN)) / 2;
  if (half * 2 >= lengthMs) return undefined;
  const middle = Math.min(lengthMs - half, Math.max(half, (oneMs + otherMs) / 2));
  return { fromMs: middle - half, toMs: middle + half };
}
