// One machine that runs a program, as a value: what it has after a step depends on what it had, and on the input alone.
import { lamportClock } from '../logical-clock.ts';
import type { MachineId } from '../message.ts';
import { canonicalText, type Json } from './json.ts';
import type { Output } from './law.ts';
import type { Program } from './program.ts';
import type { WholeProgramTrial } from './program-trial.ts';
import { step, type Input, type StepContext, type StepResult } from './step.ts';
import { timersAfter, type SetTimer } from './timers.ts';

export interface ProgramMachine {
  readonly state: Json;
  readonly clock: number;
  /** For each machine, how many of its events this one knows. */
  readonly vector: readonly number[];
  /** For each machine, how many of its outputs this one knows. */
  readonly knows: readonly number[];
  readonly outputs: readonly Output[];
  readonly timers: readonly SetTimer[];
  readonly stored: Json | undefined;
  /** Commands of its script that it has taken. */
  readonly asked: number;
  /** Ticks that it has had on which nothing waited. */
  readonly idles: number;
}

/** A message, but for its name and its ends. */
export interface Letter {
  readonly message: string;
  readonly body: Json;
  readonly timestamp: number;
  readonly vector: readonly number[];
  readonly knows: readonly number[];
}

export interface Posted {
  readonly to: readonly MachineId[];
  readonly letter: Letter;
}

export interface Taken {
  readonly machine: ProgramMachine;
  readonly posted: readonly Posted[];
  readonly result: StepResult;
}

/** What stays the same for one machine of a run. */
export interface Seat {
  readonly program: Program;
  readonly id: MachineId;
  readonly others: readonly MachineId[];
  readonly trial: WholeProgramTrial;
}

export function seatsOf(program: Program, trial: WholeProgramTrial): readonly Seat[] {
  const ids = Array.from({ length: trial.machines }, (_, i) => i + 1);
  return ids.map(id => ({ program, id, trial, others: Object.freeze(ids.filter(each => each !== id)) }));
}

const NO_TIMERS: readonly SetTimer[] = [];
/** Of a machine whose vector, or whose knowledge of outputs, is not kept. */
export const NO_NUMBERS: readonly number[] = [];

/** Before its start. */
export function unbornMachine(machines: number): ProgramMachine {
  const zeros = new Array<number>(machines).fill(0);
  return {
    state: null,
    clock: 0,
    vector: zeros,
    knows: zeros,
    outputs: [],
    timers: [],
    stored: undefined,
    asked: 0,
    idles: 0,
  };
}

export interface HowTaken extends Pick<StepContext, 'choose' | 'localMs'> {
  readonly stepper?: typeof step;
  /** Of the seat, to be used for one step after the other; made anew unless given. */
  readonly context?: SeatContext;
}

export interface SeatContext extends StepContext {
  clock: number;
  vector: readonly number[] | undefined;
  localMs: number | undefined;
}

export function contextOf(
  id: MachineId,
  others: readonly MachineId[],
  { rule }: WholeProgramTrial,
  { choose, localMs }: Pick<StepContext, 'choose' | 'localMs'>,
): SeatContext {
  const isIncrementFirst = rule === 'increment-then-send';
  return { id, others, isIncrementFirst, clock: 0, vector: undefined, localMs, choose };
}

/** What a message carries beside what the program says, where that is kept. */
export type Marks = Pick<Letter, 'vector' | 'knows'>;

/** Of a message where none of it is kept. */
export const UNMARKED: Marks = Object.freeze({ vector: NO_NUMBERS, knows: NO_NUMBERS });

/** A machine that its steps change, for who keeps nothing of what it was before. */
export type DrivenMachine = { -readonly [K in keyof ProgramMachine]: ProgramMachine[K] };

/**
 * Takes one input; `letter` is the message that a message's input is of. `stepper` is {@link step}, or does it twice.
 * The machine is another one after it, and the one before stays as it was.
 */
export function takeInput(
  seat: Seat,
  before: ProgramMachine,
  input: Input,
  letter: Letter | undefined,
  how: HowTaken,
): Taken {
  const machine: DrivenMachine = { ...before };
  const marks: Marks[] = [];
  const result = driveInput(seat, machine, input, letter, how, marks);
  const posted: Posted[] = [];
  for (const effect of result.effects) {
    if (effect.kind !== 'send') continue;
    const { to, message, body, timestamp } = effect;
    const { vector, knows } = marks[posted.length] ?? UNMARKED;
    posted.push({ to, letter: { message, body, timestamp, vector, knows } });
  }
  return { machine, posted, result };
}

/**
 * As {@link takeInput}, and the machine itself is changed. `marks` gets those of what is sent, in turn, where the machine keeps
 * a vector or what it knows of outputs.
 */
