// Runners in the thread of a test: what a worker would do, a turn later and on copies.
import type { SweepPlan } from '../core/sweep-plan.ts';
import { runSlice } from '../engine/sweep.ts';
import { runnerJobs } from '../jobs/runner-jobs.ts';
import { servant } from '../jobs/serve.ts';
import type { SliceRunner } from '../jobs/sweep-pool.ts';
import type { TaskPort } from '../jobs/task.ts';
import { threadPort } from '../jobs/worker-port.ts';

export function startRunnerThread(): TaskPort {
  let take: ReturnType<typeof servant> | undefined;
  return threadPort((message, reply) => {
    take ??= servant(runnerJobs(), answer => reply(structuredClone(answer)));
    take(structuredClone(message));
  });
}

/** Runs slices in this thread, which gets a turn between two of them. */
export function threadRunner(plan: SweepPlan): SliceRunner {
  return {
    run: async (from, to) => {
      await new Promise(resolve => setTimeout(resolve));
      return runSlice(plan, from, to);
    },
    close: () => undefined,
  };
}
