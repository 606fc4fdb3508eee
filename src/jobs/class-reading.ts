// Has each hand-in of a class read and audited by itself, one after the other: of its traces nothing is kept, and a hand-in
// that cannot be read, or whose pattern has no end, keeps none of the others waiting.
import { unreadRow, type HandIn, type HandInRow } from '../formats/hand-ins.ts';
import type { ReaderJobs } from './reader-tasks.ts';
import { ReadingError, runWatched, type ReadFilesOptions, type ReadingParts } from './reading.ts';
import { reasonOf, TaskFailedError, TaskWorker } from './task.ts';

export interface ReadClassOptions extends Omit<ReadFilesOptions, 'onProgress'> {
  /** `at` is the hand-in's place among those that were given. */
  readonly onRow: (at: number, row: HandInRow) => void;
  /** Of the bytes of all, from 0 to 1. */
  readonly onProgress?: (portion: number) => void;
}

/** Rejects with the signal's reason only: why a hand-in could not be read is said in its row. */
export async function readClassWith(
  { startWorker, scheduler }: ReadingParts,
  handIns: readonly HandIn<File>[],
  { pattern, words, as, signal, onRow, onProgress }: ReadClassOptions,
): Promise<void> {
  const worker = new TaskWorker<ReaderJobs>(startWorker);
  const sizes = handIns.map(({ files }) => files.reduce((sum, { size }) => sum + size, 0));
  const bytes = sizes.reduce((sum, size) => sum + size, 0) || 1;
  let bytesDone = 0;
  try {
    for (const [at, handIn] of handIns.entries()) {
      signal.throwIfAborted();
      const tell = (portion: number): void => onProgress?.((bytesDone + portion * sizes[at]!) / bytes);
      try {
        const row = await runWatched(
          { worker, scheduler },
          'handIn',
          { handIn, pattern, words, as },
          { signal, onProgress: ({ portion }) => tell(portion) },
        );
        onRow(at, row);
      } catch (error) {
        if (!(error instanceof ReadingError || error instanceof TaskFailedError)) throw error;
        onRow(at, unreadRow(handIn.name, handIn.files.length, reasonOf(error)));
      }
      bytesDone += sizes[at]!;
      tell(0);
    }
  } finally {
    worker.close();
  }
}
