// The few statistics that every table of the laboratory needs, each with its definition beside it.

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What a sample of independent values says. */
export interface SampleSummary {
  readonly count: number;
  readonly mean: number;
  /** With n - 1 in the denominator; 0 for fewer than two values. */
  readonly variance: number;
  /** Where the true mean lies with 95 % confidence (Student's t); undefined for fewer than two values. */
  readonly interval95: Interval | undefined;
  readonly min: number;
  readonly max: number;
  readonly median: number;
  /** From the 2.5 % to the 97.5 % quantile: where nineteen of twenty values lie. */
  readonly band95: Interval;
}

/** Describes `values`, which are left as they are. Throws {@link RangeError} when there is none. */
export function describeSample(values: ArrayLike<number>): SampleSummary {
  if (values.length === 0) throw new RangeError('An empty sample has no mean.');
  const sorted = sortedCopy(values);
  const { count, mean, sumOfSquares } = momentsOf(sorted);
  const variance = count > 1 ? sumOfSquares / (count - 1) : 0;
  return {
    count,
    mean,
    variance,
    interval95: meanInterval95(count, mean, variance),
    min: sorted[0]!,
    max: sorted[count - 1]!,
    median: quantileOf(sorted, 0.5),
    band95: { low: quantileOf(sorted, 0.025), high: quantileOf(sorted, 0.975) },
  };
}

export function sortedCopy(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** Mean and the sum of squared deviations from it, in two passes: exact enough for any data of ours. */
export function momentsOf(values: ArrayLike<number>): { count: number; mean: number; sumOfSquares: number } {
  const count = values.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  const mean = count > 0 ? sum / count : 0;
  let sumOfSquares = 0;
  for (let i = 0; i < count; i++) sumOfSquares += (values[i]! - mean) ** 2;
  return { count, mean, sumOfSquares };
}

/** The quantile of ascending values, linear between neighbours (Hyndman and Fan's type 7). NaN for no values. */
export function quantileOf(sorted: ArrayLike<number>, portion: number): number {
  const position = (sorted.length - 1) * portion;
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (position - below);
}

/** The portion of values below `value`, those equal to it counted by half: 0 below all of them, 1 above. */
export function placeIn(values: ArrayLike<number>, value: number): number {
  let halves = 0;
  for (let i = 0; i < values.length; i++) halves += values[i]! < value ? 2 : values[i] === value ? 1 : 0;
  return halves / (2 * values.length);
}

/** The 95 % interval of a mean by Student's t; undefined for fewer than two values. */
export function meanInterval95(count: number, mean: number, variance: number): Interval | undefined {
  if (count < 2) return undefined;
  const half = studentT975(count - 1) * Math.sqrt(variance / count);
  return { low: mean - half, high: mean + half };
}

/** The 95 % interval of a share, `hits` of `count` independent cases: Wilson's (1927), which is right for shares near 0 and 1 too. */
export function shareInterval95(hits: number, count: number): Interval | undefined {
  if (count < 1) return undefined;
  const square = Z975 ** 2;
  const share = hits / count;
  const middle = share + square / (2 * count);
  const half = Z975 * Math.sqrt((share * (1 - share)) / count + square / (4 * count ** 2));
  const scale = 1 + square / count;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

const T975 = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281];
const Z975 = 1.959964;

/**
 * The 97.5 % quantile of Student's t: a table up to 10 degrees of freedom, then three terms of the expansion around the
 * normal quantile (Abramowitz and Stegun 26.7.5), right to three decimals.
 */
export function studentT975(degreesOfFreedom: number): number {
  const tabled = T975[degreesOfFreedom - 1];
  if (tabled !== undefined) return tabled;
  const z = Z975;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degreesOfFreedom + second / degreesOfFreedom ** 2 + third / degreesOfFreedom ** 3;
}
