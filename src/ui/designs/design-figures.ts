// The figures of a comparison of designs, each with its table: what was measured as marks, beside the curves that the notebook
// reckons with.
import { framesHandled } from '../../analysis/design-verdict.ts';
import { grouped } from '../../core/counted.ts';
import { pairsOf, type Design, type DesignComparison, type MeasuredDesign } from '../../core/design-facts.ts';
import { linearAxis, logarithmicAxis, portionOf, type Axis } from '../../formats/figure/axis.ts';
import { LINE_PIXELS, type Figure, type FigurePoint, type Layer } from '../../formats/figure/figure.ts';
import { DOCUMENT_PLOT_WIDTH, DOCUMENT_SIZE } from '../../formats/figure/figure-svg.ts';
import type { LegendEntry, Mark, Stroke } from '../../formats/figure/figure.ts';
import type { DocumentTable, FigureWithTable } from '../../notebook/document/document.ts';
import { DESIGN_NAMES } from '../../words/designs.ts';
import {
  CURVES,
  FIGURE_AXES,
  FIGURE_TITLES,
  figureDescription,
  latencyLabel,
} from '../../words/designs-view.ts';
import { duration } from '../../words/numbers.ts';
import { SHAPES, type Shape } from '../parts/machine-looks.ts';

/** No machine's colours: a design is not a machine. */
const LOOKS: Readonly<
  Record<Design, { readonly color: string; readonly shape: Shape; readonly dash: readonly number[] }>
> = {
  webrtc: { color: '--ink', shape: 'circle', dash: [] },
  broadcast: { color: '--ink-soft', shape: 'square', dash: [6, 3] },
  relay: { color: '--amber-strong', shape: 'triangle', dash: [] },
  broker: { color: '--amber-text', shape: 'diamond', dash: [6, 3] },
};

const CURVE: Omit<Stroke, 'dash'> = { color: '--edge', widthPixels: 1.25, opacity: 1 };
const CURVES_DRAWN = [
  { label: CURVES.server, of: (n: number) => n, dash: [] },
  { label: CURVES.pairs, of: pairsOf, dash: [6, 3] },
  { label: CURVES.oneWay, of: (n: number) => 2 * pairsOf(n), dash: [2, 3] },
] as const;
const TICKS_MAX = 8;
/** Between two labels at the same end. */
const LABEL_PIXELS = 17;
const LABEL_RISE = 9;

interface Series {
  readonly design: Design;
  readonly label: string;
  readonly pale: boolean;
  readonly points: readonly FigurePoint[];
  readonly words: (y: number) => string;
}

/** Undefined where nothing was measured. */
export function designFigures(comparison: DesignComparison): readonly FigureWithTable[] | undefined {
  const measured = comparison.runs.filter((run): run is MeasuredDesign => run.kind === 'measured');
  if (measured.length === 0) return undefined;
  const { designs } = comparison.settings;
  const series = (
    valueOf: (run: MeasuredDesign) => number | undefined,
    words: (y: number) => string,
    { label = (design: Design) => DESIGN_NAMES[design].label, pale = false } = {},
  ): readonly Series[] =>
    designs
      .map(design => ({
        design,
        label: label(design),
        pale,
        words,
        points: measured.flatMap(run => {
          const y = valueOf(run);
          return run.design === design && y !== undefined ? [{ x: run.machines, y }] : [];
        }),
      }))
      .filter(({ points }) => points.length > 0);
  const count = (value: number): string => grouped(value);
  const latency = (which: 'median' | 'p99', pale: boolean): readonly Series[] =>
    series(run => positive(which === 'median' ? run.latency?.medianMs : run.latency?.p99Ms), duration, {
      label: design => latencyLabel(design, which),
      pale,
    });
  return [
    connectionsFigure(series(({ connections }) => connections, count)),
    loadFigure(series(({ busiest }) => framesHandled(busiest), count)),
    figureOf(
      'setup',
      FIGURE_TITLES.setup,
      FIGURE_AXES.setup,
      series(
        ({ setupMs }) => positive(setupMs / 1000),
        y => duration(y * 1000),
      ),
    ),
    figureOf('latency', FIGURE_TITLES.latency, FIGURE_AXES.latency, [
      ...latency('median', false),
      ...latency('p99', true),
    ]),
  ];
}

function loadFigure(series: readonly Series[]): FigureWithTable {
  const most = Math.max(...series.flatMap(({ points }) => points.map(({ y }) => y)));
  const label = FIGURE_AXES.load;
  const y = linearAxis({ label, min: 0, max: Math.max(1, most * 1.1), ticksMax: 6, whole: true });
  return figureOf('load', FIGURE_TITLES.load, label, series, y);
}

