// Runs by hand: each of the next steps can be taken and does what was said, laws are marked as the search asks them, and a run by
// seed goes on by hand as the same run.
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Program } from '../../core/program/program.ts';
import type { ProgramTrial } from '../../core/program/program-trial.ts';
import type { RecordedRun, RecordedStep } from '../../core/program/recorded-run.ts';
import { dieProgramOf, shippedProgram, SHIPPED_NAMES } from '../../programs/shipped.ts';
import { anyFaultyTrial } from '../../testing/fault-plan-arbitrary.ts';
import { anyProgram } from '../../testing/program-arbitrary.ts';
import { runProgram } from '../run-program.ts';
import { branchesSchema } from './branches-schema.ts';
import { branchesOf, choicesTo, withRun } from './branches.ts';
import {
  HAND_STEPS_MAX,
  positionOf,
  stepFactsOf,
  TooManyChoicesError,
  type HandPosition,
} from './by-hand.ts';
import { choicesOf, choicesUntil } from './choices-of.ts';
import { explore, trialOf } from './explore.ts';
import { ImpossibleChoiceError } from './program-world.ts';

/** Takes steps by a list of draws, until nothing is left to happen. */
function walk(program: Program, trial: ProgramTrial, draws: readonly number[]): HandPosition[] {
  const positions = [positionOf(program, trial)];
  for (const draw of draws) {
    const { run, next } = positions.at(-1)!;
    if (next.length === 0) break;
    positions.push(positionOf(program, trial, [...run.choices, next[draw % next.length]!.choice]));
  }
  return positions;
}

const draws = fc.array(fc.nat(1000), { maxLength: 12 });

test('each of the next steps can be taken, and does what was said', () => {
  fc.assert(
    fc.property(anyProgram, draws, ({ program, trial }, drawn) => {
      for (const { run, next } of walk(program, trial, drawn))
        for (const { choice, step } of next)
          expect(positionOf(program, trial, [...run.choices, choice]).run.steps.at(run.steps.length)).toEqual(
            step,
          );
    }),
    { numRuns: 40 },
  );
});

test('a law that holds in every order is broken nowhere, and one that is broken is so at the end of the run that was found', () => {
  fc.assert(
    fc.property(anyProgram, draws, ({ program, trial }, drawn) => {
      const { laws, ends } = explore(program, trial, { all: true, states: 3000, counts: false });
      if (ends !== undefined) return;
      const broken = walk(program, trial, drawn).flatMap(position =>
        [...position.broken, position.laws].flat(),
      );
      for (const mark of broken)
        if (mark.verdict === 'broken')
          expect(laws).toContainEqual(expect.objectContaining({ name: mark.law, verdict: 'broken' }));
      for (const law of laws) {
        if (law.verdict !== 'broken') continue;
        const position = positionOf(program, trial, law.run.choices);
        expect(position.laws).toContainEqual(expect.objectContaining({ law: law.name, verdict: 'broken' }));
        expect(position.broken).toHaveLength(law.run.choices.length);
        expect(choicesTo(branchesOf(law.run.choices))).toEqual(law.run.choices);
      }
    }),
    { numRuns: 60 },
  );
});

/** A loss is a step of its own by hand, and a fault of a run in which time has a length. */
function withoutTimes({ steps }: RecordedRun): unknown[] {
  const own = steps.filter(({ cause }) => cause.kind !== 'lost');
  return own.map(step => ({ ...step, tick: undefined, atMs: undefined, queue: undefined }));
}

function expectSameByHand(program: Program, run: RecordedRun): void {
  const { trial, choices } = choicesOf(run);
  const byHand = positionOf(program, trial, choices);
  expect(withoutTimes(byHand.run)).toEqual(withoutTimes(run));
}

test.each(SHIPPED_NAMES)('a run by seed of %s is the same by choices', name => {
  const program = shippedProgram(name)!;
  const { machines, script = [] } = trialOf(program);
  for (let seed = 0; seed < 20; seed++) {
    const rates = Array.from({ length: machines }, (_, i) => 1 + ((seed + i * 3) % 6));
    const { run } = runProgram(program, {
      rates,
      seed,
      script,
      durationSeconds: 30,
      delay: { kind: 'exponential', meanMs: 700 },
    });
    expectSameByHand(program, run);
  }
});

test('a run by seed of any program is the same by choices, whether messages overtake one another or not', () => {
  fc.assert(
    fc.property(anyProgram, fc.nat(1000), ({ program, trial }, seed) => {
      const { machines, script = [], fifo = true, rule } = trial;
      if (machines < 2) return;
      const { run } = runProgram(program, {
        rates: Array.from({ length: machines }, (_, i) => 1 + ((seed + i) % 4)),
        durationSeconds: 20,
        seed,
        script,
        fifo,
        ...(rule && { rule }),
        delay: { kind: 'exponential', meanMs: 1500 },
      });
      expectSameByHand(program, run);
    }),
    { numRuns: 100 },
  );
});

