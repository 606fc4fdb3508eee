// One run as the notebook shows it: its lines, its numbers at regular moments and its summary, as plain data.
import type { Trace } from '../core/trace.ts';
import { SeriesBuilder, valueAt, type Quantity, type Series } from '../analysis/chart-series.ts';
import { BAND_STEPS, bandSeconds } from './bands.ts';
import { summarize, type Summary } from '../analysis/summary.ts';

/** A figure's table has so many rows; they fall on moments of the band. */
const ROWS = 10;
const BUCKETS = 240; // about two pixels of a figure each

export interface SampleRow {
  readonly seconds: number;
  /** The entry of a band that belongs to the same moment. */
  readonly step: number;
  /** By machine: after its last event until then. */
  readonly clock: readonly number[];
  readonly queue: readonly number[];
}

export interface NotebookSample {
  /** Its trial has the run's own seed. */
  readonly summary: Summary;
  readonly lines: Readonly<Record<Quantity, readonly Series[]>>;
  readonly rows: readonly SampleRow[];
}

/** Of a whole run. */
export function sampleOf(trace: Trace): NotebookSample {
  const valuesAt = (quantity: Quantity, seconds: number): number[] =>
    trace.logs.map(({ machine }) => valueAt(trace, quantity, machine, seconds) ?? 0);
  const rows = Array.from({ length: ROWS }, (_, i): SampleRow => {
    const step = ((i + 1) * BAND_STEPS) / ROWS;
    const seconds = bandSeconds(trace.trial, step);
    return { seconds, step, clock: valuesAt('clock', seconds), queue: valuesAt('queue', seconds) };
  });
  return {
    summary: summarize(trace),
    lines: { clock: linesOf(trace, 'clock'), queue: linesOf(trace, 'queue') },
    rows,
  };
}

function linesOf(trace: Trace, quantity: Quantity): readonly Series[] {
  const builder = new SeriesBuilder(trace, quantity, BUCKETS);
  builder.update();
  return builder.series;
}
