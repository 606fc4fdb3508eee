// What the lines of a file become under a pattern, while a person is still writing it. A pattern can backtrack without
// end, so it is tried in a worker that is ended when it takes too long; the next attempt starts another one.
import type { PatternPreviewLine } from '../formats/logs/pattern.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { WorkerPort } from './worker-port.ts';

/** The longest that one attempt may take, once its worker has started. */
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

export interface PreviewRequest {
  readonly number: number;
  readonly source: string;
  readonly lines: readonly string[];
}

export type PreviewReply =
  /** The worker is there: from now on its time counts. */
  | { readonly kind: 'started' }
  | { readonly kind: 'problem'; readonly number: number; readonly message: string }
  | { readonly kind: 'rows'; readonly number: number; readonly rows: readonly PatternPreviewLine[] };

/** A worker as the preview knows it. */
export type PreviewWorker = WorkerPort<PreviewRequest, PreviewReply>;

export interface PatternPreviewOptions {
  readonly startWorker: () => PreviewWorker;
  readonly scheduler: Scheduler;
  readonly onChange: () => void;
}

/** One attempt at a time: a new one takes the place of the one that goes on. */
export class PatternPreview {
  readonly #options: PatternPreviewOptions;
  #state: PreviewState = NO_PREVIEW;
  #worker: PreviewWorker | undefined;
  #isStarted = false;
  #request: PreviewRequest | undefined;
  #numbers = 0;
  #cancelLimit: () => void = () => undefined;

  constructor(options: PatternPreviewOptions) {
    this.#options = options;
  }

  get state(): PreviewState {
    return this.#state;
  }

  try(source: string, lines: readonly string[]): void {
    if (this.#request && this.#isStarted) this.#end(); // what it is at may never come to an end
    if (source === '') {
      this.#request = undefined;
      this.#change(NO_PREVIEW);
      return;
    }
    this.#request = { number: ++this.#numbers, source, lines };
    this.#change({ ...this.#state, phase: 'matching', message: '' });
    if (!this.#worker) this.#start();
    else if (this.#isStarted) this.#post();
  }

  stop(): void {
    if (!this.#request) return;
    this.#end();
    this.#change({
      phase: 'stopped',
      message: 'Stopped. The next change of the pattern tries again.',
      rows: [],
    });
  }

  close(): void {
    this.#end();
  }

  #start(): void {
    const worker = this.#options.startWorker();
    this.#worker = worker;
    worker.onReply(reply => {
      if (worker === this.#worker) this.#hear(reply);
    });
    worker.onError(reason => {
      if (worker !== this.#worker) return;
      this.#end();
      this.#change({ phase: 'failed', message: `The pattern could not be tried: ${reason}`, rows: [] });
    });
  }

  #post(): void {
    if (!this.#request) return;
    const { scheduler } = this.#options;
    this.#worker?.post(this.#request);
    this.#cancelLimit = scheduler.at(scheduler.nowMs() + PREVIEW_LIMIT_MS, () => this.#giveUp());
  }

  #hear(reply: PreviewReply): void {
    if (reply.kind === 'started') {
      this.#isStarted = true;
      this.#post();
      return;
    }
    if (reply.number !== this.#request?.number) return;
    this.#cancelLimit();
    this.#request = undefined;
    if (reply.kind === 'problem') this.#change({ phase: 'problem', message: reply.message, rows: [] });
    else this.#change({ phase: 'matched', message: '', rows: reply.rows });
  }

  #giveUp(): void {
    this.#end();
    this.#change({
      phase: 'endless',
      message:
        `This pattern took longer than ${PREVIEW_LIMIT_MS / 1000} s for these few lines and was stopped: it tries too many ` +
        'ways to match, as "(a+)+" does. Change it, and it is tried again.',
      rows: [],
    });
  }

  #end(): void {
    this.#cancelLimit();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isStarted = false;
    this.#request = undefined;
  }

  #change(state: PreviewState): void {
    this.#state = state;
    this.#options.onChange();
  }
}
