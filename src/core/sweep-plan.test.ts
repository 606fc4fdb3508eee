// The grid of a sweep: which runs it has, in which order, and what is wrong with those that cannot be.
import { describe, expect, test } from 'vitest';
import {
  InvalidSweepError,
  parseSweep,
  planSweep,
  SWEEP_BOUNDS,
  trialOfRun,
  type SweepProblem,
} from './sweep-plan.ts';
import { TRIAL_DEFAULTS } from './trial.ts';

describe('a sweep', () => {
  test('of one list of rates is one default trial, twenty times', () => {
    const plan = planSweep({ rates: [[5, 1, 5]] });
    expect(plan).toEqual({
      cells: [{ rates: [5, 1, 5], ...TRIAL_DEFAULTS }],
      replicates: 20,
      runs: 20,
      ticks: 20 * 660,
      machines: 3,
      large: false,
    });
  });

  test('is every combination, the last axis fastest', () => {
    const { cells, runs } = planSweep({
      rates: [
        [5, 1],
        [5, 2],
      ],
      dieSides: [5, 10],
      rule: ['increment-then-send', 'send-then-increment'],
      replicates: 3,
    });
    expect(runs).toBe(24);
    expect(cells.map(({ rates, dieSides, rule }) => `${rates[1]} ${dieSides} ${rule[0]}`)).toEqual([
      '1 5 i',
      '1 5 s',
      '1 10 i',
      '1 10 s',
      '2 5 i',
      '2 5 s',
      '2 10 i',
      '2 10 s',
    ]);
  });

  test('gives the same seeds to every cell, one for each replicate', () => {
    const plan = planSweep({ rates: [[5, 1]], dieSides: [4, 6], replicates: 3, seed: 0xffff_ffff });
    const seeds = Array.from({ length: 6 }, (_, run) => trialOfRun(plan, run).seed);
    expect(seeds).toEqual([0xffff_ffff, 0, 1, 0xffff_ffff, 0, 1]);
    expect(trialOfRun(plan, 4)).toMatchObject({ dieSides: 6, seed: 0 });
  });

  test('is large above the stated number of runs or ticks', () => {
    const replicates = SWEEP_BOUNDS.replicates.max;
    const dieSides = Array.from({ length: 11 }, (_, i) => 4 + i);
    expect(planSweep({ rates: [[1, 1]], durationSeconds: [1], replicates }).large).toBe(false);
    expect(planSweep({ rates: [[1, 1]], durationSeconds: [1], dieSides, replicates }).large).toBe(true);
    expect(planSweep({ rates: [[1000, 1000]], durationSeconds: [3600] }).large).toBe(false);
    expect(planSweep({ rates: [[1000, 1000]], durationSeconds: [3600], replicates: 40 }).large).toBe(true);
  });

  test.each<[string, unknown, SweepProblem['field'], RegExp]>([
    ['no rates', {}, 'rates', /list of at least one value/],
    ['an empty axis', { rates: [[5, 1]], dieSides: [] }, 'dieSides', /list of at least one value/],
    ['an axis that is no list', { rates: [[5, 1]], rule: 'vector' }, 'rule', /list of at least one value/],
    [
      'a trial with a bad rate',
      {
        rates: [
          [5, 1],
          [5, 0],
        ],
      },
      'rates',
      /Each rate must be/,
    ],
    [
      'a die too small for its machines',
      { rates: [[1, 1, 1, 1]], dieSides: [10, 3] },
      'dieSides',
      /at least 4 faces/,
    ],
    [
      'trials of different sizes',
      {
        rates: [
          [5, 1],
          [5, 1, 5],
        ],
      },
      'rates',
      /same number of machines/,
    ],
    ['a seed that is no number', { rates: [[5, 1]], seed: 'x' }, 'seed', /The seed must be/],
    ['half a replicate', { rates: [[5, 1]], replicates: 0.5 }, 'replicates', /1 to 10000 replicates/],
    ['an unknown key', { rates: [[5, 1]], machines: 3 }, 'sweep', /A sweep has no "machines"/],
    [
      'more runs than possible',
      { rates: new Array(101).fill([5, 1]), replicates: 10_000 },
      'sweep',
      /has 1010000 runs; at most 1000000/,
    ],
    [
      'more results than can be kept',
      { rates: [new Array(1000).fill(1)], dieSides: [1000], replicates: 10_000, durationSeconds: [1, 2] },
      'sweep',
      /20000 runs of 1000 machines .* at most 8000 runs/,
    ],
    ['nothing at all', undefined, 'sweep', /A sweep is an object/],
  ])('says what is wrong with %s', (_, input, field, message) => {
    const parsed = parseSweep(input);
    expect(parsed).toEqual({
      kind: 'problems',
      problems: [{ field, message: expect.stringMatching(message) as string }],
    });
  });

  test('planSweep throws what parseSweep says', () => {
    expect(() => planSweep({ rates: [] })).toThrow(InvalidSweepError);
  });
});
