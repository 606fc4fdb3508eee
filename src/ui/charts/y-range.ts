// How high a figure is: in round steps and as steady as can be, so that lines grow and the frame does not.
import { niceStep, type Quantity } from '../../analysis/chart-series.ts';
import type { Trial } from '../../core/trial.ts';

export interface YRange {
  readonly max: number;
  readonly step: number;
}

const QUEUE_LEAST = 9; // messages: a few waiting ones are not to look like many
const CLOCK_STEPS = 6;
const QUEUE_STEPS = 5;

/**
 * `largest` is the largest value so far. The clock's range is known beforehand: the fastest machine ends at rate ×
 * seconds or a little above.
 */
export function yRange(quantity: Quantity, trial: Trial, largest: number): YRange {
  const expected = Math.max(...trial.rates) * trial.durationSeconds;
  const top = Math.max(largest, quantity === 'clock' ? expected : QUEUE_LEAST);
  const step = Math.max(1, niceStep(top / (quantity === 'clock' ? CLOCK_STEPS : QUEUE_STEPS)));
  return { max: (Math.floor(top / step) + 1) * step, step };
}
