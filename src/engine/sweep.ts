// Runs a sweep, or any stretch of one: whoever runs which stretch, the rows are the same.
import { assert } from '../core/assert.ts';
import { isMessageFault, type Fault } from '../core/fault.ts';
import { trialOfRun, type SweepPlan } from '../core/sweep-plan.ts';
import type { MachineId } from '../core/message.ts';
import { emptyRows, rowStart, RUN_QUANTITIES, type SweepRows } from '../core/sweep-rows.ts';
import type { Trial } from '../core/trial.ts';
import { FaultySimulation } from './faulty-simulation.ts';
import { Simulation } from './simulation.ts';
import { SweepRecorder } from './sweep-recorder.ts';
import { tickOrderOf } from './tick-order.ts';

/** Runs `from` up to, but not including, `to`. */
export function runSlice(plan: SweepPlan, from: number, to: number): SweepRows {
  assert(from >= 0 && from <= to && to <= plan.runs, `there are no runs ${from} to ${to}`);
  const rows = emptyRows(from, to - from, plan.machines);
  let rates: readonly number[] = [];
  let tickOrder: Uint16Array = new Uint16Array();
  for (let run = from; run < to; run++) {
    const trial = trialOfRun(plan, run);
    if (trial.rates !== rates) {
      rates = trial.rates;
      tickOrder = tickOrderOf(rates);
    }
    runOnce(trial, tickOrder).forEach((recorder, machine) => {
      const results = recorder.results();
      const start = rowStart(rows, run, machine);
      RUN_QUANTITIES.forEach((quantity, i) => {
        rows.values[start + i] = results[quantity];
      });
    });
  }
  return rows;
}

function runOnce(trial: Trial, tickOrder: Uint16Array): SweepRecorder[] {
  const recorders = trial.rates.map(() => new SweepRecorder());
  const recorderOf = (machine: MachineId): SweepRecorder => recorders[machine - 1]!;
  const onFaults = (faults: readonly Fault[]): void => {
    for (const fault of faults) if (isMessageFault(fault)) recorderOf(fault.from).fault(fault.kind);
  };
  if (trial.faults) new FaultySimulation(trial, trial.faults, { recorderOf, onFaults }).step();
  else new Simulation(trial, { recorderOf, tickOrder }).step();
  return recorders;
}
