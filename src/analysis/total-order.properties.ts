// Lamport's total order against sorting, and against happened-before.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { trialFrom } from '../core/trial.ts';
import { happenedBefore, vectorClocksOf } from './vector-clocks.ts';
import { oddTrace, placesOf } from '../testing/odd-trace-arbitrary.ts';
import { eventsInTotalOrder, totalOrderOf } from './total-order.ts';

const smallTrial = anyTrial.map(trial => ({
  ...trial,
  rates: trial.rates.map(rate => 1 + (rate % 5)),
  durationSeconds: Math.min(trial.durationSeconds, 4),
}));

describe('the total order', () => {
  test('is by timestamp, then machine, whatever the clocks of a log do', () => {
    fc.assert(
      fc.property(fc.oneof(oddTrace, smallTrial.map(simulate)), trace => {
        expect([...eventsInTotalOrder(trace)]).toEqual(placesOf(trace).sort(totalOrderOf(trace)));
      }),
      { numRuns: 300 },
    );
  });

  test('extends happened-before under increment-then-send', () => {
    fc.assert(
      fc.property(smallTrial, trial => {
        const trace = simulate({ ...trial, rule: 'increment-then-send' });
        const clocks = vectorClocksOf(trace);
        const order = [...eventsInTotalOrder(trace)];
        for (const [i, a] of order.entries())
          for (const b of order.slice(i + 1)) expect(happenedBefore(clocks, b, a)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test('does not extend happened-before under send-then-increment, where it puts receives before their sends', () => {
    const trial = trialFrom({ rates: [5, 1, 5], durationSeconds: 20, seed: 7, rule: 'send-then-increment' });
    const trace = simulate(trial);
    const clocks = vectorClocksOf(trace);
    const order = [...eventsInTotalOrder(trace)];
    const reversed = order.filter(({ machine, index }, i) => {
      const event = trace.event(machine, index);
      if (event.kind !== 'receive') return false;
      const { from, number } = event.message!;
      const send = { machine: from, index: trace.message(from, number)!.sentIndex! };
      expect(happenedBefore(clocks, send, { machine, index })).toBe(true);
      return order.findIndex(place => place.machine === send.machine && place.index === send.index) > i;
    });
    expect(reversed.length).toBeGreaterThan(0);
    for (const { machine, index } of reversed) {
      const event = trace.event(machine, index);
      // The receive bears the very timestamp of its send, and the sender has the higher number.
      expect(event.kind === 'receive' && event.message!.timestamp + 1).toBe(event.clock);
      expect(event.kind === 'receive' && event.message!.from).toBeGreaterThan(machine);
    }
  });
});
