// What a page needs to coordinate live runs of the die, in one piece: it is fetched beside the first picture, which does not need it.
import { LiveRun } from './live-run.ts';
import type { LiveRunOptions } from './live-run-options.ts';
import { LogCollector } from './log-collector.ts';
import type { Run } from './run.ts';
import { findRun, type FoundRun } from './run-keeper.ts';
import type { RunStorage } from './run-storage.ts';

export interface LiveRuns {
  /** Undefined where it is none that this page can coordinate. */
  begin(options: Omit<LiveRunOptions, 'makeCollector'>): Run | undefined;
  /** As {@link findRun}; none where it is none that this page can coordinate. */
  find(storage: RunStorage, room: string, nowMs: number): Promise<FoundRun>;
}

export const LIVE_RUNS: LiveRuns = {
  begin: options =>
    options.settings.program
      ? undefined
      : new LiveRun({
          ...options,
          makeCollector: ({ trial }, startedAtMs) => new LogCollector(trial, startedAtMs),
        }),
  find: async (storage, room, nowMs) => withPrograms(await findRun(storage, room, nowMs), false),
};

/** What was found, if it is a run of a program or if it is none, as asked for. */
export function withPrograms(found: FoundRun, isOfProgram: boolean): FoundRun {
  if (found.kind === 'none') return found;
  const { settings } = found.kind === 'started' ? found.run : found;
  return (settings.program !== undefined) === isOfProgram ? found : { kind: 'none' };
}