function connectionsFigure(series: readonly Series[]): FigureWithTable {
  const sizes = sizesOf(series);
  const last = Math.max(...sizes);
  const y = logarithmicAxis({
    label: FIGURE_AXES.connections,
    min: 1,
    max: 2 * pairsOf(last) * 1.3,
    ticksMax: 5,
  });
  const curves = CURVES_DRAWN.map(({ label, of, dash }) => ({
    label,
    dash,
    points: Array.from({ length: last - 1 }, (_, i) => ({ x: i + 2, y: of(i + 2) })),
  }));
  const base = figureOf('connections', FIGURE_TITLES.connections, FIGURE_AXES.connections, series, y);
  const layers: readonly Layer[] = [
    ...curves.map(({ dash, points }): Layer => ({ kind: 'line', stroke: { ...CURVE, dash }, points })),
    ...base.figure.layers.filter(({ kind }) => kind === 'mark'),
    ...labelsApart(
      curves.map(({ label, points }) => ({ text: label, at: points.at(-1)! })),
      y,
    ),
  ];
  const [group] = base.table.groups;
  return {
    figure: { ...base.figure, layers },
    table: {
      ...base.table,
      columns: [...base.table.columns, ...CURVES_DRAWN.map(({ label }) => label)],
      groups: [
        {
          title: '',
          rows: group!.rows.map(({ head, cells }) => ({
            head,
            cells: [...cells, ...CURVES_DRAWN.map(({ of }) => grouped(of(Number(head))))],
          })),
        },
      ],
    },
  };
}

function figureOf(
  id: string,
  title: string,
  yLabel: string,
  series: readonly Series[],
  y: Axis = logarithmicAround(yLabel, series),
): FigureWithTable {
  const sizes = sizesOf(series);
  const labelled = series
    .filter(({ pale }) => !pale)
    .map(({ label, points }) => ({ text: label, at: points.at(-1)! }));
  const figure: Figure = {
    id: `designs-${id}`,
    title,
    description: figureDescription(
      title,
      series.map(({ design, points, words }) => {
        const end = points.at(-1)!;
        return { design, machines: end.x, words: words(end.y) };
      }),
    ),
    x: linearAxis({
      label: FIGURE_AXES.machines,
      min: 0,
      max: Math.max(...sizes),
      ticksMax: TICKS_MAX,
      lengthPixels: DOCUMENT_PLOT_WIDTH,
      whole: true,
    }),
    y,
    legend: series.filter(({ pale }) => !pale).map(legendEntry),
    layers: [
      ...series.map((each): Layer => ({ kind: 'line', stroke: strokeOf(each), points: each.points })),
      ...series.flatMap(each =>
        each.pale ? [] : each.points.map((at): Layer => ({ kind: 'mark', mark: markOf(each), at })),
      ),
      ...labelsApart(labelled, y),
    ],
  };
  return { figure, table: tableOf(title, series, sizes) };
}

function tableOf(title: string, series: readonly Series[], sizes: readonly number[]): DocumentTable {
  return {
    caption: title,
    columns: [FIGURE_AXES.machines, ...series.map(({ label }) => label)],
    groups: [
      {
        title: '',
        rows: sizes.map(size => ({
          head: String(size),
          cells: series.map(({ points, words }) => {
            const point = points.find(({ x }) => x === size);
            return point ? words(point.y) : '–';
          }),
        })),
      },
    ],
  };
}

/** Labels above their points; where two would be on each other, the upper one rises. */
function labelsApart(
  labels: readonly { readonly text: string; readonly at: FigurePoint }[],
  y: Axis,
): readonly Layer[] {
  const heightOf = ({ at }: { readonly at: FigurePoint }): number =>
    portionOf(y, at.y) * DOCUMENT_SIZE.plotHeight;
  const taken: { x: number; height: number }[] = [];
  return [...labels]
    .sort((a, b) => heightOf(a) - heightOf(b))
    .map(({ text, at }): Layer => {
      const own = heightOf({ at });
      const below = taken.filter(({ x }) => x === at.x).map(({ height }) => height + LABEL_PIXELS);
      const height = Math.max(own + LABEL_RISE, ...below);
      taken.push({ x: at.x, height });
      return { kind: 'label', text, at, risePixels: height - own };
    });
}

/** A quantity that may be too small for this browser's clock has no place on a logarithmic axis. */
function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

function logarithmicAround(label: string, series: readonly Series[]): Axis {
  const values = series.flatMap(({ points }) => points.map(({ y }) => y));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const [min, max] = [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most * 1.2))];
  return logarithmicAxis({ label, min, max, ticksMax: 6 });
}

function sizesOf(series: readonly Series[]): readonly number[] {
  const sizes = new Set(series.flatMap(({ points }) => points.map(({ x }) => x)));
  return [...sizes].sort((a, b) => a - b);
}

function legendEntry(series: Series): LegendEntry {
  return { label: DESIGN_NAMES[series.design].label, stroke: strokeOf(series), mark: markOf(series) };
}

function strokeOf({ design, pale }: Series): Stroke {
  const { color, dash } = LOOKS[design];
  return { color, dash, widthPixels: LINE_PIXELS, opacity: pale ? 0.45 : 1 };
}

function markOf({ design }: Series): Mark {
  const { color, shape } = LOOKS[design];
  return { color, path: SHAPES[shape] };
}
