// What a machine's card counts up to any of its events, without counting from the first one each time.
import { RECEIVE } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import { LatenessHistogram } from './lateness-histogram.ts';
import { latenessOf } from './lateness.ts';

const STRIDE = 512; // events between two counts that are kept

/** Of one machine of a trace that may grow. Memory: 4 bytes for {@link STRIDE} events; of live runs 2 for each, and a histogram. */
export class LogCounts {
  /** At each stride: how many of the events before it are receives. */
  readonly #received: number[] = [0];
  #lateness: LatenessUntil | undefined;
  #whole: { readonly events: number; readonly p99Ms: number } | undefined;

  constructor(
    private readonly trace: Trace,
    private readonly machine: MachineId,
  ) {}

  /** How many of the first `count` events are receives. Time: {@link STRIDE} steps at most, once the events before were counted. */
  receivedUntil(count: number): number {
    const { kinds } = this.trace.logOf(this.machine);
    const countFrom = (from: number, to: number): number => {
      let receives = 0;
      for (let index = from; index < to; index++) if (kinds[index] === RECEIVE) receives += 1;
      return receives;
    };
    const at = Math.floor(count / STRIDE);
    for (let next = this.#received.length; next <= at; next++)
      this.#received.push(this.#received[next - 1]! + countFrom((next - 1) * STRIDE, next * STRIDE));
    return this.#received[at]! + countFrom(at * STRIDE, count);
  }

  /**
   * Milliseconds that 99 of 100 of the first `count` ticks did not exceed after their due time; up to 0.5 % apart from that, but not
   * `exactly`, when they must be all of a run that is over. 0 where nothing is ever late. Time: the ticks between this count and the last
   * one asked for.
   */
  latenessP99Ms(count: number, exactly: boolean): number {
    if (this.trace.engine !== 'live') return 0;
    const { eventCount } = this.trace.logOf(this.machine);
    if (exactly && count === eventCount) {
      if (this.#whole?.events !== eventCount)
        this.#whole = { events: eventCount, p99Ms: latenessOf(this.trace, this.machine).p99Ms };
      return this.#whole.p99Ms;
    }
    this.#lateness ??= new LatenessUntil(this.trace, this.machine);
    return this.#lateness.p99Ms(count);
  }
}

/** A histogram that is moved from one event to another. */
class LatenessUntil {
  readonly #histogram = new LatenessHistogram();
  /** By event. */
  #buckets = new Uint16Array(1024);
  /** How many events have their bucket, and how many are in the histogram. */
  #known = 0;
  #counted = 0;

  constructor(
    private readonly trace: Trace,
    private readonly machine: MachineId,
  ) {}

  p99Ms(count: number): number {
    this.#know(count);
    for (; this.#counted < count; this.#counted++) this.#histogram.addBucket(this.#buckets[this.#counted]!);
    while (this.#counted > count) this.#histogram.removeBucket(this.#buckets[--this.#counted]!);
    return this.#histogram.quantileMs(0.99);
  }

  #know(count: number): void {
    if (count > this.#buckets.length) {
      const wider = new Uint16Array(Math.max(count, this.#buckets.length * 2));
      wider.set(this.#buckets);
      this.#buckets = wider;
    }
    const { atMs } = this.trace.logOf(this.machine);
    for (; this.#known < count; this.#known++)
      this.#buckets[this.#known] = LatenessHistogram.bucketOf(
        atMs[this.#known]! - this.trace.dueMsOf(this.machine, this.#known, true),
      );
  }
}
