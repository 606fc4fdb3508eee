// Where files may be read: in a worker of a browser, or in this very thread.
import type { ReadResult } from '../formats/read-result.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { ReadingReply } from './reading-messages.ts';
import { doReading } from './reading-work.ts';
import { readFilesWith, type ReadFilesOptions, type ReadingWorker } from './reading.ts';

/** As {@link readFilesWith}, in a browser's module worker. */
export function readFilesInWorker(
  scheduler: Scheduler,
  files: readonly File[],
  options: ReadFilesOptions,
): Promise<ReadResult> {
  return readFilesWith({ startWorker: startReadingWorker, scheduler }, files, options);
}

/** A browser's module worker. */
export function startReadingWorker(): ReadingWorker {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-reading',
  });
  return {
    post: request => worker.postMessage(request),
    onReply: listener => {
      worker.onmessage = ({ data }: MessageEvent<ReadingReply>) => listener(data);
    },
    onError: listener => {
      worker.onerror = ({ message }) => listener(message || 'the worker did not start');
      worker.onmessageerror = () => listener('the worker’s answer could not be read');
    },
    terminate: () => worker.terminate(),
  };
}

/** Reads in this thread: for tests. */
export function threadReadingWorker(): ReadingWorker {
  let listener: ((reply: ReadingReply) => void) | undefined;
  return {
    post: request => void doReading(request, reply => listener?.(reply)),
    onReply: next => {
      listener = next;
    },
    onError: () => undefined,
    terminate: () => {
      listener = undefined;
    },
  };
}
