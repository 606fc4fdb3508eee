// The precomputed order against the definition: due time, then machine.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tickOrderOf } from './tick-order.ts';

const rates = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

test('the order of a second is by due time, then by machine, compared as exact fractions', () => {
  fc.assert(
    fc.property(rates, all => {
      const ticks = all.map(() => 0);
      const entries = [...tickOrderOf(all)].map(machine => ({
        machine,
        tick: (ticks[machine]! += 1),
        rate: all[machine]!,
      }));
      expect(ticks).toEqual(all);
      for (let i = 1; i < entries.length; i++) {
        const [a, b] = [entries[i - 1]!, entries[i]!];
        const difference = a.tick * b.rate - b.tick * a.rate; // of tick / rate, times both rates
        expect(difference < 0 || (difference === 0 && a.machine < b.machine)).toBe(true);
      }
    }),
  );
});

test('a thousand machines at the highest rate are in order too', () => {
  const order = tickOrderOf(new Array<number>(1000).fill(100));
  expect(order).toHaveLength(100_000);
  expect([...order.subarray(0, 3)]).toEqual([0, 1, 2]);
  expect(order[1000]).toBe(0);
});
