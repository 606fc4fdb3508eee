// What the view of programs shows: the text and what is known of it, the trial, what is being worked on, and what came of it.
import type { ProgramsDraft, ParsedProgramTrial } from '../../address/programs.ts';
import type { RecordedRun } from '../../core/program/recorded-run.ts';
import type { Trace } from '../../core/trace.ts';
import type { Branches } from '../../engine/explore/branches.ts';
import type { HandPosition } from '../../engine/explore/by-hand.ts';
import type { Choice } from '../../engine/explore/choice.ts';
import type { Exploration } from '../../engine/explore/explore.ts';
import type { Passport } from '../../engine/passport.ts';
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
  | { readonly kind: 'runs'; readonly done: number; readonly count: number };

/** A run that is looked at. */
export interface ShownRun {
  readonly from: 'search' | 'virtual' | 'live' | 'hand';
  readonly run: RecordedRun;
  readonly trace: Trace;
  /** Where an engine has recorded them: the run can then be continued by hand. */
  readonly choices: readonly Choice[] | undefined;
  /** What is broken in it, in words. */
  readonly broken: string | undefined;
}

/** A run that is made by hand, and all that were tried beside it. */
export interface Hand {
  readonly position: HandPosition;
  readonly tree: Branches;
}

/** What a search came to, of this text and this trial. */
export interface Found<Result> {
  readonly of: string;
  readonly result: Result;
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
  /** Of this very text; what an earlier visit has found out is in it. */
  readonly passport: Passport;
  /** What laws say of the live run that is shown, once they have been asked. */
  readonly liveLaws: readonly RunLawReport[] | undefined;
  readonly shown: ShownRun | undefined;
  readonly hand: Hand | undefined;
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
