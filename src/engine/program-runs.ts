// Many runs of a program, one for each seed, and how often each law was broken in them. In slices, so that a worker can say how far
// it is and be told to stop in between.
import type { LawKind } from '../core/program/law.ts';
import type { Program } from '../core/program/program.ts';
import type { WholeProgramTrial } from '../core/program/program-trial.ts';
import { TRIAL_BOUNDS, type Trial } from '../core/trial.ts';
import type { RunLawReport } from './run-laws.ts';
import { seededTrial, type SeededProgramTrial } from './run-program.ts';
import { VirtualProgram, type VirtualProgramEnd } from './virtual-program.ts';
import { NONE_WATCHED, watchingAsNeeded } from './watched.ts';

/** Of one law, in many runs: those in which it is neither broken nor open hold it. */
export interface LawTally {
  readonly name: string;
  /** step: that no step fails. */
  readonly kind: LawKind | 'step';
  readonly broken: number;
  /** It is asked at the end, and something was left to happen. */
  readonly open: number;
  /** The first seed with which it was broken. */
  readonly firstSeed?: number;
}

export interface RunsReport {
  readonly runs: number;
  readonly laws: readonly LawTally[];
}

/** `count` runs, with seeds from `trial.seed` on; after the highest seed there is comes 0. */
export class SlicedRuns {
  readonly #program: Program;
  readonly #trial: WholeProgramTrial;
  /** Of the first run; the others differ in their seeds. */
  readonly #timed: Trial;
  readonly #count: number;
  readonly #laws: {
    name: string;
    kind: LawKind | 'step';
    broken: number;
    open: number;
    firstSeed?: number;
  }[] = [];
  #runs = 0;
  #watched = NONE_WATCHED;

  /** Throws as {@link runProgram}, and a {@link RangeError} where `count` is no whole number from 1. */
  constructor(program: Program, trial: SeededProgramTrial, count: number) {
    if (!Number.isInteger(count) || count < 1) throw new RangeError(`${count} runs`);
    this.#program = program;
    ({ timed: this.#timed, trial: this.#trial } = seededTrial(program, trial));
    this.#count = count;
  }

  get progress(): { readonly runs: number } {
    return { runs: this.#runs };
  }

  /** At most `runs` further ones; true once all are done. */
  advance(runs = Infinity): boolean {
    const until = Math.min(this.#count, this.#runs + runs);
    while (this.#runs < until) {
      const seed = (this.#timed.seed + this.#runs) % (TRIAL_BOUNDS.seed.max + 1);
      this.#tally(this.#endOf({ ...this.#timed, seed }).laws, seed);
      this.#runs += 1;
    }
    return this.#runs === this.#count;
  }

  /** What nobody looks at is not worked out. */
  #endOf(timed: Trial): VirtualProgramEnd {
    const { watched, value } = watchingAsNeeded(this.#watched, watched => {
      const virtual = new VirtualProgram(this.#program, timed, this.#trial, { watched });
      virtual.step();
      return virtual.end();
    });
    this.#watched = watched;
    return value;
  }

  /** Of the runs so far. */
  report(): RunsReport {
    return { runs: this.#runs, laws: this.#laws.map(law => ({ ...law })) };
  }

  #tally(reports: readonly RunLawReport[], seed: number): void {
    for (const [i, { name, kind, verdict }] of reports.entries()) {
      const tally = (this.#laws[i] ??= { name, kind, broken: 0, open: 0 });
      if (verdict === 'open') tally.open += 1;
      if (verdict !== 'broken') continue;
      tally.broken += 1;
      tally.firstSeed ??= seed;
    }
  }
}

/** As {@link SlicedRuns}, in one go. */
export function runPrograms(program: Program, trial: SeededProgramTrial, count: number): RunsReport {
  const runs = new SlicedRuns(program, trial, count);
  runs.advance();
  return runs.report();
}
