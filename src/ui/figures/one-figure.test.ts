// One figure has one set of axes: Chart.js, run on a canvas that draws nothing, has the very ticks and labels that the SVG
// of the same value has, and the same lines in the same colours and dashes.
import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearAxis, secondsAxis } from '../../formats/figure/axis.ts';
import { figureSvg } from '../../formats/figure/figure-svg.ts';
import type { Figure, FigurePoint } from '../../formats/figure/figure.ts';
import { quantityAxis } from '../../formats/figure/trace-axes.ts';
import { predict } from '../../analysis/prediction.ts';
import { simulate } from '../../engine/simulate.ts';
import { SeriesBuilder } from '../../analysis/chart-series.ts';
import { datasetsOf, scalesOf, type Inks, type Line } from './chart-configuration.ts';
import { traceFigure } from './trace-figure.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

const INKS: Inks = {
  soft: '#111111',
  sheet: '#222222',
  hairline: '#333333',
  font: 'sans-serif',
  colorOf: property => `var(${property})`,
};

/** Takes every call and draws nothing; six pixels to a letter. */
function blankCanvas(width: number, height: number): HTMLCanvasElement {
  const canvas = { width, height, style: {}, getContext: () => context };
  const context: unknown = new Proxy(
    { canvas, measureText: (text: string) => ({ width: text.length * 6 }) },
    {
      get: (target, name) => Reflect.get(target, name) ?? (() => undefined),
      set: () => true,
    },
  );
  return canvas as unknown as HTMLCanvasElement;
}

function chartOf(figure: Figure): Chart<'line', FigurePoint[]> {
  const lines = figure.layers.filter((layer): layer is Line => layer.kind === 'line');
  return new Chart<'line', FigurePoint[]>(blankCanvas(480, 240), {
    type: 'line',
    data: { datasets: datasetsOf(lines, INKS) },
    options: { animation: false, parsing: false, responsive: false, scales: scalesOf(figure, INKS) },
  });
}

function labelsInSvg(svg: string, axis: 'x' | 'y'): string[] {
  return [...svg.matchAll(new RegExp(`class="tick-${axis}"[^>]*>([^<]*)<`, 'g'))].map(match => match[1]!);
}

/** Ranges that runs have: Chart.js itself cannot lay out those that are narrower than it counts. */
const from = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const span = fc.integer({ min: 1, max: 1_000_000_000 });
const seconds = fc.double({ min: 0.001, max: 1e7, noNaN: true });
const figures = fc
  .tuple(seconds, from, span, fc.integer({ min: 4, max: 10 }))
  .map(([durationSeconds, min, size, ticksMax]): Figure => {
    const y = linearAxis({ label: 'y', min, max: min + size, ticksMax });
    return {
      id: 'any',
      title: '',
      description: '',
      x: secondsAxis(durationSeconds, 440),
      y,
      layers: [],
      legend: [],
    };
  });

test('Chart.js and SVG write the same labels at the same values', () => {
  fc.assert(
    fc.property(figures, figure => {
      const svg = figureSvg(figure);
      const chart = chartOf(figure);
      for (const axis of ['x', 'y'] as const) {
        const { ticks, min, max } = chart.scales[axis]!;
        expect(ticks.map(({ label }) => label)).toEqual(labelsInSvg(svg, axis));
        expect(ticks.map(({ value }) => value)).toEqual(figure[axis].ticks.map(({ value }) => value));
        expect([min, max]).toEqual([figure[axis].min, figure[axis].max]);
      }
      chart.destroy();
    }),
    { numRuns: 100 },
  );
});

test('of a run, with what theory says and another run beneath', () => {
  const trace = simulate({ rates: [5, 1, 5], dieSides: 10, durationSeconds: 60, seed: 7 });
  const builder = new SeriesBuilder(trace, 'clock');
  builder.update();
  const figure = traceFigure({
    quantity: 'clock',
    title: 'Logical clock',
    description: '',
    trial: trace.trial,
    series: builder.series,
    largest: builder.max,
    others: builder.series,
    prediction: predict(trace.trial),
    nowSeconds: undefined,
    widthPixels: 440,
  });
  const chart = chartOf(figure);
  const drawn = chart.data.datasets.map(({ borderColor, borderWidth, borderDash }) => {
    const dash = (borderDash as number[]).join(' ');
    return { color: String(borderColor).replace(/[0-9a-f]{2}$/, ''), width: String(borderWidth), dash };
  });
  const written = [
    ...figureSvg(figure).matchAll(
      /class="line" stroke="(var\([^)]+\))" stroke-width="([\d.]+)"(?: stroke-opacity="[^"]+")?(?: stroke-dasharray="([^"]+)")?/g,
    ),
  ].map(([, color, width, dash = '']) => ({ color, width, dash }));
  expect(drawn).toHaveLength(9);
  expect(drawn).toEqual(written);
  expect(new Set(chart.data.datasets.map(({ order }) => order)).size).toBe(9);
  chart.destroy();
});

test('a queue or a clock lies within its axis, with a step of whole numbers and room for each label', () => {
  const trial = fc.record({
    rates: fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 8 }),
    durationSeconds: fc.integer({ min: 1, max: 36_000 }),
  });
  const quantity = fc.constantFrom('clock' as const, 'queue' as const);
  fc.assert(
    fc.property(trial, quantity, fc.nat(1e9), ({ rates, durationSeconds }, which, largest) => {
      const some = simulate({ rates: [1, 1], durationSeconds: 1 }).trial;
      const { ticks, min, max } = quantityAxis(which, { ...some, rates, durationSeconds }, largest);
      expect(min).toBe(0);
      expect(max).toBeGreaterThan(largest);
      expect(ticks.length).toBeLessThanOrEqual(10);
      expect(ticks.length).toBeGreaterThan(2);
      expect(ticks.at(-1)!.value).toBe(max);
      expect(ticks.every(({ value }) => Number.isInteger(value))).toBe(true);
    }),
  );
});
