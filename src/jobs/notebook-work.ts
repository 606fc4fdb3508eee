// What a notebook has computed, whoever computes it: a worker or this very thread.
import { ReplicateCollector, type Replicates } from '../notebook/replicates.ts';
import { sampleOf } from '../notebook/sample.ts';
import { TRIAL_BOUNDS, type Trial } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import type { NotebookJob, NotebookResult } from '../notebook/calculator.ts';

/** Runs a trial `runs` times, with its own seed and those that follow. */
export function replicate(trial: Trial, runs: number, withBands: boolean): Replicates {
  const collector = new ReplicateCollector(trial, runs, withBands);
  for (let run = 0; run < runs; run++) {
    const seed = (trial.seed + run) % (TRIAL_BOUNDS.seed.max + 1);
    collector.add(simulate({ ...trial, seed }));
  }
  return collector.result();
}

/** Never throws: what goes wrong is a result too. */
export function doJob(job: NotebookJob): NotebookResult {
  try {
    if (job.kind === 'sample') return { kind: 'sample', sample: sampleOf(simulate(job.trial)) };
    return { kind: 'replicates', replicates: replicate(job.trial, job.runs, job.withBands) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
