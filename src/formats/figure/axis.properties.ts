// What every axis promises, whatever its range: round ticks, within the range, and no more of them than there is room for.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisNumber, linearAxis, logarithmicAxis, portionOf, secondsAxis, type Axis } from './axis.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const power = fc.integer({ min: -300, max: 300 });
const everyday = fc.double({ min: -1e6, max: 1e6, noNaN: true });
/** Any two numbers, everyday ones, ranges from 0, and ranges around a distant place. */
const ranges = fc
  .oneof(
    fc.tuple(number, number),
    fc.tuple(everyday, everyday),
    fc.tuple(fc.constant(0), everyday),
    fc.tuple(everyday, power).map(([mantissa, exponent]) => [0, mantissa * 10 ** exponent] as const),
    fc.tuple(number, everyday).map(([at, width]) => [at, at + width] as const),
    number.map(at => [at, at] as const),
  )
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
  .filter(({ min, max }) => Number.isFinite(min) && Number.isFinite(max));
const ticksMax = fc.integer({ min: 4, max: 20 });

function expectSound({ ticks, min, max }: Axis): void {
  const values = ticks.map(({ value }) => value);
  for (const value of values) {
    expect(value).toBeGreaterThanOrEqual(min);
    expect(value).toBeLessThanOrEqual(max);
    expect(Object.is(value, -0)).toBe(false);
  }
  expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
  expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
  for (const { label } of ticks) expect(label).toMatch(/^−?\d[\d,]*(\.\d+)?(e−?\d+)?$/);
}

describe('the ticks of a linear axis', () => {
  test('lie within its range, ascend and have labels of their own, and are no more than asked for', () => {
    fc.assert(
      fc.property(ranges, ticksMax, fc.boolean(), ({ min, max }, most, whole) => {
        const axis = linearAxis({ label: '', min, max, ticksMax: most, whole });
        expectSound(axis);
        expect(axis.ticks.length).toBeLessThanOrEqual(most);
        if (!whole) expect(axis.ticks.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  test('are multiples of 1, 2 or 5 times a power of ten', () => {
    fc.assert(
      fc.property(ranges, ticksMax, ({ min, max }, most) => {
        const [first, second] = linearAxis({ label: '', min, max, ticksMax: most }).ticks;
        if (!first || !second || Math.abs(second.value - first.value) === Infinity) return;
        const step = second.value - first.value;
        const factor = step / 10 ** Math.floor(Math.log10(step) + 1e-6);
        // Where the difference is exact enough to ask: its error is that of the values, and it counts once for each step.
        fc.pre(step > 1e-300 && step > Math.abs(first.value) * 1e-4);
        expect(Math.min(...[1, 2, 5].map(each => Math.abs(factor - each)))).toBeLessThan(1e-6);
        expect(Math.abs(first.value / step - Math.round(first.value / step))).toBeLessThan(1e-6);
      }),
      { numRuns: 1000 },
    );
  });

  test('leave no room unused: with fewer than a third of what is asked for, steps would be finer', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), ticksMax, (max, most) => {
        const { ticks } = linearAxis({ label: '', min: 0, max, ticksMax: most });
        expect(ticks.length).toBeGreaterThanOrEqual(Math.floor((most - 1) / 2.5) + 1);
      }),
    );
  });

  test('of a time are as far apart as their labels are wide', () => {
    const lengths = fc.integer({ min: 60, max: 2000 });
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), lengths, (seconds, lengthPixels) => {
        const axis = secondsAxis(seconds, lengthPixels);
        expectSound(axis);
        const widest = Math.max(...axis.ticks.map(({ label }) => label.length));
        for (const [i, { value }] of axis.ticks.entries()) {
          if (i === 0) continue;
          const apart = portionOf(axis, value) - portionOf(axis, axis.ticks[i - 1]!.value);
          expect(apart * lengthPixels).toBeGreaterThanOrEqual(widest * 6);
        }
      }),
    );
  });

  test.each([
    [0, 60, 8, ['0', '10', '20', '30', '40', '50', '60']],
    [-130, 0, 5, ['−100', '−50', '0']],
    [0, 0.3, 4, ['0', '0.1', '0.2', '0.3']],
    [0, 2_500_000, 4, ['0', '1,000,000', '2,000,000']],
    [7, 7, 5, ['7']],
    [0, 0, 5, ['0']],
  ])('from %d to %d', (min, max, most, labels) => {
    const { ticks } = linearAxis({ label: '', min, max, ticksMax: most });
    expect(ticks.map(({ label }) => label)).toEqual(labels);
  });
});

describe('a logarithmic axis', () => {
  test('has powers of ten as its ticks, and says in its label what it is', () => {
    const exponents = fc.tuple(
      fc.double({ min: -8, max: 0, noNaN: true }),
      fc.double({ min: 1, max: 12, noNaN: true }),
    );
    fc.assert(
      fc.property(exponents, ticksMax, ([from, to], most) => {
        const axis = logarithmicAxis({ label: 'events', min: 10 ** from, max: 10 ** to, ticksMax: most });
        expectSound(axis);
        expect(axis.label).toBe('events (logarithmic)');
        expect(axis.ticks.length).toBeLessThanOrEqual(most);
        for (const { value } of axis.ticks)
          expect(Math.abs(Math.log10(value) - Math.round(Math.log10(value)))).toBeLessThan(1e-9);
      }),
    );
  });
});

test('places on an axis keep the order of its values, from 0 at one end to 1 at the other', () => {
  fc.assert(
    fc.property(ranges, fc.double({ min: 0, max: 1, noNaN: true }), ({ min, max }, part) => {
      fc.pre(min < max);
      const axis = linearAxis({ label: '', min, max, ticksMax: 5 });
      expect([portionOf(axis, min), portionOf(axis, max)]).toEqual([0, 1]);
      const between = Math.min(max, Math.max(min, min * (1 - part) + max * part));
      expect(portionOf(axis, between)).toBeGreaterThanOrEqual(0);
      expect(portionOf(axis, between)).toBeLessThanOrEqual(1);
    }),
  );
});

test('a number on an axis has groups of three, a true minus, and an exponent where it is very large or very small', () => {
  expect([0, 12, -4500, 1234567.5, 1e-7, -2.5e21].map(axisNumber)).toEqual([
    '0',
    '12',
    '−4,500',
    '1,234,567.5',
    '1e−7',
    '−2.5e21',
  ]);
});
