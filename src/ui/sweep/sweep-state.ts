// The door of a sweep: what its view may see of it, and what it may ask for.
import type { SweepCellDigest } from '../../analysis/sweep-digest.ts';
import type { SweepProgress } from '../../jobs/sweep-pool.ts';
import type { SweepSettings } from '../../address/sweep.ts';

export type { SweepProgress };

/** counting: the runs are over, and means and intervals are made of them. */
export type SweepPhase = 'idle' | 'running' | 'counting' | 'finished' | 'cancelled' | 'failed';

export interface SweepState {
  readonly phase: SweepPhase;
  /** Of the sweep that is shown; undefined before the first one. */
  readonly settings: SweepSettings | undefined;
  readonly progress: SweepProgress | undefined;
  /** One for each cell of the plan, once counted; empty until then. */
  readonly cells: readonly SweepCellDigest[];
  /** Each cell's growth of the slowest machine's queue so far, in messages per second; undefined before its first run. */
  readonly growthSoFar: (cell: number) => number | undefined;
  /** Why it failed; empty as long as it did not. */
  readonly failure: string;
  /** Of all workers together in the last sweep; undefined before one has come far enough to tell. */
  readonly ticksPerSecond: number | undefined;
  readonly workers: number;
}

export interface SweepDoor {
  readonly state: SweepState;
  subscribe(listener: () => void): () => void;
  /** Starts a sweep in place of the one shown. Ignored while one goes on. */
  run(settings: SweepSettings): void;
  /** Ends the sweep that goes on; what was run until then is kept. */
  cancel(): void;
}
