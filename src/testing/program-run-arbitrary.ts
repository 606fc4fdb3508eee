// Random runs of programs for property tests: of random programs and of those that ship, by seed and in an order of its own.
import fc from 'fast-check';
import type { Program } from '../core/program/program.ts';
import { wholeTrial, type ProgramTrial } from '../core/program/program-trial.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import type { Choice } from '../engine/explore/choice.ts';
import { trialOf } from '../engine/explore/explore.ts';
import { Replay } from '../engine/explore/program-run.ts';
import { WorldRules } from '../engine/explore/program-world.ts';
import { runProgram } from '../engine/run-program.ts';
import { shippedProgram, SHIPPED_NAMES } from '../programs/shipped.ts';
import { anyProgram } from './program-arbitrary.ts';
import { anyDelay } from './trial-arbitrary.ts';

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

const someDraws = fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 });
const shipped = fc
  .constantFrom(...SHIPPED_NAMES)
  .map(name => shippedProgram(name)!)
  .map(program => ({ program, trial: trialOf(program) }));
const anyOf = fc.oneof(shipped, anyProgram);

/** In an order that was chosen, where time has no length. */
export const anySteppedRun: fc.Arbitrary<RecordedRun> = fc
  .record({
    of: anyOf,
    draws: someDraws,
    losses: fc.nat(2),
    duplicates: fc.nat(2),
    crashes: fc.nat(1),
    fifo: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map(({ of: { program, trial }, draws, fifo, ...budgets }) =>
    runByDraws(program, { ...trial, ...budgets, ...(fifo !== undefined && { fifo }) }, draws),
  );

/** By seed, in virtual time. */
export const anySeededRun: fc.Arbitrary<RecordedRun> = fc
  .record({
    of: anyOf,
    rates: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 6, maxLength: 6 }),
    seed: fc.nat(0xffff_ffff),
    durationSeconds: fc.integer({ min: 1, max: 12 }),
    rule: fc.constantFrom('increment-then-send', 'send-then-increment'),
    delay: anyDelay,
    fifo: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map(({ of: { program, trial }, rates, fifo, ...rest }) => {
    const { script } = trial;
    return runProgram(program, {
      rates: rates.slice(0, Math.max(2, trial.machines)),
      ...(script && { script }),
      ...(fifo !== undefined && { fifo }),
      ...rest,
    }).run;
  });

export const anyProgramRun: fc.Arbitrary<RecordedRun> = fc.oneof(anySteppedRun, anySeededRun);
