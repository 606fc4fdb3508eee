// What stands on the stage: the trace of the run that is shown with what stood at each moment of it, and before any run a trace
// without events, so that the lanes of the trial are there.
import { Moments } from '../../analysis/moments.ts';
import { Trace } from '../../core/trace.ts';
import type { Trial } from '../../core/trial.ts';
import type { LaboratoryState } from '../../laboratory/laboratory-state.ts';
import { isOver } from '../../laboratory/phases.ts';
import type { Presented } from '../parts/page-tool-event.ts';
import { ShownMoments } from '../trace/shown-moments.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';

export class StageRun {
  #moments: Moments | undefined;
  readonly #shown = new ShownMoments();
  #empty: Trace | undefined;
  #revision = 0;

  /** `trace` is of the run that is shown, undefined where there is none; `trial` is what would be run. The same answer for the same, with what is new where `revision` says so. */
  of(trace: Trace | undefined, trial: Trial, revision: number): Moments {
    const shown = trace ?? this.#emptyOf(trial);
    if (this.#moments?.trace !== shown) this.#moments = new Moments(shown);
    // The last messages of a run arrive after its last event: the moments do not see by themselves that something came.
    else if (this.#revision !== revision) this.#moments.update();
    this.#revision = revision;
    return this.#moments;
  }

  /** What of it the diagram shows and plays. Not before {@link of}. */
  played({ state }: TraceFocus): Moments {
    return this.#shown.of(this.#moments!, state);
  }

  #emptyOf(trial: Trial): Trace {
    if (this.#empty?.trial !== trial) this.#empty = new Trace(trial, 'live');
    return this.#empty;
  }
}

/** What a presentation shows of it; undefined before there is anything to see. */
export function presentedOf(
  { trace, revision, phase, elapsedMs }: LaboratoryState,
  traceFocus: TraceFocus,
): Presented | undefined {
  const live = !isOver(phase);
  return trace && { trace, revision, live, nowMs: live ? elapsedMs : undefined, traceFocus };
}
