// A program behind the wall: loaded once, and asked as often as one likes. Its box is opened anew for each text, and whenever it had to
// be ended; where a call into the program did not come back, a second box finds out which.
import type { TaskOptions } from '../jobs/task.ts';
import { openBox, type OpenBox } from './box-frame.ts';
import type { BoxJobs } from './box-jobs.ts';
import { BoxEndedError, BoxSession, type BoxBounds } from './box-session.ts';

/** A busy page, and a computer with other things to do, take their time. */
const BOUNDS: BoxBounds = { quietMs: 3000, openMs: 20_000 };

export class ProgramBox {
  readonly #open: OpenBox;
  readonly #bounds: BoxBounds;
  #session: BoxSession | undefined;
  #code: string | undefined;
  /** The latest task that was asked for, settled or not. */
  #last: Promise<unknown> = Promise.resolve();

  constructor({ open = openBox, ...bounds }: { readonly open?: OpenBox } & Partial<BoxBounds> = {}) {
    this.#open = open;
    this.#bounds = { ...BOUNDS, ...bounds };
  }

  /**
   * Does one task after the other. Rejects with {@link BoxEndedError} where the program had to be ended, with a TaskFailedError where
   * the job could not be done (both have a sentence to show), and with the signal's reason.
   */
  run<Name extends keyof BoxJobs>(
    name: Name,
    request: BoxJobs[Name]['request'],
    options: TaskOptions<BoxJobs[Name]['progress']> = {},
  ): Promise<BoxJobs[Name]['result']> {
    const task = this.#last.then(() => this.#work(name, request, options));
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

  /** Ends the program, whatever it is at. The box can be used again. */
  close(): void {
    this.#session?.close();
    this.#session = undefined;
  }

  async #work<Name extends keyof BoxJobs>(
    name: Name,
    request: BoxJobs[Name]['request'],
    options: TaskOptions<BoxJobs[Name]['progress']>,
  ): Promise<BoxJobs[Name]['result']> {
    options.signal?.throwIfAborted();
    if (name === 'load') {
      this.close();
      this.#code = (request as BoxJobs['load']['request']).code;
    }
    const session = await this.#loaded(name, options.signal);
    try {
      return await session.run(name, request, options);
    } catch (error) {
      if (!(error instanceof BoxEndedError)) throw error;
      if (error.end.kind !== 'silent' || error.end.call) throw error;
      return await this.#again(session.calls, error, name, request, options);
    } finally {
      if (session.ended && this.#session === session) this.close();
    }
  }

  /** A box with the program in it, or for it. */
  async #loaded(name: keyof BoxJobs, signal: AbortSignal | undefined): Promise<BoxSession> {
    if (this.#session && !this.#session.ended) return this.#session;
    const session = new BoxSession(this.#open, {}, this.#bounds);
    this.#session = session;
    if (name !== 'load' && this.#code !== undefined)
      await session.run('load', { code: this.#code }, { signal });
    return session;
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
    options: TaskOptions<BoxJobs[Name]['progress']>,
  ): Promise<BoxJobs[Name]['result']> {
    const session = new BoxSession(this.#open, { announceFrom: calls + 1 }, this.#bounds);
    try {
      if (this.#code !== undefined)
        await session.run('load', { code: this.#code }, options.signal ? { signal: options.signal } : {});
      return await session.run(name, request, options);
    } catch (second) {
      throw second instanceof BoxEndedError && second.end.kind !== 'silent' ? error : second;
    } finally {
      session.close();
    }
  }
}
