// All machines of a small trial and the messages between them, as one value, and what can happen next in it. It is the plain way:
// each step gives another world. Runs are replayed in it, and the search (`explore.ts`) is held against it.
import {
  possibleCommand,
  seatsOf,
  takeInput,
  unbornMachine,
  type Letter,
  type ProgramMachine,
  type Seat,
  type Taken,
} from '../../core/program/machine-state.ts';
import { History, type World } from '../../core/program/law.ts';
import type { Program } from '../../core/program/program.ts';
import type { WholeProgramTrial } from '../../core/program/program-trial.ts';
import { everyOutcome, stepTwice } from '../../core/program/step-outcomes.ts';
import type { Input } from '../../core/program/step.ts';
import { timersThatMayEnd } from '../../core/program/timers.ts';
import type { MachineId } from '../../core/message.ts';
import type { Choice } from './choice.ts';

/** A message on its way, named as everywhere: by its sender and its number there. */
export interface NumberedLetter extends Letter {
  readonly from: MachineId;
  readonly to: MachineId;
  readonly number: number;
}

export interface ProgramWorld {
  readonly machines: readonly ProgramMachine[];
  /** By sender, then recipient; each in the order in which they were sent. */
  readonly channels: readonly (readonly NumberedLetter[])[];
  /** Messages sent so far, by machine. */
  readonly sent: readonly number[];
  readonly losses: number;
  readonly duplicates: number;
  readonly crashes: number;
}

/** What came of a choice. */
export interface WorldStep {
  readonly choice: Choice;
  readonly world: ProgramWorld;
  /** Undefined where a message was lost: no machine takes part in that. */
  readonly input?: Input;
  readonly letter?: NumberedLetter;
  readonly taken?: Taken;
  /** What was sent, one for each recipient. */
  readonly letters: readonly NumberedLetter[];
}

export class WorldRules {
  readonly seats: readonly Seat[];

  constructor(
    program: Program,
    readonly trial: WholeProgramTrial,
  ) {
    this.seats = seatsOf(program, trial);
  }

  beforeStart(): ProgramWorld {
    const { machines, losses, duplicates, crashes } = this.trial;
    return {
      machines: this.seats.map(() => unbornMachine(machines)),
      channels: Array.from({ length: machines * machines }, () => []),
      sent: this.seats.map(() => 0),
      losses,
      duplicates,
      crashes,
    };
  }

  /** All machines started, one after the other; one list for each way in which their starts choose. */
  starts(): readonly (readonly WorldStep[])[] {
    const empty = this.beforeStart();
    let ways: (readonly WorldStep[])[] = [[]];
    for (const { id } of this.seats)
      ways = ways.flatMap(steps =>
        this.outcomes(steps.at(-1)?.world ?? empty, { do: 'start', machine: id }).map(step => [
          ...steps,
          step,
        ]),
      );
    return ways;
  }

