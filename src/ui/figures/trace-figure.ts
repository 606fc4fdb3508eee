// A trace's clocks or queues as a figure: a line for each machine, over another run and over what theory says where
// somebody asked for them.
import type { Quantity, Series } from '../../analysis/chart-series.ts';
import type { Prediction } from '../../analysis/prediction.ts';
import type { MachineId } from '../../core/message.ts';
import { runEndMs, type Trial } from '../../core/trial.ts';
import { secondsAxis, stepsAxis } from '../../formats/figure/axis.ts';
import { MARK_PIXELS, type Figure, type FigurePoint, type Layer } from '../../formats/figure/figure.ts';
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
  /** Another run, drawn broad and pale beneath; empty for none. */
  readonly others: readonly Series[];
  /** Moments that are drawn as upright lines, in milliseconds since the start. */
  readonly marksMs?: readonly number[];
  /** What theory says, drawn in fine dots. */
  readonly prediction: Prediction | undefined;
  /** Where the run is, since its start; undefined when it does not go on. */
  readonly nowSeconds: number | undefined;
  /** Whether steps are counted, because time has no length. */
  readonly isStepped?: boolean;
  /** How long the x axis is drawn. */
  readonly widthPixels: number;
}

/** Where a machine is down or paused, and where a partition is. */
const INTERVALS = { stopped: 0.22, partition: 0.12, color: '--ink-soft', markAt: 0.94 };
const OTHER = { widthPixels: 6, dash: [], opacity: 0.35 };
const PREDICTION = { widthPixels: 1.5, dash: [1.5, 4], opacity: 1 };
const ORIGIN = { x: 0, y: 0 };
const FIRST_SPAN_SECONDS = 10;
const END_MARKS = { apartPixels: MARK_PIXELS, stepsMax: 5, plotHeightPixels: 200 };

export function traceFigure(parts: TraceFigureParts): Figure {
  const {
    quantity,
    title,
    description,
    trial,
    series,
    others,
    marksMs = [],
    nowSeconds,
    widthPixels,
  } = parts;
  const predictions = predictionLines(parts);
  const largest = Math.max(parts.largest, ...predictions.map(({ points }) => points.at(-1)!.y));
  const durationSeconds = spanOf(parts);
  const x = (parts.isStepped ? stepsAxis : secondsAxis)(durationSeconds, widthPixels);
  const y = quantityAxis(quantity, { ...trial, durationSeconds }, largest);
  return {
    id: `trace-${quantity}`,
    title,
    description,
    x,
    y,
    legend: [],
    layers: [
      ...intervalsOf(trial, durationSeconds),
      ...(nowSeconds === undefined ? [] : [{ kind: 'moment', color: '--amber', x: nowSeconds } as const]),
      ...marksMs.map((atMs): Layer => ({ kind: 'moment', color: '--problem', x: atMs / 1000 })),
      ...others.map(line => lineOf(line, OTHER)),
      ...predictions.map(line => lineOf(line, PREDICTION)),
      // Dashes over solid lines, so that lines that coincide are all seen.
      ...series.map(line => lineOf(line)),
      ...endMarks(series, widthPixels / x.max, END_MARKS.plotHeightPixels / y.max),
      ...intervalMarks(trial, durationSeconds, y.max),
    ],
  };
}

/** A partition, a crash or a pause, as far as it is within the span. */
interface Interval {
  readonly from: number;
  readonly to: number;
  /** Undefined for a partition. */
  readonly machine: MachineId | undefined;
}

function faultIntervals({ faults }: Trial, spanSeconds: number): Interval[] {
  return (faults?.timed ?? []).flatMap(fault => {
    if (fault.kind === 'rate') return [];
    const [from, to] = [fault.fromMs / 1000, Math.min(fault.toMs / 1000, spanSeconds)];
    if (from >= to) return [];
    return [{ from, to, machine: fault.kind === 'partition' ? undefined : fault.machine }];
  });
}

function intervalsOf(trial: Trial, spanSeconds: number): Layer[] {
  const { color, stopped, partition } = INTERVALS;
  return faultIntervals(trial, spanSeconds).map(({ from, to, machine }) => ({
    kind: 'interval',
    color,
    opacity: machine === undefined ? partition : stopped,
    from,
    to,
  }));
}