export function driveInput(
  { program, id, others, trial }: Seat,
  machine: DrivenMachine,
  input: Input,
  letter: Letter | undefined,
  how: HowTaken,
  marks: Marks[],
): StepResult {
  const { stepper = step, context = contextOf(id, others, trial, how) } = how;
  const hasVector = machine.vector.length > 0;
  const hasKnows = machine.knows.length > 0;
  // A crash forgets the clock, as it does everything that is not stored.
  context.clock = input.kind === 'start' ? lamportClock.zero : machine.clock;
  context.vector = hasVector ? machine.vector : undefined;
  const result = stepper(program, machine.state, input, context);
  machine.state = result.state;
  machine.clock = result.clock;
  if (hasVector || hasKnows) mark(id - 1, machine, letter, result, marks);
  let setsTimers = input.kind === 'timer';
  const { effects } = result;
  for (let i = 0; i < effects.length; i++) {
    const effect = effects[i]!;
    if (effect.kind === 'store') machine.stored = effect.value;
    else if (effect.kind === 'after' || effect.kind === 'cancel') setsTimers = true;
  }
  if (input.kind === 'start' && !result.problem) machine.timers = NO_TIMERS;
  if (setsTimers)
    machine.timers = timersAfter(machine.timers, effects, input.kind === 'timer' ? input.timer : undefined);
  if (input.kind === 'command') machine.asked += isNextOfScript(trial, id, machine.asked, input) ? 1 : 0;
  else if (input.kind === 'idle') machine.idles += 1;
  return result;
}

/** What the machine, and each message of the step, know of the events and the outputs of all. Lists that are the same are shared. */
function mark(
  own: number,
  machine: DrivenMachine,
  letter: Letter | undefined,
  { effects, events: ofStep }: StepResult,
  marks: Marks[],
): void {
  const hasVector = machine.vector.length > 0;
  const hasKnows = machine.knows.length > 0;
  const firstOfOwn = hasVector ? machine.vector[own]! : 0;
  let vector = hasVector ? merged(machine.vector, letter?.vector) : NO_NUMBERS;
  let knows = hasKnows ? merged(machine.knows, letter?.knows) : NO_NUMBERS;
  let events = letter ? 1 : 0;
  for (let i = 0; i < effects.length; i++) {
    const effect = effects[i]!;
    if (effect.kind === 'send') {
      events += 1;
      if (hasVector) vector = withOwn(vector, own, firstOfOwn + events);
      marks.push({ vector, knows });
    } else if (effect.kind === 'emit') {
      events += 1;
      if (!hasKnows) continue;
      knows = withOwn(knows, own, knows[own]! + 1);
      const { outputs } = machine;
      const { output: name, value } = effect;
      machine.outputs = [...outputs, { machine: own + 1, index: outputs.length, name, value, knows }];
    }
  }
  machine.vector = hasVector ? withOwn(vector, own, firstOfOwn + ofStep) : vector;
  machine.knows = knows;
}

function merged(own: readonly number[], theirs: readonly number[] | undefined): readonly number[] {
  if (!theirs) return own;
  let both: number[] | undefined;
  for (let i = 0; i < own.length; i++) {
    if (theirs[i]! > own[i]!) {
      both ??= own.slice();
      both[i] = theirs[i]!;
    }
  }
  return both ?? own;
}

function withOwn(list: readonly number[], own: number, value: number): readonly number[] {
  if (list[own] === value) return list;
  const other = list.slice();
  other[own] = value;
  return other;
}

export type CommandInput = Input & { readonly kind: 'command' };

/** Whether a command is the one that the script of a machine has next: one that a person gives by hand counts as it then. */
export function isNextOfScript(
  { script }: WholeProgramTrial,
  id: MachineId,
  asked: number,
  { command, argument }: Omit<CommandInput, 'kind'>,
): boolean {
  const next = script[id - 1]![asked];
  if (next?.[0] !== command) return false;
  return next[1] === argument || canonicalText(next[1]) === canonicalText(argument);
}

/** The next command of its script, if its time has come and it makes sense now. */
export function possibleCommand(
  seat: Seat,
  { asked, state }: ProgramMachine,
  atMs = Infinity,
): CommandInput | undefined {
  const script = seat.trial.script[seat.id - 1]!;
  if (asked >= script.length) return undefined;
  const [command, argument, fromSeconds = 0] = script[asked]!;
  if (fromSeconds * 1000 > atMs || !isPossible(seat.program, command, state)) return undefined;
  return { kind: 'command', command, argument };
}

/** One whose condition throws is possible: its step says what was thrown. */
export function isPossible({ commands }: Program, command: string, state: Json): boolean {
  const { when } = commands![command]!;
  if (when === undefined) return true;
  try {
    return when(state);
  } catch {
    return true;
  }
}
