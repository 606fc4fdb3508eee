// The only place that knows Chart.js: lines over seconds in a canvas, with each machine's mark where its line ends.
// Animations and Chart.js' own legend and tooltip are left out; the element around it has better ones.
import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
} from 'chart.js';
import type { Point, Series } from '../../analysis/chart-series.ts';
import { lookOf, SHAPES } from '../machine-looks.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** What to draw besides the lines. */
export interface Frame {
  readonly durationSeconds: number;
  readonly yMax: number;
  readonly yStep: number;
  /** Where the run stands; undefined when it does not go on. */
  readonly nowSeconds: number | undefined;
  /** Where somebody points at. */
  readonly pointedSeconds: number | undefined;
}

interface Inks {
  readonly soft: string;
  readonly sheet: string;
  readonly hairline: string;
  readonly amber: string;
  readonly font: string;
  readonly machines: readonly string[];
}

const MARK_PIXELS = 10;
const MARK_BOX = 16; // the marks are paths in a box of 16 × 16
const LABEL_PIXELS = 11;

/** Owns one chart on one canvas. Colours come from the canvas' custom properties. */
export class LineFigure {
  readonly #canvas: HTMLCanvasElement;
  readonly #chart: Chart<'line', Point[]>;
  #series: readonly Series[];
  #frame: Frame;
  #inks: Inks;

  constructor(canvas: HTMLCanvasElement, series: readonly Series[], frame: Frame) {
    this.#canvas = canvas;
    this.#series = series;
    this.#frame = frame;
    this.#inks = this.#readInks();
    this.#chart = new Chart(canvas, this.#configuration());
    this.#apply();
  }

  /** Draws at once; to be called at most once for each animation frame. */
  draw(series: readonly Series[], frame: Frame): void {
    const others = series.length !== this.#series.length;
    this.#series = series;
    this.#frame = frame;
    if (others) this.#inks = this.#readInks();
    this.#apply();
  }

  /** Takes the colours anew, after light became dark. */
  recolor(): void {
    this.#inks = this.#readInks();
    this.#apply();
  }

  /** The moment under a place in the canvas, in seconds; undefined beside the plot. `x` in pixels from its left edge. */
  secondsAt(x: number): number | undefined {
    const { left, right } = this.#chart.chartArea;
    return x < left || x > right ? undefined : this.#chart.scales['x']?.getValueForPixel(x);
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #configuration(): ChartConfiguration<'line', Point[]> {
    return {
      type: 'line',
      data: { datasets: [] },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 6, right: 8 } },
        elements: { point: { radius: 0 }, line: { borderWidth: 1.75, borderJoinStyle: 'round' } },
        scales: {
          x: { type: 'linear', min: 0, grid: { display: false }, border: { display: false } },
          y: { type: 'linear', min: 0, border: { display: false } },
        },
      },
      plugins: [
        {
          id: 'moments-and-marks',
          beforeDatasetsDraw: chart => this.#drawMoments(chart),
          afterDatasetsDraw: chart => this.#drawMarks(chart),
        },
      ],
    };
  }

  #apply(): void {
    const { durationSeconds, yMax, yStep } = this.#frame;
    const { soft, hairline, font } = this.#inks;
    const ticks = { color: soft, font: { family: font, size: LABEL_PIXELS } };
    const { x, y } = this.#chart.options.scales!;
    Object.assign(x!, { max: durationSeconds, ticks: { ...ticks, maxRotation: 0, maxTicksLimit: 8 } });
    Object.assign(y!, {
      max: yMax,
      ticks: { ...ticks, stepSize: yStep },
      grid: { color: hairline, drawTicks: false },
    });
    const { datasets } = this.#chart.data;
    datasets.length = this.#series.length;
    this.#series.forEach((series, i) => Object.assign((datasets[i] ??= { data: [] }), this.#lineOf(series)));
    this.#chart.update('none');
  }

  /** The points are copied: Chart.js would put its own methods into an array that goes on growing. */
  #lineOf({ machine, points }: Series): ChartDataset<'line', Point[]> {
    return {
      data: points.slice(),
      borderColor: this.#inks.machines[machine - 1]!,
      order: -machine, // dashes over solid lines, so that lines that coincide are all seen
      borderDash: [...lookOf(machine).dash],
      clip: { left: 0, top: 4, right: 0, bottom: 4 },
    };
  }

  #drawMoments(chart: Chart): void {
    const { nowSeconds, pointedSeconds } = this.#frame;
    if (nowSeconds !== undefined) drawMoment(chart, nowSeconds, this.#inks.amber);
    if (pointedSeconds !== undefined) drawMoment(chart, pointedSeconds, this.#inks.soft);
  }

  /** The last machine first, so that machine 1's mark lies on top of what it hides. */
  #drawMarks({ ctx, scales }: Chart): void {
    const size = MARK_PIXELS / MARK_BOX;
    for (const { machine, points } of [...this.#series].reverse()) {
      const end = points.at(-1);
      if (!end || points.length === 1) continue;
      ctx.save();
      ctx.translate(
        scales['x']!.getPixelForValue(end.x) - MARK_PIXELS / 2,
        scales['y']!.getPixelForValue(end.y) - MARK_PIXELS / 2,
      );
      ctx.scale(size, size);
      ctx.fillStyle = this.#inks.machines[machine - 1]!;
      const mark = new Path2D(SHAPES[lookOf(machine).shape]);
      ctx.lineWidth = 3;
      ctx.strokeStyle = this.#inks.sheet;
      ctx.stroke(mark);
      ctx.fill(mark);
      ctx.restore();
    }
  }

  #readInks(): Inks {
    const style = getComputedStyle(this.#canvas);
    const ink = (token: string): string => style.getPropertyValue(token).trim();
    return {
      soft: ink('--ink-soft'),
      sheet: ink('--sheet'),
      hairline: ink('--hairline'),
      amber: ink('--amber'),
      font: style.fontFamily,
      machines: this.#series.map(({ machine }) => ink(lookOf(machine).colorToken)),
    };
  }
}

function drawMoment({ ctx, chartArea, scales }: Chart, seconds: number, color: string): void {
  const x = Math.round(scales['x']!.getPixelForValue(seconds)) + 0.5;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
  ctx.restore();
}
