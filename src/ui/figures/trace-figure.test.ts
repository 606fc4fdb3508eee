// The figure of a run that goes on, was stopped or is whole: its axis fits what there is, and the mark at the end of each
// line can be seen.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SeriesBuilder, type Series } from '../../analysis/chart-series.ts';
import { predict } from '../../analysis/prediction.ts';
import { trialFrom } from '../../core/trial.ts';
import { simulate } from '../../engine/simulate.ts';
import { figureSvg } from '../../formats/figure/figure-svg.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { spanOf, traceFigure } from './trace-figure.ts';

const trace = simulate({ rates: [5, 1, 5], dieSides: 10, durationSeconds: 60, seed: 7 });

function seriesUntil(seconds: number): Series[] {
  const builder = new SeriesBuilder(trace, 'clock');
  builder.update();
  return builder.series.map(({ machine, points }) => ({
    machine,
    points: points.filter(({ x }) => x <= seconds),
  }));
}

function spanAt(seconds: number, nowSeconds: number | undefined, others: readonly Series[] = []): number {
  return spanOf({ trial: trace.trial, series: seriesUntil(seconds), others, nowSeconds });
}

describe('the span of the axis', () => {
  test.each([
    [0, 10],
    [9.9, 10],
    [10.1, 20],
    [25, 40],
    [41, 60],
    [60, 60],
  ])('grows with a run that is at %d s: %d s', (now, span) => {
    expect(spanAt(now, now)).toBe(span);
  });

  test('is that of the data after a run that was stopped, and of the trial before one and after a whole one', () => {
    expect(spanAt(7.3, undefined)).toBe(7.2);
    expect(spanAt(0, undefined)).toBe(60);
    expect(spanAt(60, undefined)).toBe(60);
  });

  test('is that of the trial beside another run', () => {
    expect(spanAt(7.3, 7.3, seriesUntil(60))).toBe(60);
  });

  test('holds every event of any run, and is whole for a whole run', () => {
    fc.assert(
      fc.property(anyTrial, trial => {
        const builder = new SeriesBuilder(simulate(trial), 'clock');
        builder.update();
        const span = spanOf({ trial, series: builder.series, others: [], nowSeconds: undefined });
        const last = Math.max(0, ...builder.series.map(({ points }) => points.at(-1)?.x ?? 0));
        expect(span).toBeGreaterThanOrEqual(last - 1e-9);
        expect(span).toBe(trial.durationSeconds);
      }),
    );
  });
});

test('times of faults are grey, with the mark of the machine over its own, and theory ends at the first', () => {
  const trial = trialFrom({
    rates: [5, 1, 5],
    faults: {
      timed: [
        { kind: 'partition', fromMs: 50_000, toMs: 90_000, machines: [1] },
        { kind: 'crash', machine: 2, fromMs: 10_000, toMs: 20_000, memory: 'amnesic' },
        { kind: 'rate', machine: 2, fromMs: 30_000, rate: 6 },
        { kind: 'partition', fromMs: 10, toMs: 12, machines: [1] },
      ],
    },
  });
  const run = simulate(trial);
  const builder = new SeriesBuilder(run, 'queue');
  builder.update();
  const figure = traceFigure({
    quantity: 'queue',
    title: '',
    description: '',
    trial,
    series: builder.series,
    largest: builder.max,
    others: [],
    prediction: predict({ ...trial, faults: { timed: trial.faults!.timed.slice(0, 1) } }),
    nowSeconds: undefined,
    widthPixels: 440,
  });
  const intervals = figure.layers.flatMap(layer =>
    layer.kind === 'interval' ? [[layer.from, layer.to]] : [],
  );
  expect(intervals).toEqual([
    [50, 60],
    [0.01, 0.012],
    [10, 20],
  ]);
  const marks = figure.layers.flatMap(layer => (layer.kind === 'mark' ? [layer.at.x] : []));
  expect(marks).toContain(15);
  const dotted = figure.layers.filter(layer => layer.kind === 'line').slice(0, 3);
  expect(dotted.map(({ points }) => points.at(-1)!.x)).toEqual([50, 50, 50]);
  const svg = figureSvg(figure);
  expect(svg.match(/class="interval"/g)).toHaveLength(3);
});

test('marks of lines that end together are all seen, each on its own line', () => {
  const series = seriesUntil(60);
  const widthPixels = 440;
  const { layers, x, y } = traceFigure({
    quantity: 'clock',
    title: '',
    description: '',
    trial: trace.trial,
    series,
    largest: 320,
    others: [],
    prediction: undefined,
    nowSeconds: undefined,
    widthPixels,
  });
  const marks = layers.filter(layer => layer.kind === 'mark');
  expect(marks).toHaveLength(3);
  for (const [i, { at }] of marks.entries())
    for (const { at: other } of marks.slice(i + 1)) {
      const apart = Math.hypot(((at.x - other.x) * widthPixels) / x.max, ((at.y - other.y) * 200) / y.max);
      expect(apart).toBeGreaterThanOrEqual(10);
    }
  // Drawn from the last machine to the first.
  for (const [i, { at }] of marks.entries()) {
    const { points } = series[marks.length - 1 - i]!;
    const after = points.findIndex(point => point.x >= at.x);
    const [from, to] = [points[Math.max(0, after - 1)]!, points[after]!];
    expect(at.y).toBeGreaterThanOrEqual(Math.min(from.y, to.y));
    expect(at.y).toBeLessThanOrEqual(Math.max(from.y, to.y));
  }
});

test('in a plot without width, as that of a page that is hidden, each line has its mark at its end', () => {
  for (const widthPixels of [0, -8]) {
    const series = seriesUntil(60);
    const { layers } = traceFigure({
      quantity: 'clock',
      title: '',
      description: '',
      trial: trace.trial,
      series,
      largest: 320,
      others: [],
      prediction: undefined,
      nowSeconds: undefined,
      widthPixels,
    });
    const marks = layers.flatMap(layer => (layer.kind === 'mark' ? [layer.at] : []));
    expect(marks).toEqual(series.map(({ points }) => points.at(-1)).reverse());
  }
});
