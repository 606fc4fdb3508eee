// Makes the record of a program's run, step by step, within its bounds.
import type { MachineId } from '../message.ts';
import type { Json } from './json.ts';
import { changesBetween } from './json-change.ts';
import type { LetterRecord, OutputRecord, ProgramRecord, StepRecord } from './program-record.ts';

/** After so many changed states there is one in full. */
const CHECKPOINT_STEPS = 64;
/** Characters of JSON of bodies, outputs, notes and changes that a record keeps; of what comes later it has names alone. */
export const RECORD_CHARACTERS_MAX = 2 ** 24;
/** Characters of the states as a file has them, each in full. */
export const STATE_CHARACTERS_MAX = 2 ** 28;

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
