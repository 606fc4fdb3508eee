import { describe, expect, it } from 'vitest';
import { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { BUCKETS_MAX, finalValue, momentsIn, niceStep, SeriesBuilder, valueAt } from './chart-series.ts';

function traceOf(rates: readonly number[], durationSeconds: number): Trace {
  return new Trace(trialFrom({ rates, durationSeconds }), 'virtual');
}

/** Makes machine 1 have internal events with the given queue lengths, evenly over its rate. */
function log(trace: Trace, queues: readonly number[]): void {
  const recorder = trace.recorderOf(1);
  const rate = trace.trial.rates[0]!;
  const done = trace.logOf(1).eventCount;
  queues.forEach((queue, i) => recorder.internal(((done + i + 1) * 1000) / rate, done + i + 1, queue, 9));
}

describe('SeriesBuilder', () => {
  it('draws every event of a short run as a point, from (0, 0)', () => {
    const trace = traceOf([5, 1], 60);
    log(trace, [3, 0, 7]);
    const builder = new SeriesBuilder(trace, 'queue');
    builder.update();
    expect(builder.series[0]!.points).toEqual([
      { x: 0, y: 0 },
      { x: 0.2, y: 3 },
      { x: 0.4, y: 0 },
      { x: 0.6, y: 7 },
    ]);
    expect(builder.series[1]!.points).toEqual([{ x: 0, y: 0 }]);
    expect(builder.max).toBe(7);
  });

  it('comes to the same lines in many steps as in one', () => {
    const trace = traceOf([100, 1], 60);
    const stepwise = new SeriesBuilder(trace, 'clock', 40);
    for (let step = 0; step < 60; step++) {
      log(
        trace,
        Array.from({ length: 1 + (step % 7) * 13 }, (_, i) => (i * 31 + step) % 17),
      );
      stepwise.update();
    }
    const atOnce = new SeriesBuilder(trace, 'clock', 40);
    atOnce.update();
    expect(stepwise.series).toEqual(atOnce.series);
    expect(stepwise.max).toBe(atOnce.max);
  });

  it('keeps few points of many events, and the peak among them', () => {
    const trace = traceOf([1000, 1], 600);
    const queues = Array.from({ length: 600_000 }, (_, i) => i % 5);
    queues[123_456] = 77;
    log(trace, queues);
    const builder = new SeriesBuilder(trace, 'queue');
    builder.update();
    const { points } = builder.series[0]!;
    expect(points.length).toBeLessThanOrEqual(4 * BUCKETS_MAX + 2);
    expect(points).toContainEqual({ x: 123.457, y: 77 });
    expect(points.at(-1)).toEqual({ x: 600, y: 4 });
    expect(points.every((point, i) => i === 0 || point.x > points[i - 1]!.x || i === 1)).toBe(true);
  });

  it('gives each of many machines its share of the points', () => {
    const trace = traceOf(new Array(10).fill(1000) as number[], 60);
    log(
      trace,
      Array.from({ length: 60_000 }, (_, i) => i % 7),
    );
    const builder = new SeriesBuilder(trace, 'queue');
    builder.update();
    expect(builder.series[0]!.points.length).toBeLessThanOrEqual(2402);
  });
});

describe('valueAt', () => {
  it('is what the last event until then left behind', () => {
    const trace = traceOf([1, 1], 10);
    log(trace, [4, 5, 6]);
    expect([0, 0.9, 1, 1.5, 3, 4].map(at => valueAt(trace, 'queue', 1, at))).toEqual([0, 0, 4, 4, 6, 6]);
    expect(valueAt(trace, 'clock', 1, 2.5)).toBe(2);
    expect([1, 2].map(machine => finalValue(trace, 'queue', machine))).toEqual([6, 0]);
  });

  it('is unknown where the log has not come yet', () => {
    const trace = traceOf([1, 1], 10);
    log(trace, [4]);
    expect(valueAt(trace, 'queue', 1, 2.5)).toBeUndefined();
  });
});

describe('momentsIn', () => {
  it('are about ten, regular, and lie before the end', () => {
    expect(momentsIn(60)).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
    expect(momentsIn(100)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(momentsIn(5)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5]);
    for (const seconds of [1, 1.5, 7, 59.999, 120, 3600]) {
      const moments = momentsIn(seconds);
      expect(moments.at(-1)).toBeLessThan(seconds);
      expect(moments.length).toBeGreaterThan(3);
      expect(moments.length).toBeLessThan(13);
    }
  });
});

describe('niceStep', () => {
  it('rounds up to a number that people count in', () => {
    expect([0.3, 1, 1.1, 2.1, 3, 7, 51, 99].map(niceStep)).toEqual([0.5, 1, 2, 5, 5, 10, 100, 100]);
  });
});
