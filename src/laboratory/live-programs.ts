// What a page needs to coordinate live runs of programs, in one piece.
import { LiveRun } from './live-run.ts';
import { withPrograms, type LiveRuns } from './live-runs.ts';
import { ProgramCollector } from './program-collector.ts';
import { findRun } from './run-keeper.ts';

export const LIVE_PROGRAMS: LiveRuns = {
  begin: options => {
    const { program, trial } = options.settings;
    if (!program) return undefined;
    return new LiveRun({
      ...options,
      makeCollector: (_, startedAtMs) => new ProgramCollector(trial, program, startedAtMs),
    });
  },
  find: async (storage, room, nowMs) => withPrograms(await findRun(storage, room, nowMs), true),
};
