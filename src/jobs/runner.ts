// Computing beside the page: a run in virtual time, the slices of a sweep, and what a sweep comes to.
import type { SweepCellDigest } from '../analysis/sweep-digest.ts';
import { unpackTrace } from '../core/packed-trace.ts';
import type { SweepPlan } from '../core/sweep-plan.ts';
import type { SweepRows } from '../core/sweep-rows.ts';
import type { Simulate } from '../engine/simulate.ts';
import type { NotebookComputer } from '../notebook/calculator.ts';
import type { RunnerJobs } from './runner-jobs.ts';
import type { SliceRunner } from './sweep-pool.ts';
import { runAlone, TaskWorker, type TaskPort } from './task.ts';
import { portOf } from './worker-port.ts';

/** A browser's module worker. */
export function startRunner(): TaskPort {
  return portOf(
    new Worker(new URL('./runner-worker.ts', import.meta.url), { type: 'module', name: 'lamplight-runner' }),
  );
}

/** Rejects with TaskFailedError or the signal's reason. The worker is gone when it settles. */
export const simulateInWorker: Simulate = async (trial, options) =>
  unpackTrace(await runAlone<RunnerJobs, 'simulate'>(startRunner, 'simulate', trial, options));

/** Runs slices of a plan in a worker of its own. */
export function workerRunner(plan: SweepPlan, start: () => TaskPort = startRunner): SliceRunner {
  const worker = new TaskWorker<RunnerJobs>(start);
  const planned = worker.run('plan', plan);
  return {
    run: async (from, to) => {
      await planned;
      return worker.run('slice', { from, to });
    },
    close: () => {
      planned.catch(() => undefined);
      worker.close();
    },
  };
}

/** Takes `rows` over: they are empty afterwards. Rejects with TaskFailedError or the signal's reason. */
export function digestInWorker(
  plan: SweepPlan,
  rows: SweepRows,
  signal: AbortSignal,
): Promise<SweepCellDigest[]> {
  return runAlone<RunnerJobs, 'digest'>(
    startRunner,
    'digest',
    { plan, rows },
    { signal, transfer: [rows.values.buffer] },
  );
}

/** Computes for a notebook in a worker that lives as long as the notebook. */
export function notebookComputer(start: () => TaskPort = startRunner): NotebookComputer {
  const worker = new TaskWorker<RunnerJobs>(start);
  return {
    sample: trial => worker.run('sample', trial),
    replicates: (trial, runs, withBands) => worker.run('replicates', { trial, runs, withBands }),
    close: () => worker.close(),
  };
}
