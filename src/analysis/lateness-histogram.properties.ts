import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LatenessHistogram } from './lateness-histogram.ts';
import { quantileOf, sortedCopy } from './statistics.ts';

test('a quantile is the exact one, at most 0.5 % and a hundredth of a millisecond too large', () => {
  const lateness = fc.oneof(
    fc.constant(0),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(lateness, { minLength: 1, maxLength: 300 }),
      fc.constantFrom(0, 0.5, 0.9, 0.99, 1),
      (values, portion) => {
        const histogram = new LatenessHistogram();
        for (const value of values) histogram.add(value);
        const exact = quantileOf(sortedCopy(Float64Array.from(values)), portion);
        const found = histogram.quantileMs(portion);
        expect(found).toBeGreaterThanOrEqual(exact * (1 - 1e-9) - 0.0101);
        expect(found).toBeLessThanOrEqual(exact * 1.0051 + 0.0101);
      },
    ),
  );
});

test('no ticks are not late', () => {
  expect(new LatenessHistogram().quantileMs(0.99)).toBe(0);
});
