// Statistics against worked examples and printed tables.
import { describe, expect, test } from 'vitest';
import { describeSample, placeIn, quantileOf, shareInterval95, studentT975 } from './statistics.ts';

describe('a sample', () => {
  test('is described by its mean, its variance and its interval', () => {
    const summary = describeSample([4, 2, 8, 6]);
    expect(summary).toMatchObject({ count: 4, mean: 5, min: 2, max: 8, median: 5 });
    expect(summary.variance).toBeCloseTo(20 / 3, 12);
    // t(3) × sqrt(variance / 4) = 3.1824 × 1.29099
    expect(summary.interval95!.low).toBeCloseTo(5 - 4.1085, 3);
    expect(summary.interval95!.high).toBeCloseTo(5 + 4.1085, 3);
    expect(summary.band95.low).toBeCloseTo(2.15, 12);
  });

  test('of one value has no interval', () => {
    expect(describeSample([7])).toMatchObject({ mean: 7, variance: 0, interval95: undefined, median: 7 });
  });

  test('of nothing is refused', () => {
    expect(() => describeSample([])).toThrow(RangeError);
  });

  test('is left as it is', () => {
    const values = new Uint32Array([3, 1, 2]);
    describeSample(values);
    expect([...values]).toEqual([3, 1, 2]);
  });
});

test.each([
  [1, 12.706],
  [5, 2.571],
  [10, 2.228],
  [11, 2.201],
  [20, 2.086],
  [30, 2.042],
  [60, 2.0],
  [199, 1.972],
  [100_000, 1.96],
])("Student's t with %i degrees of freedom is %d", (degreesOfFreedom, expected) => {
  expect(studentT975(degreesOfFreedom)).toBeCloseTo(expected, 3);
});

test('quantiles are linear between neighbours', () => {
  expect(quantileOf([10, 20, 30, 40], 0)).toBe(10);
  expect(quantileOf([10, 20, 30, 40], 1)).toBe(40);
  expect(quantileOf([10, 20, 30, 40], 0.5)).toBe(25);
  expect(quantileOf([], 0.5)).toBeNaN();
});

test('the place in a distribution counts equals by half', () => {
  expect(placeIn([1, 2, 2, 3], 2)).toBe(0.5);
  expect(placeIn([1, 2, 3], 0)).toBe(0);
  expect(placeIn([1, 2, 3], 9)).toBe(1);
});

test.each([
  // Newcombe 1998, to four decimals.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %i of %i is Wilson’s', (hits, count, low, high) => {
  const interval = shareInterval95(hits, count)!;
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('of no case there is no share', () => expect(shareInterval95(0, 0)).toBeUndefined());
