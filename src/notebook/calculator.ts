// Who computes for a notebook, one job at a time: samples first, because somebody is looking at them.
import type { Trial } from '../core/trial.ts';
import type { Replicates } from './replicates.ts';
import type { NotebookSample } from './sample.ts';

/** Does the work, beside the page as a rule. Each promise rejects with an error whose message is a sentence. */
export interface NotebookComputer {
  sample(trial: Trial): Promise<NotebookSample>;
  replicates(trial: Trial, runs: number, withBands: boolean): Promise<Replicates>;
  /** Gives up whatever is being worked out; promises may stay open. */
  close(): void;
}

interface Waiting {
  readonly isUrgent: boolean;
  readonly begin: () => Promise<void>;
}

/** Hands jobs to a computer; owns it. What waits is bounded by what a notebook can hold: some fifty jobs. */
export class NotebookCalculator {
  readonly #computer: NotebookComputer;
  #waiting: Waiting[] = [];
  #busy = false;
  #isClosed = false;

  constructor(computer: NotebookComputer) {
    this.#computer = computer;
  }

  /** Rejects as the computer does; what waits when this is closed stays open. */
  sample(trial: Trial): Promise<NotebookSample> {
    return this.#put(true, () => this.#computer.sample(trial));
  }

  /** As {@link sample}. */
  replicates(trial: Trial, runs: number, withBands: boolean): Promise<Replicates> {
    return this.#put(false, () => this.#computer.replicates(trial, runs, withBands));
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    this.#computer.close();
  }

  #put<Result>(isUrgent: boolean, work: () => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ isUrgent, begin: () => work().then(resolve, reject) });
      this.#next();
    });
  }

  #next(): void {
    if (this.#busy || this.#isClosed) return;
    const urgent = this.#waiting.findIndex(({ isUrgent }) => isUrgent);
    const [next] = this.#waiting.splice(Math.max(0, urgent), 1);
    if (!next) return;
    this.#busy = true;
    void next.begin().finally(() => {
      this.#busy = false;
      this.#next();
    });
  }
}
