// The parts of which the states of a search are made: machines, messages and what is in a channel, each kept once under a small
// number. What a machine does with an input is worked out once for each pair of them, however many states it occurs in.
import { canonicalText, type Json } from '../../core/program/json.ts';
import {
  possibleCommand,
  takeInput,
  unbornMachine,
  type Letter,
  type ProgramMachine,
  type Seat,
} from '../../core/program/machine-state.ts';
import type { ProgramProblem } from '../../core/program/problem.ts';
import { everyOutcome, stepTwice } from '../../core/program/step-outcomes.ts';
import { READS, type Input } from '../../core/program/step.ts';
import { timersThatMayEnd } from '../../core/program/timers.ts';

/** What tells states apart beside the program's own data; each only where something looks at it. */
export interface Tracked {
  /** Clocks and timestamps. */
  readonly clock: boolean;
  readonly vector: boolean;
  /** Outputs, and what happened before what among them. */
  readonly history: boolean;
}

/** Thrown where something looks at what is not tracked: the search begins again with it. */
export class UntrackedError extends Error {
  override readonly name = 'UntrackedError';
  constructor(readonly what: keyof Tracked) {
    super(what);
  }
}

export interface Outcome {
  /** The machine's number after it. */
  readonly machine: number;
  /** Pairs: the recipient (from 0), then the message's number. */
  readonly posted: readonly number[];
  readonly problem: ProgramProblem | undefined;
}

/** What a machine may do by itself: end a timer, take a command, have an idle tick. */
export type OwnInput = Exclude<Input, { readonly kind: 'message' | 'start' }>;

/** Where the channel from one of `n` machines to another is in a tuple: behind the machines. Machines are counted from 0. */
export function channelAt(n: number, from: number, to: number): number {
  return n + from * n + to;
}

