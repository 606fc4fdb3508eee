// The clock rate of a machine: as the file states it, or estimated from the times of its events.
import { TRIAL_BOUNDS } from '../../core/trial.ts';

export interface MachineRate {
  /** Ticks per second, within the bounds of a trial. */
  readonly rate: number;
  readonly stated: boolean;
  readonly note?: string;
}

export function rateOf(stated: number | undefined, atMs: Float64Array): MachineRate {
  const { max } = TRIAL_BOUNDS.rate;
  if (stated !== undefined && stated > 0) {
    if (stated <= max) return { rate: stated, stated: true };
    return {
      rate: max,
      stated: true,
      note: `the log says ${stated} for its clock rate; ${max} is used.`,
    };
  }
  if (atMs.length < 2)
    return { rate: 1, stated: false, note: 'it has too few events to estimate its clock rate; 1 is used.' };
  const rate = rounded(1000 / typicalGapMs(atMs));
  return {
    rate,
    stated: false,
    note: `the log does not give its clock rate; by the times it is about ${rate}.`,
  };
}

/** The median gap; the mean one where times are written to the second only. */
function typicalGapMs(atMs: Float64Array): number {
  const coarse = atMs.every(ms => Math.abs((ms - atMs[0]!) % 1000) < 1e-6);
  const spanMs = atMs.at(-1)! - atMs[0]!;
  const gaps = atMs.subarray(1).map((ms, i) => ms - atMs[i]!);
  const median = gaps.toSorted()[gaps.length >> 1]!;
  return (coarse && spanMs > 0) || median <= 0 ? spanMs / gaps.length : median;
}

/** Programs tick a whole number of times a second, unless they are slower than that. */
function rounded(rate: number): number {
  if (!Number.isFinite(rate) || rate <= 0) return 1;
  return rate < 0.75
    ? Number(rate.toPrecision(2))
    : Math.min(TRIAL_BOUNDS.rate.max, Math.max(1, Math.round(rate)));
}
