// Where the jobs of a notebook may be done: in a worker of a browser, or in this very thread.
import type { NotebookWorker } from '../notebook/calculator.ts';
import { doJob } from './notebook-work.ts';
import { portOf, threadPort } from './worker-port.ts';

/** A browser's module worker. */
export function startNotebookWorker(): NotebookWorker {
  return portOf(
    new Worker(new URL('./notebook-worker.ts', import.meta.url), {
      type: 'module',
      name: 'lamplight-notebook',
    }),
  );
}

/** Does each job in this thread: for tests. */
export function threadNotebookWorker(): NotebookWorker {
  return threadPort((job, reply) => reply(doJob(job)));
}
