// A run in which only that is worked out which something looks at is the run in which everything is: the same steps, states, faults
// and verdicts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Program } from '../core/program/program.ts';
import type { RecordedStep } from '../core/program/recorded-run.ts';
import { shippedProgram, SHIPPED_NAMES } from '../programs/shipped.ts';
import { anyProgram } from '../testing/program-arbitrary.ts';
import { trialOf } from './explore/explore.ts';
import { runPrograms } from './program-runs.ts';
import { runProgram, seededTrial, type SeededProgramTrial } from './run-program.ts';
import { VirtualProgram } from './virtual-program.ts';
import { ALL_WATCHED, NONE_WATCHED, UnwatchedError, type Watched } from './watched.ts';

function expectSame(program: Program, input: SeededProgramTrial): void {
  const { timed, trial } = seededTrial(program, input);
  const runOf = (watched: Watched) => {
    const steps: RecordedStep[] = [];
    const recorder = { step: (step: RecordedStep) => void steps.push(step), arrival: () => undefined };
    const virtual = new VirtualProgram(program, timed, trial, { recorder, watched });
    virtual.step();
    const { states, history, laws, faults, isQuiet } = virtual.end();
    return { steps, history: history.outputs(), states, laws, faults, isQuiet };
  };
  const all = runOf(ALL_WATCHED);
  const { run, history, ...end } = runProgram(program, input);
  expect({ ...end, steps: run.steps, history: history.outputs() }).toEqual(all);
  let watched = NONE_WATCHED;
  for (;;)
    try {
      const seen = runOf(watched);
      expect({ ...seen, history: watched.history ? seen.history : all.history }).toEqual(all);
      return;
    } catch (error) {
      if (!(error instanceof UnwatchedError)) throw error;
      expect(watched[error.what]).toBe(false);
      watched = { ...watched, [error.what]: true };
    }
}

const percent = fc.constantFrom(0, 0, 30);
const anyFaults = fc.record({
  lossPercent: percent,
  duplicationPercent: percent,
  reorderingPercent: percent,
  session: fc.boolean(),
});

test('of any program', () => {
  fc.assert(
    fc.property(
      anyProgram,
      fc.nat(1000),
      anyFaults,
      fc.boolean(),
      ({ program, trial }, seed, faults, isLate) => {
        const { machines, script = [], rule } = trial;
        if (machines < 2) return;
        const input: SeededProgramTrial = {
          rates: Array.from({ length: machines }, (_, i) => 1 + ((seed + i) % 4)),
          durationSeconds: 15,
          seed,
          script,
          ...(rule && { rule }),
          ...(isLate && { delay: { kind: 'exponential', meanMs: 1500 } }),
          faults,
        };
        expectSame(program, input);
        const tally = runPrograms(program, input, 3).laws;
        const each = [0, 1, 2].map(i => runProgram(program, { ...input, seed: seed + i }).laws);
        for (const [law, { broken, open, firstSeed }] of tally.entries()) {
          const verdicts = each.map(laws => laws[law]!.verdict);
          expect(broken).toBe(verdicts.filter(verdict => verdict === 'broken').length);
          expect(open).toBe(verdicts.filter(verdict => verdict === 'open').length);
          if (broken > 0) expect(firstSeed).toBe(seed + verdicts.indexOf('broken'));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test.each(SHIPPED_NAMES)('of %s', name => {
  const program = shippedProgram(name)!;
  const { machines, script = [] } = trialOf(program);
  for (let seed = 0; seed < 10; seed++)
    expectSame(program, {
      rates: Array.from({ length: machines }, (_, i) => 1 + ((seed + i * 3) % 6)),
      durationSeconds: 30,
      seed,
      script,
      ...(seed % 2 === 0 && { delay: { kind: 'exponential', meanMs: 700 } }),
    });
});
