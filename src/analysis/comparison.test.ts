import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { compareRuns, comparisonSentence } from './comparison.ts';

const trial = { rates: [5, 1, 5], seed: 7, durationSeconds: 30 };

test('a run is the same as itself', () => {
  const comparisons = compareRuns(simulate(trial), simulate(trial));
  expect(comparisons).toHaveLength(3);
  for (const { machine, partsAtTick, ticks, finalClocks, largestClockDistance } of comparisons) {
    expect(partsAtTick).toBeUndefined();
    expect(ticks).toBe(trial.rates[machine - 1]! * 30);
    expect(finalClocks[0]).toBe(finalClocks[1]);
    expect(largestClockDistance).toBe(0);
  }
  expect(comparisonSentence(comparisons, 'live', 'virtual')).toMatch(/the same, event by event/);
});

describe('with a delay on the way, the same dice make another run', () => {
  const [plain, delayed] = [simulate(trial), simulate({ ...trial, delay: { kind: 'fixed', delayMs: 700 } })];
  const comparisons = compareRuns(plain, delayed);

  test('it parts at the first event that differs, and not before', () => {
    for (const { machine, partsAtTick } of comparisons) {
      const [a, b] = [plain.logOf(machine), delayed.logOf(machine)];
      const differs = (i: number) =>
        a.kinds[i] !== b.kinds[i] || a.clocks[i] !== b.clocks[i] || a.queues[i] !== b.queues[i];
      const first = Array.from({ length: a.eventCount }, (_, i) => i).find(differs);
      expect(partsAtTick).toBe(first === undefined ? undefined : first + 1);
    }
    expect(comparisons.some(({ partsAtTick }) => partsAtTick !== undefined)).toBe(true);
  });

  test('the sentence names where, and how far apart', () => {
    expect(comparisonSentence(comparisons, 'live', 'virtual')).toMatch(
      /part first at tick \d+ of machine \d\. Their clocks are at most \d+ apart/,
    );
  });
});
