// Jumps and drift of runs worked out by hand, and of random ones against their definitions.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NONE, type MachineLog } from '../core/machine-log.ts';
import { Trace } from '../core/trace.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { DRIFT_MOMENTS_MAX, driftOf } from './drift.ts';
import { jumpsOf, largestJump, notableJumps } from './jumps.ts';
import { oddTrace } from '../testing/odd-trace-arbitrary.ts';
import { summarize } from './summary.ts';

const anyTrace = fc.oneof(anyTrial.map(simulate), oddTrace);

/** Internal events only, with these clocks at these times. */
function traceWith(...machines: (readonly (readonly [atMs: number, clock: number])[])[]): Trace {
  const rates = machines.length === 1 ? [1, 1] : machines.map(() => 1);
  const trace = new Trace(trialFrom({ rates, durationSeconds: 100 }), 'imported');
  for (const [i, events] of machines.entries())
    for (const [atMs, clock] of events) trace.recorderOf(i + 1).internal(atMs, clock, 0, 0);
  return trace;
}

describe('jumps', () => {
  test('are counted in classes that all machines share, each jump in one', () => {
    const trace = traceWith(
      [1, 2, 3, 13, 14, 40].map((clock, i) => [i, clock]),
      [1, 101, 102].map((clock, i) => [i, clock]),
    );
    const { classes, machines } = jumpsOf(trace);
    expect(classes.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6–10',
      '11–20',
      '21–50',
      '51–100',
    ]);
    expect(machines[0]!.counts).toEqual([4, 0, 0, 0, 0, 1, 0, 1, 0]);
    expect(machines[1]!.counts).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(machines[0]!.largest).toEqual({ machine: 1, index: 5, jump: 26, before: 14, atMs: 5 });
    expect(machines[0]!).toMatchObject({ count: 6, mean: 40 / 6, median: 1, quantile90: 26, quantile99: 26 });
  });

  test('of a faulty log may be 0 or go backwards, and are not hidden', () => {
    const { classes, machines } = jumpsOf(traceWith([5, 5, 3, 4].map((clock, i) => [i, clock])));
    expect(classes[0]).toEqual({ from: -Infinity, to: -1 });
    expect(classes[1]).toEqual({ from: 0, to: 0 });
    expect(machines[0]!.counts).toEqual([1, 1, 1, 0, 0, 0, 1]);
  });

  test('of events whose clock no log tells are left out', () => {
    const { machines } = jumpsOf(
      traceWith([
        [0, 1],
        [1, NONE],
        [2, 4],
      ]),
    );
    expect(machines[0]).toMatchObject({ count: 2, mean: 2, largest: { index: 2, jump: 3, before: 1 } });
  });

  test('without any event have no classes', () => {
    expect(jumpsOf(traceWith([], []))).toMatchObject({ classes: [], machines: [{ count: 0 }, { count: 0 }] });
  });

  test('fall each into one class, and agree with the summary', () => {
    fc.assert(
      fc.property(anyTrace, trace => {
        const { classes, machines } = jumpsOf(trace);
        const summary = summarize(trace);
        for (const [i, { count, counts, mean, largest, quantile90 }] of machines.entries()) {
          const log = trace.logs[i]!;
          expect(counts.reduce((sum, each) => sum + each, 0)).toBe(count);
          const sorted = Array.from(
            log.clocks.subarray(0, count),
            (clock, at) => clock - (log.clocks[at - 1] ?? 0),
          ).sort((a, b) => a - b);
          if (count > 0) {
            expect(sorted.filter(jump => jump <= quantile90).length).toBeGreaterThanOrEqual(0.9 * count);
            expect(sorted.filter(jump => jump < quantile90).length).toBeLessThan(0.9 * count);
          }
          expect(mean).toBeCloseTo(summary.machines[i]!.jumps.mean, 9);
          if (largest && largest.jump > 0) expect(largest.jump).toBe(summary.machines[i]!.jumps.max);
          for (const [c, { from, to }] of classes.entries()) {
            expect(sorted.filter(jump => jump >= from && jump <= to)).toHaveLength(counts[c]!);
          }
        }
      }),
    );
  });
});

test('the largest jump is one event for the button and the panel: the first in time of the largest, then by machine', () => {
  fc.assert(
    fc.property(anyTrace, trace => {
      const all = trace.logs.flatMap(log =>
        Array.from({ length: log.eventCount }, (_, index) => ({
          machine: log.machine,
          index,
          atMs: log.atMs[index]!,
          jump: log.clocks[index]! - (log.clocks[index - 1] ?? 0),
        })),
      );
      const [first] = all.sort(
        (a, b) => b.jump - a.jump || a.atMs - b.atMs || a.machine - b.machine || a.index - b.index,
      );
      const { largest, machines } = jumpsOf(trace);
      expect(largestJump(trace)).toEqual(largest);
      expect(largest).toEqual(first && { ...first, before: largest!.before });
      if (largest) expect(machines[largest.machine - 1]!.largest).toEqual(largest);
    }),
  );
});

