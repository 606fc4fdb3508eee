// Whether the trace of a trial would fit into memory: asked before anything is run, wherever a trial is put together.
import { traceSizeOf, type TraceSize } from '../core/trace.ts';
import type { Trial } from '../core/trial.ts';

/** What a trace may take unless the caller says otherwise: what a page can hold beside everything else. */
export const TRACE_BYTES_MAX = 2 ** 30;

/** The trace would not fit into memory; nothing has been run. */
export class TrialTooLargeError extends Error {
  override readonly name = 'TrialTooLargeError';
  constructor(
    readonly size: TraceSize,
    readonly maxBytes: number,
    /** The longest whole number of seconds that would fit, all else being equal; 0 if not even one does. */
    readonly fittingSeconds: number,
  ) {
    super(
      `This trial has ${size.ticks} ticks and would take about ${inMebibytes(size.bytes)} MiB, of which ${inMebibytes(maxBytes)} MiB are allowed. ` +
        (fittingSeconds > 0
          ? `At the same rates, ${fittingSeconds} seconds would fit.`
          : 'Not even one second of it would fit: take fewer machines or lower rates.'),
    );
  }
}

/** Throws {@link TrialTooLargeError} when the trace of `trial` is estimated at more than `maxBytes`. */
export function checkSize(trial: Trial, maxBytes = TRACE_BYTES_MAX): void {
  const size = traceSizeOf(trial);
  if (size.bytes <= maxBytes) return;
  const bytesPerSecond = traceSizeOf({ ...trial, durationSeconds: 1 }).bytes;
  throw new TrialTooLargeError(size, maxBytes, Math.floor(maxBytes / bytesPerSecond));
}

function inMebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
