// A home of traces in the thread of a test.
import { homeJobs } from '../jobs/home-jobs.ts';
import { servant } from '../jobs/serve.ts';
import type { TaskPort } from '../jobs/task.ts';
import { threadPort } from '../jobs/worker-port.ts';

/** Answers in this thread, on copies as a worker would. */
export function startHomeThread(): TaskPort {
  let take: ReturnType<typeof servant> | undefined;
  return threadPort((message, reply) => {
    take ??= servant(homeJobs(), answer => reply(structuredClone(answer)));
    take(structuredClone(message));
  });
}
