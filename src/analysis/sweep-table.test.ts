// The table of a sweep against the summaries of the same runs, one by one. Outside the rooms, for it needs an engine and
// the analysis, which do not know each other.
import { expect, test } from 'vitest';
import { describeSample } from './statistics.ts';
import { summarize } from './summary.ts';
import { tabulateSweep } from './sweep-table.ts';
import type { Fault } from '../core/fault.ts';
import { planSweep, trialOfRun } from '../core/sweep-plan.ts';
import { emptyRows, placeRows } from '../core/sweep-rows.ts';
import { simulate } from '../engine/simulate.ts';
import { runSlice } from '../engine/sweep.ts';

const plan = planSweep({
  rates: [[5, 1, 5]],
  dieSides: [5, 10],
  durationSeconds: [30.5],
  faults: [
    {},
    {
      lossPercent: 20,
      duplicationPercent: 10,
      timed: [{ kind: 'crash', machine: 2, fromMs: 5000, toMs: 9000, memory: 'amnesic' }],
    },
  ],
  replicates: 12,
  seed: 4,
});

test('a sweep says of each run what its summary says', () => {
  const table = tabulateSweep(plan, runSlice(plan, 0, plan.runs));
  table.forEach((cell, c) => {
    expect(cell.done).toBe(12);
    expect(cell.trial).toBe(plan.cells[c]);
    const traces = Array.from({ length: 12 }, (_, i) => simulate(trialOfRun(plan, c * 12 + i)));
    const runs = traces.map(summarize);
    const faultsOf = (kind: Fault['kind'], machine: number): number[] =>
      traces.map(
        ({ faults }) =>
          faults.filter(fault => fault.kind === kind && 'from' in fault && fault.from === machine).length,
      );
    cell.machines.forEach(({ machine, quantities }, m) => {
      const each = runs.map(({ machines }) => machines[m]!);
      const close = (values: number[]): unknown => {
        const { mean, variance, min, max } = describeSample(values);
        return expect.objectContaining({
          mean: expect.closeTo(mean, 8) as number,
          variance: expect.closeTo(variance, 8) as number,
          min: expect.closeTo(min, 8) as number,
          max: expect.closeTo(max, 8) as number,
        });
      };
      expect(machine).toBe(m + 1);
      expect(quantities).toEqual({
        finalClock: close(each.map(({ finalClock }) => finalClock)),
        queueFinal: close(each.map(({ queue }) => queue.final)),
        queueMax: close(each.map(({ queue }) => queue.max)),
        queueMean: close(each.map(({ queue }) => queue.mean)),
        jumpMean: close(each.map(({ jumps }) => jumps.mean)),
        jumpVariance: close(each.map(({ jumps }) => jumps.variance)),
        jumpMax: close(each.map(({ jumps }) => jumps.max)),
        sent: close(each.map(({ sent }) => sent)),
        received: close(each.map(({ received }) => received)),
        lost: close(faultsOf('lost', machine)),
        doubled: close(faultsOf('doubled', machine)),
        clockGrowthPerSecond: close(each.map(({ finalClock }) => finalClock / 30.5)),
        queueGrowthPerSecond: close(each.map(({ queue }) => queue.final / 30.5)),
      });
    });
  });
});

test('a sweep that was cancelled has a table of what was run', () => {
  const rows = emptyRows(0, plan.runs, plan.machines);
  placeRows(rows, runSlice(plan, 0, 5));
  const [first, second] = tabulateSweep(plan, rows);
  expect(first).toMatchObject({ done: 5, machines: [{ quantities: { finalClock: { count: 5 } } }, {}, {}] });
  expect(second).toMatchObject({ done: 0, machines: [] });
});
