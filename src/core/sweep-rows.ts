// The results of a sweep's runs: a few numbers for each machine of each run, flat, so that workers can hand them over.

/** What is kept of each machine of a run, in this order. As in a summary (analysis/summary). */
export const RUN_QUANTITIES = [
  'finalClock',
  'queueFinal',
  'queueMax',
  'queueMean',
  'jumpMean',
  'jumpVariance',
  'jumpMax',
  'sent',
  'received',
  /** Of the messages that the machine sent: lost, and come twice, by the trial's faults. */
  'lost',
  'doubled',
] as const;
export type RunQuantity = (typeof RUN_QUANTITIES)[number];

/** The results of consecutive runs of a plan. */
export interface SweepRows {
  /** The first run of these rows. */
  readonly from: number;
  readonly runs: number;
  readonly machines: number;
  /** By run, then machine, then quantity; NaN where a run was not done. */
  readonly values: Float64Array;
}

export function emptyRows(from: number, runs: number, machines: number): SweepRows {
  const values = new Float64Array(runs * machines * RUN_QUANTITIES.length).fill(NaN);
  return { from, runs, machines, values };
}

/** Copies the rows of a slice to their place among all rows. */
export function placeRows(all: SweepRows, slice: SweepRows): void {
  all.values.set(slice.values, (slice.from - all.from) * all.machines * RUN_QUANTITIES.length);
}

/** Where a machine's (from 0) quantities start in `values`; `run` counts from the start of the plan. */
export function rowStart({ from, machines }: SweepRows, run: number, machine: number): number {
  return ((run - from) * machines + machine) * RUN_QUANTITIES.length;
}

export function isDone(rows: SweepRows, run: number): boolean {
  return !Number.isNaN(rows.values[rowStart(rows, run, 0)]!);
}
