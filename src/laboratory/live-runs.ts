// What a page needs to coordinate live runs, in one piece: it is fetched beside the first picture, which does not need it.
import { LiveRun, type LiveRunOptions } from './live-run.ts';
import type { Run } from './run.ts';
import { findRun } from './run-keeper.ts';

export interface LiveRuns {
  begin(options: LiveRunOptions): Run;
  readonly find: typeof findRun;
}

export const LIVE_RUNS: LiveRuns = { begin: options => new LiveRun(options), find: findRun };
