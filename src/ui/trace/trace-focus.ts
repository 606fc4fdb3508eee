// What a person looks at in a trace, shared by the figures, the diagram, the tables and the cards of one page, so that
// pointing, choosing and zooming in one of them shows in all.
import type { FoundEvents } from '../../analysis/find/found-events.ts';
import type { MachineId } from '../../core/message.ts';
import { Store } from '../../core/store.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import type { Note } from '../../core/note.ts';
import type { Trace } from '../../core/trace.ts';
import type { TraceTab } from '../../address/seen.ts';

/** A stretch of a run, in milliseconds since its start; `toMs` is above `fromMs`. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface FocusState {
  /** The run that all of this is about; it may grow in place. Undefined before there is one. */
  readonly run: Trace | undefined;
  /** The panel of the explorer that a person has chosen; undefined: the first one. */
  readonly tab: TraceTab | undefined;
  readonly selected: EventPlace | undefined;
  /** The moment somebody points at, in milliseconds since the start of the run. */
  readonly pointedMs: number | undefined;
  /** The stretch that the diagram shows; undefined is all of it. */
  readonly window: TimeWindow | undefined;
  /** A cut through the run: by machine, how many of its events lie before it. */
  readonly cut: Uint32Array | undefined;
  /** Whether the window moves on with a run that goes on, or that is played. */
  readonly follows: boolean;
  /** The moment that the page shows, in milliseconds since the start; undefined is the end of the run, or the live edge of one that goes on. */
  readonly momentMs: number | undefined;
  /** After a step: the last event of that moment that has happened. Undefined: all of them have. */
  readonly momentEvent: EventPlace | undefined;
  /** What is searched among the events, and what was found; undefined while nothing is. */
  readonly search: EventSearchState | undefined;
  /** Machines whose lanes are not drawn; ascending, and never all. */
  readonly hidden: readonly MachineId[];
  /** The events of the shape that is looked for; undefined while none is. */
  readonly shape: FoundEvents | undefined;
  /** Whose times the diagram has: the common ones, or those of the devices' own clocks. */
  readonly times: 'common' | 'own';
  /** What somebody has written about the run. */
  readonly notes: readonly Note[];
  /** What a new note is going to be pinned to, while it is being written. */
  readonly noting: Note['at'] | undefined;
}

export interface EventSearchState {
  readonly text: string;
  /** Undefined until there is an answer. */
  readonly found: FoundEvents | undefined;
}

export const NO_FOCUS: FocusState = {
  run: undefined,
  tab: undefined,
  selected: undefined,
  pointedMs: undefined,
  window: undefined,
  cut: undefined,
  follows: true,
  momentMs: undefined,
  momentEvent: undefined,
  search: undefined,
  shape: undefined,
  hidden: [],
  times: 'common',
  notes: [],
  noting: undefined,
};

/** What is marked in a trace: what was searched for, or else the shape that is looked for. */
export function foundIn({ search, shape }: FocusState, trace: Trace): FoundEvents | undefined {
  const found = search?.found ?? shape;
  return found?.trace === trace ? found : undefined;
}

/** What of it a diagram draws: while all are the same, so is the drawing. */
export function drawnOf(state: FocusState, trace: Trace): unknown[] {
  const { selected, cut, momentMs, momentEvent, follows, hidden, notes } = state;
  return [selected, cut, momentMs, momentEvent, follows, hidden, notes, foundIn(state, trace)];
}

/** One for each page that shows a trace. */
export class TraceFocus extends Store<FocusState> {
  /** Without `follows` a run is shown as a whole until it is played. */
  constructor(private readonly follows = true) {
    super(() => ({ ...NO_FOCUS, follows }));
  }

  /** The run keeps them: they go into its files and links, and are there when it is shown again. */
  changeNotes(notes: readonly Note[]): void {
    const { run } = this.state;
    if (run) run.notes = notes;
    this.change({ notes, noting: undefined });
  }

  /** Another run is shown: nothing of the last one stays, but the tab. `start` is what the view begins with. */
  showRun(run: Trace | undefined, start: Partial<FocusState> = {}): void {
    this.change({
      ...NO_FOCUS,
      follows: this.follows,
      tab: this.state.tab,
      notes: run?.notes ?? NO_FOCUS.notes,
      run,
      ...start,
    });
  }
}
