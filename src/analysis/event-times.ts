// When each event of one log counts as having happened, for whoever plays a run: never before the events that stand before it in its
// log, though the times of some logs go backwards.
import type { MachineLog } from '../core/machine-log.ts';
import { firstAbove, firstAtLeast } from '../core/search.ts';

/** Follows a log that may still grow: {@link update} takes in what is new. */
export class EventTimes {
  /** Of the log; undefined while its own times never fall, as those of nearly all logs do not. */
  #raised: Float64Array | undefined;
  #count = 0;
  #latestMs = -Infinity;

  constructor(private readonly log: MachineLog) {
    this.update();
  }

  /** Time: the number of new events. */
  update(): void {
    const { eventCount, atMs } = this.log;
    for (; this.#count < eventCount; this.#count++) {
      const time = atMs[this.#count]!;
      if (time < this.#latestMs && !this.#raised) this.#raised = atMs.slice();
      if (this.#raised) {
        if (this.#count === this.#raised.length) this.#raised = widened(this.#raised);
        this.#raised[this.#count] = Math.max(time, this.#latestMs);
      }
      this.#latestMs = Math.max(time, this.#latestMs);
    }
  }

  /** How many events are known here. */
  get count(): number {
    return this.#count;
  }

  /** In milliseconds since the start of the run, ascending by index. */
  get columnMs(): Float64Array {
    return this.#raised ?? this.log.atMs;
  }

  /** How many events have happened by `timeMs`, those at that very moment included. Time: log n. */
  countUntil(timeMs: number): number {
    return firstAbove(this.columnMs, this.#count, timeMs);
  }

  /** How many events have happened before `timeMs`. Time: log n. */
  countBefore(timeMs: number): number {
    return firstAtLeast(this.columnMs, this.#count, timeMs);
  }
}

function widened(column: Float64Array): Float64Array {
  const wider = new Float64Array(Math.max(16, column.length * 2));
  wider.set(column);
  return wider;
}
