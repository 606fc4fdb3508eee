// What the passport says of a law, as one reads it.
import { expect, test } from 'vitest';
import { wholeTrial } from '../core/program/program-trial.ts';
import { virtualTally, type PassportLaw } from '../engine/passport.ts';
import { lineWords, passportLines } from './passport.ts';

const trial = (machines: number, fifo = true) => wholeTrial({}, { machines, fifo });
const runs = (held: number, broken: number, open = 0) => ({
  trial: { rates: [1, 1] },
  held,
  broken,
  open,
  ...(broken > 0 && { firstSeed: 3 }),
});
const said = (law: Partial<PassportLaw>): readonly string[] => {
  const whole: PassportLaw = {
    name: 'a law',
    kind: 'always',
    live: { held: 0, broken: 0, open: 0 },
    virtual: [],
    searches: [],
    ...law,
  };
  return passportLines(whole, virtualTally(whole)).map(lineWords);
};

test('where it was held is one sentence', () => {
  expect(
    said({
      live: { held: 1, broken: 0, open: 0 },
      virtual: [runs(10_000, 0)],
      searches: [{ trial: trial(3), verdict: 'holds', states: 14_466, orders: 4821 }],
    }),
  ).toEqual(['✓ held in 1 live run, 10,000 virtual runs, all 4,821 orders of 3 machines']);
});

test('where it was broken comes first, and what was not asked or not finished is said', () => {
  expect(
    said({
      live: { held: 2, broken: 1, open: 0 },
      virtual: [runs(133, 15, 400)],
      searches: [
        { trial: trial(2), verdict: 'holds', states: 9 },
        { trial: trial(2, false), verdict: 'broken', states: 117, steps: 4 },
        { trial: trial(4), verdict: 'open', states: 2_000_000 },
      ],
    }),
  ).toEqual([
    '✗ broken in 4 steps with 2 machines, messages may overtake one another',
    '✗ broken in 15 of 148 virtual runs (6.2–16.0 % of all runs, with 95 % confidence)',
    '✗ broken in 1 of 3 live runs',
    '✓ held in 2 live runs, 133 virtual runs, all 9 states of 2 machines',
    '? not broken in the first 2,000,000 states of 4 machines',
    '? not asked in 400 virtual runs: they ended while something was left to happen',
  ]);
});
