import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Trace } from '../core/trace.ts';
import { eventsInOrder } from '../core/trace-order.ts';
import { simulate } from '../engine/simulate.ts';
import { comparisonSentence } from '../words/comparison.ts';
import { compareRuns, firstDifference } from './comparison.ts';

const trial = { rates: [5, 1, 5], seed: 7, durationSeconds: 30 };

test('a run is the same as itself', () => {
  const comparisons = compareRuns(simulate(trial), simulate(trial));
  expect(comparisons).toHaveLength(3);
  for (const { machine, partsAtTick, partsAtMs, ticks, finalClocks, largestClockDistance } of comparisons) {
    expect([partsAtTick, partsAtMs]).toEqual([undefined, undefined]);
    expect(ticks).toBe(trial.rates[machine - 1]! * 30);
    expect(finalClocks[0]).toBe(finalClocks[1]);
    expect(largestClockDistance).toBe(0);
  }
  expect(firstDifference(comparisons)).toBeUndefined();
  expect(comparisonSentence(comparisons, 'live', 'virtual')).toMatch(/the same, event by event/);
});

/** In kind, clock or message, as the events are read one by one. */
function differs(first: Trace, second: Trace, machine: number, index: number): boolean {
  const [a, b] = [first, second].map(trace => {
    const event = trace.event(machine, index);
    const { kind, clock } = event;
    if (kind === 'send') return [kind, clock, event.messages.map(({ to }) => to)];
    return kind === 'receive' ? [kind, clock, event.message?.from, event.message?.number] : [kind, clock];
  });
  return JSON.stringify(a) !== JSON.stringify(b);
}

describe('with a delay on the way, the same dice make another run', () => {
  const [plain, delayed] = [simulate(trial), simulate({ ...trial, delay: { kind: 'fixed', delayMs: 700 } })];
  const comparisons = compareRuns(plain, delayed);

  test('it parts at the first event that differs, and not before', () => {
    for (const { machine, partsAtTick } of comparisons) {
      const indices = Array.from({ length: plain.logOf(machine).eventCount }, (_, i) => i);
      const first = indices.find(i => differs(plain, delayed, machine, i));
      expect(partsAtTick).toBe(first === undefined ? undefined : first + 1);
    }
    expect(comparisons.some(({ partsAtTick }) => partsAtTick !== undefined)).toBe(true);
  });

  test('the sentence names where, and how far apart', () => {
    expect(comparisonSentence(comparisons, 'live', 'virtual')).toMatch(
      /first differ at \d+\.\d{3} s, at tick \d+ of machine \d\. Their clocks are at most \d+ apart/,
    );
  });
});

test('the first difference of two runs is the first one met when both are read in the order of time', () => {
  let notTheLowestTick = 0;
  fc.assert(
    fc.property(
      fc.record({
        rates: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 }),
        dieSides: fc.constant(10),
        durationSeconds: fc.constant(20),
        seed: fc.nat({ max: 10_000 }),
      }),
      fc.integer({ min: 0, max: 1500 }),
      (input, delayMs) => {
        const [first, second] = [simulate(input), simulate({ ...input, delay: { kind: 'fixed', delayMs } })];
        // In virtual time both runs do each tick at the same moment.
        const met = [...eventsInOrder(first)].find(({ machine, index }) =>
          differs(first, second, machine, index),
        );
        const comparisons = compareRuns(first, second);
        const found = firstDifference(comparisons);
        expect(found && { machine: found.machine, index: found.tick - 1 }).toEqual(met);
        if (found && comparisons.some(({ partsAtTick = Infinity }) => partsAtTick < found.tick))
          notTheLowestTick += 1;
      },
    ),
    { numRuns: 200 },
  );
  expect(notTheLowestTick).toBeGreaterThan(0);
});
