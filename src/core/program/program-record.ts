// What the trace of a program's run has beside its events: what each message said, what each step was for, and the state after it.
// Plain data, so that it goes to workers, into storage and into files as it is. `RecordKeeper` makes it, and says where it ended.
import { firstWhere } from '../search.ts';
import type { MachineId } from '../message.ts';
import type { Json } from './json.ts';
import type { JsonChange } from './json-change.ts';
import type { ProgramProblem } from './problem.ts';
import type { Shown } from './program.ts';
import type { WholeProgramTrial } from './program-trial.ts';
import type { StepCause } from './recorded-run.ts';

/** unknown: the line that told it is missing from a file. */
export type OwnStepCause = Exclude<StepCause, { readonly kind: 'lost' }> | { readonly kind: 'unknown' };

/** From one step to the next where time has no length: what counts seconds then counts steps. */
export const STEP_MS = 1000;

export interface StepRecord {
  /** The index of its first event; where it has none, of the event that comes next. */
  readonly at: number;
  /** Of its machine; where time has no length, of all steps of the run. 0 at the start. */
  readonly tick: number;
  readonly cause: OwnStepCause;
  /** Of the state after it. Neither: it is as before. Not kept from the machine's step `statesKept` on. */
  readonly whole?: Json;
  readonly changes?: readonly JsonChange[];
  /** The state after it is not known, because a line is missing. */
  readonly isUnknown?: true;
  /** Where the program chose within the step: the index of each option that was taken. */
  readonly chosen?: readonly number[];
  readonly shown?: Shown;
  readonly notes?: readonly string[];
  readonly problem?: ProgramProblem;
}

export interface LetterRecord {
  readonly kind: string;
  /** Undefined where the record had no more room. */
  readonly body?: Json;
}

export interface OutputRecord {
  /** Of its event. */
  readonly at: number;
  readonly name: string;
  /** Undefined where the record had no more room. */
  readonly value?: Json;
}

export interface MachineRecord {
  /** In turn; `at` never falls. */
  readonly steps: readonly StepRecord[];
  /** By the number of the message, from 1 at place 0; null for one that nothing is known of. */
  readonly letters: readonly (LetterRecord | null)[];
  /** In turn. */
  readonly outputs: readonly OutputRecord[];
  /** How many of its steps have their state on record. */
  readonly statesKept: number;
}

export interface ProgramRecord {
  readonly name: string;
  /** Its text, where that is known. */
  readonly code?: string;
  readonly trial: WholeProgramTrial;
  /** By machine. */
  readonly machines: readonly MachineRecord[];
}

/** The step that an event belongs to; undefined where the record does not tell. */
export function stepIndexOf(
  { machines }: ProgramRecord,
  machine: MachineId,
  event: number,
): number | undefined {
  const steps = machines[machine - 1]?.steps ?? [];
  const next = firstWhere(0, steps.length, i => steps[i]!.at > event);
  return next === 0 ? undefined : next - 1;
}

export function stepOf(record: ProgramRecord, machine: MachineId, event: number): StepRecord | undefined {
  const index = stepIndexOf(record, machine, event);
  return index === undefined ? undefined : record.machines[machine - 1]!.steps[index];
}

export function letterOf(
  { machines }: ProgramRecord,
  from: MachineId,
  number: number,
): LetterRecord | undefined {
  return machines[from - 1]?.letters[number - 1] ?? undefined;
}

export function outputOf(
  { machines }: ProgramRecord,
  machine: MachineId,
  event: number,
): OutputRecord | undefined {
  const outputs = machines[machine - 1]?.outputs ?? [];
  const output = outputs[firstWhere(0, outputs.length, i => outputs[i]!.at >= event)];
  return output?.at === event ? output : undefined;
}
