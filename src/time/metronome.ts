// Ticks, each due at a fixed moment: lateness never accumulates, and a missed beat comes late, not never.
import type { Cancel, Scheduler } from './scheduler.ts';

export interface MetronomeOptions {
  /** When a tick is due, on the scheduler's clock, in milliseconds; never before the one before it. */
  readonly dueMs: (tick: number) => number;
  /** How many ticks there are in all. */
  readonly ticks: number;
  /** The first one to come; 1 by default. */
  readonly first?: number;
  /** The order among tasks due at the same moment. */
  readonly rank?: number;
  /** `tick` counts from {@link first}, without gaps and in order. */
  readonly onTick: (tick: number) => void;
  /** Called right after the last tick (at once, where there is none). */
  readonly onEnd?: () => void;
}

/**
 * Starts ticking; the returned function stops it for good. A tick whose task throws is over like any other: the next one
 * is arranged before the task is called, and the scheduler's owner hears of the error.
 */
export function startMetronome(scheduler: Scheduler, options: MetronomeOptions): Cancel {
  const { dueMs, ticks, first = 1, rank = 0, onTick, onEnd } = options;
  let cancelNext: Cancel = () => undefined;
  let stopped = false;

  const arrange = (tick: number): void => {
    cancelNext = scheduler.at(dueMs(tick), () => beat(tick), rank);
  };
  const beat = (tick: number): void => {
    if (tick < ticks) {
      arrange(tick + 1);
      onTick(tick);
      return;
    }
    try {
      onTick(tick);
    } finally {
      if (!stopped) onEnd?.();
    }
  };
  if (ticks >= first) arrange(first);
  else onEnd?.();
  return () => {
    stopped = true;
    cancelNext();
  };
}