/** Over the time in which a machine is down or paused, its mark. */
function intervalMarks(trial: Trial, spanSeconds: number, yMax: number): Layer[] {
  return faultIntervals(trial, spanSeconds).flatMap(({ from, to, machine }): Layer[] =>
    machine === undefined
      ? []
      : [
          {
            kind: 'mark',
            mark: machineMark(machine),
            at: { x: (from + to) / 2, y: INTERVALS.markAt * yMax },
          },
        ],
  );
}

function lineOf({ machine, points }: Series, style: object = {}): Layer {
  return { kind: 'line', stroke: { ...machineStroke(machine), ...style }, points };
}

/**
 * How many seconds of the run the axis spans: all of it, but no more than twice what there is while the run goes on, so
 * that its first seconds are a picture already, and what there is after one that was stopped.
 */
export function spanOf({
  trial: { rates, durationSeconds },
  series,
  others,
  nowSeconds,
}: Pick<TraceFigureParts, 'trial' | 'series' | 'others' | 'nowSeconds'>): number {
  // The other run may be one of another trial, and go on for longer.
  if (others.length > 0)
    return Math.max(durationSeconds, ...others.map(({ points }) => points.at(-1)?.x ?? 0));
  const last = Math.max(0, ...series.map(({ points }) => points.at(-1)?.x ?? 0));
  if (nowSeconds !== undefined) {
    let span = FIRST_SPAN_SECONDS;
    while (span < Math.max(nowSeconds, last)) span *= 2;
    return Math.min(durationSeconds, span);
  }
  return Math.min(durationSeconds, runEndMs({ rates, durationSeconds }, last * 1000) / 1000);
}

/**
 * The last machine first, so that machine 1's mark lies on top; none before the first event. Marks that would hide one
 * another lie apart, each further back on its own line.
 */
function endMarks(series: readonly Series[], pixelsPerSecond: number, pixelsPerUnit: number): Layer[] {
  const { apartPixels, stepsMax } = END_MARKS;
  const taken: FigurePoint[] = [];
  const hides = (a: FigurePoint, b: FigurePoint): boolean =>
    Math.hypot((a.x - b.x) * pixelsPerSecond, (a.y - b.y) * pixelsPerUnit) < apartPixels * (1 - 1e-9);
  const marks = series.flatMap(({ machine, points }): Layer[] => {
    const end = points.at(-1);
    if (!end || points.length < 2) return [];
    // A plot that is not seen has no width, and nothing in it hides anything.
    const steps = pixelsPerSecond > 0 ? stepsMax : -1;
    const places = Array.from({ length: steps + 1 }, (_, step) =>
      pointAt(points, Math.max(0, end.x - (step * apartPixels) / pixelsPerSecond)),
    );
    const at = places.find(place => !taken.some(other => hides(place, other))) ?? end;
    taken.push(at);
    return [{ kind: 'mark', mark: machineMark(machine), at }];
  });
  return marks.reverse();
}

/** Where a line is at a moment between its ends. */
function pointAt(points: readonly FigurePoint[], x: number): FigurePoint {
  const after = points.findLastIndex(point => point.x <= x) + 1;
  const [from, to] = [points[after - 1]!, points[after]];
  if (!to) return from;
  return { x, y: from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x) };
}

function predictionLines(parts: TraceFigureParts): Series[] {
  const { prediction, quantity } = parts;
  // Theory ends where something goes wrong.
  const untilMs = prediction?.limit?.untilMs ?? 0;
  const span = untilMs > 0 ? Math.min(spanOf(parts), untilMs / 1000) : spanOf(parts);
  return (prediction?.machines ?? []).map(({ machine, clockGrowthPerSecond, queueGrowthPerSecond }) => {
    const perSecond = quantity === 'clock' ? clockGrowthPerSecond : queueGrowthPerSecond;
    const end = { x: span, y: perSecond * span };
    return { machine, points: [ORIGIN, end] };
  });
}
