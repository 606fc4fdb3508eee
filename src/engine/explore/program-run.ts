// A run of a program as a list of choices, and what happens in it: found by a search, or made by hand, it is the same thing and
// can be replayed step by step.
import type { Program } from '../../core/program/program.ts';
import { wholeTrial, type ProgramTrial } from '../../core/program/program-trial.ts';
import { lostOnRecord, recordedStep } from '../../core/program/recorded-step.ts';
import type { RecordedRun, RecordedStep } from '../../core/program/recorded-run.ts';
import type { Choice } from './choice.ts';
import { WorldRules, type ProgramWorld, type WorldStep } from './program-world.ts';

/** With a choice for each step: the starts of all machines first, then the rest. */
export interface ProgramRun extends RecordedRun {
  readonly choices: readonly Choice[];
}

/** Throws {@link ImpossibleChoiceError} at the first choice that cannot be made, and {@link ProgramProblemError} for the trial. */
export function replayProgram(program: Program, trial: ProgramTrial, choices: readonly Choice[]): ProgramRun {
  const replay = new Replay(program, new WorldRules(program, wholeTrial(program, trial)));
  for (const choice of choices) replay.take(choice);
  return replay.run();
}

/** A run that grows choice by choice. */
export class Replay {
  world: ProgramWorld;
  readonly #program: Program;
  readonly #rules: WorldRules;
  readonly #events: number[];
  readonly #choices: Choice[] = [];
  readonly #steps: RecordedStep[] = [];

  constructor(program: Program, rules: WorldRules) {
    this.#program = program;
    this.#rules = rules;
    this.#events = rules.seats.map(() => 0);
    this.world = rules.beforeStart();
  }

  /** Throws {@link ImpossibleChoiceError}, and then nothing has happened. */
  take(choice: Choice): WorldStep {
    const step = this.#rules.take(this.world, choice);
    const onRecord = this.#onRecord(step);
    const seat = choice.machine - 1;
    this.#events[seat] = this.#events[seat]! + onRecord.events.length;
    this.#choices.push(choice);
    this.#steps.push(onRecord);
    ({ world: this.world } = step);
    return step;
  }

  /** What a choice would do here. Throws {@link ImpossibleChoiceError}. */
  preview(choice: Choice): RecordedStep {
    return this.#onRecord(this.#rules.take(this.world, choice));
  }

  #onRecord({ choice, input, taken, letter }: WorldStep): RecordedStep {
    const { world } = this;
    const seat = choice.machine - 1;
    const machine = world.machines[seat]!;
    if (!input || !taken) return lostOnRecord(this.#program, choice.machine, machine.state, letter!);
    const before = {
      machine: choice.machine,
      events: this.#events[seat]!,
      sent: world.sent[seat]!,
      clock: machine.clock,
    };
    const moment = { input, result: taken.result, number: letter?.number, chosen: choice.chosen ?? [] };
    return recordedStep(this.#program, before, moment);
  }

  run(): ProgramRun {
    return {
      program: this.#program.name,
      trial: this.#rules.trial,
      choices: [...this.#choices],
      steps: [...this.#steps],
      arrivals: [],
      faults: [],
    };
  }
}
