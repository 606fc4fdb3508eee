// Where a clock begins anew within a file: a second run of the program, which appended its log to that of the first one.
import { isRestart, RESTART_MAX } from '../infer/series.ts';
import type { LogRecord } from './log-record.ts';
import type { ReadTime } from './read-time.ts';

/** Of one file; more are slips of the clock. */
export const TRIALS_MAX = 64;

/** A silence of a machine that is shorter, or not so many times as long as its longest one so far, is none between two runs. */
const PAUSE_LEAST_MS = 10_000;
const PAUSE_FACTOR = 10;

/** Follows the clock and the times of one machine in one run. */
export class RestartWatch {
  #clock: number | undefined;
  #ms = NaN;
  #longestMs = 0;

  /** Whether an event that comes now is the first of another run. `isBehindHeader`: lines of a header stand before it. */
  isAnew(clock: number | undefined, time: ReadTime | undefined, isBehindHeader: boolean): boolean {
    const before = this.#clock;
    if (before === undefined || clock === undefined || clock > before) return false;
    // Lines of one moment may have been written in either order.
    if (time !== undefined && time.ms === this.#ms) return false;
    if (isRestart(before, clock) || (isBehindHeader && clock < before)) return true;
    return clock <= RESTART_MAX && time !== undefined && this.#isPause(time.ms - this.#ms);
  }

  add(clock: number | undefined, time: ReadTime | undefined): void {
    this.#clock = clock ?? this.#clock;
    const gapMs = time === undefined ? NaN : time.ms - this.#ms;
    if (gapMs > this.#longestMs) this.#longestMs = gapMs;
    this.#ms = time?.ms ?? NaN;
  }

  /** A slip makes a clock fall too, but not just where the program had stopped. */
  #isPause(gapMs: number): boolean {
    return gapMs >= PAUSE_LEAST_MS && gapMs >= PAUSE_FACTOR * this.#longestMs;
  }
}

/** The records of each run of one machine in one file, in order: one where its clock never begins anew. */
export function cutAtRestarts(records: readonly LogRecord[]): LogRecord[][] {
  const runs: LogRecord[][] = [[]];
  let watch = new RestartWatch();
  for (const record of records) {
    if (runs.length < TRIALS_MAX && watch.isAnew(record.clock, record.time, false)) {
      runs.push([]);
      watch = new RestartWatch();
    }
    watch.add(record.clock, record.time);
    runs.at(-1)!.push(record);
  }
  return runs;
}

/** What a person should know of a file with several runs. */
export function runsNote(count: number, mayBeMachines = false): string {
  const other = ` They may also be the logs of ${count} machines: no line names one, and no time shows it.`;
  return `It holds ${count} runs, one after the other: its clock starts again.${mayBeMachines ? other : ''}`;
}
