// How high a figure is: in round steps and as steady as can be, so that lines grow and the frame does not.
import { niceStep, type Quantity } from '../../analysis/chart-series.ts';
import type { Trial } from '../../core/trial.ts';

export interface YRange {
  readonly max: number;
  readonly step: number;
}

const QUEUE_LEAST = 9; // messages: a few waiting ones are not to look like many
const STEPS = { clock: 6, queue: 5 };
const STEPS_MAX = 8;

/**
 * `largest` is the largest value so far. The clock's range is known beforehand: the fastest machine ends at rate ×
 * seconds or a little above. Steps stay as they are until there would be too many of them.
 */
export function yRange(quantity: Quantity, trial: Trial, largest: number): YRange {
  const expected = quantity === 'clock' ? Math.max(...trial.rates) * trial.durationSeconds : QUEUE_LEAST;
  const stepFor = (top: number): number => Math.max(1, niceStep(top / STEPS[quantity]));
  const top = Math.max(largest, expected);
  const step = top / stepFor(expected) < STEPS_MAX ? stepFor(expected) : stepFor(top);
  return { max: (Math.floor(top / step) + 1) * step, step };
}
