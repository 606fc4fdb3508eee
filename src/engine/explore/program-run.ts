// A run of a program as a list of choices, and what happens in it: found by a search, or made by hand, it is the same thing and
// can be replayed step by step.
import type { MachineId } from '../../core/message.ts';
import type { Json } from '../../core/program/json.ts';
import type { ProgramProblem } from '../../core/program/problem.ts';
import type { Program } from '../../core/program/program.ts';
import { wholeTrial, type ProgramTrial } from '../../core/program/program-trial.ts';
import { eventsOfStep, type RunEvent } from '../../core/program/run-event.ts';
import type { Choice } from './choice.ts';
import { WorldRules, type NumberedLetter, type WorldStep } from './program-world.ts';

export interface RunStep {
  readonly choice: Choice;
  /** None where a message is lost. */
  readonly events: readonly RunEvent[];
  /** The message that is received or lost. */
  readonly message?: {
    readonly from: MachineId;
    readonly to: MachineId;
    readonly number: number;
    readonly kind: string;
    readonly body: Json;
    readonly timestamp: number;
  };
  /** What the machine was asked for, or the timer that ended. */
  readonly cause?: { readonly kind: 'command' | 'timer'; readonly name: string };
  /** What the machine keeps after it. */
  readonly state: Json;
  readonly notes: readonly string[];
  readonly problem?: ProgramProblem;
}

export interface ProgramRun {
  /** The starts of all machines first, then the steps. */
  readonly choices: readonly Choice[];
  readonly steps: readonly RunStep[];
}

/** Throws {@link ImpossibleChoiceError} at the first choice that cannot be made, and {@link ProgramProblemError} for the trial. */
export function replayProgram(program: Program, trial: ProgramTrial, choices: readonly Choice[]): ProgramRun {
  const rules = new WorldRules(program, wholeTrial(program, trial));
  let world = rules.beforeStart();
  const counts = rules.seats.map(() => 0);
  const steps = choices.map(choice => {
    const step = rules.take(world, choice);
    const { machine } = choice;
    const own = world.machines[machine - 1]!;
    const before = {
      machine,
      events: counts[machine - 1]!,
      sent: world.sent[machine - 1]!,
      clock: own.clock,
    };
    const events =
      step.input && step.taken
        ? eventsOfStep(before, step.input, step.taken.result, step.letter?.number)
        : [];
    counts[machine - 1] = before.events + events.length;
    ({ world } = step);
    return runStepOf(step, events);
  });
  return { choices, steps };
}

function runStepOf({ choice, world, input, letter, taken }: WorldStep, events: readonly RunEvent[]): RunStep {
  const { problem, effects = [] } = taken?.result ?? {};
  return {
    choice,
    events,
    ...(letter && { message: messageOf(letter) }),
    ...(input?.kind === 'command' && { cause: { kind: 'command', name: input.command } }),
    ...(input?.kind === 'timer' && { cause: { kind: 'timer', name: input.timer } }),
    state: world.machines[choice.machine - 1]!.state,
    notes: effects.flatMap(effect => (effect.kind === 'note' ? [effect.text] : [])),
    ...(problem && { problem }),
  };
}

function messageOf({
  from,
  to,
  number,
  message: kind,
  body,
  timestamp,
}: NumberedLetter): RunStep['message'] & object {
  return { from, to, number, kind, body, timestamp };
}
