// The passport adds up what was seen of each law, and says no more than that.
import { expect, test } from 'vitest';
import { shippedProgram } from '../programs/shipped.ts';
import { explore } from './explore/explore.ts';
import {
  SEARCHES_MAX,
  withLiveRun,
  withSearch,
  withVirtualRun,
  withVirtualRuns,
  type Passport,
} from './passport.ts';
import { runPrograms } from './program-runs.ts';
import { runProgram } from './run-program.ts';

const program = shippedProgram('lamport-mutex')!;
const trial = { rates: [3, 2], seed: 1, script: [['enter', 'leave'], ['enter']] } as const;

test('runs by seed, live runs and searches are counted for themselves', () => {
  let passport: Passport = withVirtualRuns([], runPrograms(program, trial, 10));
  passport = withVirtualRun(passport, runProgram(program, trial).laws);
  passport = withLiveRun(passport, runProgram(program, { ...trial, durationSeconds: 1 }).laws);
  passport = withSearch(passport, explore(program));
  const inside = passport.find(({ name }) => name === 'at most one machine is inside')!;
  expect(inside).toMatchObject({
    virtual: { held: 11, broken: 0, open: 0 },
    live: { held: 1, broken: 0, open: 0 },
    searches: [{ verdict: 'holds', states: explore(program).states, orders: explore(program).orders }],
  });
  // Nobody leaves for the second machine: it is inside at the end, and a second of a run is no whole one.
  const waits = passport.find(({ kind }) => kind === 'atEnd')!;
  expect(waits.live).toEqual({ held: 0, broken: 0, open: 1 });
});

test('a search through the same trial takes the place of the one before, and old ones are dropped', () => {
  let passport: Passport = [];
  for (let round = 0; round < 2; round++) passport = withSearch(passport, explore(program));
  expect(passport[0]!.searches).toHaveLength(1);
  for (let losses = 0; losses < SEARCHES_MAX + 5; losses++)
    passport = withSearch(passport, explore(program, { machines: 2, losses }));
  expect(passport[0]!.searches).toHaveLength(SEARCHES_MAX);
  expect(passport[0]!.searches.at(-1)!.trial.losses).toBe(SEARCHES_MAX + 4);
});
