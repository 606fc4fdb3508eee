// The entry of the worker that makes means and intervals of a sweep's runs: for a large sweep that takes longer than a
// frame of the page may.
import { digestSweep } from '../analysis/sweep-digest.ts';
import type { SweepPlan } from '../core/sweep-plan.ts';
import type { SweepRows } from '../core/sweep-rows.ts';

addEventListener('message', ({ data }: MessageEvent<{ plan: SweepPlan; rows: SweepRows }>) => {
  postMessage(digestSweep(data.plan, data.rows));
});
