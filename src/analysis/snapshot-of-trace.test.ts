import { expect, test } from 'vitest';
import { MachineProgress } from './machine-progress.ts';
import { snapshotsOf } from './snapshot-of-trace.ts';
import { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { Simulation } from '../engine/simulation.ts';
import { teeRecorder } from '../engine/tee-recorder.ts';

test.each([
  { rates: [5, 1, 5], seed: 7 },
  { rates: [6, 6, 1], dieSides: 5, seed: 2 },
  { rates: [3, 5], dieSides: 3, durationSeconds: 5, seed: 11, rule: 'send-then-increment' as const },
])('the end of a trace is what someone who listened all along would know: $rates', input => {
  const trial = trialFrom(input);
  const trace = new Trace(trial, 'virtual');
  const listeners = trial.rates.map((rate, i) => new MachineProgress(i + 1, rate));
  const recorderOf = (machine: number) => teeRecorder(trace.recorderOf(machine), listeners[machine - 1]!);
  new Simulation(trial, { recorderOf }).step();
  expect(snapshotsOf(trace)).toEqual(listeners.map(listener => listener.snapshot()));
});
