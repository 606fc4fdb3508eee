// The passport adds up what was seen of each law, and says no more than that.
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { shippedProgram } from '../programs/shipped.ts';
import { positionOf } from './explore/by-hand.ts';
import { explore } from './explore/explore.ts';
import { passportSchema } from './passport-schema.ts';
import {
  PASSPORT_PARTS_MAX,
  withLiveRun,
  withSearch,
  withVirtualRun,
  virtualTally,
  withVirtualRuns,
  type Passport,
} from './passport.ts';
import { runPrograms } from './program-runs.ts';
import { runProgram } from './run-program.ts';

const program = shippedProgram('lamport-mutex')!;
const trial = { rates: [3, 2], seed: 1, script: [['enter', 'leave'], ['enter']] } as const;

test('runs by seed, live runs and searches are counted for themselves', () => {
  let passport: Passport = withVirtualRuns([], runPrograms(program, trial, 10), trial);
  const next = { ...trial, seed: 11 };
  passport = withVirtualRun(passport, runProgram(program, next).laws, next);
  passport = withLiveRun(passport, runProgram(program, { ...trial, durationSeconds: 1 }).laws);
  passport = withSearch(passport, explore(program));
  const inside = passport.find(({ name }) => name === 'at most one machine is inside')!;
  expect(inside).toMatchObject({
    live: { held: 1, broken: 0, open: 0 },
    searches: [{ verdict: 'holds', states: explore(program).states, orders: explore(program).orders }],
  });
  expect(virtualTally(inside)).toEqual({ held: 11, broken: 0, open: 0 });
  // Nobody leaves for the second machine: it is inside at the end, and a second of a run is no whole one.
  const waits = passport.find(({ kind }) => kind === 'atEnd')!;
  expect(waits.live).toEqual({ held: 0, broken: 0, open: 1 });
});

test('a run by seed is counted once, however often it is run', () => {
  const runs = (from: number, count: number, rates = [3, 2]): Passport => {
    const batch = { ...trial, rates, seed: from };
    return withVirtualRuns(passport, runPrograms(program, batch, count), batch);
  };
  let passport: Passport = [];
  const held = (): number => virtualTally(passport[0]!).held;
  passport = runs(1, 10);
  passport = runs(1, 10);
  passport = withVirtualRun(passport, runProgram(program, trial).laws, trial);
  expect(held()).toBe(10);
  passport = runs(1, 20);
  expect(held()).toBe(20);
  passport = runs(21, 5);
  expect(held()).toBe(25);
  passport = runs(1, 5, [1, 1]);
  expect(held()).toBe(30);
});

test('a shortest run is kept with its law, and the passport is the same after a storage', () => {
  const overtaking = { machines: 2, script: [['enter'], ['enter']], fifo: false } as const;
  let passport = withSearch([], explore(program, overtaking));
  passport = withVirtualRuns(passport, runPrograms(program, { ...trial, fifo: false }, 30), trial);
  const inside = passport.find(({ name }) => name === 'at most one machine is inside')!;
  expect(inside.searches).toMatchObject([{ verdict: 'broken', steps: 4 }]);
  const { choices = [] } = inside.searches[0]!;
  expect(positionOf(program, overtaking, choices).broken.at(-1)).not.toEqual([]);
  expect(v.parse(passportSchema, JSON.parse(JSON.stringify(passport)))).toEqual(passport);
  expect(v.is(passportSchema, [{ ...inside, live: { held: -1, broken: 0, open: 0 } }])).toBe(false);
});

test('a search through the same trial takes the place of the one before, and old ones are dropped', () => {
  let passport: Passport = [];
  for (let round = 0; round < 2; round++) passport = withSearch(passport, explore(program));
  expect(passport[0]!.searches).toHaveLength(1);
  for (let losses = 0; losses < PASSPORT_PARTS_MAX + 5; losses++)
    passport = withSearch(passport, explore(program, { machines: 2, losses }));
  expect(passport[0]!.searches).toHaveLength(PASSPORT_PARTS_MAX);
  expect(passport[0]!.searches.at(-1)!.trial.losses).toBe(PASSPORT_PARTS_MAX + 4);
});
