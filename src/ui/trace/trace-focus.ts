// What a person looks at in a trace, shared by the figures, the diagram, the tables and the cards of one page, so that
// pointing, choosing and zooming in one of them shows in all.
import { Store } from '../../core/store.ts';
import type { EventPlace } from '../../core/trace-order.ts';

/** A stretch of a run, in milliseconds since its start; `toMs` is above `fromMs`. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface FocusState {
  readonly selected: EventPlace | undefined;
  /** The moment somebody points at, in milliseconds since the start of the run. */
  readonly pointedMs: number | undefined;
  /** The stretch that the diagram shows; undefined is all of it. */
  readonly window: TimeWindow | undefined;
  /** A cut through the run: by machine, how many of its events lie before it. */
  readonly cut: Uint32Array | undefined;
  /** Whether the window moves on with a run that goes on. */
  readonly follows: boolean;
}

export const NO_FOCUS: FocusState = {
  selected: undefined,
  pointedMs: undefined,
  window: undefined,
  cut: undefined,
  follows: true,
};

/** One for each page that shows a trace. */
export class TraceFocus extends Store<FocusState> {
  constructor() {
    super(() => NO_FOCUS);
  }

  /** For another trace. */
  reset(): void {
    this.change(NO_FOCUS);
  }
}
