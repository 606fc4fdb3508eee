// The home of a page's traces: one worker that is given each trace once, and is asked from then on. Answers are kept, so that
// a panel that comes back costs nothing. The page keeps the columns it draws; nothing here changes them.
import type { MachineComparison } from '../analysis/comparison.ts';
import type { FoundNumbers, SearchRequest } from '../analysis/find/search.ts';
import type { Shape, ShapeMatches } from '../analysis/find/shape.ts';
import type { Difference } from '../analysis/divergence.ts';
import { packCopy } from '../core/packed-trace.ts';
import type { Trace } from '../core/trace.ts';
import type { WriteFormat, WriteOptions } from '../formats/write.ts';
import type { HomeJobs, WriteRequest } from './home-jobs.ts';
import { reasonOf, TaskFailedError, TaskWorker, type TaskPort } from './task.ts';
import type { StudyRequest, StudyResult } from './trace-studies.ts';
import { portOf } from './worker-port.ts';
import type { WrittenFile } from './write-file.ts';

export interface AskOptions {
  /** Aborting rejects with the signal's reason. Work that nobody waits for any more is ended. */
  readonly signal: AbortSignal;
  /** Of the trace: one that grows is handed over anew when this has changed. 0 by default. */
  readonly revision?: number;
}

export interface WriteFileOptions extends AskOptions, WriteOptions {
  /** From 0 to 1. */
  readonly onProgress?: (portion: number) => void;
}

/** What is known of a trace at one revision. */
interface Guest {
  readonly number: number;
  readonly revision: number;
  /** Whether the worker that there is now holds it. */
  held: Promise<unknown> | undefined;
  /** By question. */
  readonly answers: Map<string, Answer>;
}

interface Answer {
  readonly promise: Promise<unknown>;
  waiting: number;
  isSettled: boolean;
}

/** More traces than these are not held at once: the one that was asked about longest ago makes room. */
export const GUESTS_MAX = 6;
/** Events × machines of a trace that takes less than a few frames to write: that is done in the page. */
const WRITTEN_AT_ONCE_MAX = 60_000;

/** One for each page; whoever made it closes it. */
export class TraceHome {
  readonly #worker: TaskWorker<HomeJobs>;
  /** In the order in which they were asked about. */
  readonly #guests = new Map<Trace, Guest>();
  #numbers = 0;

  constructor(start: () => TaskPort = startHome) {
    this.#worker = new TaskWorker<HomeJobs>(start, () => this.#forgetWorker());
  }

