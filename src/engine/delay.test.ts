// Delays: spread as their names say, and made of arithmetic that is the same everywhere.
import { describe, expect, test } from 'vitest';
import type { MessageDelay } from '../core/message-delay.ts';
import { delayMsOf, exponential, naturalLogarithm, normalQuantile } from './delay.ts';

function sample(delay: MessageDelay, count = 20_000, from = 1, seed = 5): number[] {
  const delayMs = delayMsOf(delay, seed, 3);
  return Array.from({ length: count }, (_, i) => delayMs({ from, to: 2, number: i + 1, timestamp: 0 }));
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('delays', () => {
  test('a fixed one is always the same', () => {
    expect(new Set(sample({ kind: 'fixed', delayMs: 12.5 }))).toEqual(new Set([12.5]));
  });

  test('uniform ones lie between their bounds, around their middle', () => {
    const delays = sample({ kind: 'uniform', minMs: 10, maxMs: 30 });
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...delays)).toBeLessThanOrEqual(30);
    expect(meanOf(delays)).toBeCloseTo(20, 0);
  });

  test('exponential ones have their mean, and one in e is longer than it', () => {
    const delays = sample({ kind: 'exponential', meanMs: 40 });
    expect(Math.abs(meanOf(delays) - 40)).toBeLessThan(1);
    expect(Math.abs(delays.filter(delay => delay > 40).length / delays.length - Math.exp(-1))).toBeLessThan(
      0.01,
    );
  });

  test('log-normal ones have their median, and two in three lie within the factor of it', () => {
    const delays = sample({ kind: 'log-normal', medianMs: 40, spreadFactor: 2 }).sort((a, b) => a - b);
    expect(Math.abs(delays[delays.length / 2]! - 40)).toBeLessThan(1);
    const within = delays.filter(delay => delay >= 20 && delay <= 80).length / delays.length;
    expect(Math.abs(within - 0.6827)).toBeLessThan(0.01);
    expect(new Set(sample({ kind: 'log-normal', medianMs: 40, spreadFactor: 1 }))).toEqual(new Set([40]));
  });

  test('are whole microseconds', () => {
    for (const delay of sample({ kind: 'exponential', meanMs: 40 }, 200)) {
      expect(Math.round(delay * 1000) / 1000).toBe(delay);
    }
  });

  test('depend on seed, sender and number', () => {
    const delay: MessageDelay = { kind: 'uniform', minMs: 0, maxMs: 1000 };
    expect(sample(delay, 20)).toEqual(sample(delay, 20));
    expect(sample(delay, 20, 2)).not.toEqual(sample(delay, 20, 1));
    expect(sample(delay, 20, 1, 6)).not.toEqual(sample(delay, 20, 1, 5));
  });

  test('stand on a logarithm as good as the built-in one', () => {
    for (const x of [1, 0.999_999, 0.75, Math.SQRT1_2, 0.5, 0.1, 1e-3, 2 ** -32]) {
      expect(naturalLogarithm(x)).toBeCloseTo(Math.log(x), 13);
    }
  });

  test('stand on an exponential function as good as the built-in one', () => {
    for (const x of [0, 1, -1, 0.3, -0.3466, 5.5, -5.5, 14.4, -14.4, 99, -99])
      expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-13);
  });

  test('stand on quantiles that tables of the normal distribution have, and are finite at both ends', () => {
    const table: readonly (readonly [number, number])[] = [
      [0.5, 0],
      [0.841344746068543, 1],
      [0.158655253931457, -1],
      [0.977249868051821, 2],
      [0.99, 2.326347874040841],
      [0.001, -3.090232306167813],
    ];
    for (const [portion, deviations] of table) expect(normalQuantile(portion)).toBeCloseTo(deviations, 7);
    expect(normalQuantile(1)).toBeGreaterThan(6);
    expect(normalQuantile(1)).toBeLessThan(7);
    expect(normalQuantile(2 ** -32)).toBeLessThan(-6);
  });
});
