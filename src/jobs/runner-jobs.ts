// What is computed in workers from a trial or a plan alone: a run in virtual time, slices of a sweep and what they come to,
// and the notebook's samples and replicates. Such a worker may be ended at any moment and begun again.
import { digestSweep, type SweepCellDigest } from '../analysis/sweep-digest.ts';
import { packTrace, type PackedTrace } from '../core/packed-trace.ts';
import type { SweepPlan } from '../core/sweep-plan.ts';
import type { SweepRows } from '../core/sweep-rows.ts';
import type { Trial } from '../core/trial.ts';
import { simulate, startSimulation } from '../engine/simulate.ts';
import { runSlice } from '../engine/sweep.ts';
import { replicate, type Replicates } from '../notebook/replicates.ts';
import { sampleOf, type NotebookSample } from '../notebook/sample.ts';
import type { JobTable } from './serve.ts';

export interface ReplicatesRequest {
  readonly trial: Trial;
  readonly runs: number;
  readonly withBands: boolean;
}

export interface RunnerJobs {
  /** Progress from 0 to 1. */
  readonly simulate: { request: Trial; result: PackedTrace; progress: number };
  /** The plan of a sweep, once and before its slices. */
  readonly plan: { request: SweepPlan; result: null; progress: never };
  readonly slice: {
    request: { readonly from: number; readonly to: number };
    result: SweepRows;
    progress: never;
  };
  readonly digest: {
    request: { readonly plan: SweepPlan; readonly rows: SweepRows };
    result: SweepCellDigest[];
    progress: never;
  };
  readonly sample: { request: Trial; result: NotebookSample; progress: never };
  readonly replicates: { request: ReplicatesRequest; result: Replicates; progress: never };
}

/** Ticks between two words of progress: a few milliseconds' worth. */
const STEP_TICKS = 100_000;

export function runnerJobs(): JobTable<RunnerJobs> {
  let planned: SweepPlan | undefined;
  return {
    simulate: (trial, { progress, handOver }) => {
      const { simulation, trace } = startSimulation(trial);
      while (!simulation.step(STEP_TICKS)) progress(simulation.ticksDone / simulation.ticks);
      const { packed, buffers } = packTrace(trace);
      handOver(buffers);
      return packed;
    },
    plan: plan => {
      planned = plan;
      return null;
    },
    slice: ({ from, to }, { handOver }) => {
      if (!planned) throw new Error('A slice came before its plan.');
      const rows = runSlice(planned, from, to);
      handOver([rows.values.buffer as ArrayBuffer]);
      return rows;
    },
    digest: ({ plan, rows }) => digestSweep(plan, rows),
    sample: trial => sampleOf(simulate(trial)),
    replicates: ({ trial, runs, withBands }) => replicate(trial, runs, withBands),
  };
}