  /** What can happen next, but for how machines choose: by machine, and there messages by sender, then the rest. */
  choices(world: ProgramWorld): readonly Choice[] {
    return this.seats.flatMap(seat => [...this.#choicesOf(seat, world)]);
  }

  *#choicesOf(seat: Seat, world: ProgramWorld): Generator<Choice> {
    const { id: machine, others, program } = seat;
    const own = world.machines[machine - 1]!;
    for (const from of others) {
      const channel = world.channels[(from - 1) * this.trial.machines + machine - 1]!;
      const heads = this.trial.fifo ? channel.slice(0, 1) : channel;
      for (const nth of heads.keys()) {
        yield { do: 'deliver', machine, from, nth };
        if (world.duplicates > 0) yield { do: 'duplicate', machine, from, nth };
        if (world.losses > 0) yield { do: 'lose', machine, from, nth };
      }
    }
    for (const { timer } of timersThatMayEnd(own.timers)) yield { do: 'timer', machine, timer };
    if (possibleCommand(seat, own)) yield { do: 'command', machine };
    if (program.idle && own.idles < this.trial.idles) yield { do: 'idle', machine };
    if (world.crashes > 0) yield { do: 'crash', machine };
  }

  /** One for each way in which the machine chooses within the step. */
  outcomes(world: ProgramWorld, choice: Choice): readonly WorldStep[] {
    return everyOutcome(choose => this.take(world, choice, choose)).map(({ chosen, result }) =>
      chosen.length > 0 ? { ...result, choice: { ...choice, chosen } } : result,
    );
  }

  take(world: ProgramWorld, choice: Choice, choose = chooserOf(choice)): WorldStep {
    const { machine: id } = choice;
    const seat = this.seats[id - 1]!;
    const channels = [...world.channels];
    const letter = this.#letterOf(world, choice);
    if (letter && choice.do !== 'duplicate') {
      const at = (letter.from - 1) * this.trial.machines + id - 1;
      channels[at] = channels[at]!.filter(each => each !== letter);
    }
    const { losses, duplicates, crashes } = world;
    const budgets = {
      losses: losses - (choice.do === 'lose' ? 1 : 0),
      duplicates: duplicates - (choice.do === 'duplicate' ? 1 : 0),
      crashes: crashes - (choice.do === 'crash' ? 1 : 0),
    };
    const input = this.#inputOf(world, choice, letter);
    if (!input)
      return { choice, world: { ...world, ...budgets, channels }, letters: [], ...(letter && { letter }) };
    const taken = takeInput(seat, world.machines[id - 1]!, input, letter, { choose, stepper: stepTwice });
    const letters: NumberedLetter[] = [];
    const sent = [...world.sent];
    for (const { to: recipients, letter: posted } of taken.posted)
      for (const to of recipients) {
        const number = (sent[id - 1] = sent[id - 1]! + 1);
        const at = (id - 1) * this.trial.machines + to - 1;
        const numbered = { ...posted, from: id, to, number };
        letters.push(numbered);
        channels[at] = [...channels[at]!, numbered];
      }
    const machines = world.machines.map((each, i) => (i === id - 1 ? taken.machine : each));
    return {
      choice,
      world: { machines, channels, sent, ...budgets },
      input,
      taken,
      letters,
      ...(letter && { letter }),
    };
  }

  #letterOf(world: ProgramWorld, choice: Choice): NumberedLetter | undefined {
    if (choice.do !== 'deliver' && choice.do !== 'duplicate' && choice.do !== 'lose') return undefined;
    const { from, machine, nth } = choice;
    const letter = world.channels[(from - 1) * this.trial.machines + machine - 1]?.[nth];
    if (!letter) throw new ImpossibleChoiceError(choice);
    return letter;
  }

  #inputOf(world: ProgramWorld, choice: Choice, letter: NumberedLetter | undefined): Input | undefined {
    const own = world.machines[choice.machine - 1]!;
    switch (choice.do) {
      case 'start':
        return { kind: 'start', isAgain: false };
      case 'crash':
        return { kind: 'start', isAgain: true, stored: own.stored };
      case 'lose':
        return undefined;
      case 'deliver':
      case 'duplicate': {
        const { from, message, body, timestamp, vector } = letter!;
        return { kind: 'message', from, message, body, timestamp, vector };
      }
      case 'timer':
        if (!own.timers.some(({ timer }) => timer === choice.timer)) throw new ImpossibleChoiceError(choice);
        return { kind: 'timer', timer: choice.timer };
      case 'idle':
        return { kind: 'idle' };
      case 'command': {
        const command = possibleCommand(this.seats[choice.machine - 1]!, own);
        if (!command) throw new ImpossibleChoiceError(choice);
        return command;
      }
    }
  }
}

/** A choice that cannot be made where a run is: it belongs to another program or another trial. */
export class ImpossibleChoiceError extends Error {
  override readonly name = 'ImpossibleChoiceError';
  constructor(readonly choice: Choice) {
    super(JSON.stringify(choice));
  }
}

function chooserOf({ chosen = [] }: Choice): (options: number) => number {
  let next = 0;
  return options => Math.min(chosen[next++] ?? 0, options - 1);
}

/** As laws see it. */
export function lawsViewOf({ machines, channels }: ProgramWorld): World {
  return {
    machines: machines.map(({ state }, i) => ({ id: i + 1, state: state as object })),
    messages: channels.flat().map(({ from, to, message: kind, body }) => ({ from, to, kind, body })),
    history: new History(machines.flatMap(({ outputs }) => outputs)),
  };
}
