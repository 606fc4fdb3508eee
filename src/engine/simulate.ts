// A whole run in virtual time, from a trial to its trace.
import type { Fault } from '../core/fault.ts';
import type { Recorder } from '../core/machine.ts';
import type { MachineId } from '../core/message.ts';
import { Trace } from '../core/trace.ts';
import { trialFrom, type Trial, type TrialInput } from '../core/trial.ts';
import { FaultySimulation } from './faulty-simulation.ts';
import { Simulation, type SteppedRun } from './simulation.ts';
import { checkSize } from './trial-size.ts';

export interface SimulateOptions {
  /** TRACE_BYTES_MAX by default. */
  readonly maxBytes?: number;
}

/** Virtual time beside the page: how a page has a trial run without waiting for it. */
export type Simulate = (trial: Trial, options: SimulateBesideOptions) => Promise<Trace>;

export interface SimulateBesideOptions {
  /** Aborting ends the worker at once and rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress?: (portion: number) => void;
}

/**
 * Runs a trial in virtual time. The same trial makes the same trace, byte for byte, on every engine.
 * Throws {@link InvalidTrialError} and {@link TrialTooLargeError}, both before anything is run.
 */
export function simulate(input: TrialInput, options: SimulateOptions = {}): Trace {
  const { simulation, trace } = startSimulation(input, options);
  simulation.step();
  return trace;
}

/** As {@link simulate}, in steps of the caller's choice: `trace` is whole once `simulation.step()` has returned true. */
export function startSimulation(
  input: TrialInput,
  { maxBytes }: SimulateOptions = {},
): { readonly simulation: SteppedRun; readonly trace: Trace } {
  const trial = trialFrom(input);
  checkSize(trial, maxBytes);
  const trace = new Trace(trial, 'virtual');
  const recorderOf = (machine: MachineId): Recorder => trace.recorderOf(machine);
  const { faults } = trial;
  if (!faults) return { simulation: new Simulation(trial, { recorderOf }), trace };
  const onFaults = (all: readonly Fault[]): void => {
    for (const fault of all) trace.faults.push(fault);
  };
  return { simulation: new FaultySimulation(trial, faults, { recorderOf, onFaults }), trace };
}
