// Random runs of programs for property tests: of random programs and of those that ship, by seed and in an order of its own.
import fc from 'fast-check';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import { trialOf } from '../engine/explore/explore.ts';
import { runProgram } from '../engine/run-program.ts';
import { shippedProgram, SHIPPED_NAMES } from '../programs/shipped.ts';
import { anyProgram } from './program-arbitrary.ts';
import { runByDraws } from './run-by-draws.ts';
import { anyDelay } from './trial-arbitrary.ts';

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
