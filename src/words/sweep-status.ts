// How far a sweep is, in a sentence and in the facts beside its bar.
import { counted, grouped } from '../core/counted.ts';
import { roughTime, roundCount, seconds } from './numbers.ts';

export const SWEEP_PROGRESS = 'Progress of the sweep';

const HEADLINES = {
  idle: 'Ready',
  running: 'Running',
  counting: 'Computing means',
  finished: 'Finished',
  cancelled: 'Cancelled: what was run is kept',
} as const;

type Phase = keyof typeof HEADLINES | 'failed';

/** `failure` is why it failed. */
export function sweepHeadline({ phase, failure }: { phase: Phase; failure: string }): string {
  return phase === 'failed' ? `Failed: ${failure}` : HEADLINES[phase];
}

export interface SweepPace {
  readonly phase: Phase;
  readonly progress:
    | {
        readonly runsDone: number;
        readonly runs: number;
        readonly elapsedMs: number;
        /** Infinite while nobody can say. */
        readonly remainingMs: number;
      }
    | undefined;
  readonly ticksPerSecond: number | undefined;
  readonly workers: number;
}

export function sweepFacts({ phase, progress, ticksPerSecond, workers }: SweepPace): readonly string[] {
  if (!progress) return [`${counted(workers, 'worker')} available`];
  const { runsDone, runs, elapsedMs, remainingMs } = progress;
  const done = `${grouped(runsDone)} of ${counted(runs, 'run')}`;
  if (phase === 'running')
    return Number.isFinite(remainingMs) ? [done, `${roughTime(remainingMs)} left`] : [done];
  const pace =
    ticksPerSecond && Number.isFinite(ticksPerSecond) ? `${roundCount(ticksPerSecond)} ticks/s` : '';
  const facts = [done, `${seconds(elapsedMs)} on ${counted(workers, 'worker')}`];
  return pace ? [...facts, pace] : facts;
}
