// What many runs of one trial come to: every number that the notebook's tables and claims need, run by run, as plain
// data that a worker can hand over.
import type { MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import { TRIAL_BOUNDS, type Trial } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { BandBuilder, type Bands } from './bands.ts';
import { summarize, type MachineSummary } from '../analysis/summary.ts';

/** Runs of each trial: enough that a 95 % band has five runs beyond each of its edges. */
export const REPLICATES = 200;

export interface MachineReplicates {
  readonly machine: MachineId;
  /** Ticks per second. */
  readonly rate: number;
  // Each column has one entry for each run, in the order of their seeds.
  readonly finalClock: Float64Array;
  readonly jumpMean: Float64Array;
  readonly jumpVariance: Float64Array;
  readonly jumpMax: Float64Array;
  readonly queueFinal: Float64Array;
  readonly queueMax: Float64Array;
  readonly queueMean: Float64Array;
  /** Messages that entered the queue. */
  readonly arrivals: Float64Array;
  /** How long before the end of the run the queue was last empty after an event, in seconds. */
  readonly sinceEmptySeconds: Float64Array;
}
export type ReplicateQuantity = Exclude<keyof MachineReplicates, 'machine' | 'rate'>;

export interface Replicates {
  /** With the seed of the first run; the next one has the next seed. */
  readonly trial: Trial;
  readonly runs: number;
  /** In the order of their numbers. */
  readonly machines: readonly MachineReplicates[];
  /** The spread between the clocks at the end of each run, and the largest during it. */
  readonly driftFinal: Float64Array;
  readonly driftMax: Float64Array;
  /** Undefined where nobody draws them. */
  readonly bands: Bands | undefined;
}

/** Takes in one trace after another, in the order of their seeds, each of the same trial. */
export class ReplicateCollector {
  readonly #trial: Trial;
  readonly #machines: MachineReplicates[];
  readonly #driftFinal: Float64Array;
  readonly #driftMax: Float64Array;
  readonly #bands: BandBuilder | undefined;
  #taken = 0;

  constructor(trial: Trial, runs: number, withBands: boolean) {
    this.#trial = trial;
    const column = (): Float64Array => new Float64Array(runs);
    this.#machines = trial.rates.map((rate, i) => ({
      machine: i + 1,
      rate,
      finalClock: column(),
      jumpMean: column(),
      jumpVariance: column(),
      jumpMax: column(),
      queueFinal: column(),
      queueMax: column(),
      queueMean: column(),
      arrivals: column(),
      sinceEmptySeconds: column(),
    }));
    this.#driftFinal = column();
    this.#driftMax = column();
    this.#bands = withBands ? new BandBuilder(trial, runs) : undefined;
  }

  add(trace: Trace): void {
    const run = this.#taken;
    const { machines, drift } = summarize(trace);
    machines.forEach((summary, i) => {
      this.#note(this.#machines[i]!, run, summary, trace.logs[i]!);
    });
    this.#driftFinal[run] = drift.final;
    this.#driftMax[run] = drift.max;
    this.#bands?.add(trace);
    this.#taken += 1;
  }

  result(): Replicates {
    return {
      trial: this.#trial,
      runs: this.#taken,
      machines: this.#machines,
      driftFinal: this.#driftFinal,
      driftMax: this.#driftMax,
      bands: this.#bands?.bands(),
    };
  }

  #note(columns: MachineReplicates, run: number, summary: MachineSummary, log: MachineLog): void {
    const { finalClock, jumps, queue, received, waiting } = summary;
    columns.finalClock[run] = finalClock;
    columns.jumpMean[run] = jumps.mean;
    columns.jumpVariance[run] = jumps.variance;
    columns.jumpMax[run] = jumps.max;
    columns.queueFinal[run] = queue.final;
    columns.queueMax[run] = queue.max;
    columns.queueMean[run] = queue.mean;
    columns.arrivals[run] = received + waiting;
    columns.sinceEmptySeconds[run] = sinceEmptySeconds(log, this.#trial.durationSeconds);
  }
}

/** A queue that was never empty after an event was empty at the start. */
function sinceEmptySeconds({ atMs, eventCount, queues }: MachineLog, durationSeconds: number): number {
  for (let i = eventCount - 1; i >= 0; i--) if (queues[i] === 0) return durationSeconds - atMs[i]! / 1000;
  return durationSeconds;
}

/** The machines that no other one outruns. */
export function fastestOf<T extends { readonly rate: number }>(machines: readonly T[]): T[] {
  const fastest = Math.max(...machines.map(({ rate }) => rate));
  return machines.filter(({ rate }) => rate === fastest);
}

export function slowestOf<T extends { readonly rate: number }>(machines: readonly T[]): T {
  return machines.reduce((slowest, machine) => (machine.rate < slowest.rate ? machine : slowest));
}

/** The largest value of one quantity in any run of any machine. */
export function largestOf(machines: readonly MachineReplicates[], quantity: ReplicateQuantity): number {
  return machines.reduce((max, machine) => machine[quantity].reduce((a, b) => Math.max(a, b), max), 0);
}

/** Runs a trial `runs` times, with its own seed and those that follow. */
export function replicate(trial: Trial, runs: number, withBands: boolean): Replicates {
  const collector = new ReplicateCollector(trial, runs, withBands);
  for (let run = 0; run < runs; run++) {
    const seed = (trial.seed + run) % (TRIAL_BOUNDS.seed.max + 1);
    collector.add(simulate({ ...trial, seed }));
  }
  return collector.result();
}
