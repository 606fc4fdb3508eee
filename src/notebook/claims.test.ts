// The notebook's claims and published numbers against its own trials, run a good many times each.
import { beforeAll, describe, expect, test } from 'vitest';
import { replicate } from './replicates.ts';
import { TIMESTAMP_RULES, type TimestampRule } from '../core/trial.ts';
import type { Claim } from './claim.ts';
import { CLAIMS } from '../words/notebook-claims.ts';
import { judgeClaims } from './claims.ts';
import { placeReadings } from './published.ts';
import { ratioOfMeans } from './ratio.ts';
import { REPLICATES, type Replicates } from './replicates.ts';
import { compareRules, straightPortion } from './rules.ts';
import { doubledTrials, FLOODED_TRIALS, studies, studyKey, trialOf, type StudyResults } from './studies.ts';
import { NOTEBOOK_RULE, NOTEBOOK_TRIALS } from './trials.ts';

const LAMPORT: TimestampRule = 'increment-then-send';
const results = new Map<TimestampRule, readonly Replicates[]>();
const claims = new Map<TimestampRule, readonly Claim[]>();

beforeAll(() => {
  const studied: StudyResults = new Map(
    studies().map(({ key, trial }) => [key, replicate(trial, REPLICATES, false)]),
  );
  for (const rule of TIMESTAMP_RULES) {
    const trials = NOTEBOOK_TRIALS.map(published =>
      replicate({ ...trialOf(published), rule }, REPLICATES, false),
    );
    results.set(rule, trials);
    claims.set(rule, judgeClaims({ rule, trials, studies: studied, designs: undefined }));
  }
});

describe('the published numbers', () => {
  test.each(NOTEBOOK_TRIALS)('of trial $number lie within our range under the notebook’s rule', published => {
    const placed = placeReadings(published, results.get(NOTEBOOK_RULE)![published.number - 1]!);
    expect(placed).toHaveLength(published.readings.length);
    for (const { verdict, explanation, place } of placed) {
      expect(verdict).not.toBe('outside');
      expect(place.low).toBeLessThanOrEqual(place.high);
      expect(explanation === '').toBe(verdict === 'same' || verdict === 'usual');
    }
  });

  test('are all usual but one: the low queue of trial 1, which is explained', () => {
    const rare = NOTEBOOK_TRIALS.flatMap((published, i) =>
      placeReadings(published, results.get(NOTEBOOK_RULE)![i]!)
        .filter(({ verdict }) => verdict === 'rare')
        .map(({ reading, explanation }) => ({ trial: published.number, reading, explanation })),
    );
    expect(rare).toEqual([
      {
        trial: 1,
        reading: { machine: 2, quantity: 'queue-max', value: 2, tolerance: 0 },
        explanation: expect.stringMatching(/receives 1\.8\d messages a second and can take 2/) as string,
      },
    ]);
  });

  test('of fast machines lie outside under Lamport’s rule, and it is said why', () => {
    const [, , , , fifth] = results.get(LAMPORT)!;
    const [first] = placeReadings(NOTEBOOK_TRIALS[4]!, fifth!);
    expect(first!.verdict).toBe('outside');
    expect(first!.explanation).toMatch(/follows the other rule/);
  });
});

describe('the two rules', () => {
  test('part the clocks and never the queues', () => {
    results.get(NOTEBOOK_RULE)!.forEach((one, i) => {
      const comparison = compareRules(one, results.get(LAMPORT)![i]!);
      expect(comparison.queuesThatDiffer).toBe(0);
      expect(comparison.sendFirst.min).toBe(comparison.ownTicks);
      expect(comparison.sendFirst.max).toBe(comparison.ownTicks);
      expect(comparison.incrementFirst.min).toBeGreaterThanOrEqual(comparison.ownTicks);
    });
  });

  test('the straight line is a product of one of them', () => {
    expect(results.get(NOTEBOOK_RULE)!.map(straightPortion)).toEqual(NOTEBOOK_TRIALS.map(() => 1));
    const lamport = results.get(LAMPORT)!.map(straightPortion);
    expect(lamport[4]).toBe(0);
    expect(lamport[6]).toBe(0);
    expect(lamport[3]).toBe(1);
  });
});

