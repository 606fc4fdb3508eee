// The growth of the queue in each cell of a sweep while its runs come in: sums, so that a map can be drawn at any moment.
import type { SweepPlan } from '../core/sweep-plan.ts';
import { RUN_QUANTITIES, rowStart, type SweepRows } from '../core/sweep-rows.ts';

const QUEUE_FINAL = RUN_QUANTITIES.indexOf('queueFinal');

export class SweepTally {
  readonly #plan: SweepPlan;
  readonly #messages: Float64Array;
  readonly #runs: Uint32Array;

  constructor(plan: SweepPlan) {
    this.#plan = plan;
    this.#messages = new Float64Array(plan.cells.length);
    this.#runs = new Uint32Array(plan.cells.length);
  }

  /** Each run may be added once, in any order. */
  add(rows: SweepRows): void {
    for (let run = rows.from; run < rows.from + rows.runs; run++) {
      const cell = Math.floor(run / this.#plan.replicates);
      this.#messages[cell]! += rows.values[rowStart(rows, run, rows.machines - 1) + QUEUE_FINAL]!;
      this.#runs[cell]! += 1;
    }
  }

  /** The last machine's mean growth so far, in messages per second; undefined before the cell's first run. */
  growthPerSecond(cell: number): number | undefined {
    const runs = this.#runs[cell]!;
    return runs === 0 ? undefined : this.#messages[cell]! / runs / this.#plan.cells[cell]!.durationSeconds;
  }
}
