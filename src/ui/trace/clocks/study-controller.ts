// Asks one study of a trace on behalf of an element, and keeps the last answer in sight until the next one is there.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Trace } from '../../../core/trace.ts';
import { StudyDesk } from '../../../jobs/study-desk.ts';
import type { StudyRequest, StudyResult } from '../../../jobs/study.ts';

/** Between two questions about a run that goes on. */
const PAUSE_MS = 1000;

interface Asked<Request extends StudyRequest> {
  readonly trace: Trace;
  readonly revision: number;
  readonly request: Request;
}

/** One question at a time: a newer request or another trace gives the open one up; a trace that has grown lets it end. */
export class StudyController<Request extends StudyRequest> implements ReactiveController {
  /** Of the trace that was asked about last; undefined until it is known. */
  result: StudyResult<Request> | undefined;
  /** Why there is no result, in a sentence. */
  problem = '';

  readonly #desk = new StudyDesk();
  #wanted: Asked<Request> | undefined;
  #asked: Asked<Request> | undefined;
  #open: AbortController | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #connected = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Whether an answer is being worked out. */
  get busy(): boolean {
    return this.#open !== undefined;
  }

  /** To be called with whatever the host shows now; the same `request` object is the same question. */
  ask(trace: Trace, revision: number, request: Request): void {
    const { trace: before, request: requestBefore } = this.#wanted ?? {};
    if (trace !== before) {
      this.result = undefined;
      this.problem = '';
    }
    this.#wanted = { trace, revision, request };
    if (trace !== before || request !== requestBefore) {
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
    this.#open = undefined;
    this.#desk.dispose();
  }

  #next(): void {
    const wanted = this.#wanted;
    const asked = this.#asked;
    if (!wanted || !this.#connected || this.#open || this.#pause !== undefined) return;
    if (
      wanted.trace === asked?.trace &&
      wanted.revision === asked.revision &&
      wanted.request === asked.request
    )
      return;
    const open = new AbortController();
    this.#open = open;
    this.#asked = wanted;
    void this.#desk
      .study(wanted.trace, wanted.request, { signal: open.signal, revision: wanted.revision })
      .then(
        result => this.#settle(open, () => Object.assign(this, { result, problem: '' })),
        (error: unknown) =>
          this.#settle(open, () =>
            Object.assign(this, {
              result: undefined,
              problem: error instanceof Error ? error.message : String(error),
            }),
          ),
      );
  }

  /** An answer that nobody waits for any more changes nothing. */
  #settle(open: AbortController, take: () => void): void {
    if (this.#open !== open) return;
    this.#open = undefined;
    take();
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
