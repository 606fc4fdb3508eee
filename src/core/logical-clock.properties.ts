// The three laws of a logical clock (L78, "Logical Clocks"), for any clock over numbers that a machine may carry.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lamportClock, type LogicalClock } from './logical-clock.ts';

/** What every {@link LogicalClock} over numbers must keep. */
export function describeLogicalClock(name: string, clock: LogicalClock<number>): void {
  const value = fc.integer({ min: clock.zero, max: 2 ** 31 });

  describe(`the logical clock ${name}`, () => {
    test('IR1: an event advances the clock', () => {
      fc.assert(fc.property(value, own => clock.tick(own) > own));
    });

    test('IR2b: a receive leaves both the own clock and the received timestamp behind', () => {
      fc.assert(
        fc.property(value, value, (own, received) => {
          const after = clock.merge(own, received);
          expect(after).toBeGreaterThan(own);
          expect(after).toBeGreaterThan(received);
        }),
      );
    });

    test('is pure', () => {
      fc.assert(
        fc.property(value, value, (own, received) => {
          expect(clock.tick(own)).toBe(clock.tick(own));
          expect(clock.merge(own, received)).toBe(clock.merge(own, received));
        }),
      );
    });
  });
}

describeLogicalClock('of Lamport', lamportClock);

test("Lamport's receive is the assignment's max(own, received) + 1", () => {
  expect(lamportClock.zero).toBe(0);
  expect(lamportClock.tick(4)).toBe(5);
  expect(lamportClock.merge(4, 9)).toBe(10);
  expect(lamportClock.merge(9, 4)).toBe(10);
  expect(lamportClock.merge(4, 4)).toBe(5);
});
