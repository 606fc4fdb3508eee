// A reader in the thread of a test.
import { readerJobs } from '../jobs/reader-jobs.ts';
import { servant } from '../jobs/serve.ts';
import type { TaskPort } from '../jobs/task.ts';
import { threadPort } from '../jobs/worker-port.ts';

/** Files cannot be copied in every version of Node, so requests are passed on as they are. */
export function startReaderThread(): TaskPort {
  let take: ReturnType<typeof servant> | undefined;
  return threadPort((message, reply) => {
    take ??= servant(readerJobs(), answer => reply(answer));
    take(message);
  });
}
