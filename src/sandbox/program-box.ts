// A program behind the wall: loaded once, and asked as often as one likes. Its box is opened anew for each text, and whenever it had to
// be ended; where a call into the program did not come back, a second box finds out which.
import { TaskFailedError, type TaskOptions } from '../jobs/task.ts';
import { openBox, type OpenBox } from './box-frame.ts';
import type { BoxJobs } from './box-jobs.ts';
import type { BoxOpening } from './box-message.ts';
import { BOX_BOUNDS, BoxEndedError, BoxSession, type BoxBounds } from './box-session.ts';
import { runInBoxes, type LaterBox, type RunPortion } from './many-runs.ts';

/** However many cores there are: each box is a worker, and on some systems a process. */
const BOXES_MAX = 8;
/** What has to be left to do for another box, which opens in a sixth of a second and needs as long again to be fast. */
const WORTH_MS = 1000;
const STOPPED = 'The work was stopped.';

export interface ProgramBoxOptions extends Partial<BoxBounds> {
  readonly open?: OpenBox;
  /** How many boxes may work at once. */
  readonly cores?: number;
}

type Options<Name extends keyof BoxJobs> = TaskOptions<BoxJobs[Name]['progress']>;

export class ProgramBox {
  readonly #open: OpenBox;
  readonly #bounds: BoxBounds;
  readonly #cores: number;
  /** All that are open. */
  readonly #sessions = new Set<BoxSession>();
  /** The one that is kept from task to task. */
  #session: BoxSession | undefined;
  #code: string | undefined;
  /** The latest task that was asked for, settled or not. */
  #last: Promise<unknown> = Promise.resolve();
  #closings = 0;

  constructor({ open = openBox, cores = navigator.hardwareConcurrency, ...bounds }: ProgramBoxOptions = {}) {
    this.#open = open;
    this.#cores = Math.max(1, Math.min(cores, BOXES_MAX));
    this.#bounds = { ...BOX_BOUNDS, ...bounds };
  }

  /**
   * Does one task after the other. Rejects with {@link BoxEndedError} where the program had to be ended, with a TaskFailedError where
   * the job could not be done (both have a sentence to show), and with the signal's reason.
   */
  run<Name extends keyof BoxJobs>(
    name: Name,
    request: BoxJobs[Name]['request'],
    options: Options<Name> = {},
  ): Promise<BoxJobs[Name]['result']> {
    const closings = this.#closings;
    const task = this.#last.then(() => {
      options.signal?.throwIfAborted();
      if (closings !== this.#closings) throw new TaskFailedError(STOPPED);
      return this.#work(name, request, options);
    });
    this.#last = task.catch(() => undefined); // whoever asked for it is told
    const { signal } = options;
    if (!signal) return task;
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal.reason as Error);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      task.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  /** Ends the program, whatever it is at, and refuses what was asked for so far. The box can be used again. */
  close(): void {
    this.#closings += 1;
    for (const session of this.#sessions) this.#closeOne(session);
  }

  async #work<Name extends keyof BoxJobs>(
    name: Name,
    request: BoxJobs[Name]['request'],
    options: Options<Name>,
  ): Promise<BoxJobs[Name]['result']> {
    if (name === 'load') {
      if (this.#session) this.#closeOne(this.#session);
      this.#code = (request as BoxJobs['load']['request']).code;
    }
    if (!this.#session || this.#session.ended) {
      this.#session = this.#openOne({});
      if (name !== 'load') await this.#load(this.#session, options.signal);
    }
    const session = this.#session;
    try {
      if (name === 'runs') return await this.#runs(session, request as BoxJobs['runs']['request'], options);
      return await this.#ask(session, name, request, options);
    } finally {
      if (session.ended) this.#closeOne(session);
    }
  }

  /** In one box, and in as many as there are cores once it is seen that this takes its time: a box has to be opened, and begins slowly. */
  async #runs(
    session: BoxSession,
    request: BoxJobs['runs']['request'],
    { signal, onProgress = () => undefined }: Options<'runs'>,
  ): Promise<BoxJobs['runs']['result']> {
    const stopping = new AbortController();
    const stop = (): void => stopping.abort(signal?.reason ?? new TaskFailedError(STOPPED));
    signal?.addEventListener('abort', stop, { once: true });
    const others: BoxSession[] = [];
    let letOthersIn: () => void = () => undefined;
    const isWorthIt = new Promise<void>(resolve => (letOthersIn = resolve));
    const portionIn =
      (each: BoxSession): RunPortion =>
      (portion, onPortion) =>
        this.#ask(each, 'runs', portion, { signal: stopping.signal, onProgress: onPortion });
    const later = async (): LaterBox => {
      await isWorthIt;
      const other = this.#openOne({});
      others.push(other);
      await this.#load(other, stopping.signal);
      return portionIn(other);
    };
    const startMs = performance.now();
    const told = (progress: BoxJobs['runs']['progress']): void => {
      const goneMs = performance.now() - startMs;
      if (goneMs * (request.count / progress.runs - 1) > WORTH_MS) letOthersIn();
      onProgress(progress);
    };
    try {
      const boxes = [portionIn(session), ...Array.from({ length: this.#cores - 1 }, later)];
      return await runInBoxes(boxes, request, told, stop);
    } finally {
      signal?.removeEventListener('abort', stop);
      for (const other of others) this.#closeOne(other);
    }
  }

  async #ask<Name extends keyof BoxJobs>(
    session: BoxSession,
    name: Name,
    request: BoxJobs[Name]['request'],
    options: Options<Name>,
  ): Promise<BoxJobs[Name]['result']> {
    try {
      return await session.run(name, request, options);
    } catch (error) {
      if (!(error instanceof BoxEndedError)) throw error;
      if (error.end.kind !== 'silent' || error.end.call) throw error;
      return await this.#again(session.calls, error, name, request, options);
    }
  }

  /**
   * The same once more, in a box that names each call from the last one on that the first box told of. What comes of it counts, should it
   * come back this time.
   */
  async #again<Name extends keyof BoxJobs>(
    calls: number,
    error: BoxEndedError,
    name: Name,
    request: BoxJobs[Name]['request'],
    options: Options<Name>,
  ): Promise<BoxJobs[Name]['result']> {
    const session = this.#openOne({ announceFrom: calls + 1 });
    try {
      await this.#load(session, options.signal);
      return await session.run(name, request, options);
    } catch (second) {
      throw second instanceof BoxEndedError && second.end.kind !== 'silent' ? error : second;
    } finally {
      this.#closeOne(session);
    }
  }

  async #load(session: BoxSession, signal: AbortSignal | undefined): Promise<void> {
    if (this.#code !== undefined) await session.run('load', { code: this.#code }, { signal });
  }

  #openOne(opening: BoxOpening): BoxSession {
    const session = new BoxSession(this.#open, opening, this.#bounds);
    this.#sessions.add(session);
    return session;
  }

  #closeOne(session: BoxSession): void {
    session.close();
    this.#sessions.delete(session);
    if (session === this.#session) this.#session = undefined;
  }
}
