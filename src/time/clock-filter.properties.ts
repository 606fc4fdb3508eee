// What an estimate promises: the truth lies within its bound, whatever the two ways take and however the clocks drift.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyApartClocks,
  anyRounds,
  exchangeOf,
  ownReadingAt,
  ownTimeAt,
  type ApartClocks,
} from '../testing/apart-clocks.ts';
import { ClockFilter } from './clock-filter.ts';

const truthAt = (clocks: ApartClocks, trueMs: number) => trueMs - ownTimeAt(clocks, trueMs);
/** Times since the epoch have steps of 0.25 microseconds. */
const ROUNDING_MS = 0.001;

describe('the estimate', () => {
  test('is never further from the truth than its bound, at the exchange and long after', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        anyApartClocks,
        anyRounds,
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (areOneDevices, clocks, rounds, laterMs) => {
          const filter = new ClockFilter(areOneDevices);
          let askedMs = 0;
          for (const round of rounds) {
            askedMs += round.afterMs;
            const endMs = askedMs + round.thereMs + round.heldMs + round.backMs;
            expect(filter.add(exchangeOf(clocks, round, askedMs))).toBe('taken');
            for (const trueMs of [endMs, endMs + laterMs]) {
              const { offsetMs, boundMs } = filter.estimateAt(ownReadingAt(clocks, trueMs))!;
              expect(Math.abs(offsetMs - truthAt(clocks, trueMs))).toBeLessThanOrEqual(boundMs + ROUNDING_MS);
            }
            askedMs = endMs;
          }
        },
      ),
    );
  });

  test('of one and the same clock is zero', () => {
    fc.assert(
      fc.property(anyRounds, rounds => {
        const same: ApartClocks = { offsetMs: 0, drifts: [], grainMs: 0.1 };
        const filter = new ClockFilter(true);
        let askedMs = 0;
        for (const round of rounds) {
          askedMs += round.afterMs;
          filter.add(exchangeOf(same, round, askedMs));
          askedMs += round.thereMs + round.heldMs + round.backMs;
          expect(filter.estimateAt(askedMs)).toMatchObject({ offsetMs: 0, rate: 0 });
        }
      }),
    );
  });

  test('comes close, and learns the drift, over a channel with delays of 10 to 100 ms', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -200, max: 200, noNaN: true }),
        fc.array(
          fc.tuple(fc.double({ min: 5, max: 50, noNaN: true }), fc.double({ min: 5, max: 50, noNaN: true })),
          {
            minLength: 60,
            maxLength: 60,
          },
        ),
        (ppm, delays) => {
          const clocks = { offsetMs: 10_800_000, drifts: [{ fromMs: 0, ppm }], grainMs: 0.1 };
          const filter = new ClockFilter(true);
          let askedMs = 0;
          for (const [thereMs, backMs] of delays) {
            askedMs += 2000;
            filter.add(exchangeOf(clocks, { afterMs: 0, thereMs, heldMs: 0.2, backMs }, askedMs));
          }
          const nowMs = askedMs + 100;
          const { offsetMs, boundMs, rate, rateBound } = filter.estimateAt(ownReadingAt(clocks, nowMs))!;
          const quickestMs = Math.min(...delays.slice(-8).map(([thereMs, backMs]) => thereMs + backMs));
          expect(boundMs).toBeLessThan(quickestMs + 8 * 2000 * 500e-6);
          expect(Math.abs(offsetMs - truthAt(clocks, nowMs))).toBeLessThanOrEqual(boundMs);
          expect(Math.abs(rate * 1e6 + ppm)).toBeLessThanOrEqual(rateBound! * 1e6);
        },
      ),
    );
  });

  test('after 10 s without a word is wider by the tolerance of a drift, and as narrow as before with the next word', () => {
    const clocks = { offsetMs: 5000, drifts: [{ fromMs: 0, ppm: 50 }], grainMs: 0.1 };
    const filter = new ClockFilter(true);
    const round = { afterMs: 0, thereMs: 10, heldMs: 0, backMs: 10 };
    for (let askedMs = 0; askedMs <= 20_000; askedMs += 2000) filter.add(exchangeOf(clocks, round, askedMs));
    const boundAt = (trueMs: number) => filter.estimateAt(ownReadingAt(clocks, trueMs))!.boundMs;
    const beforeMs = boundAt(20_020);
    expect(beforeMs).toBeLessThan(12);
    expect(boundAt(30_020)).toBeGreaterThan(beforeMs + 2);
    expect(boundAt(30_020)).toBeLessThan(beforeMs + 4);
    // What was asked before the cut is answered after it: that says little, and spoils nothing.
    filter.add(exchangeOf(clocks, { ...round, thereMs: 9000 }, 22_000));
    filter.add(exchangeOf(clocks, round, 31_000));
    expect(boundAt(31_020)).toBeLessThan(12);
  });
});

describe('a clock that jumps', () => {
  test('is noticed with the next exchange, and what was before counts no more', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 100, max: 3_600_000 }), fc.integer({ min: -3_600_000, max: -100 })),
        jumpMs => {
          const filter = new ClockFilter(true);
          const round = { afterMs: 0, thereMs: 4, heldMs: 0, backMs: 5 };
          const before = { offsetMs: 0, drifts: [], grainMs: 0.1 };
          for (let i = 0; i < 8; i++) filter.add(exchangeOf(before, round, i * 2000));
          const after = { ...before, offsetMs: jumpMs };
          expect(filter.add(exchangeOf(after, round, 16_000))).toBe('stepped');
          const { offsetMs, boundMs } = filter.estimateAt(ownReadingAt(after, 16_009))!;
          expect(Math.abs(offsetMs - jumpMs)).toBeLessThanOrEqual(boundMs);
          expect(boundMs).toBeLessThan(7);
        },
      ),
    );
  });
});

test('an exchange that cannot be is refused', () => {
  const filter = new ClockFilter(true);
  expect(filter.add({ askedMs: 10, heardMs: 5, answeredMs: 5, receivedMs: 9 })).toBe('refused');
  expect(filter.add({ askedMs: 10, heardMs: 6, answeredMs: 5, receivedMs: 19 })).toBe('refused');
  expect(filter.add({ askedMs: 10, heardMs: 5, answeredMs: 50, receivedMs: 19 })).toBe('refused');
  expect(filter.estimateAt(20)).toBeUndefined();
});
