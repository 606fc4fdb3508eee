// A program's passport: for each law, in how many live runs and in how many runs by seed it was held, and in all orders of which
// trials. Plain data, to be kept with the program's text; another text has another passport.
import type { LawKind } from '../core/program/law.ts';
import type { WholeProgramTrial } from '../core/program/program-trial.ts';
import type { Exploration } from './explore/explore.ts';
import type { RunsReport } from './program-runs.ts';
import type { RunLawReport } from './run-laws.ts';

export type Passport = readonly PassportLaw[];

export interface PassportLaw {
  readonly name: string;
  /** step: that no step fails. */
  readonly kind: LawKind | 'step';
  readonly live: RunTally;
  readonly virtual: RunTally;
  /** Searches through every order, the latest of each trial. Bound: {@link SEARCHES_MAX}, the latest stay. */
  readonly searches: readonly PassportSearch[];
}

/** In how many runs a law was held and broken; open: it is asked at the end, and a run ended before its end. */
export interface RunTally {
  readonly held: number;
  readonly broken: number;
  readonly open: number;
}

export interface PassportSearch {
  readonly trial: WholeProgramTrial;
  /** open: not broken in the states that were seen, and those were not all. */
  readonly verdict: 'holds' | 'broken' | 'open';
  readonly states: number;
  /** That machines can tell apart; undefined where they were not counted. */
  readonly orders?: number;
}

export const SEARCHES_MAX = 20;

type LawName = Pick<PassportLaw, 'name' | 'kind'>;
const NO_RUNS: RunTally = { held: 0, broken: 0, open: 0 };

export function withLiveRun(passport: Passport, laws: readonly RunLawReport[]): Passport {
  return changed(passport, laws, (known, { verdict }) => ({
    ...known,
    live: counted(known.live, tallyOf(verdict)),
  }));
}

export function withVirtualRun(passport: Passport, laws: readonly RunLawReport[]): Passport {
  return changed(passport, laws, (known, { verdict }) => ({
    ...known,
    virtual: counted(known.virtual, tallyOf(verdict)),
  }));
}

export function withVirtualRuns(passport: Passport, { runs, laws }: RunsReport): Passport {
  return changed(passport, laws, (known, { broken, open }) => ({
    ...known,
    virtual: counted(known.virtual, { broken, open, held: runs - broken - open }),
  }));
}

export function withSearch(passport: Passport, { trial, laws, states, orders }: Exploration): Passport {
  const text = JSON.stringify(trial);
  return changed(passport, laws, (known, { verdict }) => ({
    ...known,
    searches: [
      ...known.searches.filter(search => JSON.stringify(search.trial) !== text),
      { trial, verdict, states, ...(orders !== undefined && { orders }) },
    ].slice(-SEARCHES_MAX),
  }));
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
    return change(known ?? { name, kind, live: NO_RUNS, virtual: NO_RUNS, searches: [] }, law);
  });
}

function tallyOf(verdict: RunLawReport['verdict']): RunTally {
  return {
    held: verdict === 'holds' ? 1 : 0,
    broken: verdict === 'broken' ? 1 : 0,
    open: verdict === 'open' ? 1 : 0,
  };
}

function counted(one: RunTally, other: RunTally): RunTally {
  return { held: one.held + other.held, broken: one.broken + other.broken, open: one.open + other.open };
}
