// How many times larger one quantity is than another on average, when both come from the same runs.
import { momentsOf, studentT975, type Interval } from '../analysis/statistics.ts';

export interface Ratio {
  readonly ratio: number;
  /** Where the true ratio lies with 95 % confidence. */
  readonly interval95: Interval;
}

/**
 * The ratio of the means of paired values, with the interval of the linearised residuals (Cochran, Sampling Techniques,
 * 6.4). Undefined for fewer than two pairs or a denominator that is 0 on average.
 */
export function ratioOfMeans(
  numerator: ArrayLike<number>,
  denominator: ArrayLike<number>,
): Ratio | undefined {
  const { count, mean } = momentsOf(denominator);
  if (count < 2 || mean === 0 || numerator.length !== count) return undefined;
  const ratio = momentsOf(numerator).mean / mean;
  const residuals = Float64Array.from(numerator, (value, i) => value - ratio * denominator[i]!);
  const { sumOfSquares } = momentsOf(residuals);
  const half = (studentT975(count - 1) * Math.sqrt(sumOfSquares / (count - 1) / count)) / Math.abs(mean);
  return { ratio, interval95: { low: ratio - half, high: ratio + half } };
}
