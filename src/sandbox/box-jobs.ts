// What a page has done with a program behind the wall: one table of jobs, by the task protocol of all workers. A box holds one
// program at a time. Whatever comes back is the work of a stranger's code and is parsed before it is used.
import type { LawKind } from '../core/program/law.ts';
import type { MachineId } from '../core/message.ts';
import type { ProgramProblem } from '../core/program/problem.ts';
import type { NetworkClaims } from '../core/program/program.ts';
import type { ProgramTrial, WholeProgramTrial } from '../core/program/program-trial.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import type { HandPosition } from '../engine/explore/by-hand.ts';
import type { Choice } from '../engine/explore/choice.ts';
import type { Exploration, ExploreOptions, ExploreProgress } from '../engine/explore/explore.ts';
import type { ProgramTurn, Turned } from '../engine/program-seat.ts';
import type { ShortenedRun } from '../engine/explore/shorten.ts';
import type { LawTally, RunsReport } from '../engine/program-runs.ts';
import type { RunLawReport } from '../engine/run-laws.ts';
import type { SeededProgramTrial } from '../engine/run-program.ts';

export type { LawTally };

/** What a text declares. */
export interface ProgramShape {
  readonly name: string;
  readonly source?: string;
  readonly fifo: boolean;
  /** What else it claims to withstand. */
  readonly network?: NetworkClaims;
  readonly messages: readonly string[];
  readonly timers: readonly string[];
  readonly commands: readonly string[];
  /** Those of them that take an argument. */
  readonly withArgument?: readonly string[];
  readonly laws: readonly { readonly name: string; readonly kind: LawKind }[];
  readonly hasIdle: boolean;
  readonly trial?: ProgramTrial;
}

/** `line` and `column` from 1, in the program's own text. */
export type LoadProblem =
  | ({ readonly kind: 'problem'; readonly problem: ProgramProblem } & TextPlace)
  /** The text is no script, or throws before it calls `program`. */
  | ({ readonly kind: 'script'; readonly message: string } & TextPlace)
  | { readonly kind: 'no-program' | 'more-programs' };
interface TextPlace {
  readonly line?: number;
  readonly column?: number;
}

export type Loaded =
  | { readonly kind: 'program'; readonly shape: ProgramShape }
  | { readonly kind: 'problem'; readonly problem: LoadProblem };

/** problem: the trial is none of the program's. */
export type Seated =
  { readonly kind: 'seated' } | { readonly kind: 'problem'; readonly problem: ProgramProblem };

export interface BoxJobs {
  /** Runs the text, once; later jobs are about its program. */
  readonly load: {
    readonly request: { readonly code: string };
    readonly result: Loaded;
    readonly progress: never;
  };
  readonly explore: {
    readonly request: { readonly trial: ProgramTrial; readonly options: ExploreOptions };
    readonly result: Exploration;
    readonly progress: ExploreProgress;
  };
  readonly run: {
    readonly request: { readonly trial: SeededProgramTrial };
    readonly result: { readonly run: RecordedRun; readonly laws: readonly RunLawReport[] };
    readonly progress: never;
  };
  /** `count` runs with seeds from `trial.seed` on. */
  readonly runs: {
    readonly request: { readonly trial: SeededProgramTrial; readonly count: number };
    readonly result: RunsReport;
    readonly progress: { readonly runs: number };
  };
  readonly byHand: {
    readonly request: { readonly trial: ProgramTrial; readonly choices: readonly Choice[] };
    readonly result: HandPosition;
    readonly progress: never;
  };
  /** The program takes the seat of one machine of a live run; turns are its own from then on. */
  readonly seat: {
    readonly request: {
      readonly trial: WholeProgramTrial;
      readonly machine: MachineId;
      readonly seed: number;
    };
    readonly result: Seated;
    readonly progress: never;
  };
  readonly turn: {
    readonly request: { readonly turn: ProgramTurn };
    readonly result: Turned;
    readonly progress: never;
  };
  /** A run that breaks a law, made shorter; `law`: its name, or undefined for that no step fails. */
  readonly shorten: {
    readonly request: {
      readonly trial: ProgramTrial;
      readonly choices: readonly Choice[];
      readonly law: string | undefined;
    };
    readonly result: ShortenedRun;
    readonly progress: never;
  };
  /** The program's laws on a run that was made elsewhere. */
  readonly laws: {
    readonly request: { readonly run: RecordedRun };
    readonly result: readonly RunLawReport[];
    readonly progress: never;
  };
}
