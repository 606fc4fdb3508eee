// What the notebook's claims need beyond its nine trials: the same machines for twice as long, and with other dice.
// Queue lengths do not depend on the timestamp rule, so one rule is enough.
import { fastestOf, type Replicates } from './replicates.ts';
import { NOTEBOOK_RULE, NOTEBOOK_TRIALS, type NotebookTrial } from './trials.ts';
import type { Trial } from '../core/trial.ts';

export const FIRST_SEED = 1;
export const STUDIED_DICE = [5, 10, 15] as const;

/** The trials with two equally fast machines and one that cannot keep up: what claims 3 and 4 are about. */
export const FLOODED_TRIALS: readonly NotebookTrial[] = NOTEBOOK_TRIALS.filter(({ rates }) => {
  const machines = rates.map(rate => ({ rate }));
  return fastestOf(machines).length === 2 && Math.min(...rates) === 1;
});
/** One whose slow machine keeps up, to compare with. */
const STEADY_TRIAL_NUMBER = 9;
/** Whose rates are run with all of {@link STUDIED_DICE}: each has another die in the notebook than most. */
const DICE_TRIAL_NUMBERS: readonly number[] = [7, 8, 9];

export interface Study {
  /** What {@link studyKey} says of its trial. */
  readonly key: string;
  readonly trial: Trial;
}

/** The trial of the notebook, as it is run here. */
export function trialOf({ rates, dieSides, durationSeconds }: NotebookTrial): Trial {
  return { rates, dieSides, durationSeconds, seed: FIRST_SEED, rule: NOTEBOOK_RULE };
}

/** The trials that claims 4 and 5 compare; each once, those of the notebook among them. */
export function studies(): Study[] {
  const doubled = [...FLOODED_TRIALS, trialNumber(STEADY_TRIAL_NUMBER)].map(trialOf).map(longer);
  const diced = dicedTrials().flatMap(published =>
    STUDIED_DICE.map(dieSides => ({ ...trialOf(published), dieSides })),
  );
  return [...doubled, ...diced].map(trial => ({ key: studyKey(trial), trial }));
}

export function doubledTrials(): readonly NotebookTrial[] {
  return [...FLOODED_TRIALS, trialNumber(STEADY_TRIAL_NUMBER)];
}

export function dicedTrials(): readonly NotebookTrial[] {
  return DICE_TRIAL_NUMBERS.map(trialNumber);
}

/** Names a trial by what its queues depend on. */
export function studyKey({ rates, dieSides, durationSeconds }: Omit<Trial, 'seed' | 'rule'>): string {
  return `${rates.join(',')}/${dieSides}/${durationSeconds}`;
}

export function longer<T extends { readonly durationSeconds: number }>(trial: T): T {
  return { ...trial, durationSeconds: 2 * trial.durationSeconds };
}

function trialNumber(number: number): NotebookTrial {
  return NOTEBOOK_TRIALS[number - 1]!;
}

export type StudyResults = ReadonlyMap<string, Replicates>;
