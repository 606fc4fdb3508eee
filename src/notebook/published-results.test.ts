// The notebook's published results must be among those that our machines can come to.
import { describe, expect, test } from 'vitest';
import { NOTEBOOK_RULE, NOTEBOOK_TRIALS, type PublishedReading } from './trials.ts';
import { summarize, type MachineSummary } from '../analysis/summary.ts';
import { simulate } from '../engine/simulate.ts';

const REPLICATES = 200;

function valueOf({ finalClock, queue }: MachineSummary, quantity: PublishedReading['quantity']): number {
  switch (quantity) {
    case 'final-clock':
      return finalClock;
    case 'queue-max':
      return queue.max;
    case 'queue-final':
      return queue.final;
  }
}

describe.each(NOTEBOOK_TRIALS)(
  'trial $number of the notebook',
  ({ readings, rates, dieSides, durationSeconds }) => {
    const runs = Array.from({ length: REPLICATES }, (_, seed) =>
      summarize(simulate({ rates, dieSides, durationSeconds, rule: NOTEBOOK_RULE, seed })),
    );

    test.each(readings)('machine $machine, $quantity: $value', ({ machine, quantity, value, tolerance }) => {
      const values = runs.map(({ machines }) => valueOf(machines[machine - 1]!, quantity));
      expect(value + tolerance).toBeGreaterThanOrEqual(Math.min(...values));
      expect(value - tolerance).toBeLessThanOrEqual(Math.max(...values));
    });
  },
);