describe('drift', () => {
  test('is how far each clock is behind the highest one', () => {
    const trace = traceWith(
      [
        [1000, 5],
        [2000, 6],
        [4000, 10],
      ],
      [
        [1000, 1],
        [2000, 2],
        [3000, 9],
        [4000, 12],
      ],
    );
    const drift = driftOf(trace, 4);
    expect(drift.momentsMs).toEqual([1000, 2000, 3000, 4000]);
    expect(drift.behind).toEqual([
      [0, 0, 3, 2],
      [4, 4, 0, 0],
    ]);
    expect(drift.spread).toEqual([4, 4, 3, 2]);
    expect(drift.largest).toEqual({ atMs: 1000, spread: 4, slowest: 2, fastest: 1 });
    expect(drift.final).toEqual({ atMs: 4000, spread: 2, slowest: 1, fastest: 2 });
  });

  test('ends where the first log ends', () => {
    expect(driftOf(traceWith([[1000, 1]], [[9000, 9]]), 2).momentsMs).toEqual([500, 1000]);
  });

  test('reads a log whose times go backwards by its times', () => {
    const trace = traceWith(
      [
        [9000, 1],
        [1000, 2],
        [2000, 3],
      ],
      [
        [1000, 1],
        [9000, 50],
      ],
    );
    expect(driftOf(trace, 9).front).toEqual([2, 3, 3, 3, 3, 3, 3, 3, 50]);
  });

  test('is at its largest and in the end what a look at every event says, in tables as in figures', () => {
    fc.assert(
      fc.property(anyTrace, trace => {
        const told = trace.logs.filter(log => log.eventCount > 0);
        const timesOf = (log: MachineLog): number[] => [...log.atMs.subarray(0, log.eventCount)];
        const clockAt = (log: MachineLog, atMs: number): number => {
          const until = timesOf(log).flatMap((at, i) => (at <= atMs ? [{ at, clock: log.clocks[i]! }] : []));
          until.sort((a, b) => a.at - b.at);
          return until.at(-1)?.clock ?? 0;
        };
        const endMs = Math.min(...told.map(log => Math.max(...timesOf(log))));
        const moments = told.flatMap(timesOf).filter(atMs => atMs <= endMs);
        const spreads = moments.map(atMs => {
          const clocks = told.map(log => clockAt(log, atMs));
          return { atMs, spread: Math.max(...clocks) - Math.min(...clocks) };
        });
        const max = Math.max(0, ...spreads.map(({ spread }) => spread));
        const { largest, final } = driftOf(trace, 7);
        const first = Math.min(...spreads.filter(({ spread }) => spread === max).map(({ atMs }) => atMs));
        expect(largest && [largest.atMs, largest.spread]).toEqual(told.length > 0 ? [first, max] : undefined);
        const last = spreads.find(({ atMs }) => atMs === endMs);
        expect(final && [final.atMs, final.spread]).toEqual(last && [last.atMs, last.spread]);
        expect(summarize(trace).drift).toEqual({ final: final?.spread ?? 0, max });
      }),
    );
  });

  test('without events has no moments', () => {
    expect(driftOf(traceWith([], []))).toMatchObject({ momentsMs: [], largest: undefined, final: undefined });
  });

  test('is the spread of the clocks at each moment, at no more moments than fit a figure', () => {
    fc.assert(
      fc.property(anyTrace, fc.integer({ min: 1, max: 1000 }), (trace, moments) => {
        const { momentsMs, behind, spread } = driftOf(trace, moments);
        expect(momentsMs.length).toBeLessThanOrEqual(Math.min(moments, DRIFT_MOMENTS_MAX));
        const byTime = trace.logs.map(log =>
          Array.from({ length: log.eventCount }, (_, i) => ({
            atMs: log.atMs[i]!,
            clock: log.clocks[i]!,
          })).sort((a, b) => a.atMs - b.atMs),
        );
        for (const [at, moment] of momentsMs.entries()) {
          const clocks = byTime.map(events => events.findLast(({ atMs }) => atMs <= moment)?.clock ?? 0);
          const told = clocks.filter((_, i) => trace.logs[i]!.eventCount > 0);
          expect(spread[at]).toBe(Math.max(...told) - Math.min(...told));
          expect(behind.map(line => line[at])).toEqual(clocks.map(clock => Math.max(...told) - clock));
        }
      }),
    );
  });
});

test('the marks of a run are its largest jumps, apart from one another and in the order of time', () => {
  fc.assert(
    fc.property(anyTrial, fc.integer({ min: 1, max: 6 }), (trial, count) => {
      const trace = simulate(trial);
      const endMs = trial.durationSeconds * 1000;
      const marks = notableJumps(trace, endMs, count);
      expect(marks.length).toBeLessThanOrEqual(count);
      const largest = largestJump(trace);
      if (largest && largest.jump > 1) expect(marks).toContainEqual(largest);
      else expect(marks).toEqual([]);
      for (const [i, mark] of marks.entries()) {
        expect(mark.jump).toBeGreaterThan(1);
        if (i > 0) expect(mark.atMs - marks[i - 1]!.atMs).toBeGreaterThan(endMs / 48 - 1e-6);
      }
    }),
  );
});
