// Time as one interface with a virtual and a real side, so that the same host runs in both.

export type Cancel = () => void;

export interface Scheduler {
  /** Milliseconds; where zero lies is the scheduler's affair. Never goes back. */
  nowMs(): number;
  /**
   * Runs `task` once, at `timeMs` or as soon after it as can be; never within this call.
   * Tasks run in the order of their times, then of their `rank` (0 by default), then as they were asked for.
   */
  at(timeMs: number, task: () => void, rank?: number): Cancel;
}
