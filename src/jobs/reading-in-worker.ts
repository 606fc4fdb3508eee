// Reading files in a worker of the browser.
import type { ReadResult } from '../formats/read-result.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { readFilesWith, type ReadFilesOptions, type ReadingWorker } from './reading.ts';
import { portOf } from './worker-port.ts';

/** As {@link readFilesWith}, in a browser's module worker. */
export function readFilesInWorker(
  scheduler: Scheduler,
  files: readonly File[],
  options: ReadFilesOptions,
): Promise<ReadResult> {
  const startWorker = (): ReadingWorker =>
    portOf(
      new Worker(new URL('./reading-worker.ts', import.meta.url), {
        type: 'module',
        name: 'lamplight-reading',
      }),
    );
  return readFilesWith({ startWorker, scheduler }, files, options);
}
