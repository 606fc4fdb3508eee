// Lines for the figures: what a trace says about each machine over time, in few enough points to be drawn many times a
// second, however long the run.
import { firstAbove } from '../core/search.ts';
import { NONE, type MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';

/** clock: the logical clock after each event. queue: the queue length after each event. */
export type Quantity = 'clock' | 'queue';

export interface Point {
  /** Seconds since the start of the run. */
  readonly x: number;
  /** The quantity after an event; 0 at the start of the run. */
  readonly y: number;
}

export interface Series {
  readonly machine: MachineId;
  /** Ascending in time. The first is (0, 0). Grows in place; the points of the last bucket are replaced. */
  readonly points: readonly Point[];
}

/** More buckets than this no figure has pixels for. */
export const BUCKETS_MAX = 1200;
const BUCKETS_MIN = 150;
const POINTS_OF_ALL = 24_000; // so that 32 lines are still drawn ten times a second
const POINTS_PER_BUCKET = 4;
const START: Point = { x: 0, y: 0 };

/**
 * Reads a growing trace and keeps one line for each machine. The duration is cut into buckets: up to four events in
 * one become a point each, of more the first, the smallest, the largest and the last, so that peaks survive.
 */
export class SeriesBuilder {
  readonly series: readonly Series[];
  readonly #lines: readonly Line[];

  constructor(
    readonly trace: Trace,
    readonly quantity: Quantity,
    buckets = bucketsFor(trace.machines),
  ) {
    const bucketMs = (trace.trial.durationSeconds * 1000) / buckets;
    this.#lines = trace.logs.map(log => new Line(log, quantity, bucketMs));
    this.series = this.#lines.map(({ log, points }) => ({ machine: log.machine, points }));
  }

  /** Takes in what is new in the trace. Time: the number of new events, plus those of one bucket. */
  update(): void {
    for (const line of this.#lines) line.update();
  }

  /** The largest value so far; 0 before any event. */
  get max(): number {
    return this.#lines.reduce((max, line) => Math.max(max, line.max), 0);
  }
}

function bucketsFor(machines: number): number {
  const share = Math.floor(POINTS_OF_ALL / POINTS_PER_BUCKET / machines);
  return Math.min(BUCKETS_MAX, Math.max(BUCKETS_MIN, share));
}

class Line {
  readonly points: Point[] = [START];
  max = 0;
  /** The first event of the bucket that may still grow, and the number of points before it. */
  #openIndex = 0;
  #closedPoints = 1;

  constructor(
    readonly log: MachineLog,
    private readonly quantity: Quantity,
    private readonly bucketMs: number,
  ) {}

  update(): void {
    const { log, points } = this;
    points.length = this.#closedPoints;
    let from = this.#openIndex;
    while (from < log.eventCount) {
      const to = this.#endOfBucket(from);
      this.#closedPoints = points.length;
      this.#openIndex = from;
      this.#draw(from, to);
      from = to;
    }
  }

  /** One past the last event in the bucket of event `from`. */
  #endOfBucket(from: number): number {
    const { atMs, eventCount } = this.log;
    const endMs = (Math.floor(atMs[from]! / this.bucketMs) + 1) * this.bucketMs;
    let to = from + 1;
    while (to < eventCount && atMs[to]! < endMs) to += 1;
    return to;
  }

  #draw(from: number, to: number): void {
    const values = valuesOf(this.log, this.quantity);
    let first = from;
    while (first < to && values[first] === NONE) first += 1;
    if (first === to) return; // an imported log that does not tell
    let smallest = first;
    let largest = first;
    let last = first;
    for (let i = first + 1; i < to; i++) {
      if (values[i] === NONE) continue;
      last = i;
      if (values[i]! < values[smallest]!) smallest = i;
      if (values[i]! > values[largest]!) largest = i;
    }
    this.max = Math.max(this.max, values[largest]!);
    const drawn =
      to - from <= POINTS_PER_BUCKET
        ? Array.from({ length: to - from }, (_, i) => from + i).filter(i => values[i] !== NONE)
        : [...new Set([first, Math.min(smallest, largest), Math.max(smallest, largest), last])];
    for (const index of drawn) this.points.push({ x: this.log.atMs[index]! / 1000, y: values[index]! });
  }
}

function valuesOf(log: MachineLog, quantity: Quantity): Uint32Array {
  return quantity === 'clock' ? log.clocks : log.queues;
}

/**
 * What a machine's quantity was at a moment, in seconds since the start: after its last event until then, 0 before its
 * first one; undefined when its log does not reach that far. Time: log n.
 */
export function valueAt(
  trace: Trace,
  quantity: Quantity,
  machine: MachineId,
  atSeconds: number,
): number | undefined {
  const log = trace.logOf(machine);
  const done = firstAbove(log.atMs, log.eventCount, atSeconds * 1000);
  const rate = trace.trial.rates[machine - 1]!;
  const reachesMs = log.eventCount === 0 ? 0 : log.atMs[log.eventCount - 1]! + 1000 / rate;
  if (atSeconds * 1000 > reachesMs) return undefined;
  return lastTold(valuesOf(log, quantity), done);
}

/** The last value among the first `count` that the log tells; 0 without any. */
function lastTold(values: Uint32Array, count: number): number {
  let at = count - 1;
  while (at >= 0 && values[at] === NONE) at -= 1;
  return at < 0 ? 0 : values[at]!;
}

/** A machine's quantity after the last event of its log; 0 without events. */
export function finalValue(trace: Trace, quantity: Quantity, machine: MachineId): number {
  const log = trace.logOf(machine);
  return lastTold(valuesOf(log, quantity), log.eventCount);
}

/** A machine's longest queue, or 0 where no event says how long it is. Time: its events. */
export function longestQueue(trace: Trace, machine: MachineId): number {
  const { queues, eventCount } = trace.logOf(machine);
  let longest = 0;
  for (let at = 0; at < eventCount; at++) {
    const queue = queues[at]!;
    if (queue !== NONE && queue > longest) longest = queue;
  }
  return longest;
}

/** About ten regular moments of a run, in seconds since the start, all of them before its end. */
export function momentsIn(durationSeconds: number, isWhole = false): number[] {
  const finest = niceStep(durationSeconds / 12);
  const step = isWhole ? Math.max(1, finest) : finest;
  const moments: number[] = [];
  for (let i = 1; i * step < durationSeconds; i++) moments.push(Number((i * step).toPrecision(9)));
  return moments;
}

/** The smallest of 1, 2 and 5 times a power of ten that is not below `atLeast`, which is above 0. */
export function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  for (const factor of [1, 2, 5]) if (factor * power >= atLeast * (1 - 1e-9)) return factor * power;
  return 10 * power;
}
