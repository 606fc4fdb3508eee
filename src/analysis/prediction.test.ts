// The theory by its worked examples and by its own laws; src/prediction-holds.test.ts holds it against simulated runs on a
// whole grid of trials.
import { simulate } from '../engine/simulate.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceOf } from '../core/balance.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { longestChainPerSecond } from './prediction-chain.ts';
import { predict } from './prediction.ts';

describe('the balance of ticks', () => {
  test("trial 5 of the notebook: 1.67 messages per second, where the notebook's figure is 2", () => {
    // Each fast machine rolls x = 5 - 0.2 x ticks per second.
    const [fast, slow] = predict({ rates: [5, 1, 5] }).machines;
    expect(fast!.rollsPerSecond).toBeCloseTo(5 / 1.2, 12);
    expect(fast!.keepsUp).toBe('yes');
    expect(slow!.arrivalsPerSecond).toBeCloseTo(5 / 3, 12);
    expect(slow!.naiveArrivalsPerSecond).toBeCloseTo(2, 12);
    expect(slow).toMatchObject({ keepsUp: 'no', utilisation: 1, rollsPerSecond: 0, receivesPerSecond: 1 });
    expect(slow!.queueGrowthPerSecond).toBeCloseTo(2 / 3, 12);
  });

  test('trial 6 lies on the border: exactly one message per second at machines of one tick per second', () => {
    const { machines } = predict({ rates: [1, 5, 1] });
    expect(machines.map(({ keepsUp }) => keepsUp)).toEqual(['borderline', 'yes', 'borderline']);
    expect(machines[0]!.exact).toEqual({ balance: false, clock: false });
    expect(machines[0]!.settlingSeconds).toBe(Infinity);
  });

  test('solves its own equations', () => {
    const rates = fc.array(fc.double({ min: 0.5, max: 50, noNaN: true }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(rates, fc.double({ min: 0.001, max: 0.9, noNaN: true }), (all, perRoll) => {
        const balances = balanceOf(all, perRoll);
        const allRolls = balances.reduce((sum, { rolls }) => sum + rolls, 0);
        balances.forEach(({ arrivals, rolls }, i) => {
          expect(arrivals).toBeCloseTo(perRoll * (allRolls - rolls), 9);
          expect(rolls).toBeCloseTo(Math.max(0, all[i]! - arrivals), 9);
        });
      }),
    );
  });

  test('two machines that send at every roll: the faster one rolls, the other only receives', () => {
    expect(predict({ rates: [3, 2], dieSides: 2 }).machines).toMatchObject([
      { rollsPerSecond: 3, arrivalsPerSecond: 0, keepsUp: 'yes' },
      { rollsPerSecond: 0, arrivalsPerSecond: 3, keepsUp: 'no', queueGrowthPerSecond: 1 },
    ]);
    expect(predict({ rates: [3, 3], dieSides: 2 }).machines[0]!.exact.balance).toBe(false);
  });
});

describe('the growth of clocks', () => {
  test('trial 7 under send-then-increment: straight lines of 6, and 1.75 for the machine that falls behind', () => {
    const { machines } = predict({ rates: [6, 6, 1], dieSides: 5, rule: 'send-then-increment' });
    expect(machines.map(machine => machine.clockGrowthPerSecond)).toEqual([6, 6, expect.closeTo(1.75, 9)]);
    expect(machines.every(({ exact }) => exact.clock)).toBe(true);
  });

  test("under Lamport's rule two equal machines push each other", () => {
    const [first] = predict({ rates: [6, 6] }).machines;
    expect(first!.clockGrowthPerSecond).toBeCloseTo(6 * (1 + 0.16 / 2.16), 12);
    expect(first!.exact.clock).toBe(true);
  });

  test.each([
    [[6, 6], { kind: 'fixed', delayMs: 20 } as const],
    [[5, 1, 5], { kind: 'fixed', delayMs: 1 } as const],
    [[6, 6, 6], { kind: 'uniform', minMs: 5, maxMs: 400 } as const],
  ])('equal machines do not push each other once messages take time: %j', (rates, delay) => {
    const [first] = predict({ rates, delay }).machines;
    expect(first).toMatchObject({ clockGrowthPerSecond: rates[0], exact: { clock: true } });
    for (const seed of [1, 2, 3, 4, 5]) {
      const { logs } = simulate({ rates, delay, seed });
      expect(logs[0]!.clocks[logs[0]!.eventCount - 1]).toBe(rates[0]! * 60);
    }
  });

  test("under Lamport's rule machines half as fast cannot push", () => {
    const { machines } = predict({ rates: [2, 6, 3] });
    for (const { clockGrowthBounds, exact } of machines) {
      expect(clockGrowthBounds).toEqual({ low: 6, high: 6 });
      expect(exact.clock).toBe(true);
    }
  });

  test.each([
    [[5], 5],
    [[6, 6], 8],
    [[6, 3], 6],
    [[1, 1], 4 / 3],
  ])('the longest chain through machines of rates %j grows by %d a second', (rates, growth) => {
    expect(longestChainPerSecond(rates)).toBeCloseTo(growth, 9);
  });
});

test('every prediction is within its own bounds', () => {
  fc.assert(
    fc.property(anyTrial, trial => {
      for (const machine of predict(trial).machines) {
        const { low, high } = machine.clockGrowthBounds;
        expect(machine.clockGrowthPerSecond).toBeGreaterThanOrEqual(low);
        expect(machine.clockGrowthPerSecond).toBeLessThanOrEqual(high + 1e-9);
        expect(machine.clockGrowthPerSecond).toBeGreaterThanOrEqual(machine.rate - 1e-9);
        expect(machine.arrivalsPerSecond).toBeLessThanOrEqual(machine.naiveArrivalsPerSecond + 1e-9);
        expect(machine.receivesPerSecond + machine.rollsPerSecond).toBeCloseTo(machine.rate, 9);
      }
    }),
  );
});

test('a thousand machines are predicted too', () => {
  const rates = Array.from({ length: 1000 }, (_, i) => 1 + (i % 6));
  expect(predict({ rates, dieSides: 5000 }).machines).toHaveLength(1000);
});

test('says where it ends: at the first fault, and at once where one can be at any time', () => {
  const rates = [5, 1, 5];
  expect(predict({ rates }).limit).toBeUndefined();
  expect(predict({ rates, faults: { duplicationPercent: 5 } }).limit).toEqual({
    untilMs: 0,
    first: 'duplication',
  });
  const crash = { kind: 'crash', machine: 2, fromMs: 9000, toMs: 12_000, memory: 'durable' } as const;
  const pause = { kind: 'pause', machine: 1, fromMs: 7000, toMs: 8000 } as const;
  expect(predict({ rates, faults: { timed: [crash, pause] } }).limit).toEqual({
    untilMs: 7000,
    first: 'pause',
  });
});
