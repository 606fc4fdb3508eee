// Asks the home of traces one question on behalf of an element, and keeps the last answer in sight until the next one is there.
import type { LitElement, ReactiveController } from 'lit';
import type { Trace } from '../../core/trace.ts';
import type { AskOptions, TraceHome } from '../../jobs/trace-home.ts';
import type { StudyRequest, StudyResult } from '../../jobs/trace-studies.ts';
import { traceHomeOf } from './trace-home-request.ts';

/** Between two questions about a run that goes on. */
const PAUSE_MS = 1000;
/** Events of a trace that is looked at in less than a frame: such a question is answered in the page, at once. */
const AT_ONCE_EVENTS_MAX = 20_000;

/** What is asked: the same `subject` is the same question. */
export interface Question<Result> {
  readonly trace: Trace;
  readonly revision: number;
  readonly subject: unknown;
  readonly ask: (home: TraceHome, options: AskOptions) => Promise<Result>;
  /** The answer for a small trace; without it every trace is asked about in the worker. */
  readonly atOnce?: () => Result;
}

/** One question at a time: a newer one or another trace gives the open one up; a trace that has grown lets it end. */
export class QuestionController<Result> implements ReactiveController {
  /** Of the trace that was asked about last; undefined until it is known. */
  result: Result | undefined;
  /** Why there is no result, in a sentence. */
  problem = '';

  #wanted: Question<Result> | undefined;
  #asked: Question<Result> | undefined;
  #open: AbortController | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #connected = false;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  /** Whether an answer is being worked out. */
  get busy(): boolean {
    return this.#open !== undefined;
  }

  /** To be called with whatever the host shows now. */
  put(question: Question<Result>): void {
    const before = this.#wanted;
    const isSameTrace = question.trace === before?.trace;
    if (!isSameTrace) {
      this.result = undefined;
      this.problem = '';
    }
    this.#wanted = question;
    if (!isSameTrace || question.subject !== before.subject) {
      this.#stopWaiting();
      this.#open?.abort();
      this.#open = undefined;
    }
    this.#next();
  }

  hostConnected(): void {
    this.#connected = true;
    this.#next();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#stopWaiting();
    if (this.#open) this.#asked = undefined;
    this.#open?.abort();
    this.#open = undefined;
  }

  #next(): void {
    const wanted = this.#wanted;
    const asked = this.#asked;
    if (!wanted || !this.#connected || this.#open || this.#pause !== undefined) return;
    if (
      wanted.trace === asked?.trace &&
      wanted.revision === asked.revision &&
      wanted.subject === asked.subject
    )
      return;
    this.#asked = wanted;
    if (wanted.atOnce && wanted.trace.eventCount <= AT_ONCE_EVENTS_MAX) {
      this.result = wanted.atOnce();
      return;
    }
    const open = new AbortController();
    this.#open = open;
    void wanted.ask(traceHomeOf(this.host), { signal: open.signal, revision: wanted.revision }).then(
      result => this.#settle(open, result, ''),
      (error: unknown) =>
        this.#settle(open, undefined, error instanceof Error ? error.message : String(error)),
    );
  }

  /** An answer that nobody waits for any more changes nothing. */
  #settle(open: AbortController, result: Result | undefined, problem: string): void {
    if (this.#open !== open) return;
    this.#open = undefined;
    this.result = result;
    this.problem = problem;
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#next();
    }, PAUSE_MS);
    this.host.requestUpdate();
  }

  #stopWaiting(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
  }
}

/** A question that is a study of one trace. */
export class StudyController<Request extends StudyRequest> extends QuestionController<StudyResult<Request>> {
  /** The same `request` object is the same question. */
  ask(trace: Trace, revision: number, request: Request): void {
    this.put({
      trace,
      revision,
      subject: request,
      ask: (home, options) => home.study(trace, request, options),
    });
  }
}
