// Has files read in a worker of their own, so that the page stays alive whatever they hold, and ends the worker when a
// pattern backtracks without end.
import { unpackTrace } from '../core/packed-trace.ts';
import type { ReadResult } from '../formats/read-result.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { ReadingProgress, ReadingReply, ReadingRequest } from './reading-messages.ts';
import type { WorkerPort } from './worker-port.ts';

/** While lines meet a pattern, the worker that says nothing for so long is taken to be lost in one of them. */
export const SIGN_OF_LIFE_MS = 5000;
/** A page that was busy itself has signs waiting: it looks at them before it judges. */
const GRACE_MS = 250;

export interface ReadFilesOptions {
  /** A regular expression with named groups, for files of no known family. */
  readonly pattern?: string;
  /** Aborting ends the worker; the promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** From 0 to 1, of all files. */
  readonly onProgress?: (portion: number, progress: ReadingProgress) => void;
}

/** The worker failed: nothing of the files was kept. */
export class ReadingError extends Error {
  override readonly name: string = 'ReadingError';
}

/** The worker was ended because it gave no sign of life while lines met the pattern. */
export class EndlessPatternError extends ReadingError {
  override readonly name = 'EndlessPatternError';
  constructor(
    readonly pattern: string,
    readonly file: string | undefined,
  ) {
    super(
      `Reading was stopped: for ${SIGN_OF_LIFE_MS / 1000} s the pattern ${shortened(pattern)} was at one stretch of ` +
        `${file === undefined ? 'lines' : `“${file}”`}. It tries too many ways to match some line, as (a+)+ does.`,
    );
  }
}

/** Reads files to the end. Owns its worker: it is ended as soon as it has answered. */
export type ReadingWorker = WorkerPort<ReadingRequest, ReadingReply>;

export interface ReadingParts {
  readonly startWorker: () => ReadingWorker;
  readonly scheduler: Scheduler;
}

/** Rejects with {@link ReadingError} or the signal's reason; what is wrong with a file is told in its report instead. */
export function readFilesWith(
  { startWorker, scheduler }: ReadingParts,
  files: readonly File[],
  { pattern, signal, onProgress }: ReadFilesOptions,
): Promise<ReadResult> {
  if (signal.aborted) return Promise.reject(asError(signal.reason));
  const worker = startWorker();
  let cancel: () => void = () => undefined;
  const end = new AbortController();
  return new Promise<ReadResult>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(asError(signal.reason)), { signal: end.signal });
    worker.onError(reason => reject(new ReadingError(`The files could not be read: ${reason}`)));
    const watch = (file: string | undefined): void => {
      const after = (ms: number, task: () => void): void => {
        cancel = scheduler.at(scheduler.nowMs() + ms, task);
      };
      after(SIGN_OF_LIFE_MS, () =>
        after(GRACE_MS, () => reject(new EndlessPatternError(pattern ?? '', file))),
      );
    };
    worker.onReply(reply => {
      cancel();
      if (reply.kind === 'failed') reject(new ReadingError(`The files could not be read: ${reply.reason}`));
      else if (reply.kind === 'result')
        resolve({
          runs: reply.runs.map(run => ({ ...run, trace: unpackTrace(run.trace) })),
          files: reply.files,
          skipped: reply.skipped,
        });
      else {
        if (reply.isWatched) watch(reply.progress.file);
        onProgress?.(reply.progress.portion, reply.progress);
      }
    });
    worker.post({ files, pattern });
  }).finally(() => {
    cancel();
    end.abort();
    worker.terminate();
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new ReadingError(String(reason));
}

function shortened(pattern: string): string {
  return pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern;
}
