// Where the theory claims to be exact, simulated runs must agree with it. Outside the rooms, for it needs an engine and
// the analysis, which do not know each other.
import { expect, test } from 'vitest';
import { predict, type MachinePrediction } from './prediction.ts';
import { describeSample } from './statistics.ts';
import type { MachineLog } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import { TIMESTAMP_RULES, type TrialInput } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';

const SECONDS = 400;
const REPLICATES = 60;
/** Queues that take longer to settle than this would still lean towards their empty beginning. */
const SETTLED_SECONDS = 20;

const GRID: readonly (readonly [rates: readonly number[], dieSides: number])[] = [
  [[5, 1, 5], 10],
  [[6, 6, 1], 5],
  [[2, 6, 3], 10],
  [[6, 3, 3], 10],
  [[3, 5, 3], 8],
  [[6, 6], 10],
  [[8, 8, 1, 1], 12],
  [[1, 2, 4, 6, 6], 20],
  [[20, 20, 3, 1], 16],
];

/** What is compared, each with its figure in the prediction and whether the prediction is exact there. */
interface Quantity {
  readonly predicted: number;
  readonly measured: (trace: Trace, log: MachineLog) => number;
}

function quantitiesOf(machine: MachinePrediction): Quantity[] {
  const { exact } = machine;
  return [
    ...(exact.balance
      ? [
          { predicted: machine.arrivalsPerSecond, measured: arrivalsPerSecond },
          {
            predicted: machine.queueGrowthPerSecond,
            measured: (_: Trace, log: MachineLog) => growth(log, log.queues),
          },
        ]
      : []),
    ...(exact.clock
      ? [
          {
            predicted: machine.clockGrowthPerSecond,
            measured: (_: Trace, log: MachineLog) => growth(log, log.clocks),
          },
        ]
      : []),
  ];
}

/** Over the second half of the run, when the beginning no longer counts. */
function growth(log: MachineLog, column: Uint32Array): number {
  return (column[log.eventCount - 1]! - column[log.eventCount / 2 - 1]!) / (SECONDS / 2);
}

function arrivalsPerSecond(trace: Trace, { machine }: MachineLog): number {
  let count = 0;
  for (const log of trace.logs) {
    for (let row = 0; row < log.messageCount; row++) {
      if (log.recipients[row] === machine && log.arrivedMs[row]! > SECONDS * 500) count += 1;
    }
  }
  return count / (SECONDS / 2);
}

test('exact predictions lie in the 95 % intervals of replicates, but for the one in twenty that must not', () => {
  let compared = 0;
  const outside: string[] = [];
  for (const [rates, dieSides] of GRID) {
    for (const rule of TIMESTAMP_RULES) {
      const trial: TrialInput = { rates, dieSides, rule, durationSeconds: SECONDS };
      const traces = Array.from({ length: REPLICATES }, (_, seed) => simulate({ ...trial, seed }));
      for (const machine of predict(trial).machines) {
        if (machine.settlingSeconds > SETTLED_SECONDS) continue;
        quantitiesOf(machine).forEach(({ predicted, measured }, i) => {
          const sample = describeSample(traces.map(trace => measured(trace, trace.logOf(machine.machine))));
          const errors = Math.abs(sample.mean - predicted) / Math.sqrt(sample.variance / REPLICATES + 1e-12);
          compared += 1;
          expect(
            errors,
            `${rates.join()} / ${dieSides}, ${rule}, machine ${machine.machine}, ${i}`,
          ).toBeLessThan(4);
          const { low, high } = sample.interval95!;
          if (predicted < low - 1e-9 || predicted > high + 1e-9) {
            outside.push(
              `${rates.join()} / ${dieSides}, ${rule}, machine ${machine.machine}, ${i}: ${errors.toFixed(2)}`,
            );
          }
        });
      }
    }
  }
  expect(compared).toBeGreaterThan(120);
  expect(outside.length / compared, outside.join('\n')).toBeLessThan(0.1);
}, 60_000);
