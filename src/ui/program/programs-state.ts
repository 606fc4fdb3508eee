// What the view of programs shows: the text and what is known of it, the trial, what is being worked on, and what came of it.
import type { ProgramsDraft, ParsedProgramTrial, SweptField } from '../../address/programs.ts';
import type { RecordedRun } from '../../core/program/recorded-run.ts';
import type { WholeProgramTrial } from '../../core/program/program-trial.ts';
import type { Trace } from '../../core/trace.ts';
import type { Branches } from '../../engine/explore/branches.ts';
import type { HandPosition } from '../../engine/explore/by-hand.ts';
import type { ChosenRun } from '../../engine/explore/choices-of.ts';
import type { Exploration } from '../../engine/explore/explore.ts';
import type { Passport } from '../../engine/passport.ts';
import type { RunsReport } from '../../engine/program-runs.ts';
import type { SeededProgramTrial } from '../../engine/run-program.ts';
import type { RunLawReport } from '../../engine/run-laws.ts';
import type { OwnProgram } from '../../history/own-programs.ts';
import type { TaskOptions } from '../../jobs/task.ts';
import type { BoxJobs, LoadProblem, ProgramShape } from '../../sandbox/box-jobs.ts';
import type { StepProblem } from './step-problem.ts';

/** A program behind the wall. Whoever opened it closes it; then whatever is asked of it rejects. */
export interface ProgramBoxDoor {
  run<Name extends keyof BoxJobs & string>(
    name: Name,
    request: BoxJobs[Name]['request'],
    options?: TaskOptions<BoxJobs[Name]['progress']>,
  ): Promise<BoxJobs[Name]['result']>;
  close(): void;
}

export type Check =
  /** It came with a link, and nobody has said that it may be run. */
  | { readonly kind: 'asks' | 'looks' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'problem'; readonly problem: LoadProblem }
  /** It could not be run here at all, for this reason. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'program' };

export type Work =
  | { readonly kind: 'search'; readonly states: number; readonly depth: number }
  | { readonly kind: 'shorten' }
  | { readonly kind: 'runs'; readonly done: number; readonly count: number };

/** A run that is looked at. */
export interface ShownRun {
  readonly from: 'search' | 'virtual' | 'live' | 'hand' | 'shortened';
  readonly run: RecordedRun;
  readonly trace: Trace;
  /** The choices that lead to it, where time has no length; of another one they are worked out (`choicesOf`). */
  readonly chosen: ChosenRun | undefined;
  /** The first law that is broken in it. */
  readonly broken: BrokenHere | undefined;
  /** Of a run that was shortened: what came of it. */
  readonly note?: string;
}

export interface BrokenHere {
  readonly words: string;
  /** The name of the law; undefined: a step fails. */
  readonly law: string | undefined;
  /** The index of the step after which it is so. */
  readonly step: number;
}

/** Runs that were made by hand in one trial. */
export interface HandTree {
  readonly trial: WholeProgramTrial;
  readonly tree: Branches;
}

/** A run that is made by hand, and all that were tried beside it. */
export interface Hand extends HandTree {
  readonly position: HandPosition;
}

/** A value of what is swept, and what came of its runs. */
export interface SweptPoint {
  readonly value: number;
  readonly trial: SeededProgramTrial;
  readonly report: RunsReport;
}

/** As far as it has come. */
export interface ProgramSweep {
  readonly field: SweptField;
  /** Of each value. */
  readonly runs: number;
  readonly points: readonly SweptPoint[];
  /** Values in all. */
  readonly planned: number;
}

/** What a search came to, of this text and this trial. */
export interface Found<Result> {
  readonly of: string;
  readonly result: Result;
}

/** What laws say of a live run. */
export interface LiveVerdicts {
  readonly laws: readonly RunLawReport[];
  /**
   * Laws on the end that did not hold when the run ended, as they are told. They are open among `laws`: somebody could still have asked
   * the machines for something, so that it was not the end.
   */
  readonly doubts: readonly RunLawReport[];
}

export interface ProgramsState {
  readonly draft: ProgramsDraft;
  readonly code: string;
  /** The text that ships and that this one is or was made from. */
  readonly original: string;
  readonly check: Check;
  /** Of the last text that could be run. */
  readonly shape: ProgramShape | undefined;
  readonly stepProblem: StepProblem | undefined;
  readonly parsed: ParsedProgramTrial;
  readonly work: Work | undefined;
  /** Why the last work ended without a result; empty where it did not. */
  readonly failure: string;
  readonly searched: Found<Exploration> | undefined;
  readonly swept: Found<ProgramSweep> | undefined;
  /** Of this very text; what an earlier visit has found out is in it. */
  readonly passport: Passport;
  /** What laws say of the live run that is shown, once they have been asked. */
  readonly liveLaws: LiveVerdicts | undefined;
  readonly shown: ShownRun | undefined;
  /** The text that it is of: another one may have been typed since. */
  readonly shownCode: string;
  readonly hand: Hand | undefined;
  /** All that were made by hand of this text, by trial; the last one is the latest. Bound: {@link HAND_TREES_MAX}. */
  readonly branches: readonly HandTree[];
  readonly own: readonly OwnProgram[];
  /** Something has been typed that is not stored yet. */
  readonly isUnsaved: boolean;
  /** The browser stores nothing, or not this. */
  readonly cannotSave: boolean;
  /** Of the address, in sentences. */
  readonly problems: readonly string[];
}

/** What tells text and trial from others. */
export function keyOf({ code, parsed }: Pick<ProgramsState, 'code' | 'parsed'>): string {
  return JSON.stringify([code, parsed.settings?.trial]);
}

/** What tells text and sweep from others. */
export function sweepKeyOf({ code, parsed }: Pick<ProgramsState, 'code' | 'parsed'>): string {
  return JSON.stringify([code, parsed.settings?.sweep, parsed.settings?.runs]);
}
