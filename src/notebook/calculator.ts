// Who computes for a notebook: a worker, so that the page never stutters, or this very thread where there is none. One
// job at a time, samples first, because somebody is looking at them.
import type { Replicates } from './replicates.ts';
import type { NotebookSample } from './sample.ts';
import type { Trial } from '../core/trial.ts';
import type { WorkerPort } from '../jobs/worker-port.ts';

export type NotebookJob =
  | { readonly kind: 'sample'; readonly trial: Trial }
  | {
      readonly kind: 'replicates';
      readonly trial: Trial;
      readonly runs: number;
      readonly withBands: boolean;
    };
export type NotebookResult =
  | { readonly kind: 'sample'; readonly sample: NotebookSample }
  | { readonly kind: 'replicates'; readonly replicates: Replicates }
  | { readonly kind: 'failed'; readonly reason: string };

/** Does jobs, one at a time. */
export type NotebookWorker = WorkerPort<NotebookJob, NotebookResult>;

/** The worker failed or could not do a job; what waited is not going to be computed. */
export class NotebookCalculatorError extends Error {
  override readonly name = 'NotebookCalculatorError';
}

interface Waiting {
  readonly job: NotebookJob;
  readonly resolve: (result: Exclude<NotebookResult, { kind: 'failed' }>) => void;
  readonly reject: (error: NotebookCalculatorError) => void;
}

/** Hands jobs to a worker; owns it. What waits is bounded by what a notebook can hold: some fifty jobs. */
export class NotebookCalculator {
  readonly #worker: NotebookWorker;
  #waiting: Waiting[] = [];
  #current: Waiting | undefined;
  #failure: NotebookCalculatorError | undefined;

  constructor(worker: NotebookWorker) {
    this.#worker = worker;
    worker.onReply(result => this.#finish(result));
    worker.onError(reason => this.#fail(reason));
  }

  /** Rejects with {@link NotebookCalculatorError}; after `close` the promise stays open. */
  async sample(trial: Trial): Promise<NotebookSample> {
    const result = await this.#do({ kind: 'sample', trial });
    if (result.kind !== 'sample') throw new NotebookCalculatorError('The worker answered another question.');
    return result.sample;
  }

  /** As {@link sample}. */
  async replicates(trial: Trial, runs: number, withBands: boolean): Promise<Replicates> {
    const result = await this.#do({ kind: 'replicates', trial, runs, withBands });
    if (result.kind !== 'replicates')
      throw new NotebookCalculatorError('The worker answered another question.');
    return result.replicates;
  }

  close(): void {
    this.#waiting = [];
    this.#current = undefined;
    this.#worker.terminate();
  }

  #do(job: NotebookJob): Promise<Exclude<NotebookResult, { kind: 'failed' }>> {
    return new Promise((resolve, reject) => {
      if (this.#failure) {
        reject(this.#failure);
        return;
      }
      this.#waiting.push({ job, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#current) return;
    const urgent = this.#waiting.findIndex(({ job }) => job.kind === 'sample');
    [this.#current] = this.#waiting.splice(Math.max(0, urgent), 1);
    if (this.#current) this.#worker.post(this.#current.job);
  }

  #finish(result: NotebookResult): void {
    const done = this.#current;
    this.#current = undefined;
    if (result.kind === 'failed') done?.reject(new NotebookCalculatorError(result.reason));
    else done?.resolve(result);
    this.#next();
  }

  #fail(reason: string): void {
    this.#failure = new NotebookCalculatorError(reason);
    for (const { reject } of [...(this.#current ? [this.#current] : []), ...this.#waiting])
      reject(this.#failure);
    this.#current = undefined;
    this.#waiting = [];
  }
}
