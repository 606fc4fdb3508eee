// A program's passport: for each law, in how many live runs and in which runs by seed it was held, and in all orders of which
// trials. Plain data, to be kept with the program's text; another text has another passport.
import type { LawKind } from '../core/program/law.ts';
import type { WholeProgramTrial } from '../core/program/program-trial.ts';
import { stepsOf } from '../core/program/recorded-run.ts';
import { TRIAL_DEFAULTS } from '../core/trial.ts';
import type { Choice } from './explore/choice.ts';
import type { Exploration } from './explore/explore.ts';
import type { RunsReport } from './program-runs.ts';
import type { RunLawReport } from './run-laws.ts';
import type { SeededProgramTrial } from './run-program.ts';

export type Passport = readonly PassportLaw[];

export interface PassportLaw {
  readonly name: string;
  /** step: that no step fails. */
  readonly kind: LawKind | 'step';
  readonly live: RunTally;
  /** Runs by seed. The same run is counted once. Bound: {@link PASSPORT_PARTS_MAX} rows of seeds, the latest stay. */
  readonly virtual: readonly PassportRuns[];
  /** Searches through every order, the latest of each trial. Bound: {@link PASSPORT_PARTS_MAX}, the latest stay. */
  readonly searches: readonly PassportSearch[];
}

/** In how many runs a law was held and broken; open: it is asked at the end, and a run ended before its end. */
export interface RunTally {
  readonly held: number;
  readonly broken: number;
  readonly open: number;
}

/** Runs of one trial, with one seed after the other. */
export interface PassportRuns extends RunTally {
  /** With the first seed. */
  readonly trial: SeededProgramTrial;
  /** The first seed with which the law was broken. */
  readonly firstSeed?: number;
}

export interface PassportSearch {
  readonly trial: WholeProgramTrial;
  /** open: not broken in the states that were seen, and those were not all. */
  readonly verdict: 'holds' | 'broken' | 'open';
  readonly states: number;
  /** That machines can tell apart; undefined where they were not counted. */
  readonly orders?: number;
  /** Of the shortest run that breaks the law; undefined where none does. */
  readonly steps?: number;
  /** That run; undefined where it is longer than {@link PASSPORT_RUN_MAX}. */
  readonly choices?: readonly Choice[];
}

export const PASSPORT_PARTS_MAX = 20;
/** Choices of a run that is kept. */
export const PASSPORT_RUN_MAX = 500;

type LawName = Pick<PassportLaw, 'name' | 'kind'>;
const NO_RUNS: RunTally = { held: 0, broken: 0, open: 0 };

export function withLiveRun(passport: Passport, laws: readonly RunLawReport[]): Passport {
  return changed(passport, laws, (known, { verdict }) => ({
    ...known,
    live: sumOf([known.live, tallyOf(verdict)]),
  }));
}

/** `trial`: that of the run. */
export function withVirtualRun(
  passport: Passport,
  laws: readonly RunLawReport[],
  trial: SeededProgramTrial,
): Passport {
  return changed(passport, laws, (known, { verdict }) => ({
    ...known,
    virtual: withRuns(known.virtual, {
      trial,
      ...tallyOf(verdict),
      ...(verdict === 'broken' && { firstSeed: seedOf(trial) }),
    }),
  }));
}

/** `trial`: what was given to `runPrograms`. */
export function withVirtualRuns(
  passport: Passport,
  { runs, laws }: RunsReport,
  trial: SeededProgramTrial,
): Passport {
  return changed(passport, laws, (known, { broken, open, firstSeed }) => ({
    ...known,
    virtual: withRuns(known.virtual, {
      trial,
      held: runs - broken - open,
      broken,
      open,
      ...(firstSeed !== undefined && { firstSeed }),
    }),
  }));
}

export function withSearch(passport: Passport, { trial, laws, states, orders }: Exploration): Passport {
  const text = JSON.stringify(trial);
  return changed(passport, laws, (known, law) => {
    const run = law.verdict === 'broken' ? law.run : undefined;
    const search: PassportSearch = {
      trial,
      verdict: law.verdict,
      states,
      ...(orders !== undefined && { orders }),
      ...(run && { steps: stepsOf(run).length }),
      ...(run && run.choices.length <= PASSPORT_RUN_MAX && { choices: run.choices }),
    };
    return {
      ...known,
      searches: [...known.searches.filter(each => JSON.stringify(each.trial) !== text), search].slice(
        -PASSPORT_PARTS_MAX,
      ),
    };
  });
}

/** Of all runs by seed. */
export function virtualTally({ virtual }: Pick<PassportLaw, 'virtual'>): RunTally {
  return sumOf(virtual);
}

/** Laws that the program has, in its order; what is known of others is dropped. */
function changed<L extends LawName>(
  passport: Passport,
  laws: readonly L[],
  change: (known: PassportLaw, law: L) => PassportLaw,
): Passport {
  return laws.map(law => {
    const { name, kind } = law;
    const known = passport.find(each => each.name === name && each.kind === kind);
    return change(known ?? { name, kind, live: NO_RUNS, virtual: [], searches: [] }, law);
  });
}

/**
 * A run that was there already is not counted again: where seeds of one trial overlap, the new ones take the place of the old ones,
 * unless all of them are among the old ones.
 */
function withRuns(known: readonly PassportRuns[], fresh: PassportRuns): readonly PassportRuns[] {
  const overlapping = known.filter(each => isSameTrial(each.trial, fresh.trial) && overlap(each, fresh));
  const isKnown = overlapping.some(
    each => firstOf(each) <= firstOf(fresh) && afterLast(each) >= afterLast(fresh),
  );
  if (isKnown) return known;
  return [...known.filter(each => !overlapping.includes(each)), fresh].slice(-PASSPORT_PARTS_MAX);
}

function overlap(one: PassportRuns, other: PassportRuns): boolean {
  return firstOf(one) < afterLast(other) && firstOf(other) < afterLast(one);
}

function firstOf({ trial }: PassportRuns): number {
  return seedOf(trial);
}

function afterLast({ trial, held, broken, open }: PassportRuns): number {
  return seedOf(trial) + held + broken + open;
}

function seedOf({ seed = TRIAL_DEFAULTS.seed }: SeededProgramTrial): number {
  return seed;
}

function isSameTrial(one: SeededProgramTrial, other: SeededProgramTrial): boolean {
  return JSON.stringify({ ...one, seed: 0 }) === JSON.stringify({ ...other, seed: 0 });
}

function tallyOf(verdict: RunLawReport['verdict']): RunTally {
  return {
    held: verdict === 'holds' ? 1 : 0,
    broken: verdict === 'broken' ? 1 : 0,
    open: verdict === 'open' ? 1 : 0,
  };
}

function sumOf(tallies: readonly RunTally[]): RunTally {
  return tallies.reduce(
    (sum, { held, broken, open }) => ({
      held: sum.held + held,
      broken: sum.broken + broken,
      open: sum.open + open,
    }),
    NO_RUNS,
  );
}
