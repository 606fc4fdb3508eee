// What a person looks at in a trace, shared by the figures, the diagram, the tables and the cards of one page, so that
// pointing, choosing and zooming in one of them shows in all.
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

/** A door like the laboratory's: plain data, a new object on every change. One for each page that shows a trace. */
export class TraceFocus {
  readonly #listeners = new Set<() => void>();
  #state: FocusState = NO_FOCUS;

  get state(): FocusState {
    return this.#state;
  }

  /** Calls back after every change of `state`; returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  change(change: Partial<FocusState>): void {
    const keys = Object.keys(change) as (keyof FocusState)[];
    if (keys.every(key => this.#state[key] === change[key])) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** For another trace. */
  reset(): void {
    this.change(NO_FOCUS);
  }
}