  /** Rejects with {@link TaskFailedError} or the signal's reason. Asking the same again gives the same answer. */
  study<Request extends StudyRequest>(
    trace: Trace,
    request: Request,
    { signal, revision = 0 }: AskOptions,
  ): Promise<StudyResult<Request>> {
    const guest = this.#guestOf(trace, revision);
    return this.#answer(
      guest,
      JSON.stringify(request),
      signal,
      () =>
        this.#withHeld([trace], [revision], ([number]) =>
          this.#worker.run('study', { trace: number!, study: request }),
        ),
      // The worker answers a request with a result of its kind.
    ) as Promise<StudyResult<Request>>;
  }

  /** By machine. */
  compare(trace: Trace, other: Trace, options: AskOptions): Promise<readonly MachineComparison[]> {
    return this.#ofTwo('compare', trace, other, options);
  }

  /** Where the two part, by machine. */
  diverge(trace: Trace, other: Trace, options: AskOptions): Promise<readonly Difference[]> {
    return this.#ofTwo('diverge', trace, other, options);
  }

  /** Asked for at every key: a newer search takes the place of one that is given up, and no answer is kept. */
  search(trace: Trace, request: SearchRequest, { signal, revision = 0 }: AskOptions): Promise<FoundNumbers> {
    return this.#withHeld([trace], [revision], ([number]) =>
      this.#worker.run('search', { trace: number!, search: request }, { signal }),
    );
  }

  /** The shape has no problem. Answered like {@link search}. */
  matchShape(trace: Trace, shape: Shape, { signal, revision = 0 }: AskOptions): Promise<ShapeMatches> {
    return this.#withHeld([trace], [revision], ([number]) =>
      this.#worker.run('shapes', { trace: number!, shape }, { signal }),
    );
  }

  /** Writes the format's file number `file`, from 0. */
  async write(
    trace: Trace,
    format: WriteFormat,
    file: number,
    { signal, revision = 0, onProgress, ...options }: WriteFileOptions,
  ): Promise<WrittenFile> {
    signal.throwIfAborted();
    if (trace.eventCount * trace.machines <= WRITTEN_AT_ONCE_MAX)
      return writeHere(trace, format, options, file);
    const request: WriteRequest = { format, options, file };
    const stop = (): void => this.#worker.close(ABANDONED);
    signal.addEventListener('abort', stop);
    try {
      return await this.#withHeld([trace], [revision], ([number]) => {
        signal.throwIfAborted();
        return this.#worker.run('write', { ...request, trace: number! }, { signal, onProgress });
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #ofTwo<Name extends 'compare' | 'diverge'>(
    name: Name,
    trace: Trace,
    other: Trace,
    { signal, revision = 0 }: AskOptions,
  ): Promise<HomeJobs[Name]['result']> {
    const guest = this.#guestOf(trace, revision);
    const { number } = this.#guestOf(other, 0);
    return this.#answer(guest, `${name} ${number}`, signal, () =>
      this.#withHeld([trace, other], [revision, 0], ([one, two]) =>
        this.#worker.run(name, { trace: one!, other: two! }),
      ),
    ) as Promise<HomeJobs[Name]['result']>;
  }

  /** How many traces have an answer or a place here. */
  get guests(): number {
    return this.#guests.size;
  }

  close(): void {
    this.#worker.close();
    this.#guests.clear();
  }

  /** Makes it the latest one that was asked about. */
  #guestOf(trace: Trace, revision: number): Guest {
    const known = this.#guests.get(trace);
    this.#guests.delete(trace);
    const guest =
      known?.revision === revision
        ? known
        : { number: known?.number ?? (this.#numbers += 1), revision, held: undefined, answers: new Map() };
    this.#guests.set(trace, guest);
    for (const [other, { number, held }] of this.#guests) {
      if (this.#guests.size <= GUESTS_MAX) break;
      this.#guests.delete(other);
      if (held) void this.#worker.run('release', { trace: number }).catch(() => undefined);
    }
    return guest;
  }

  /** Waits for an answer that is there or on its way, or has it worked out. */
  #answer(
    guest: Guest,
    question: string,
    signal: AbortSignal,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    const answer = guest.answers.get(question) ?? this.#begin(guest, question, work);
    answer.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        answer.waiting -= 1;
        if (answer.waiting === 0 && !answer.isSettled) this.#abandon(guest, question);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave);
      answer.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #begin(guest: Guest, question: string, work: () => Promise<unknown>): Answer {
    const promise = work();
    const answer: Answer = { promise, waiting: 0, isSettled: false };
    guest.answers.set(question, answer);
    promise.then(
      () => {
        answer.isSettled = true;
      },
      () => {
        answer.isSettled = true;
        if (guest.answers.get(question) === answer) guest.answers.delete(question);
      },
    );
    return answer;
  }

  /** Work cannot be interrupted: the worker is ended, and whatever else was asked is asked of the next one. */
  #abandon(guest: Guest, question: string): void {
    guest.answers.delete(question);
    this.#worker.close(ABANDONED);
  }

  /** The worker knows the traces first. One that dies gets them again, and the question once more. */
  async #withHeld<Result>(
    traces: readonly Trace[],
    revisions: readonly number[],
    ask: (numbers: readonly number[]) => Promise<Result>,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        const numbers = await Promise.all(traces.map((trace, i) => this.#hold(trace, revisions[i]!)));
        return await ask(numbers);
      } catch (error) {
        const isOurs = error instanceof TaskFailedError && error.message === ABANDONED;
        if (!(error instanceof TaskFailedError) || (!isOurs && (attempt > 1 || !this.#hasEnded(traces))))
          throw error;
      }
    }
  }

  #hasEnded(traces: readonly Trace[]): boolean {
    return traces.some(trace => this.#guests.get(trace)?.held === undefined);
  }

  /** The number under which the worker holds the trace as it is now. */
  async #hold(trace: Trace, revision: number): Promise<number> {
    const guest = this.#guestOf(trace, revision);
    if (!guest.held) {
      const { packed, buffers } = packCopy(trace);
      guest.held = this.#worker.run('hold', { trace: guest.number, packed }, { transfer: buffers });
    }
    await guest.held;
    return guest.number;
  }

  #forgetWorker(): void {
    for (const guest of this.#guests.values()) guest.held = undefined;
  }
}

/** Never shown: the work is begun again, or nobody waits for it. */
const ABANDONED = 'This is no longer needed.';

/** The writers are fetched when they are needed, so that a page which writes nothing loads none. */
async function writeHere(
  trace: Trace,
  format: WriteFormat,
  options: WriteOptions,
  file: number,
): Promise<WrittenFile> {
  const { writeFile } = await import('./write-file.ts');
  try {
    return writeFile(trace, format, options, file);
  } catch (error) {
    throw new TaskFailedError(reasonOf(error), { cause: error });
  }
}

/** A browser's module worker. */
function startHome(): TaskPort {
  return portOf(
    new Worker(new URL('./home-worker.ts', import.meta.url), { type: 'module', name: 'lamplight-traces' }),
  );
}
