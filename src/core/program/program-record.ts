// What the trace of a program's run has beside its events: what each message said, what each step was for, and the state after it.
// Plain data, so that it goes to workers, into storage and into files as it is. `RecordKeeper` makes it, and says where it ended.
import { firstWhere } from '../search.ts';
import type { MachineId } from '../message.ts';
import type { Json } from './json.ts';
import {
  applyChanges,
  changesBetween,
  fieldChanges,
  type FieldChange,
  type JsonChange,
} from './json-change.ts';
import type { ProgramProblem } from './problem.ts';
import type { Shown } from './program.ts';
import type { WholeProgramTrial } from './program-trial.ts';
import type { StepCause } from './recorded-run.ts';

/** unknown: the line that told it is missing from a file. */
export type OwnStepCause = Exclude<StepCause, { readonly kind: 'lost' }> | { readonly kind: 'unknown' };

/** After so many changed states there is one in full. */
const CHECKPOINT_STEPS = 64;
/** Characters of JSON of bodies, outputs, notes and changes that a record keeps; of what comes later it has names alone. */
export const RECORD_CHARACTERS_MAX = 2 ** 24;
/** Characters of the states as a file has them, each in full. */
export const STATE_CHARACTERS_MAX = 2 ** 28;

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

/** After a step of a machine; undefined where it is not kept, or there is no such step. */
export function stateAfterStep(
  { machines }: ProgramRecord,
  machine: MachineId,
  step: number,
): Json | undefined {
  const own = machines[machine - 1];
  if (!own || step < 0 || step >= own.statesKept) return undefined;
  let from = step;
  while (from >= 0 && own.steps[from]!.whole === undefined && !own.steps[from]!.isUnknown) from -= 1;
  let state = own.steps[from]?.whole;
  for (let at = from + 1; at <= step && state !== undefined; at++) {
    const { changes } = own.steps[at]!;
    if (changes) state = applyChanges(state, changes);
  }
  return state;
}

/** After the step that an event belongs to. */
export function stateAfter(record: ProgramRecord, machine: MachineId, event: number): Json | undefined {
  const step = stepIndexOf(record, machine, event);
  return step === undefined ? undefined : stateAfterStep(record, machine, step);
}

/** What the step of an event changed in the state. */
export function changedBy(record: ProgramRecord, machine: MachineId, event: number): readonly FieldChange[] {
  const step = stepIndexOf(record, machine, event);
  const after = step === undefined ? undefined : stateAfterStep(record, machine, step);
  if (step === undefined || after === undefined) return [];
  return fieldChanges(stateAfterStep(record, machine, step - 1), after);
}

/** What a machine shows from one of its events on; `to` is the first event that shows something else, or undefined at the end. */
export interface ShownSpan {
  /** −1: from the start on. */
  readonly from: number;
  readonly to: number | undefined;
  readonly shown: Shown;
}

/** In turn; stretches in which the program says nothing are left out. */
export function shownSpans({ machines }: ProgramRecord, machine: MachineId): readonly ShownSpan[] {
  const spans: ShownSpan[] = [];
  let open: { readonly from: number; readonly shown: Shown } | undefined;
  const steps = machines[machine - 1]?.steps ?? [];
  for (const [i, { at, shown }] of steps.entries()) {
    if (open && shown && open.shown.text === shown.text && open.shown.tone === shown.tone) continue;
    if (open) spans.push({ ...open, to: at });
    // A step without events is a start: what it shows is there from the beginning.
    const isWithoutEvents = steps[i + 1]?.at === at || (i === steps.length - 1 && i === 0 && at === 0);
    open = shown && { from: isWithoutEvents ? at - 1 : at, shown };
  }
  if (open) spans.push({ ...open, to: undefined });
  return spans.filter(({ from, to }) => to === undefined || to > from);
}

/** A step as whoever makes a record tells of it. `state` undefined: it is not known. */
export interface KeptStep extends Pick<
  StepRecord,
  'at' | 'tick' | 'cause' | 'chosen' | 'shown' | 'notes' | 'problem'
> {
  readonly state: Json | undefined;
}

interface GrowingMachine {
  readonly steps: StepRecord[];
  readonly letters: (LetterRecord | null)[];
  readonly outputs: OutputRecord[];
  statesKept: number;
  areStatesKept: boolean;
  last: Json | undefined;
  /** Changed states since the last one in full. */
  sinceWhole: number;
}

/** Makes a record, step by step. Keeps at most {@link RECORD_CHARACTERS_MAX} characters, and names alone from then on. */
export class RecordKeeper {
  readonly #machines: readonly GrowingMachine[];
  #characters = 0;
  #stateCharacters = 0;

  constructor(machines: number) {
    this.#machines = Array.from({ length: machines }, () => ({
      steps: [],
      letters: [],
      outputs: [],
      statesKept: 0,
      areStatesKept: true,
      last: undefined,
      sinceWhole: 0,
    }));
  }

  /** `body` undefined: it was not kept. What is known of a message already stays. */
  letter(from: MachineId, number: number, kind: string, body: Json | undefined): void {
    const { letters } = this.#machines[from - 1]!;
    while (letters.length < number) letters.push(null);
    letters[number - 1] ??= { kind, ...(body !== undefined && this.#keep(body) && { body }) };
  }

  output(machine: MachineId, at: number, name: string, value: Json | undefined): void {
    this.#machines[machine - 1]!.outputs.push({
      at,
      name,
      ...(value !== undefined && this.#keep(value) && { value }),
    });
  }

  step(machine: MachineId, { state, notes, ...facts }: KeptStep): void {
    const own = this.#machines[machine - 1]!;
    own.steps.push({
      ...facts,
      ...(notes && notes.length > 0 && this.#keep(notes) && { notes }),
      ...this.#stateOf(own, state),
    });
    if (own.areStatesKept) own.statesKept = own.steps.length;
  }

  /** No more states of a machine: whoever wrote them has kept no more. */
  endStates(machine: MachineId): void {
    this.#machines[machine - 1]!.areStatesKept = false;
  }

  end(facts: Omit<ProgramRecord, 'machines'>): ProgramRecord {
    const machines = this.#machines.map(({ steps, letters, outputs, statesKept }) => ({
      steps,
      letters,
      outputs,
      statesKept,
    }));
    return { ...facts, machines };
  }

  #stateOf(
    own: GrowingMachine,
    state: Json | undefined,
  ): Pick<StepRecord, 'whole' | 'changes' | 'isUnknown'> {
    if (!own.areStatesKept) return {};
    const before = own.last;
    own.last = state;
    if (state === undefined) return { isUnknown: true };
    if (before === state) return {};
    const changes = before === undefined ? undefined : changesBetween(before, state);
    if (changes?.length === 0) return {};
    this.#stateCharacters += JSON.stringify(state).length;
    const isWhole =
      !changes ||
      own.sinceWhole === CHECKPOINT_STEPS ||
      JSON.stringify(changes).length > JSON.stringify(state).length;
    own.sinceWhole = isWhole ? 0 : own.sinceWhole + 1;
    if (this.#stateCharacters <= STATE_CHARACTERS_MAX && this.#keep(isWhole ? state : changes))
      return isWhole ? { whole: state } : { changes };
    own.areStatesKept = false;
    return {};
  }

  #keep(value: unknown): boolean {
    this.#characters += JSON.stringify(value).length;
    return this.#characters <= RECORD_CHARACTERS_MAX;
  }
}
