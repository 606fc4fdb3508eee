import { expect, test } from 'vitest';
import { ClockOffset } from './clock-offset.ts';

test('clocks that may be one and the same are taken for one', () => {
  const offset = new ClockOffset();
  offset.add(1000, 1000.3, 1000.4);
  expect(offset.toLocalMs(5000)).toBe(5000);
});

test('a page that slept for an hour is told apart, to within half the round trip', () => {
  const offset = new ClockOffset();
  offset.add(1000, 3_601_000 + 0.5, 1001);
  expect(offset.toLocalMs(3_601_000 + 500)).toBeCloseTo(1500, 0);
});

test('the shortest round trip counts', () => {
  const offset = new ClockOffset();
  offset.add(0, 500, 200);
  offset.add(300, 705, 310);
  offset.add(400, 900, 500);
  expect(offset.toLocalMs(1000)).toBe(600);
});
