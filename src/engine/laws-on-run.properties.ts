// Laws on a record are the laws along the run: the same verdicts, found after the same steps, whatever made the record.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordedRun, RecordedStep } from '../core/program/recorded-run.ts';
import { shippedProgram, SHIPPED_NAMES } from '../programs/shipped.ts';
import { anyProgram } from '../testing/program-arbitrary.ts';
import { explore, trialOf } from './explore/explore.ts';
import { lawsOnRun } from './laws-on-run.ts';
import { runProgram } from './run-program.ts';

const percent = fc.constantFrom(0, 0, 30);

test('of any program by seed, with faults', () => {
  fc.assert(
    fc.property(
      anyProgram,
      fc.nat(1000),
      fc.record({
        lossPercent: percent,
        duplicationPercent: percent,
        reorderingPercent: percent,
        session: fc.boolean(),
      }),
      fc.boolean(),
      ({ program, trial }, seed, faults, crashes) => {
        const { machines, script = [], rule } = trial;
        if (machines < 2) return;
        const timed = crashes
          ? [{ kind: 'crash', machine: 1, fromMs: 2000, toMs: 5000, memory: 'amnesic' } as const]
          : [];
        const { run, laws, isQuiet } = runProgram(program, {
          rates: Array.from({ length: machines }, (_, i) => 1 + ((seed + i) % 4)),
          durationSeconds: 20,
          seed,
          script,
          ...(rule && { rule }),
          delay: { kind: 'exponential', meanMs: 1500 },
          faults: { ...faults, timed },
        });
        const onRecord = lawsOnRun(program, JSON.parse(JSON.stringify(run)) as RecordedRun);
        expect(onRecord).toEqual(laws);
        expect(onRecord.some(({ verdict }) => verdict === 'open') && isQuiet).toBe(false);
      },
    ),
    { numRuns: 200 },
  );
});

/** As several computers may have it: each machine's steps in their order, and machines as they come. */
function shuffled({ steps, ...run }: RecordedRun, draws: readonly number[]): RecordedRun {
  const rest = Array.from({ length: run.trial.machines }, (_, i) =>
    steps.filter(({ machine }) => machine === i + 1),
  );
  const all: RecordedStep[] = [];
  for (let i = 0; all.length < steps.length; i++) {
    const left = rest.filter(own => own.length > 0);
    all.push(left[draws[i % draws.length]! % left.length]!.shift()!);
  }
  return { ...run, steps: all };
}

test('of the history and of the end they do not depend on the order in which machines are on record', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SHIPPED_NAMES),
      fc.nat(100),
      fc.array(fc.nat(5), { minLength: 50, maxLength: 50 }),
      (name, seed, draws) => {
        const program = shippedProgram(name)!;
        const { machines, script = [] } = trialOf(program);
        const { run, laws } = runProgram(program, {
          rates: Array.from({ length: machines }, (_, i) => 1 + ((seed + i) % 4)),
          durationSeconds: 20,
          seed,
          script,
          delay: { kind: 'exponential', meanMs: 1500 },
        });
        const theirs = lawsOnRun(program, shuffled(run, draws));
        laws.forEach(({ kind, verdict }, i) => {
          if (kind !== 'always') expect(theirs[i]!.verdict).toBe(verdict);
        });
      },
    ),
    { numRuns: 200 },
  );
});

test('of a run that was found: the law that it breaks', () => {
  for (const name of SHIPPED_NAMES.filter(each => each.includes(':'))) {
    const program = shippedProgram(name)!;
    for (const law of explore(program).laws)
      if (law.verdict === 'broken')
        expect(lawsOnRun(program, law.run)).toContainEqual(
          expect.objectContaining({ name: law.name, verdict: 'broken', step: law.run.steps.length - 1 }),
        );
  }
});

test('a record that has lost a send, or has messages before themselves, is looked at all the same', () => {
  const program = shippedProgram('lamport-mutex')!;
  const { script = [] } = trialOf(program);
  const { run } = runProgram(program, { rates: [2, 2], durationSeconds: 20, script });
  const withoutSends = run.steps.map(step => ({
    ...step,
    events: step.events.filter(({ kind }) => kind !== 'send'),
  }));
  expect(lawsOnRun(program, { ...run, steps: withoutSends })).toHaveLength(program.laws!.length + 1);
  expect(lawsOnRun(program, { ...run, steps: [...run.steps].reverse() })).toHaveLength(
    program.laws!.length + 1,
  );
});
