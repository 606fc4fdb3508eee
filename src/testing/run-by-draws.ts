// A run of a program in an order that is drawn: whatever can happen may happen, losses, second copies and crashes too.
import type { Program } from '../core/program/program.ts';
import { wholeTrial, type ProgramTrial } from '../core/program/program-trial.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import type { Choice } from '../engine/explore/choice.ts';
import { Replay } from '../engine/explore/program-run.ts';
import { WorldRules } from '../engine/explore/program-world.ts';

const STEPS_MAX = 60;

/** A run in which each choice is the one that the next of `draws` falls on; at most {@link STEPS_MAX} steps. */
export function runByDraws(program: Program, trial: ProgramTrial, draws: readonly number[]): RecordedRun {
  const rules = new WorldRules(program, wholeTrial(program, trial));
  const replay = new Replay(program, rules);
  let drawn = 0;
  const draw = (below: number): number => draws[drawn++ % draws.length]! % below;
  const take = (choice: Choice): void => {
    const outcomes = rules.outcomes(replay.world, choice);
    replay.take(outcomes[draw(outcomes.length)]!.choice);
  };
  for (let machine = 1; machine <= trial.machines; machine++) take({ machine, do: 'start' });
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const choices = rules.choices(replay.world);
    if (choices.length === 0) break;
    take(choices[draw(choices.length)]!);
  }
  return replay.run();
}
