// Studies of a trace beside the page. The worker is kept, with a copy of the trace, as long as the same trace is asked
// about: a million events are some 50 MB, which nobody wants to copy for each question.
import { packCopy } from '../core/packed-trace.ts';
import type { Trace } from '../core/trace.ts';
import { StudyFailedError, type StudyRequest, type StudyResult } from './study.ts';
import type { StudyReply } from './study-messages.ts';
import { startStudyWorker, type StartStudyWorker, type StudyWorker } from './study-workers.ts';

export interface StudyOptions {
  /** Aborting rejects with the signal's reason; a worker that works on nothing else ends at once. */
  readonly signal: AbortSignal;
  /** Of the trace: one that grows is copied anew when this has changed. 0 by default. */
  readonly revision?: number;
}

interface Question {
  readonly trace: Trace;
  readonly revision: number;
  readonly request: StudyRequest;
  readonly resolve: (result: StudyResult) => void;
  readonly reject: (reason: unknown) => void;
}

/** One for each element that studies; whoever made it disposes it. The page's trace is only read. */
export class StudyDesk {
  readonly #start: StartStudyWorker;
  readonly #open = new Map<number, Question>();
  #worker: StudyWorker | undefined;
  /** What the worker has a copy of. */
  #held: Pick<Question, 'trace' | 'revision'> | undefined;
  #asked = 0;

  constructor(start: StartStudyWorker = startStudyWorker) {
    this.#start = start;
  }

  /** Rejects with {@link StudyFailedError} or the signal's reason. Questions are answered one after the other. */
  study<Request extends StudyRequest>(
    trace: Trace,
    request: Request,
    { signal, revision = 0 }: StudyOptions,
  ): Promise<StudyResult<Request>> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    const id = (this.#asked += 1);
    const answer = new Promise<StudyResult>((resolve, reject) => {
      const question = { trace, revision, request, resolve, reject };
      this.#open.set(id, question);
      this.#ask(id, question);
    });
    const abort = () => this.#abandon(id, signal.reason);
    signal.addEventListener('abort', abort);
    // The worker answers a request with a result of its kind.
    return answer.finally(() => signal.removeEventListener('abort', abort)) as Promise<StudyResult<Request>>;
  }

  /** Ends the worker; what is still open is rejected. The desk can be used again. */
  dispose(): void {
    this.#letGo();
    this.#rejectAll(new StudyFailedError('The analysis was given up.'));
  }

  #ask(id: number, { trace, revision, request }: Question): void {
    const worker = (this.#worker ??= this.#startWorker());
    if (this.#held?.trace !== trace || this.#held.revision !== revision) {
      const { packed, buffers } = packCopy(trace);
      worker.post({ kind: 'hold', trace: packed }, buffers);
      this.#held = { trace, revision };
    }
    worker.post({ kind: 'study', id, request }, []);
  }

  #startWorker(): StudyWorker {
    const worker = this.#start();
    worker.onReply(reply => this.#settle(reply));
    worker.onError(reason => {
      this.#letGo();
      this.#rejectAll(new StudyFailedError(reason));
    });
    return worker;
  }

  #settle(reply: StudyReply): void {
    const question = this.#open.get(reply.id);
    this.#open.delete(reply.id);
    if (reply.kind === 'result') question?.resolve(reply.result);
    else question?.reject(new StudyFailedError(reply.reason));
  }

  /** A worker cannot be interrupted: it is ended, and what else was asked is asked again. */
  #abandon(id: number, reason: unknown): void {
    const question = this.#open.get(id);
    if (!question) return;
    this.#open.delete(id);
    question.reject(reason);
    this.#letGo();
    for (const [other, asked] of this.#open) this.#ask(other, asked);
  }

  #letGo(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#held = undefined;
  }

  #rejectAll(error: StudyFailedError): void {
    const questions = [...this.#open.values()];
    this.#open.clear();
    for (const { reject } of questions) reject(error);
  }
}

export type Study = <Request extends StudyRequest>(
  trace: Trace,
  request: Request,
  options: StudyOptions,
) => Promise<StudyResult<Request>>;

/** One question to a worker of its own, which is gone when the promise settles. */
export const studyInWorker: Study = (trace, request, options) => {
  const desk = new StudyDesk();
  return desk.study(trace, request, options).finally(() => desk.dispose());
};
