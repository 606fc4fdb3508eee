// The parts of the trial's page that are fetched when they are needed: more than half of it, and nobody waits for that to see the stage.
import { TRIAL_PARTS } from '../../words/trial.ts';

export const loadForm = (): Promise<unknown> => import('./trial-form.ts');

/** For a `lazy-part`: what it is called, and what fetches it. */
export const LATER_PARTS = {
  charts: { name: TRIAL_PARTS.charts, load: (): Promise<unknown> => import('./run-figures.ts') },
  chosen: { name: TRIAL_PARTS.chosen, load: (): Promise<unknown> => import('../trace/chosen-event.ts') },
  results: { name: TRIAL_PARTS.results, load: (): Promise<unknown> => import('./run-results.ts') },
  settings: { name: TRIAL_PARTS.settings, load: loadForm },
} as const;
