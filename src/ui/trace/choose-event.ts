// Choosing an event from beside the diagram: it is brought into view where the diagram shows something else.
import { sentIndexOf } from '../../analysis/causal-order.ts';
import { NONE, RECEIVE } from '../../core/machine-log.ts';
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

/** Shows the event together with `sinceMs`, the moment of what caused it. */
export function showEvent(focus: TraceFocus, trace: Trace, place: EventPlace, sinceMs: number): void {
  const atMs = trace.logOf(place.machine).atMs[place.index]!;
  focus.change({ selected: place, follows: false, window: windowAround(trace, sinceMs, atMs) });
}

/** Shows the event together with the send of the message that it received, if it received one. */
export function showWithCause(focus: TraceFocus, trace: Trace, place: EventPlace): void {
  const log = trace.logOf(place.machine);
  const sentIndex = log.kinds[place.index] === RECEIVE ? sentIndexOf(trace.logs, log, place.index) : NONE;
  const since =
    sentIndex === NONE ? log.atMs[place.index]! : trace.logOf(log.peers[place.index]!).atMs[sentIndex]!;
  showEvent(focus, trace, place, since);
}

/** With room beside both moments; undefined, which is the whole run, where that is hardly less. */
function windowAround({ trial }: Trace, oneMs: number, otherMs: number): TimeWindow | undefined {
  const lengthMs = trial.durationSeconds * 1000;
  const leastMs = (TICKS_LEAST * 1000) / Math.min(...trial.rates);
  const seenMs = Math.abs(otherMs - oneMs);
  const half = Math.max(leastMs, seenMs * (1 + 2 * MARGIN)) / 2;
  if (half * 2 >= lengthMs) return undefined;
  // Times of logs may lie before their start and after their end.
  const beginMs = Math.min(0, oneMs, otherMs);
  const endMs = Math.max(lengthMs, oneMs, otherMs);
  const middle = Math.min(endMs - half, Math.max(beginMs + half, (oneMs + otherMs) / 2));
  return { fromMs: middle - half, toMs: middle + half };
}
