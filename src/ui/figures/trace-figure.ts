// A trace's clocks or queues as a figure: a line for each machine, over another run and over what theory says where
// somebody asked for them.
import type { Quantity, Series } from '../../analysis/chart-series.ts';
import type { Prediction } from '../../analysis/prediction.ts';
import type { Trial } from '../../core/trial.ts';
import { secondsAxis } from '../../formats/figure/axis.ts';
import type { Figure, Layer } from '../../formats/figure/figure.ts';
import { quantityAxis } from '../../formats/figure/trace-axes.ts';
import { machineMark, machineStroke } from '../parts/machine-looks.ts';

export interface TraceFigureParts {
  readonly quantity: Quantity;
  readonly title: string;
  readonly description: string;
  readonly trial: Trial;
  /** In the order of the machines. */
  readonly series: readonly Series[];
  /** The largest value of `series` and `others`. */
  readonly largest: number;
  /** Another run of the same trial, drawn broad and pale beneath; empty for none. */
  readonly others: readonly Series[];
  /** What theory says, drawn in fine dots. */
  readonly prediction: Prediction | undefined;
  /** Where the run is, since its start; undefined when it does not go on. */
  readonly nowSeconds: number | undefined;
  /** How long the x axis is drawn. */
  readonly widthPixels: number;
}

const OTHER = { widthPixels: 6, dash: [], opacity: 0.35 };
const PREDICTION = { widthPixels: 1.5, dash: [1.5, 4], opacity: 1 };
const ORIGIN = { x: 0, y: 0 };

export function traceFigure(parts: TraceFigureParts): Figure {
  const { quantity, title, description, trial, series, others, nowSeconds, widthPixels } = parts;
  const predictions = predictionLines(parts);
  const largest = Math.max(parts.largest, ...predictions.map(({ points }) => points.at(-1)!.y));
  return {
    id: `trace-${quantity}`,
    title,
    description,
    x: secondsAxis(trial.durationSeconds, widthPixels),
    y: quantityAxis(quantity, trial, largest),
    legend: [],
    layers: [
      ...(nowSeconds === undefined ? [] : [{ kind: 'moment', color: '--amber', x: nowSeconds } as const]),
      ...others.map(line => lineOf(line, OTHER)),
      ...predictions.map(line => lineOf(line, PREDICTION)),
      // Dashes over solid lines, so that lines that coincide are all seen.
      ...series.map(line => lineOf(line)),
      ...endMarks(series),
    ],
  };
}

function lineOf({ machine, points }: Series, style: object = {}): Layer {
  return { kind: 'line', stroke: { ...machineStroke(machine), ...style }, points };
}

/** The last machine first, so that machine 1's mark lies on top of what it hides; none before the first event. */
function endMarks(series: readonly Series[]): Layer[] {
  return [...series].reverse().flatMap(({ machine, points }): Layer[] => {
    const at = points.at(-1);
    return at && points.length > 1 ? [{ kind: 'mark', mark: machineMark(machine), at }] : [];
  });
}

function predictionLines({ prediction, quantity, trial }: TraceFigureParts): Series[] {
  return (prediction?.machines ?? []).map(({ machine, clockGrowthPerSecond, queueGrowthPerSecond }) => {
    const perSecond = quantity === 'clock' ? clockGrowthPerSecond : queueGrowthPerSecond;
    const end = { x: trial.durationSeconds, y: perSecond * trial.durationSeconds };
    return { machine, points: [ORIGIN, end] };
  });
}
