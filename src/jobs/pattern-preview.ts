// What the lines of a file become under a pattern, while a person is still writing it. A pattern can backtrack without
// end, so it is tried in a worker that is ended when it takes too long; the next attempt starts another one.
import type { PatternPreviewLine } from '../formats/logs/preview-pattern.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { PreviewResult, ReaderJobs, Words } from './reader-tasks.ts';
import { reasonOf, TaskWorker, type TaskPort } from './task.ts';

/** The longest that a worker may take to begin. */
export const START_LIMIT_MS = 10_000;
/** The longest that one attempt may take, once its worker has begun it. */
export const PREVIEW_LIMIT_MS = 1000;

/**
 * idle: there is no pattern. problem: it is no pattern, `message` says why. matching, then matched; or endless, stopped
 * (by a person) or failed. Rows stay until others take their place.
 */
export type PreviewPhase = 'idle' | 'problem' | 'matching' | 'matched' | 'endless' | 'stopped' | 'failed';

export interface PreviewState {
  readonly phase: PreviewPhase;
  readonly message: string;
  /** What each of the first lines became. */
  readonly rows: readonly PatternPreviewLine[];
}

export const NO_PREVIEW: PreviewState = { phase: 'idle', message: '', rows: [] };

export interface PatternPreviewOptions {
  readonly startWorker: () => TaskPort;
  readonly scheduler: Scheduler;
  readonly onChange: () => void;
}

/** One attempt at a time: a new one takes the place of the one that goes on. */
export class PatternPreview {
  readonly #options: PatternPreviewOptions;
  readonly #worker: TaskWorker<ReaderJobs>;
  #state: PreviewState = NO_PREVIEW;
  #attempt: AbortController | undefined;
  /** Whether the worker is at the attempt, which may never come to an end. */
  #hasBegun = false;
  #cancelLimit: () => void = () => undefined;

  constructor(options: PatternPreviewOptions) {
    this.#options = options;
    this.#worker = new TaskWorker<ReaderJobs>(options.startWorker);
  }

  get state(): PreviewState {
    return this.#state;
  }

  /** `words`: what those mean that nothing else explains. */
  try(source: string, lines: readonly string[], words: Words = {}): void {
    this.#giveUp();
    if (source === '') {
      this.#change(NO_PREVIEW);
      return;
    }
    const attempt = (this.#attempt = new AbortController());
    this.#change({ ...this.#state, phase: 'matching', message: '' });
    this.#limit(START_LIMIT_MS);
    this.#worker
      .run(
        'preview',
        { source, lines, words },
        {
          signal: attempt.signal,
          onProgress: () => {
            this.#hasBegun = true;
            this.#limit(PREVIEW_LIMIT_MS);
          },
        },
      )
      .then(
        result => this.#settle(attempt, result),
        (error: unknown) => this.#fail(attempt, error),
      );
  }

  stop(): void {
    if (!this.#attempt) return;
    this.#giveUp();
    this.#change({
      phase: 'stopped',
      message: 'Stopped. The next change of the pattern tries again.',
      rows: [],
    });
  }

  close(): void {
    this.#giveUp();
    this.#worker.close();
  }

  #settle(attempt: AbortController, result: PreviewResult): void {
    if (attempt !== this.#attempt) return;
    this.#end();
    if (result.kind === 'problem') this.#change({ phase: 'problem', message: result.message, rows: [] });
    else this.#change({ phase: 'matched', message: '', rows: result.rows });
  }

  #fail(attempt: AbortController, error: unknown): void {
    if (attempt !== this.#attempt) return;
    this.#end();
    this.#change({
      phase: 'failed',
      message: `The pattern could not be tried: ${reasonOf(error)}`,
      rows: [],
    });
  }

  #limit(ms: number): void {
    const { scheduler } = this.#options;
    this.#cancelLimit();
    this.#cancelLimit = scheduler.at(scheduler.nowMs() + ms, () => {
      this.#giveUp();
      this.#change({
        phase: 'endless',
        message:
          `This pattern took longer than ${PREVIEW_LIMIT_MS / 1000} s for these few lines and was stopped: it tries too many ` +
          'ways to match, as "(a+)+" does. Change it, and it is tried again.',
        rows: [],
      });
    });
  }

  /** Ends the worker if it is at the attempt. */
  #giveUp(): void {
    const attempt = this.#attempt;
    const hasBegun = this.#hasBegun;
    this.#end();
    attempt?.abort();
    if (hasBegun) this.#worker.close();
  }

  #end(): void {
    this.#cancelLimit();
    this.#attempt = undefined;
    this.#hasBegun = false;
  }

  #change(state: PreviewState): void {
    this.#state = state;
    this.#options.onChange();
  }
}
