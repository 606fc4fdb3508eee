// A sweep across several runners (workers, as a rule): slices handed out one by one, rows put in their places, progress
// told, and all of it stopped at once when the caller says so. Results do not depend on how many runners there are.
import type { SweepPlan } from '../core/sweep-plan.ts';
import { emptyRows, placeRows, type SweepRows } from '../core/sweep-rows.ts';

/** Runs slices of one plan, one at a time. */
export interface SliceRunner {
  run(from: number, to: number): Promise<SweepRows>;
  /** Stops whatever is running; its promise may stay open. Idempotent. */
  close(): void;
}

export interface SweepProgress {
  readonly runsDone: number;
  readonly runs: number;
  readonly elapsedMs: number;
  /** At the pace so far. */
  readonly remainingMs: number;
}

export interface SweepPoolOptions {
  /** Called once for each runner; they are closed in every case. */
  readonly startRunner: () => SliceRunner;
  /** How many; 1 at least. */
  readonly runners: number;
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Aborting ends the sweep early; the rows so far are kept. */
  readonly signal?: AbortSignal;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

export interface SweepOutcome {
  /** Of the whole plan; NaN where a run was not done. */
  readonly rows: SweepRows;
  readonly runsDone: number;
  /** False when the caller aborted. */
  readonly complete: boolean;
}

/** A slice takes about this many ticks: a few dozen milliseconds, so that progress is smooth and handing over is cheap. */
const SLICE_TICKS = 400_000;

/** Rejects with a runner's own error, after closing all of them. */
export async function runSweep(plan: SweepPlan, options: SweepPoolOptions): Promise<SweepOutcome> {
  const { startRunner, runners, onProgress, signal, now = () => performance.now() } = options;
  const rows = emptyRows(0, plan.runs, plan.machines);
  const stride = Math.max(1, Math.floor((SLICE_TICKS * plan.runs) / plan.ticks));
  const startMs = now();
  let next = 0;
  let runsDone = 0;

  const work = async (runner: SliceRunner): Promise<void> => {
    while (next < plan.runs && !signal?.aborted) {
      const from = next;
      next = Math.min(plan.runs, from + stride);
      const slice = await runner.run(from, next);
      if (signal?.aborted) return;
      placeRows(rows, slice);
      runsDone += slice.runs;
      const elapsedMs = now() - startMs;
      const remainingMs = (elapsedMs / runsDone) * (plan.runs - runsDone);
      onProgress?.({ runsDone, runs: plan.runs, elapsedMs, remainingMs });
    }
  };

  const aborted = waitForAbort(signal);
  const pool: SliceRunner[] = [];
  try {
    if (!signal?.aborted) for (let i = 0; i < Math.max(1, runners); i++) pool.push(startRunner());
    await Promise.race([Promise.all(pool.map(work)), aborted.promise]);
  } finally {
    aborted.forget();
    for (const runner of pool) runner.close();
  }
  return { rows, runsDone, complete: runsDone === plan.runs };
}

function waitForAbort(signal: AbortSignal | undefined): { promise: Promise<void>; forget: () => void } {
  let listener = (): void => undefined;
  const promise = new Promise<void>(resolve => {
    listener = resolve;
    signal?.addEventListener('abort', listener);
    if (signal?.aborted) resolve();
  });
  return { promise, forget: () => signal?.removeEventListener('abort', listener) };
}
