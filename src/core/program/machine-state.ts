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

const NO_LETTERS: readonly Posted[] = [];
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

/** Takes one input; `letter` is the message that a message's input is of. `stepper` is {@link step}, or does it twice. */
export function takeInput(
  { program, id, others, trial }: Seat,
  machine: ProgramMachine,
  input: Input,
  letter: Letter | undefined,
  how: HowTaken,
): Taken {
  const { stepper = step, context = contextOf(id, others, trial, how) } = how;
  // A crash forgets the clock, as it does everything that is not stored.
  context.clock = input.kind === 'start' ? lamportClock.zero : machine.clock;
  context.vector = machine.vector.length > 0 ? machine.vector : undefined;
  const result = stepper(program, machine.state, input, context);
  const { effects } = result;
  const own = id - 1;
  const hasVector = machine.vector.length > 0;
  const hasKnows = machine.knows.length > 0;
  const vector = hasVector ? merged(machine.vector, letter?.vector) : NO_NUMBERS;
  const knows = hasKnows ? merged(machine.knows, letter?.knows) : NO_NUMBERS;
  const firstOfOwn = hasVector ? machine.vector[own]! : 0;
  let events = letter ? 1 : 0;
  let outputs = machine.outputs;
  let posted: Posted[] | undefined;
  let stored = machine.stored;
  for (const effect of effects) {
    if (effect.kind === 'store') stored = effect.value;
    else if (effect.kind === 'emit') {
      events += 1;
      if (!hasKnows) continue;
      (knows as number[])[own] = knows[own]! + 1;
      const { output: name, value } = effect;
      outputs = [...outputs, { machine: id, index: outputs.length, name, value, knows: [...knows] }];
    } else if (effect.kind === 'send') {
      events += 1;
      const { message, body, timestamp } = effect;
      let sentVector = NO_NUMBERS;
      if (hasVector) {
        (vector as number[])[own] = firstOfOwn + events;
        sentVector = [...vector];
      }
      const letter = { message, body, timestamp, vector: sentVector, knows: hasKnows ? [...knows] : knows };
      if (posted) posted.push({ to: effect.to, letter });
      else posted = [{ to: effect.to, letter }];
    }
  }
  if (hasVector) (vector as number[])[own] = firstOfOwn + result.events;
  const isStart = input.kind === 'start' && !result.problem;
  return {
    result,
    posted: posted ?? NO_LETTERS,
    machine: {
      state: result.state,
      clock: result.clock,
      vector,
      knows,
      outputs,
      stored,
      timers:
        effects.length === 0 && input.kind !== 'timer'
          ? isStart
            ? NO_TIMERS
            : machine.timers
          : timersAfter(
              isStart ? NO_TIMERS : machine.timers,
              effects,
              input.kind === 'timer' ? input.timer : undefined,
            ),
      asked:
        machine.asked + (input.kind === 'command' && isNextOfScript(trial, id, machine.asked, input) ? 1 : 0),
      idles: machine.idles + (input.kind === 'idle' ? 1 : 0),
    },
  };
}

function merged(own: readonly number[], theirs: readonly number[] | undefined): number[] {
  return theirs ? own.map((known, i) => Math.max(known, theirs[i]!)) : [...own];
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
  const next = seat.trial.script[seat.id - 1]![asked];
  if (!next) return undefined;
  const [command, argument, fromSeconds = 0] = next;
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
