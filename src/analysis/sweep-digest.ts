// A sweep as its view needs it: for each cell what became of the slowest and of the fastest machine, beside what theory
// expects. Far smaller than all quantities of all machines, so that a worker can hand it over whatever the size.
import type { MachineId } from '../core/message.ts';
import { balanceOf, messagesPerRoll } from '../core/balance.ts';
import type { SweepPlan } from '../core/sweep-plan.ts';
import { isDone, rowStart, RUN_QUANTITIES, type RunQuantity, type SweepRows } from '../core/sweep-rows.ts';
import type { Trial } from '../core/trial.ts';
import { predict, type MachinePrediction } from './prediction.ts';
import { describeSample, type SampleSummary } from './statistics.ts';
import { tabulateSweep } from './sweep-table.ts';

/** Over the replicates of one cell that were run. */
export interface SweepMeasures {
  /** Of the slowest machine: messages waiting at the end, per second of the run. */
  readonly queueGrowthPerSecond: SampleSummary;
  /** Of the slowest machine, in messages. */
  readonly queueFinal: SampleSummary;
  readonly slowestFinalClock: SampleSummary;
  readonly fastestFinalClock: SampleSummary;
  /** The largest jump of the slowest machine's clock in each run. */
  readonly jumpMax: SampleSummary;
  /** Of all machines together: messages lost, and come twice, in each run. */
  readonly lost: SampleSummary;
  readonly doubled: SampleSummary;
}

export interface SweepCellDigest {
  /** With the seed of its first replicate. */
  readonly trial: Trial;
  /** How many replicates were asked for, and how many of them were run. */
  readonly replicates: number;
  readonly done: number;
  /** The last machine of the trial, whose rate is an axis of the grid. */
  readonly slowest: MachineId;
  /** The first of the fastest ones among the others. */
  readonly fastest: MachineId;
  /** Undefined as long as no replicate was run. */
  readonly measured: SweepMeasures | undefined;
  /** Of the slowest machine. */
  readonly predicted: Pick<MachinePrediction, 'queueGrowthPerSecond' | 'utilisation' | 'keepsUp'>;
  /** Whether the trial has faults, of which the prediction knows nothing. */
  readonly hasFaults: boolean;
}

/** One entry for each cell of the plan. Takes `rows` of the whole plan, in which runs may be missing. */
export function digestSweep(plan: SweepPlan, rows: SweepRows): SweepCellDigest[] {
  return plan.cells.map((trial, cell) => digestCell(plan, rows, trial, cell));
}

/** Cell by cell, so that only one table of all quantities exists at a time. */
function digestCell(plan: SweepPlan, rows: SweepRows, trial: Trial, cell: number): SweepCellDigest {
  const { replicates } = plan;
  const first = cell * replicates;
  const values = rows.values.subarray(rowStart(rows, first, 0), rowStart(rows, first + replicates, 0));
  const cellRows: SweepRows = { ...rows, runs: replicates, values };
  const [table] = tabulateSweep({ ...plan, cells: [trial], runs: replicates }, cellRows);
  const slowest = trial.rates.length;
  const others = trial.rates.slice(0, -1);
  const fastest = others.indexOf(Math.max(...others)) + 1;
  const done = table?.done ?? 0;
  const ofSlowest = table?.machines[slowest - 1]?.quantities;
  const ofFastest = table?.machines[fastest - 1]?.quantities;
  const { queueGrowthPerSecond, utilisation, keepsUp } = predict(trial).machines[slowest - 1]!;
  return {
    trial,
    replicates,
    done,
    slowest,
    fastest,
    measured: ofSlowest &&
      ofFastest && {
        queueGrowthPerSecond: ofSlowest.queueGrowthPerSecond,
        queueFinal: ofSlowest.queueFinal,
        slowestFinalClock: ofSlowest.finalClock,
        fastestFinalClock: ofFastest.finalClock,
        jumpMax: ofSlowest.jumpMax,
        lost: ofAllMachines(cellRows, done, 'lost'),
        doubled: ofAllMachines(cellRows, done, 'doubled'),
      },
    predicted: { queueGrowthPerSecond, utilisation, keepsUp },
    hasFaults: trial.faults !== undefined,
  };
}

/** The sum over the machines of each run that was done; `done` is at least 1. */
function ofAllMachines(rows: SweepRows, done: number, quantity: RunQuantity): SampleSummary {
  const column = RUN_QUANTITIES.indexOf(quantity);
  const sums = new Float64Array(done);
  let at = 0;
  for (let run = rows.from; run < rows.from + rows.runs; run++) {
    if (!isDone(rows, run)) continue;
    for (let machine = 0; machine < rows.machines; machine++)
      sums[at]! += rows.values[rowStart(rows, run, machine) + column]!;
    at += 1;
  }
  return describeSample(sums);
}

const NEARLY_STILL = 1e-6; // ticks per second: so slow that it never rolls

/**
 * The predicted boundary: from which rate on, in ticks per second, one more machine beside `others` takes its messages out
 * as fast as they arrive. A machine below it never rolls, so what arrives there does not depend on its own rate.
 * `dieSides` may lie between whole numbers, so that a line can be drawn.
 */
export function boundaryRate(others: readonly number[], dieSides: number): number {
  return balanceOf([...others, NEARLY_STILL], messagesPerRoll(dieSides)).at(-1)!.arrivals;
}
