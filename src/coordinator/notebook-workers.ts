// Where the jobs of a notebook may be done: in a worker of a browser, or in this very thread.
import type { NotebookWorker, NotebookResult } from './notebook-calculator.ts';
import { doJob } from './notebook-work.ts';

/** A browser's module worker. */
export function startNotebookWorker(): NotebookWorker {
  const worker = new Worker(new URL('./notebook-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-notebook',
  });
  return {
    post: job => worker.postMessage(job),
    onResult: listener => {
      worker.onmessage = ({ data }: MessageEvent<NotebookResult>) => listener(data);
    },
    onError: listener => {
      worker.onerror = ({ message }) => listener(message || 'The worker did not start.');
      worker.onmessageerror = () => listener('The worker’s answer could not be read.');
    },
    terminate: () => worker.terminate(),
  };
}

/** Does each job in this thread, in a turn of its own: for tests. */
export function threadNotebookWorker(): NotebookWorker {
  let listener: ((result: NotebookResult) => void) | undefined;
  return {
    post: job => void Promise.resolve().then(() => listener?.(doJob(job))),
    onResult: next => {
      listener = next;
    },
    onError: () => undefined,
    terminate: () => {
      listener = undefined;
    },
  };
}
