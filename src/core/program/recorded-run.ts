// A run of a program as plain data, whatever world it was in: by seed in virtual time, live in tabs, found by a search or made by
// hand. What a trace of it is made of (`program-trace.ts`).
import type { Fault } from '../fault.ts';
import type { MachineId } from '../message.ts';
import type { Trial } from '../trial.ts';
import type { Json } from './json.ts';
import type { ProgramProblem } from './problem.ts';
import type { Shown } from './program.ts';
import type { WholeProgramTrial } from './program-trial.ts';
import type { RunEvent } from './run-event.ts';

/** What a step was taken for. lost: no machine took part; the message is gone. */
export type StepCause =
  | { readonly kind: 'start'; readonly isAgain: boolean }
  | { readonly kind: 'message'; readonly from: MachineId; readonly number: number }
  | { readonly kind: 'lost'; readonly from: MachineId; readonly number: number }
  | { readonly kind: 'timer'; readonly name: string }
  | { readonly kind: 'command'; readonly name: string; readonly argument: Json }
  | { readonly kind: 'idle' };

export interface RecordedStep {
  /** The one that takes the step; where a message is lost, its recipient. */
  readonly machine: MachineId;
  readonly cause: StepCause;
  /** In turn; none at a start that does nothing, and where a message is lost. */
  readonly events: readonly RunEvent[];
  /** The machine's, after the step. */
  readonly state: Json;
  /** What the program says of that state; undefined where it says nothing. */
  readonly shown?: Shown;
  readonly notes: readonly string[];
  /** Where the program chose within the step: the index of each option that was taken, in turn. */
  readonly chosen?: readonly number[];
  /** Of the step; or only of what the program shows of its state (`kind: 'show…'`). */
  readonly problem?: ProgramProblem;
  /** Of its machine, from 1; 0 at the start. Undefined where time has no length. */
  readonly tick?: number;
  /** Milliseconds since the start of the run; undefined where time has no length. */
  readonly atMs?: number;
  /** Messages that wait at the machine after the step; undefined where nobody counts them. */
  readonly queue?: number;
}

/** A message enters the queue of its recipient. */
export interface RecordedArrival {
  readonly from: MachineId;
  readonly number: number;
  readonly atMs: number;
  /** The recipient's first tick after it. */
  readonly beforeTick: number;
}

export interface RecordedRun {
  readonly program: string;
  /** Its text, where that is known. */
  readonly code?: string;
  readonly trial: WholeProgramTrial;
  /** Rates, length, seed and faults; undefined where time has no length. */
  readonly timed?: Trial;
  /** In the order in which they happened. */
  readonly steps: readonly RecordedStep[];
  /** In the order in which they happened; none where time has no length. */
  readonly arrivals: readonly RecordedArrival[];
  readonly faults: readonly Fault[];
}

/** Without the starts of machines at which nothing happens: the steps that are counted and told. */
export function stepsOf({ steps }: Pick<RecordedRun, 'steps'>): readonly RecordedStep[] {
  return steps.filter(
    ({ cause, events, notes }) =>
      cause.kind !== 'start' || cause.isAgain || events.length > 0 || notes.length > 0,
  );
}
