// Bands and samples: what the notebook draws is what the runs did.
import { describe, expect, test } from 'vitest';
import { replicate } from './replicates.ts';
import type { Trial } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { valueAt } from '../analysis/chart-series.ts';
import { BAND_STEPS, BandBuilder, bandSeconds } from './bands.ts';
import { sampleOf } from './sample.ts';
import { summarize } from '../analysis/summary.ts';

const TRIAL: Trial = {
  rates: [5, 1, 5],
  dieSides: 10,
  durationSeconds: 60,
  seed: 1,
  rule: 'send-then-increment',
};

describe('a band', () => {
  test('of one run is that run, at every moment', () => {
    const trace = simulate(TRIAL);
    const builder = new BandBuilder(TRIAL, 1);
    builder.add(trace);
    const { clock, queue } = builder.bands();
    for (let step = 0; step <= BAND_STEPS; step++)
      for (const machine of [1, 2, 3]) {
        const seconds = bandSeconds(TRIAL, step);
        expect(clock[machine - 1]!.low[step]).toBe(valueAt(trace, 'clock', machine, seconds));
        expect(clock[machine - 1]!.high[step]).toBe(valueAt(trace, 'clock', machine, seconds));
        expect(queue[machine - 1]!.low[step]).toBe(valueAt(trace, 'queue', machine, seconds));
      }
  });

  test('leaves out one run of forty on each side, at the most', () => {
    const runs = 200;
    const { bands, machines } = replicate(TRIAL, runs, true);
    const { low, high } = bands!.clock[1]!;
    const finals = machines[1]!.finalClock;
    const inside = finals.filter(value => low[BAND_STEPS]! <= value && value <= high[BAND_STEPS]!).length;
    expect(inside).toBeGreaterThanOrEqual(0.95 * runs);
    expect(inside).toBeLessThan(runs);
    expect(low[0]).toBe(0);
    expect(high[0]).toBe(0);
  });

  test('of a fastest machine under the notebook’s rule has no width', () => {
    const { clock } = replicate(TRIAL, 40, true).bands!;
    for (let step = 0; step <= BAND_STEPS; step++) expect(clock[0]!.low[step]).toBe(clock[0]!.high[step]);
  });
});

describe('replicates', () => {
  test('are the runs of the seeds that follow, number for number', () => {
    const { machines, driftFinal, driftMax, runs } = replicate(TRIAL, 3, false);
    expect(runs).toBe(3);
    [1, 2, 3].forEach((seed, run) => {
      const summary = summarize(simulate({ ...TRIAL, seed }));
      summary.machines.forEach(({ finalClock, jumps, queue, received, waiting }, i) => {
        const columns = machines[i]!;
        expect(columns.finalClock[run]).toBe(finalClock);
        expect(columns.jumpVariance[run]).toBe(jumps.variance);
        expect(columns.queueMax[run]).toBe(queue.max);
        expect(columns.arrivals[run]).toBe(received + waiting);
      });
      expect(driftFinal[run]).toBe(summary.drift.final);
      expect(driftMax[run]).toBe(summary.drift.max);
    });
  });
});

describe('a sample', () => {
  test('has ten rows on moments of the band, the end among them', () => {
    const trace = simulate({ ...TRIAL, durationSeconds: 61 });
    const { rows, summary } = sampleOf(trace);
    expect(rows.map(({ seconds }) => seconds)).toEqual([
      6.1, 12.2, 18.3, 24.4, 30.5, 36.6, 42.7, 48.8, 54.9, 61,
    ]);
    expect(rows.at(-1)!.clock).toEqual(summary.machines.map(({ finalClock }) => finalClock));
    expect(rows.at(-1)!.step).toBe(BAND_STEPS);
  });

  test('has a line for each machine that ends where the run ends', () => {
    const { lines, summary } = sampleOf(simulate(TRIAL));
    expect(lines.clock.map(({ points }) => points.at(-1)!.y)).toEqual(
      summary.machines.map(({ finalClock }) => finalClock),
    );
    expect(lines.queue.map(({ points }) => points.at(-1)!.y)).toEqual(
      summary.machines.map(({ queue }) => queue.final),
    );
  });
});
