// The only place that runs Chart.js: a figure in a canvas, with each mark where it belongs. Animations and Chart.js' own
// legend and tooltip are left out; the element around it has better ones.
import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import {
  MARK_BOX,
  MARK_PIXELS,
  type Figure,
  type FigurePoint,
  type Layer,
} from '../../formats/figure/figure.ts';
import { datasetsOf, scalesOf, type Inks, type Line } from './chart-configuration.ts';
import type { ChartGeometry } from './chart-geometry.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

type MarkLayer = Extract<Layer, { kind: 'mark' }>;
type MomentLayer = Extract<Layer, { kind: 'moment' }>;
type IntervalLayer = Extract<Layer, { kind: 'interval' }>;

/**
 * Owns one chart on one canvas: draws the lines, intervals, moments and marks of figures. Colours come from the canvas' custom
 * properties. `onLayout` is told whenever it is laid out.
 */
export class FigureChart {
  readonly #canvas: HTMLCanvasElement;
  readonly #onLayout: (geometry: ChartGeometry) => void;
  readonly #chart: Chart<'line', FigurePoint[]>;
  #figure: Figure;
  #inks: Inks;

  constructor(canvas: HTMLCanvasElement, figure: Figure, onLayout: (geometry: ChartGeometry) => void) {
    this.#canvas = canvas;
    this.#onLayout = onLayout;
    this.#figure = figure;
    this.#inks = readInks(canvas);
    this.#chart = new Chart<'line', FigurePoint[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 6, right: 8 } },
        elements: { point: { radius: 0 }, line: { borderJoinStyle: 'round' } },
        scales: scalesOf(figure, this.#inks),
      },
      plugins: [
        {
          id: 'moments-and-marks',
          afterLayout: ({ chartArea: { left, right, top, bottom } }) =>
            this.#onLayout({ left, right, top, bottom, ...endsOf(this.#figure) }),
          beforeDatasetsDraw: chart => {
            this.#drawIntervals(chart);
            this.#drawMoments(chart);
          },
          afterDatasetsDraw: chart => this.#drawMarks(chart),
        },
      ],
    });
    this.#apply();
  }

  /** Draws at once; to be called at most once for each animation frame. */
  draw(figure: Figure): void {
    this.#figure = figure;
    this.#apply();
  }

  /** Takes the colours anew, after light became dark. */
  recolor(): void {
    this.#inks = readInks(this.#canvas);
    this.#apply();
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #apply(): void {
    const { x, y } = scalesOf(this.#figure, this.#inks);
    Object.assign(this.#chart.options.scales!['x']!, x);
    Object.assign(this.#chart.options.scales!['y']!, y);
    const { datasets } = this.#chart.data;
    const lines = this.#figure.layers.filter((layer): layer is Line => layer.kind === 'line');
    datasets.length = lines.length;
    datasetsOf(lines, this.#inks).forEach((line, i) => Object.assign((datasets[i] ??= { data: [] }), line));
    this.#chart.update('none');
  }

  #drawIntervals({ ctx, chartArea, scales }: Chart): void {
    const intervals = this.#figure.layers.filter(
      (layer): layer is IntervalLayer => layer.kind === 'interval',
    );
    for (const { from, to, color, opacity } of intervals) {
      const left = Math.max(chartArea.left, scales['x']!.getPixelForValue(from));
      const right = Math.min(chartArea.right, scales['x']!.getPixelForValue(to));
      if (right <= left) continue;
      ctx.save();
      ctx.globalAlpha = opacity;
      ctx.fillStyle = this.#inks.colorOf(color);
      ctx.fillRect(left, chartArea.top, right - left, chartArea.bottom - chartArea.top);
      ctx.restore();
    }
  }

  #drawMoments({ ctx, chartArea, scales }: Chart): void {
    const moments = this.#figure.layers.filter((layer): layer is MomentLayer => layer.kind === 'moment');
    for (const { x: at, color } of moments) {
      const x = Math.round(scales['x']!.getPixelForValue(at)) + 0.5;
      ctx.save();
      ctx.strokeStyle = this.#inks.colorOf(color);
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    }
  }

  #drawMarks({ ctx, scales }: Chart): void {
    const size = MARK_PIXELS / MARK_BOX;
    const marks = this.#figure.layers.filter((layer): layer is MarkLayer => layer.kind === 'mark');
    for (const { mark, at } of marks) {
      ctx.save();
      ctx.translate(
        scales['x']!.getPixelForValue(at.x) - MARK_PIXELS / 2,
        scales['y']!.getPixelForValue(at.y) - MARK_PIXELS / 2,
      );
      ctx.scale(size, size);
      ctx.fillStyle = this.#inks.colorOf(mark.color);
      const path = new Path2D(mark.path);
      ctx.lineWidth = 3;
      ctx.strokeStyle = this.#inks.sheet;
      ctx.stroke(path);
      ctx.fill(path);
      ctx.restore();
    }
  }
}

function endsOf({ x, y }: Figure): Pick<ChartGeometry, 'durationMs' | 'yMax'> {
  return { durationMs: x.max * 1000, yMax: y.max };
}

/** Each colour is read once. */
function readInks(canvas: HTMLCanvasElement): Inks {
  const style = getComputedStyle(canvas);
  const known = new Map<string, string>();
  const colorOf = (property: string): string => {
    const color = known.get(property) ?? style.getPropertyValue(property).trim();
    known.set(property, color);
    return color;
  };
  return {
    soft: colorOf('--ink-soft'),
    sheet: colorOf('--sheet'),
    hairline: colorOf('--hairline'),
    font: style.fontFamily,
    colorOf,
  };
}
