// Has files read in a worker of their own, so that the page stays alive whatever they hold, and ends the worker when a
// pattern backtracks without end.
import { unpackTrace } from '../core/packed-trace.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { ReadAs, ReaderJobs, ReadingProgress, Words } from './reader-tasks.ts';
import type { LookedResult } from './reading-work.ts';
import { reasonOf, TaskWorker, type TaskPort } from './task.ts';
import { portOf } from './worker-port.ts';

/** While lines meet a pattern, the worker that says nothing for so long is taken to be lost in one of them. */
export const SIGN_OF_LIFE_MS = 5000;
/** A page that was busy itself has signs waiting: it looks at them before it judges. */
const GRACE_MS = 250;

export interface ReadFilesOptions {
  /** A regular expression with named groups, for files of no known family. */
  readonly pattern?: string;
  /** What words that the pattern takes for what happened mean. */
  readonly words?: Words;
  readonly as?: ReadAs | undefined;
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
    /** Undefined where it is one that a file brought along. */
    readonly pattern: string | undefined,
    readonly file: string | undefined,
  ) {
    super(
      `Reading was stopped: for ${SIGN_OF_LIFE_MS / 1000} s the pattern ${pattern === undefined ? 'of the file itself' : shortened(pattern)} was at one stretch of ` +
        `${file === undefined ? 'lines' : `“${file}”`}. It tries too many ways to match some line, as (a+)+ does.`,
    );
  }
}

export interface ReadingParts {
  readonly startWorker: () => TaskPort;
  readonly scheduler: Scheduler;
}

/** A browser's module worker. What it reads may keep it busy for ever, so it is never the one that holds traces. */
export function startReader(): TaskPort {
  return portOf(
    new Worker(new URL('./reader-worker.ts', import.meta.url), { type: 'module', name: 'lamplight-reader' }),
  );
}

/** Keeps a reader started before a file is chosen, so that nobody waits for its code to be fetched and compiled. */
export class ReadyReader {
  #ready: TaskPort | undefined;

  constructor(private readonly startWorker: () => TaskPort = startReader) {}

  /** One that did not start is forgotten: whoever takes the next one hears why. */
  prepare(): void {
    if (this.#ready) return;
    const port = this.startWorker();
    this.#ready = port;
    port.onError(() => {
      if (this.#ready === port) this.#ready = undefined;
    });
  }

  /** The one that is ready, or a new one; it is the taker's. */
  readonly take = (): TaskPort => {
    const port = this.#ready ?? this.startWorker();
    this.#ready = undefined;
    return port;
  };

  close(): void {
    this.#ready?.terminate();
    this.#ready = undefined;
  }
}

/** Rejects with {@link ReadingError} or the signal's reason; what is wrong with a file is told in its report instead. */
export async function readFilesWith(
  { startWorker, scheduler }: ReadingParts,
  files: readonly File[],
  { pattern, words, as, signal, onProgress }: ReadFilesOptions,
): Promise<LookedResult> {
  signal.throwIfAborted();
  const worker = new TaskWorker<ReaderJobs>(startWorker);
  try {
    const { runs, ...rest } = await runWatched(
      { worker, scheduler },
      'read',
      { files, pattern, words, as },
      { signal, onProgress: progress => onProgress?.(progress.portion, progress) },
    );
    return { runs: runs.map(run => ({ ...run, trace: unpackTrace(run.trace) })), ...rest };
  } catch (error) {
    if (signal.aborted || error instanceof ReadingError) throw error;
    throw new ReadingError(`The files could not be read: ${reasonOf(error)}`);
  } finally {
    worker.close();
  }
}

/** The jobs in which lines meet a pattern. */
export type WatchedJob = 'read' | 'handIn';

/**
 * Ends the worker where a pattern backtracks without end, and rejects with {@link EndlessPatternError}; otherwise with
 * TaskFailedError or the signal's reason.
 */
export async function runWatched<Name extends WatchedJob>(
  { worker, scheduler }: { readonly worker: TaskWorker<ReaderJobs>; readonly scheduler: Scheduler },
  name: Name,
  request: ReaderJobs[Name]['request'],
  {
    signal,
    onProgress,
  }: { readonly signal: AbortSignal; readonly onProgress: (progress: ReadingProgress) => void },
): Promise<ReaderJobs[Name]['result']> {
  let endless: EndlessPatternError | undefined;
  let cancel: () => void = () => undefined;
  const after = (ms: number, task: () => void): void => {
    cancel = scheduler.at(scheduler.nowMs() + ms, task);
  };
  const watch = (file: string | undefined): void =>
    after(SIGN_OF_LIFE_MS, () =>
      after(GRACE_MS, () => {
        endless = new EndlessPatternError(request.pattern, file);
        worker.close();
      }),
    );
  try {
    return await worker.run(name, request, {
      signal,
      onProgress: ({ progress, isWatched }) => {
        cancel();
        if (isWatched) watch(progress.file);
        onProgress(progress);
      },
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw endless ?? error;
  } finally {
    cancel();
  }
}

function shortened(pattern: string): string {
  return pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern;
}