class Kept<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(key: string, value: T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.values.push(value) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

interface KeptMachine {
  readonly machine: ProgramMachine;
  own: readonly OwnInput[] | undefined;
  /** By the number of the message and its sender, or of the own input; crashes are under -1. */
  readonly outcomes: Map<number, readonly Outcome[]>;
}

interface KeptChannel {
  /** Numbers of messages; in order, or sorted where the network keeps none. */
  readonly letters: readonly number[];
  readonly pushed: Map<number, number>;
  readonly popped: (number | undefined)[];
}

const CRASH = -1;
const EMPTY_VECTOR: readonly number[] = [];

export class Parts {
  readonly #seats: readonly Seat[];
  readonly #tracked: Tracked;
  readonly #isFifo: boolean;
  readonly #machines: readonly Kept<KeptMachine>[];
  readonly #letters = new Kept<Letter>();
  readonly #channels = new Kept<KeptChannel>();
  /** The number of the empty channel. */
  readonly emptyChannel: number;
  /** Handlers called, or rather pairs of them: each is called twice. */
  stepsWorkedOut = 0;

  constructor(seats: readonly Seat[], tracked: Tracked) {
    this.#seats = seats;
    this.#tracked = tracked;
    this.#isFifo = seats[0]!.trial.fifo;
    this.#machines = seats.map(() => new Kept<KeptMachine>());
    this.emptyChannel = this.#channelNumber([]);
  }

  machineOf(seat: number, number: number): ProgramMachine {
    return this.#machines[seat]!.values[number]!.machine;
  }

  lettersIn(channel: number): readonly number[] {
    return this.#channels.values[channel]!.letters;
  }

  letterOf(number: number): Letter {
    return this.#letters.values[number]!;
  }

  push(channel: number, letter: number): number {
    const { letters, pushed } = this.#channels.values[channel]!;
    let after = pushed.get(letter);
    if (after === undefined) {
      const all = [...letters, letter];
      after = this.#channelNumber(this.#isFifo ? all : all.sort((a, b) => a - b));
      pushed.set(letter, after);
    }
    return after;
  }

  pop(channel: number, nth: number): number {
    const { letters, popped } = this.#channels.values[channel]!;
    return (popped[nth] ??= this.#channelNumber(letters.filter((_, i) => i !== nth)));
  }

  ownInputs(seat: number, number: number): readonly OwnInput[] {
    const kept = this.#machines[seat]!.values[number]!;
    return (kept.own ??= this.#ownInputsOf(this.#seats[seat]!, kept.machine));
  }

  #ownInputsOf(seat: Seat, machine: ProgramMachine): readonly OwnInput[] {
    const inputs: OwnInput[] = timersThatMayEnd(machine.timers).map(({ timer }) => ({
      kind: 'timer',
      timer,
    }));
    const command = possibleCommand(seat, machine);
    if (command) inputs.push(command);
    if (seat.program.idle && machine.idles < seat.trial.idles) inputs.push({ kind: 'idle' });
    return inputs;
  }

  start(seat: number): readonly Outcome[] {
    const unborn = unbornMachine(this.#seats.length);
    return this.#workOut(seat, unborn, { kind: 'start', isAgain: false });
  }

  crash(seat: number, number: number): readonly Outcome[] {
    const { machine, outcomes } = this.#machines[seat]!.values[number]!;
    let found = outcomes.get(CRASH);
    if (!found) {
      found = this.#workOut(seat, machine, { kind: 'start', isAgain: true, stored: machine.stored });
      outcomes.set(CRASH, found);
    }
    return found;
  }

  ownStep(seat: number, number: number, nth: number): readonly Outcome[] {
    const { machine, outcomes } = this.#machines[seat]!.values[number]!;
    const key = CRASH - 1 - nth;
    let found = outcomes.get(key);
    if (!found) {
      found = this.#workOut(seat, machine, this.ownInputs(seat, number)[nth]!);
      outcomes.set(key, found);
    }
    return found;
  }

  deliver(seat: number, number: number, from: number, letter: number): readonly Outcome[] {
    const { machine, outcomes } = this.#machines[seat]!.values[number]!;
    const key = letter * this.#seats.length + from;
    let found = outcomes.get(key);
    if (!found) {
      const kept = this.letterOf(letter);
      const { message, body, timestamp, vector } = kept;
      const input = { kind: 'message', from: from + 1, message, body, timestamp, vector } as const;
      found = this.#workOut(seat, machine, input, kept);
      outcomes.set(key, found);
    }
    return found;
  }

  #workOut(seat: number, machine: ProgramMachine, input: Input, letter?: Letter): readonly Outcome[] {
    this.stepsWorkedOut += 1;
    return everyOutcome(choose =>
      takeInput(this.#seats[seat]!, machine, input, letter, { choose, stepper: stepTwice }),
    ).map(({ result: { machine: after, posted, result } }) => {
      if ((result.reads & READS.clock) !== 0 && !this.#tracked.clock) throw new UntrackedError('clock');
      if ((result.reads & READS.vector) !== 0 && !this.#tracked.vector) throw new UntrackedError('vector');
      return {
        machine: this.#machineNumber(seat, after),
        posted: posted.flatMap(({ to, letter: sent }) => {
          const number = this.#letterNumber(sent);
          return to.flatMap(recipient => [recipient - 1, number]);
        }),
        problem: result.problem,
      };
    });
  }

  #machineNumber(seat: number, whole: ProgramMachine): number {
    const { clock, vector, history } = this.#tracked;
    const machine: ProgramMachine = {
      ...whole,
      clock: clock ? whole.clock : 0,
      vector: vector ? whole.vector : EMPTY_VECTOR,
      knows: history ? whole.knows : EMPTY_VECTOR,
      outputs: history ? whole.outputs : [],
    };
    const key = canonicalText([
      machine.state,
      machine.clock,
      machine.vector,
      machine.knows,
      machine.outputs as unknown as Json,
      machine.timers as unknown as Json,
      machine.stored === undefined ? [] : [machine.stored],
      machine.asked,
      machine.idles,
    ]);
    return this.#machines[seat]!.numberOf(key, { machine, own: undefined, outcomes: new Map() });
  }

  #letterNumber(whole: Letter): number {
    const { clock, vector, history } = this.#tracked;
    const letter: Letter = {
      ...whole,
      timestamp: clock ? whole.timestamp : 0,
      vector: vector ? whole.vector : EMPTY_VECTOR,
      knows: history ? whole.knows : EMPTY_VECTOR,
    };
    const { message, body, timestamp } = letter;
    return this.#letters.numberOf(
      canonicalText([message, body, timestamp, letter.vector, letter.knows]),
      letter,
    );
  }

  #channelNumber(letters: readonly number[]): number {
    return this.#channels.numberOf(letters.join(), { letters, pushed: new Map(), popped: [] });
  }
}
