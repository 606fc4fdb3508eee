// Runs sweeps for the page: one at a time, on as many workers as there are cores, and says at every moment how far it is.
import { Store } from '../../core/store.ts';
import { SweepTally } from '../../analysis/sweep-tally.ts';
import type { SweepCellDigest } from '../../analysis/sweep-digest.ts';
import type { SweepPlan } from '../../core/sweep-plan.ts';
import type { SweepRows } from '../../core/sweep-rows.ts';
import { runSweep, type SliceRunner } from '../../jobs/sweep-pool.ts';
import { digestInWorker, workerRunner } from '../../jobs/runner.ts';
import type { SweepSettings } from '../../address/sweep.ts';
import type { SweepDoor, SweepState } from './sweep-state.ts';

export interface SweepLaboratoryOptions {
  readonly workers: number;
  /** A worker of its own for each runner, unless a test knows better. */
  readonly startRunner?: (plan: SweepPlan) => SliceRunner;
  readonly digest?: (plan: SweepPlan, rows: SweepRows, signal: AbortSignal) => Promise<SweepCellDigest[]>;
}

export class SweepLaboratory implements SweepDoor {
  readonly #options: Required<SweepLaboratoryOptions>;
  readonly #store: Store<SweepState>;
  readonly #closing = new AbortController();
  #cancelling = new AbortController();

  constructor({ workers, startRunner = workerRunner, digest = digestInWorker }: SweepLaboratoryOptions) {
    this.#options = { workers, startRunner: plan => startRunner(plan), digest };
    this.#store = new Store<SweepState>(() => ({
      phase: 'idle',
      settings: undefined,
      progress: undefined,
      cells: [],
      growthSoFar: () => undefined,
      failure: '',
      ticksPerSecond: undefined,
      workers,
    }));
  }

  get state(): SweepState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  run(settings: SweepSettings): void {
    if (this.#store.state.phase === 'running' || this.#store.state.phase === 'counting') return;
    this.#cancelling = new AbortController();
    const tally = new SweepTally(settings.plan);
    const { runs } = settings.plan;
    this.#store.change({
      phase: 'running',
      settings,
      progress: { runsDone: 0, runs, elapsedMs: 0, remainingMs: Infinity },
      cells: [],
      growthSoFar: cell => tally.growthPerSecond(cell),
      failure: '',
    });
    this.#sweep(settings.plan, tally).catch((error: unknown) => {
      const failure = error instanceof Error ? error.message : String(error);
      this.#store.change({ phase: 'failed', failure });
    });
  }

  cancel(): void {
    if (this.#store.state.phase === 'running') this.#cancelling.abort();
  }

  /** Ends whatever goes on; nobody hears of it any more. */
  close(): void {
    this.#store.close();
    this.#closing.abort();
    this.#cancelling.abort();
  }

  async #sweep(plan: SweepPlan, tally: SweepTally): Promise<void> {
    const { rows, complete } = await runSweep(plan, {
      startRunner: () => tapped(this.#options.startRunner(plan), slice => tally.add(slice)),
      runners: Math.min(this.#options.workers, plan.runs),
      signal: this.#cancelling.signal,
      onProgress: progress => {
        const ticksDone = (plan.ticks * progress.runsDone) / plan.runs;
        this.#store.change({ progress, ticksPerSecond: ticksDone / (progress.elapsedMs / 1000) });
      },
    });
    if (this.#closing.signal.aborted) return;
    this.#store.change({ phase: 'counting' });
    const cells = await this.#options.digest(plan, rows, this.#closing.signal);
    this.#store.change({ phase: complete ? 'finished' : 'cancelled', cells });
  }
}

/** A runner whose rows are shown to `look` on their way. */
function tapped(runner: SliceRunner, look: (rows: SweepRows) => void): SliceRunner {
  return {
    run: async (from, to) => {
      const rows = await runner.run(from, to);
      look(rows);
      return rows;
    },
    close: () => runner.close(),
  };
}
