// What a sweep says: for each cell of its grid and each machine, how every quantity is spread over the replicates.
import type { MachineId } from '../core/message.ts';
import type { SweepPlan } from '../core/sweep-plan.ts';
import { isDone, rowStart, RUN_QUANTITIES, type RunQuantity, type SweepRows } from '../core/sweep-rows.ts';
import type { Trial } from '../core/trial.ts';
import { describeSample, type SampleSummary } from './statistics.ts';

/** The quantities of a run, and two that follow from them: over the whole run, per second. */
export type SweepQuantity = RunQuantity | 'clockGrowthPerSecond' | 'queueGrowthPerSecond';

export interface SweepMachine {
  readonly machine: MachineId;
  readonly quantities: Readonly<Record<SweepQuantity, SampleSummary>>;
}

export interface SweepCell {
  /** With the seed of its first replicate. */
  readonly trial: Trial;
  /** How many of its replicates were run. */
  readonly done: number;
  /** In the order of their numbers; empty as long as no replicate was run. */
  readonly machines: readonly SweepMachine[];
}

/** One entry for each cell of the plan. Takes `rows` of the whole plan, in which runs may be missing. */
export function tabulateSweep(plan: SweepPlan, rows: SweepRows): SweepCell[] {
  return plan.cells.map((trial, cell) => {
    const first = cell * plan.replicates;
    const runs = Array.from({ length: plan.replicates }, (_, i) => first + i).filter(run =>
      isDone(rows, run),
    );
    const machines =
      runs.length === 0 ? [] : trial.rates.map((_, i) => machineOf(rows, runs, i, trial.durationSeconds));
    return { trial, done: runs.length, machines };
  });
}

function machineOf(rows: SweepRows, runs: readonly number[], index: number, seconds: number): SweepMachine {
  const valuesOf = (quantity: RunQuantity): Float64Array => {
    const column = RUN_QUANTITIES.indexOf(quantity);
    return Float64Array.from(runs, run => rows.values[rowStart(rows, run, index) + column]!);
  };
  const perSecond = (quantity: RunQuantity): SampleSummary =>
    describeSample(valuesOf(quantity).map(value => value / seconds));
  return {
    machine: index + 1,
    quantities: {
      finalClock: describeSample(valuesOf('finalClock')),
      queueFinal: describeSample(valuesOf('queueFinal')),
      queueMax: describeSample(valuesOf('queueMax')),
      queueMean: describeSample(valuesOf('queueMean')),
      jumpMean: describeSample(valuesOf('jumpMean')),
      jumpVariance: describeSample(valuesOf('jumpVariance')),
      jumpMax: describeSample(valuesOf('jumpMax')),
      sent: describeSample(valuesOf('sent')),
      received: describeSample(valuesOf('received')),
      lost: describeSample(valuesOf('lost')),
      doubled: describeSample(valuesOf('doubled')),
      clockGrowthPerSecond: perSecond('finalClock'),
      queueGrowthPerSecond: perSecond('queueFinal'),
    },
  };
}