test('a run by seed with losses, duplicates, crashes, timers and choices is the same by choices, and so is each part of it', () => {
  let faulty = 0;
  fc.assert(
    fc.property(anyProgram, anyFaultyTrial, fc.nat(1000), ({ program, trial }, timed, cut) => {
      const { rates, durationSeconds, seed, rule, delay, linkDelays, faults } = timed;
      const { run } = runProgram(program, {
        rates,
        durationSeconds: Math.min(30, durationSeconds),
        seed,
        rule,
        ...(delay && { delay }),
        ...(linkDelays && { linkDelays }),
        ...(faults && { faults }),
        fifo: trial.fifo ?? true,
        script: (trial.script ?? []).slice(0, rates.length),
      });
      expectSameByHand(program, run);
      if (run.faults.length > 0) faulty += 1;
      const chosen = choicesOf(run);
      const until = cut % run.steps.length;
      const part = positionOf(program, chosen.trial, choicesUntil(chosen, until)).run;
      expect(withoutTimes(part)).toEqual(withoutTimes(run).slice(0, Math.max(rates.length, until + 1)));
    }),
    { numRuns: 150 },
  );
  expect(faulty).toBeGreaterThan(20);
});

test('steps on record in another order than they happened are put in order: each machine has its own steps', () => {
  fc.assert(
    fc.property(
      anyProgram,
      fc.nat(1000),
      fc.array(fc.nat(10), { minLength: 1 }),
      ({ program, trial }, seed, draws) => {
        const { machines, script = [] } = trial;
        if (machines < 2) return;
        const rates = Array.from({ length: machines }, (_, i) => 1 + ((seed + i) % 4));
        const { run } = runProgram(program, { rates, durationSeconds: 10, seed, script, fifo: false });
        // As clocks that differ would have it: any machine's next step, whatever it has received.
        const rest = rates.map((_, i) => run.steps.filter(({ machine }) => machine === i + 1));
        const steps: RecordedStep[] = [];
        for (let drawn = 0; rest.some(own => own.length > 0); drawn++) {
          const open = rest.filter(own => own.length > 0);
          steps.push(open[draws[drawn % draws.length]! % open.length]!.shift()!);
        }
        const chosen = choicesOf({ ...run, steps });
        const byHand = positionOf(program, chosen.trial, chosen.choices).run;
        const of = (each: RecordedRun, machine: number): unknown[] =>
          withoutTimes({ ...each, steps: each.steps.filter(step => step.machine === machine) });
        for (let machine = 1; machine <= machines; machine++)
          expect(of(byHand, machine)).toEqual(of(run, machine));
      },
    ),
    { numRuns: 60 },
  );
});

test('what is told of a step: what it is about, and whether a law is broken after it', () => {
  const program = shippedProgram('lamport-mutex')!;
  const trial = { machines: 2, script: [['enter'], ['enter']], fifo: false };
  const broken = explore(program, trial).laws.find(({ verdict }) => verdict === 'broken');
  const choices = broken?.verdict === 'broken' ? broken.run.choices : [];
  const facts = stepFactsOf(positionOf(program, trial, choices));
  expect(facts).toEqual([
    {},
    {},
    { about: 'enter' },
    { about: 'enter' },
    { about: 'request' },
    { about: 'acknowledge', isBroken: true },
  ]);
  const tree = withRun(branchesOf(), choices, facts);
  expect(v.parse(branchesSchema, JSON.parse(JSON.stringify(tree)))).toEqual(tree);
  expect(v.is(branchesSchema, { nodes: [{}, { parent: 1, choice: choices[0] }], at: 0 })).toBe(false);
  expect(v.is(branchesSchema, { nodes: [{}], at: 1 })).toBe(false);
});

test('what cannot be done, and what is too long, is refused', () => {
  const die = dieProgramOf(3);
  const trial = { machines: 2, idles: 1 };
  expect(() => positionOf(die, trial, [{ do: 'deliver', machine: 1, from: 2, nth: 0 }])).toThrow(
    ImpossibleChoiceError,
  );
  const long = Array.from({ length: HAND_STEPS_MAX + 1 }, () => ({ do: 'idle' as const, machine: 1 }));
  expect(() => positionOf(die, trial, long)).toThrow(TooManyChoicesError);
});

test('a position before anything has happened has all machines started, where there is one way to', () => {
  const { run, next, isQuiet } = positionOf(shippedProgram('lamport-mutex')!, {
    machines: 2,
    script: [['enter'], []],
  });
  expect(run.choices).toEqual([
    { do: 'start', machine: 1 },
    { do: 'start', machine: 2 },
  ]);
  expect(next).toMatchObject([{ choice: { do: 'command', machine: 1 }, command: 'enter' }]);
  expect(isQuiet).toBe(false);
});
