// The life of one box, from its opening to its end: tasks go in, what comes out is parsed, and a box that goes silent, floods the page
// or says what no box says is ended. It cannot be used again.
import * as v from 'valibot';
import { TaskFailedError, TaskWorker, type TaskOptions, type TaskPort } from '../jobs/task.ts';
import { boxEnd } from '../words/box-ends.ts';
import type { BoxEnd } from './box-end.ts';
import type { OpenBox } from './box-frame.ts';
import type { BoxJobs } from './box-jobs.ts';
import { readSaying, type BoxOpening, type ProgramCall } from './box-message.ts';
import { PROGRESS, RESULTS } from './box-results.ts';

/** The box was ended before it had an answer. The message is a sentence to show. */
export class BoxEndedError extends TaskFailedError {
  override readonly name = 'BoxEndedError';
  constructor(readonly end: BoxEnd) {
    super(boxEnd(end));
  }
}

export interface BoxBounds {
  /** How long a box may be silent that has something to do. A busy one tells ten times a second that it is. */
  readonly quietMs: number;
  /** How long it may take to open. */
  readonly openMs: number;
}

/** A busy page, and a computer with other things to do, take their time. */
export const BOX_BOUNDS: BoxBounds = { quietMs: 3000, openMs: 20_000 };

/** Messages in a second; ten times as many where calls are announced. Jobs make twenty. */
const MESSAGES_MAX = 5000;
const WINDOW_MS = 1000;
/** A page that was busy itself looks again, once it has read what came meanwhile. */
const SECOND_LOOK_MS = 100;
/** How long a job may take to stop. */
const STOP_MS = 500;

export class BoxSession {
  /** Calls into the program that have been told of for the latest job. */
  calls = 0;
  ended: BoxEnd | undefined;
  readonly #bounds: BoxBounds;
  readonly #announces: boolean;
  readonly #tasks: TaskWorker<BoxJobs>;
  #isOpen = false;
  #heardMs = 0;
  #look: ReturnType<typeof setTimeout> | undefined;
  #lastCall: ProgramCall | undefined;
  #window = { fromMs: 0, messages: 0 };
  #answered: () => void = () => undefined;

  constructor(open: OpenBox, opening: BoxOpening, bounds: BoxBounds) {
    this.#bounds = bounds;
    this.#announces = opening.announceFrom !== undefined;
    this.#tasks = new TaskWorker<BoxJobs>(() => this.#portOf(open, opening));
  }

  /** One at a time. Rejects with {@link BoxEndedError}, another TaskFailedError or the signal's reason. */
  async run<Name extends keyof BoxJobs>(
    name: Name,
    request: BoxJobs[Name]['request'],
    { signal, onProgress }: TaskOptions<BoxJobs[Name]['progress']> = {},
  ): Promise<BoxJobs[Name]['result']> {
    if (this.ended) throw new BoxEndedError(this.ended);
    this.calls = 0;
    this.#lastCall = name === 'load' ? { of: 'text' } : undefined;
    this.#heardMs = performance.now();
    const answered = new Promise<void>(resolve => (this.#answered = resolve));
    const hear = (progress: unknown): void => {
      const read = v.safeParse(PROGRESS[name], progress);
      if (read.success) onProgress?.(read.output);
      else this.#end({ kind: 'not-understood' });
    };
    try {
      const done = this.#tasks.run(name, request, { signal, onProgress: hear });
      this.#watch();
      const read = v.safeParse(RESULTS[name], await done);
      if (read.success) return read.output;
      this.#end({ kind: 'not-understood' });
      throw new BoxEndedError({ kind: 'not-understood' });
    } catch (error) {
      if (this.ended) throw new BoxEndedError(this.ended);
      if (signal?.aborted) await this.#stopped(answered);
      throw error;
    } finally {
      clearTimeout(this.#look);
    }
  }

  close(): void {
    clearTimeout(this.#look);
    this.#tasks.close();
  }

  #portOf(open: OpenBox, opening: BoxOpening): TaskPort {
    const port = open(opening);
    port.onDeath(message =>
      this.#end(this.#isOpen || message !== '' ? { kind: 'died', message } : { kind: 'not-open' }),
    );
    return {
      post: message => port.post(message),
      onError: () => undefined, // it is told as a death
      onReply: listener =>
        port.onText(text => {
          const saying = this.#hear(text);
          if (saying?.kind === 'result' || saying?.kind === 'failed' || saying?.kind === 'progress')
            listener(saying);
          if (saying?.kind === 'result' || saying?.kind === 'failed') this.#answered();
        }),
      terminate: () => port.close(),
    };
  }

  #hear(text: unknown): ReturnType<typeof readSaying> {
    const nowMs = performance.now();
    this.#heardMs = nowMs;
    if (nowMs - this.#window.fromMs > WINDOW_MS) this.#window = { fromMs: nowMs, messages: 0 };
    const most = this.#announces ? 10 * MESSAGES_MAX : MESSAGES_MAX;
    this.#window.messages += 1;
    if (this.#window.messages > most) {
      this.#end({ kind: 'flood', messages: most });
      return undefined;
    }
    const saying = readSaying(text);
    if (!saying) this.#end({ kind: 'not-understood' });
    else if (saying.kind === 'open') {
      this.#isOpen = true;
      if (this.#tasks.openTasks > 0) this.#watch();
    } else if (saying.kind === 'beat') {
      this.calls = saying.calls;
      this.#lastCall = undefined; // it has come back
    } else if (saying.kind === 'call') this.#lastCall = saying.call;
    return saying;
  }

  /** Looks when silence would have lasted too long, and once more: what came while this page was busy is still to be read. */
  #watch(): void {
    const boundMs = (): number => (this.#isOpen ? this.#bounds.quietMs : this.#bounds.openMs);
    const restMs = (): number => this.#heardMs + boundMs() - performance.now();
    const look = (isSecond: boolean): void => {
      const rest = restMs();
      if (rest > 0) this.#look = setTimeout(() => look(false), rest);
      else if (!isSecond) this.#look = setTimeout(() => look(true), SECOND_LOOK_MS);
      else
        this.#end(
          this.#isOpen
            ? {
                kind: 'silent',
                quietMs: this.#bounds.quietMs,
                ...(this.#lastCall && { call: this.#lastCall }),
              }
            : { kind: 'not-open' },
        );
    };
    clearTimeout(this.#look);
    this.#look = setTimeout(() => look(false), restMs());
  }

  #end(end: BoxEnd): void {
    this.ended ??= end;
    this.close();
  }

  /** A job that was cancelled stops by itself at its next pause; where that does not come soon, the box is closed. */
  async #stopped(answered: Promise<void>): Promise<void> {
    const late = setTimeout(() => {
      this.ended ??= { kind: 'silent', quietMs: STOP_MS };
      this.close();
      this.#answered();
    }, STOP_MS);
    await answered;
    clearTimeout(late);
  }
}
