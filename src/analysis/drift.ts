// Drift: how far the machines' clocks are apart, over time. Every moment compares what the clocks showed at it, so the
// times of the machines' logs have to be on one scale, as far as the log tells.
import { NONE, type MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';

/** No figure has pixels for more. */
export const DRIFT_MOMENTS_MAX = 240;

export interface Drift {
  /** Evenly spread, in milliseconds since the start, ascending; empty without events. */
  readonly momentsMs: readonly number[];
  /** By moment: the highest clock. */
  readonly front: readonly number[];
  /** By machine, then by moment: how far its clock is behind the highest one, 0 or more. */
  readonly behind: readonly (readonly number[])[];
  /** By moment: the highest clock less the lowest one. */
  readonly spread: readonly number[];
  /** Exact: the first of the largest spreads at any moment, not only at those above. Undefined without events. */
  readonly largest: DriftMoment | undefined;
  /** Where the log that ends first ends. Undefined without events. */
  readonly final: DriftMoment | undefined;
}

export type DriftExtremes = Pick<Drift, 'largest' | 'final'>;

export interface DriftMoment {
  readonly atMs: number;
  readonly spread: number;
  /** With the lowest clock; the first of several. */
  readonly slowest: MachineId;
  /** With the highest clock; the first of several. */
  readonly fastest: MachineId;
}

/**
 * From the start to where the log that ends first ends, beyond which nobody knows what its clock showed. Machines without
 * events are left out of the spread and stand at 0. Time: n; n log n for a machine whose times go backwards.
 */
export function driftOf({ logs }: Trace, moments = DRIFT_MOMENTS_MAX): Drift {
  const readers = logs.map(log => new ClockReader(log));
  const told = readers.filter(({ events }) => events > 0);
  const endMs = endOf(told);
  const drift = {
    momentsMs: [] as number[],
    front: [] as number[],
    behind: logs.map(() => [] as number[]),
    spread: [] as number[],
  };
  const count = told.length === 0 || endMs < 0 ? 0 : Math.max(1, Math.min(moments, DRIFT_MOMENTS_MAX));
  for (let i = 1; i <= count; i++) {
    const atMs = (endMs * i) / count;
    for (const reader of readers) reader.readUntil(atMs);
    const { fastest, slowest } = endsOf(told);
    drift.momentsMs.push(atMs);
    drift.front.push(fastest.clock);
    drift.spread.push(fastest.clock - slowest.clock);
    for (const [k, reader] of readers.entries()) drift.behind[k]!.push(fastest.clock - reader.clock);
  }
  return { ...drift, ...driftExtremesOf(logs) };
}

/**
 * The one definition of how far clocks are apart, for tables and figures alike: the spread changes only at an event, so
 * it is looked at after all events of each moment. Time: the moments times the machines.
 */
export function driftExtremesOf(logs: readonly MachineLog[]): DriftExtremes {
  const told = logs.map(log => new ClockReader(log)).filter(({ events }) => events > 0);
  const endMs = endOf(told);
  let largest: DriftMoment | undefined;
  let final: DriftMoment | undefined;
  for (let atMs = nextOf(told); atMs <= endMs && atMs < Infinity; atMs = nextOf(told)) {
    for (const reader of told) reader.readUntil(atMs);
    const { fastest, slowest } = endsOf(told);
    const spread = fastest.clock - slowest.clock;
    if (largest && spread <= largest.spread && atMs < endMs) continue;
    final = { atMs, spread, slowest: slowest.machine, fastest: fastest.machine };
    if (!largest || spread > largest.spread) largest = final;
  }
  return { largest, final };
}

function endOf(told: readonly ClockReader[]): number {
  return told.reduce((end, { lastMs }) => Math.min(end, lastMs), Infinity);
}

function nextOf(told: readonly ClockReader[]): number {
  let nextMs = Infinity;
  for (const reader of told) nextMs = Math.min(nextMs, reader.nextMs);
  return nextMs;
}

/** The first of several each time. */
function endsOf(told: readonly ClockReader[]): { fastest: ClockReader; slowest: ClockReader } {
  let [fastest, slowest] = [told[0]!, told[0]!];
  for (const reader of told) {
    if (reader.clock > fastest.clock) fastest = reader;
    if (reader.clock < slowest.clock) slowest = reader;
  }
  return { fastest, slowest };
}

/** Goes through one log by time. */
class ClockReader {
  readonly machine: MachineId;
  /** After the last event that was read; 0 before the first. */
  clock = 0;
  /** Of the next event; Infinity after the last one. */
  nextMs: number;
  readonly events: number;
  readonly #order: Uint32Array | undefined;
  #read = 0;

  constructor(private readonly log: MachineLog) {
    this.machine = log.machine;
    this.events = log.eventCount;
    this.#order = orderByTime(log);
    this.nextMs = this.#nextMs();
  }

  get lastMs(): number {
    return this.log.atMs[this.#indexAt(this.events - 1)]!;
  }

  readUntil(atMs: number): void {
    const { clocks } = this.log;
    while (this.nextMs <= atMs) {
      const clock = clocks[this.#indexAt(this.#read)]!;
      if (clock !== NONE) this.clock = clock;
      this.#read += 1;
      this.nextMs = this.#nextMs();
      if (this.nextMs === Infinity) return;
    }
  }

  #nextMs(): number {
    return this.#read < this.events ? this.log.atMs[this.#indexAt(this.#read)]! : Infinity;
  }

  #indexAt(position: number): number {
    return this.#order?.[position] ?? position;
  }
}

/** Undefined where the times never go backwards and the events stand in order. */
function orderByTime({ atMs, eventCount }: MachineLog): Uint32Array | undefined {
  let index = 1;
  while (index < eventCount && atMs[index - 1]! <= atMs[index]!) index += 1;
  if (index >= eventCount) return undefined;
  return Uint32Array.from({ length: eventCount }, (_, i) => i).sort((a, b) => atMs[a]! - atMs[b]! || a - b);
}
