// The axes on which a trace's clocks and queues are drawn, in the page and in documents: in round steps and as steady as
// can be, so that lines grow and the frame does not.
import { niceStep, type Quantity } from '../../analysis/chart-series.ts';
import type { Trial } from '../../core/trial.ts';
import { steppedAxis, type Axis } from './axis.ts';

const QUEUE_LEAST = 9; // messages: a few waiting ones are not to look like many
const STEPS = { clock: 6, queue: 5 };
const STEPS_MAX = 8;
const LABELS: Record<Quantity, string> = {
  clock: 'timestamp after each event',
  queue: 'messages waiting after each event',
};

/** What the y axis measures, with its unit. */
export function quantityLabel(quantity: Quantity): string {
  return LABELS[quantity];
}

/**
 * `largest` is the largest value so far. The clock's range is known beforehand: the fastest machine ends at rate ×
 * seconds or a little above. Steps stay as they are until there would be too many of them.
 */
export function quantityAxis(quantity: Quantity, trial: Trial, largest: number): Axis {
  const expected = quantity === 'clock' ? Math.max(...trial.rates) * trial.durationSeconds : QUEUE_LEAST;
  const stepFor = (top: number): number => Math.max(1, niceStep(top / STEPS[quantity]));
  const top = Math.max(largest, expected);
  const step = top / stepFor(expected) < STEPS_MAX ? stepFor(expected) : stepFor(top);
  const max = (Math.floor(top / step) + 1) * step;
  return steppedAxis({ label: LABELS[quantity], min: 0, max, step });
}
