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
import { lookOf, SHAPES } from '../parts/machine-looks.ts';
import type { ChartGeometry } from './chart-geometry.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** What to draw besides the lines. */
export interface Frame {
  readonly durationSeconds: number;
  readonly yMax: number;
  readonly yStep: number;
  /** Where the run stands; undefined when it does not go on. */
  readonly nowSeconds: number | undefined;
}

/** A line to compare with: another run, broad and pale under the others, or what theory says, in fine dots. */
export interface Guide extends Series {
  readonly kind: 'other' | 'prediction';
}

interface Inks {
  readonly soft: string;
  readonly sheet: string;
  readonly hairline: string;
  readonly amber: string;
  readonly font: string;
  readonly machines: readonly string[];
}

const LINE_PIXELS = 1.75;
const MARK_PIXELS = 10;
const MARK_BOX = 16; // the marks are paths in a box of 16 × 16
const LABEL_PIXELS = 11;
const PALE = '59'; // an alpha of 35 %, after a colour like #2563c9

/** Owns one chart on one canvas. Colours come from the canvas' custom properties. `onLayout` is told whenever it is laid out. */
export class LineFigure {
  readonly #canvas: HTMLCanvasElement;
  readonly #onLayout: (geometry: ChartGeometry) => void;
  readonly #chart: Chart<'line', Point[]>;
  #series: readonly Series[];
  #guides: readonly Guide[];
  #frame: Frame;
  #inks: Inks;

  constructor(
    canvas: HTMLCanvasElement,
    series: readonly Series[],
    frame: Frame,
    guides: readonly Guide[],
    onLayout: (geometry: ChartGeometry) => void,
  ) {
    this.#canvas = canvas;
    this.#onLayout = onLayout;
    this.#series = series;
    this.#guides = guides;
    this.#frame = frame;
    this.#inks = this.#readInks();
    this.#chart = new Chart(canvas, this.#configuration());
    this.#apply();
  }

  /** Draws at once; to be called at most once for each animation frame. */
  draw(series: readonly Series[], frame: Frame, guides: readonly Guide[]): void {
    const others = series.length !== this.#series.length;
    this.#series = series;
    this.#guides = guides;
    this.#frame = frame;
    if (others) this.#inks = this.#readInks();
    this.#apply();
  }

  /** Takes the colours anew, after light became dark. */
  recolor(): void {
    this.#inks = this.#readInks();
    this.#apply();
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
        elements: { point: { radius: 0 }, line: { borderJoinStyle: 'round' } },
        scales: {
          x: { type: 'linear', min: 0, grid: { display: false }, border: { display: false } },
          y: { type: 'linear', min: 0, border: { display: false } },
        },
      },
      plugins: [
        {
          id: 'moments-and-marks',
          afterLayout: chart => this.#tellGeometry(chart),
          beforeDatasetsDraw: chart => this.#drawNow(chart),
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
    const xTicks = { ...ticks, maxRotation: 0, maxTicksLimit: 8, includeBounds: false };
    Object.assign(x!, { max: durationSeconds, ticks: xTicks });
    Object.assign(y!, {
      max: yMax,
      ticks: { ...ticks, stepSize: yStep },
      grid: { color: hairline, drawTicks: false },
    });
    const { datasets } = this.#chart.data;
    const lines = [
      ...this.#series.map(series => this.#lineOf(series)),
      ...this.#guides.map(guide => this.#guideOf(guide)),
    ];
    datasets.length = lines.length;
    lines.forEach((line, i) => Object.assign((datasets[i] ??= { data: [] }), line));
    this.#chart.update('none');
  }

  /** The points are copied: Chart.js would put its own methods into an array that goes on growing. */
  #lineOf({ machine, points }: Series): ChartDataset<'line', Point[]> {
    return {
      data: points.slice(),
      borderColor: this.#inks.machines[machine - 1]!,
      borderWidth: LINE_PIXELS,
      order: -machine, // dashes over solid lines, so that lines that coincide are all seen
      borderDash: [...lookOf(machine).dash],
      clip: { left: 0, top: 4, right: 0, bottom: 4 },
    };
  }

  #guideOf(guide: Guide): ChartDataset<'line', Point[]> {
    const color = this.#inks.machines[guide.machine - 1]!;
    return {
      ...this.#lineOf(guide),
      order: 1000 - guide.machine, // beneath the lines
      borderColor: guide.kind === 'other' ? color + PALE : color,
      borderWidth: guide.kind === 'other' ? 6 : 1.5,
      borderDash: guide.kind === 'other' ? [] : [1.5, 4],
    };
  }

  #tellGeometry({ chartArea: { left, right, top, bottom } }: Chart): void {
    const { durationSeconds, yMax } = this.#frame;
    this.#onLayout({ left, right, top, bottom, durationMs: durationSeconds * 1000, yMax });
  }

  #drawNow(chart: Chart): void {
    const { nowSeconds } = this.#frame;
    if (nowSeconds !== undefined) drawMoment(chart, nowSeconds, this.#inks.amber);
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
