// What is shown before anything was run: the trial that shows most, in virtual time. No laboratory has run it and no history
// keeps it; it has the form of a run that is over, so that everything that shows runs shows it.
import { isDefaultTrial, DEFAULT_TRIAL_DRAFT, type ParsedTrialDraft } from '../../address/trial.ts';
import { simulateWithoutFaults } from '../../engine/simulation.ts';
import type { LaboratoryState } from '../../laboratory/laboratory-state.ts';

/** What is shown first: the slow machine has fallen behind by then. */
export const FIRST_MOMENT_MS = 12_000;

/** Whether nothing was run, and the trial that would be is the one that shows most. */
export function isFirstSight({ phase, trace }: LaboratoryState, parsed: ParsedTrialDraft): boolean {
  const { engine, link, place, room } = DEFAULT_TRIAL_DRAFT;
  const isUntouched = isDefaultTrial({ ...parsed.draft, engine, link, place, room });
  return phase === 'idle' && !trace && parsed.settings !== undefined && isUntouched;
}

export class FirstSight {
  #made: { readonly of: LaboratoryState; readonly state: LaboratoryState } | undefined;

  /** What is to be shown in the place of `state`; undefined once something was run, and for any other trial. */
  instead(state: LaboratoryState, parsed: ParsedTrialDraft): LaboratoryState | undefined {
    const { settings } = parsed;
    if (!settings || !isFirstSight(state, parsed)) return undefined;
    if (this.#made?.of === state) return this.#made.state;
    const trace = this.#made?.state.trace ?? simulateWithoutFaults(settings.trial);
    const shown: LaboratoryState = {
      ...state,
      phase: 'finished',
      fact: { kind: 'finished', events: trace.eventCount },
      elapsedMs: trace.trial.durationSeconds * 1000,
      settings: { ...settings, engine: 'virtual' },
      trace,
      revision: 1,
    };
    this.#made = { of: state, state: shown };
    return shown;
  }
}
