// What Chart.js is told of a figure: its axes with the very ticks and labels that are drawn in documents, and its lines.
// Pure, so that a test can hold the two drawings against each other.
import type { ChartDataset, LinearScale, ScaleOptionsByType } from 'chart.js';
import type { Axis } from '../../formats/figure/axis.ts';
import type { Figure, FigurePoint, Layer } from '../../formats/figure/figure.ts';

/** Colours and letters, read from where the chart is. */
export interface Inks {
  readonly soft: string;
  readonly sheet: string;
  readonly hairline: string;
  readonly font: string;
  /** The colour that a custom property holds, as `#rrggbb`. */
  readonly colorOf: (property: string) => string;
}

export type Line = Extract<Layer, { kind: 'line' }>;

const LABEL_PIXELS = 11;

export type LinearOptions = Partial<
  Omit<ScaleOptionsByType<'linear'>, 'ticks' | 'grid' | 'border' | 'afterBuildTicks'>
> & {
  readonly ticks: Partial<Omit<ScaleOptionsByType<'linear'>['ticks'], 'font'>> & { font: object };
  readonly grid: object;
  readonly border: object;
  readonly afterBuildTicks: (scale: Pick<LinearScale, 'ticks'>) => void;
};

export function scalesOf({ x, y }: Figure, inks: Inks): { x: LinearOptions; y: LinearOptions } {
  return {
    x: scaleOf(x, inks, { display: false }),
    y: scaleOf(y, inks, { color: inks.hairline, drawTicks: false }),
  };
}

function scaleOf({ min, max, ticks }: Axis, { soft, font }: Inks, grid: object): LinearOptions {
  const labels = new Map(ticks.map(({ value, label }) => [value, label]));
  return {
    type: 'linear',
    min,
    max,
    grid,
    border: { display: false },
    ticks: {
      color: soft,
      font: { family: font, size: LABEL_PIXELS },
      autoSkip: false,
      maxRotation: 0,
      callback: value => labels.get(Number(value)) ?? '',
    },
    afterBuildTicks: scale => {
      scale.ticks = ticks.map(({ value }) => ({ value }));
    },
  };
}

/** The lines of a figure, the lowest last, as Chart.js wants it: in `order`. */
export function datasetsOf(lines: readonly Line[], { colorOf }: Inks): ChartDataset<'line', FigurePoint[]>[] {
  return lines.map(({ stroke: { color, widthPixels, dash, opacity }, points }, i) => ({
    // Copied: Chart.js would put its own methods into an array that goes on growing.
    data: points.slice(),
    borderColor: colorOf(color) + alphaOf(opacity),
    borderWidth: widthPixels,
    borderDash: [...dash],
    order: lines.length - i,
    clip: { left: 0, top: 4, right: 0, bottom: 4 },
  }));
}

/** As two hexadecimal digits after a colour's six; none for what is opaque. */
function alphaOf(opacity: number): string {
  return opacity === 1
    ? ''
    : Math.round(opacity * 255)
        .toString(16)
        .padStart(2, '0');
}
