// Where most runs of a trial lie, moment by moment: the band behind a sample's line, so that nobody takes one run for
// the trial.
import type { MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import type { Trial } from '../core/trial.ts';
import type { Quantity } from '../analysis/chart-series.ts';
import { quantileOf } from '../analysis/statistics.ts';

/** A band has a value at the start and at the end of each of so many equal stretches of the trial. */
export const BAND_STEPS = 120;
/** The portions of runs below and above which a run leaves the band: 95 % lie between. */
export const BAND_PORTIONS = { low: 0.025, high: 0.975 } as const;

/** Entry i belongs to the moment i × seconds / {@link BAND_STEPS}. */
export interface Band {
  readonly machine: MachineId;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

export interface Bands {
  /** In the order of the machines. */
  readonly clock: readonly Band[];
  readonly queue: readonly Band[];
}

/** The moment of entry `step` of a band, in seconds since the start. */
export function bandSeconds({ durationSeconds }: Pick<Trial, 'durationSeconds'>, step: number): number {
  return Number(((durationSeconds * step) / BAND_STEPS).toPrecision(9));
}

const MOMENTS = BAND_STEPS + 1;
const ROUNDING_MS = 1e-6; // a tick due at a moment counts, however its time was rounded

/** Takes in the traces of one trial's replicates; keeps 4 bytes for each of them, machine, moment and quantity. */
export class BandBuilder {
  readonly #stepMs: number;
  readonly #replicates: number;
  /** By machine; in each, moment after moment, the values of all replicates. */
  readonly #values: Record<Quantity, Uint32Array[]>;
  #taken = 0;

  constructor({ rates, durationSeconds }: Trial, replicates: number) {
    this.#stepMs = (durationSeconds * 1000) / BAND_STEPS;
    this.#replicates = replicates;
    const columns = (): Uint32Array[] => rates.map(() => new Uint32Array(MOMENTS * replicates));
    this.#values = { clock: columns(), queue: columns() };
  }

  add(trace: Trace): void {
    trace.logs.forEach((log, i) => this.#sample(log, i));
    this.#taken += 1;
  }

  bands(): Bands {
    return {
      clock: this.#values.clock.map((values, i) => this.#bandOf(i + 1, values)),
      queue: this.#values.queue.map((values, i) => this.#bandOf(i + 1, values)),
    };
  }

  /** At each moment, what the last event until then left; 0 before the first one. */
  #sample({ atMs, eventCount, clocks, queues }: MachineLog, index: number): void {
    const clockValues = this.#values.clock[index]!;
    const queueValues = this.#values.queue[index]!;
    let done = 0;
    for (let moment = 0; moment < MOMENTS; moment++) {
      const untilMs = moment * this.#stepMs + ROUNDING_MS;
      while (done < eventCount && atMs[done]! <= untilMs) done += 1;
      const row = moment * this.#replicates + this.#taken;
      clockValues[row] = done > 0 ? clocks[done - 1]! : 0;
      queueValues[row] = done > 0 ? queues[done - 1]! : 0;
    }
  }

  #bandOf(machine: MachineId, values: Uint32Array): Band {
    const low = new Float64Array(MOMENTS);
    const high = new Float64Array(MOMENTS);
    for (let moment = 0; moment < MOMENTS; moment++) {
      const start = moment * this.#replicates;
      const sorted = values.slice(start, start + this.#taken).sort();
      low[moment] = quantileOf(sorted, BAND_PORTIONS.low);
      high[moment] = quantileOf(sorted, BAND_PORTIONS.high);
    }
    return { machine, low, high };
  }
}