describe('the claims', () => {
  test('are six, in the notebook’s order and words', () => {
    for (const rule of TIMESTAMP_RULES) {
      expect(claims.get(rule)!.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(claims.get(rule)!.map(({ claim }) => claim)).toEqual(CLAIMS);
    }
  });

  test('get these verdicts under the notebook’s rule', () => {
    expect(claims.get(NOTEBOOK_RULE)!.map(({ verdict }) => verdict)).toEqual([
      'holds',
      'holds-partly',
      'holds-partly',
      'holds',
      'holds-partly',
      'not-measured',
    ]);
  });

  test('1: the fastest line is straight under the notebook’s rule and not under Lamport’s', () => {
    expect(claims.get(NOTEBOOK_RULE)![0]!.finding).toMatch(/straight in all 1,800 runs/);
    expect(claims.get(LAMPORT)![0]!.verdict).toBe('holds-partly');
    expect(claims.get(LAMPORT)![0]!.finding).toMatch(/straight in only [\d,]+ of 1,800 runs:/);
  });

  test('3: the notebook’s 2 messages a second lie outside the interval of what is measured', () => {
    const { finding, remarks, table } = claims.get(NOTEBOOK_RULE)![2]!;
    expect(finding).toMatch(/the 2 messages a second .* do not arrive: we measure 1\.6\d/);
    expect(remarks.join()).toContain('x = 5 − 0.2 x');
    const [name, expected, balance, measured] = table!.rows[0]!;
    expect([name, expected, balance]).toEqual(['Trial 5', '2.00', '1.67']);
    const [mean, low, high] = measured!.match(/[\d.]+/g)!.map(Number);
    expect(mean).toBeGreaterThan(low!);
    expect(low).toBeLessThan(1.6667);
    expect(high).toBeGreaterThan(1.6667);
    expect(high).toBeLessThan(2);
  });

  test('4: twice the time is twice the queue where it is flooded, and not where it keeps up', () => {
    const { table } = claims.get(NOTEBOOK_RULE)![3]!;
    const ratios = table!.rows.map(row => Number(row[3]!.split(' ')[0]));
    expect(ratios[0]).toBeCloseTo(2, 1);
    expect(ratios[1]).toBeCloseTo(2, 1);
    expect(ratios[2]).toBeLessThan(1.9);
  });
});

describe('what the claims need', () => {
  test('the flooded trials are 5 and 7', () => {
    expect(FLOODED_TRIALS.map(({ number }) => number)).toEqual([5, 7]);
    expect(doubledTrials().map(({ number }) => number)).toEqual([5, 7, 9]);
  });

  test('every study has a name of its own', () => {
    const all = studies();
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    for (const { key, trial } of all) expect(key).toBe(studyKey(trial));
  });
});

describe('a ratio of means', () => {
  test('of proportional values has no width', () => {
    expect(ratioOfMeans([2, 4, 6], [1, 2, 3])).toEqual({ ratio: 2, interval95: { low: 2, high: 2 } });
  });

  test('covers the truth where pairs scatter', () => {
    const { ratio, interval95 } = ratioOfMeans([21, 39, 62, 78], [10, 20, 30, 40])!;
    expect(ratio).toBeCloseTo(2, 9);
    expect(interval95.low).toBeLessThan(2);
    expect(interval95.high).toBeGreaterThan(2);
  });

  test('is undefined without pairs, and over nothing', () => {
    expect(ratioOfMeans([1], [1])).toBeUndefined();
    expect(ratioOfMeans([1, 2], [0, 0])).toBeUndefined();
    expect(ratioOfMeans([1, 2], [1, 2, 3])).toBeUndefined();
  });
});
