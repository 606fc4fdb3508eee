// What the notebook says about one trial, as figures, tables and sentences: the page shows them and the exported files
// carry them, in the same words.
import { numberedMachine } from '../../words/machines.ts';
import {
  allRuns,
  fromTo,
  machineWithRate,
  momentsCaption,
  momentsColumns,
  notebookBalance,
  notebookDrift,
  notebookTrialTitle,
  NUMBERS_COLUMNS,
  numbersCaption,
  PENDING,
  placeAmongRuns,
  PUBLISHED_COLUMNS,
  PUBLISHED_MARKS,
  publishedCaption,
  quantityDescription,
  quantityTitle,
  readingHead,
  samplesCaption,
  thisRun,
  trialSettings,
  valueRead,
} from '../../words/notebook.ts';
import { fixed, withRange } from '../../words/numbers.ts';
import type { Quantity } from '../../analysis/chart-series.ts';
import { placeReadings, type PlacedReading } from '../../notebook/published.ts';
import { largestOf, REPLICATES, slowestOf, type Replicates } from '../../notebook/replicates.ts';
import type { NotebookSample } from '../../notebook/sample.ts';
import type { PublishedReading } from '../../notebook/trials.ts';
import { predict } from '../../analysis/prediction.ts';
import { describeSample, momentsOf } from '../../analysis/statistics.ts';
import type { NotebookEntry } from '../../notebook/state.ts';
import type { TimestampRule } from '../../core/trial.ts';
import type { DocumentTable, FigureWithTable, TableRow } from '../../notebook/document/document.ts';
import { secondsAxis } from '../../formats/figure/axis.ts';
import { DOCUMENT_PLOT_WIDTH } from '../../formats/figure/figure-svg.ts';
import type { Figure, Layer } from '../../formats/figure/figure.ts';
import { quantityAxis } from '../../formats/figure/trace-axes.ts';
import { machineMark, machineStroke } from '../parts/machine-looks.ts';

const NAMED_MAX = 3; // machines: beyond this the legend has room for numbers only

export function titleOf({ published }: NotebookEntry, ownNumber: number): string {
  return notebookTrialTitle(published?.number, ownNumber);
}

export function settingsOf({ trial }: NotebookEntry): string {
  return trialSettings(trial);
}

/** Undefined until both the sample and the band are there. */
export function figuresOf(
  entry: NotebookEntry,
  rule: TimestampRule,
  title: string,
): readonly FigureWithTable[] | undefined {
  const sample = entry.samples[rule];
  const replicates = entry.replicates[rule];
  if (!sample || !replicates?.bands) return undefined;
  return (['clock', 'queue'] as const).map(quantity => ({
    figure: figureOf(entry, title, quantity, sample, replicates),
    table: momentsTable(title, quantity, sample, replicates),
  }));
}

export function figureCaption(entry: NotebookEntry, rule: TimestampRule): string {
  const seed = entry.samples[rule]?.summary.trial.seed ?? entry.sampleSeed;
  return samplesCaption(seed, REPLICATES, entry.published !== undefined);
}

/** What the published figure of this quantity shows. */
function readingsOf({ published }: NotebookEntry, quantity: Quantity): readonly PublishedReading[] {
  return (published?.readings ?? []).filter(
    reading => (reading.quantity === 'final-clock') === (quantity === 'clock'),
  );
}

function figureOf(
  entry: NotebookEntry,
  title: string,
  quantity: Quantity,
  sample: NotebookSample,
  { trial, machines, bands }: Replicates,
): Figure {
  const readings = readingsOf(entry, quantity);
  const largest = Math.max(
    largestOf(machines, quantity === 'clock' ? 'finalClock' : 'queueMax'),
    ...readings.map(({ value, tolerance }) => value + tolerance),
  );
  const named = machines.length <= NAMED_MAX;
  const lines = sample.lines[quantity];
  return {
    id: `${entry.id}-${quantity}`,
    title: quantityTitle(title, quantity),
    description: quantityDescription(
      title,
      quantity,
      sample.summary.trial.seed,
      sample.summary.machines.map(({ machine, rate, finalClock, queue }) => ({
        machine,
        rate,
        value: quantity === 'clock' ? finalClock : queue.final,
      })),
      readings,
    ),
    x: secondsAxis(trial.durationSeconds, DOCUMENT_PLOT_WIDTH),
    y: quantityAxis(quantity, trial, largest),
    legend: lines.map(({ machine }) => {
      const rate = trial.rates[machine - 1]!;
      return {
        label: machineWithRate(machine, rate, !named),
        stroke: machineStroke(machine),
        mark: machineMark(machine),
      };
    }),
    ...(readings.length === 0
      ? {}
      : {
          readings: {
            label: PUBLISHED_MARKS,
            values: readings.map(({ machine, value, tolerance }) => ({
              mark: machineMark(machine),
              value,
              tolerance,
            })),
          },
        }),
    layers: [
      ...[...(bands?.[quantity] ?? [])].reverse().map(({ machine, low, high }): Layer => {
        return { kind: 'band', color: machineStroke(machine).color, low, high };
      }),
      ...lines.map(({ machine, points }): Layer => {
        return { kind: 'line', stroke: machineStroke(machine), points };
      }),
      ...[...lines].reverse().flatMap(({ machine, points }): Layer[] => {
        const at = points.at(-1);
        return at ? [{ kind: 'mark', mark: machineMark(machine), at }] : [];
      }),
    ],
  };
}

function momentsTable(
  title: string,
  quantity: Quantity,
  sample: NotebookSample,
  { trial, bands }: Replicates,
): DocumentTable {
  const range = (machine: number, step: number): string => {
    const band = bands?.[quantity][machine];
    return band ? ` (${Math.round(band.low[step]!)}–${Math.round(band.high[step]!)})` : '';
  };
  return {
    caption: momentsCaption(title, quantity, sample.summary.trial.seed),
    columns: momentsColumns(trial.rates.length),
    groups: [
      {
        title: '',
        rows: sample.rows.map(row => ({
          head: String(row.seconds),
          cells: row[quantity].map((value, i) => `${value}${range(i, row.step)}`),
        })),
      },
    ],
  };
}

/** What the published figures show beside ours; undefined for a person's own trial. */
export function publishedTable(
  entry: NotebookEntry,
  rule: TimestampRule,
  title: string,
): DocumentTable | undefined {
  const { published } = entry;
  const replicates = entry.replicates[rule];
  if (!published) return undefined;
  const placed = replicates && placeReadings(published, replicates);
  return {
    caption: publishedCaption(title, REPLICATES),
    columns: PUBLISHED_COLUMNS,
    groups: [
      {
        title: '',
        rows: published.readings.map((reading, i) => readingRow(reading, placed?.[i])),
      },
    ],
  };
}

function readingRow(reading: PublishedReading, placed: PlacedReading | undefined): TableRow {
  const { machine, quantity } = reading;
  const ours = placed?.ours;
  return {
    head: readingHead(machine, quantity),
    machine,
    cells: [
      valueRead(reading),
      ours ? fixed(ours.mean, 1) : PENDING,
      ours ? fromTo(ours.band95.low, ours.band95.high) : PENDING,
      ours ? fromTo(ours.min, ours.max) : PENDING,
      placed ? placeAmongRuns(placed.verdict, placed.place) : PENDING,
    ],
  };
}

/** One sentence for each published number that is not usual among ours. */
export function deviationsOf(entry: NotebookEntry, rule: TimestampRule): readonly string[] {
  const replicates = entry.replicates[rule];
  if (!entry.published || !replicates) return [];
  return [
    ...new Set(
      placeReadings(entry.published, replicates)
        .map(({ explanation }) => explanation)
        .filter(text => text !== ''),
    ),
  ];
}

/** Clocks, jumps and queues: of the one run, and over all of them. */
export function numbersTable(entry: NotebookEntry, rule: TimestampRule, title: string): DocumentTable {
  const sample = entry.samples[rule];
  const replicates = entry.replicates[rule];
  const seed = sample?.summary.trial.seed ?? entry.sampleSeed;
  const rows = (cells: (index: number) => readonly string[]): TableRow[] =>
    entry.trial.rates.map((rate, i) => ({
      head: numberedMachine(i + 1),
      machine: i + 1,
      cells: [String(rate), ...cells(i)],
    }));
  const pending = [PENDING, PENDING, PENDING, PENDING, PENDING, PENDING, PENDING];
  return {
    caption: numbersCaption(title),
    columns: NUMBERS_COLUMNS,
    groups: [
      {
        title: thisRun(seed),
        rows: rows(i => {
          const machine = sample?.summary.machines[i];
          if (!machine) return pending;
          const { finalClock, jumps, queue } = machine;
          return [
            String(finalClock),
            fixed(jumps.mean, 2),
            fixed(jumps.variance, 2),
            String(jumps.max),
            String(queue.final),
            String(queue.max),
            fixed(queue.mean, 1),
          ];
        }),
      },
      {
        title: allRuns(REPLICATES),
        rows: rows(i => {
          const machine = replicates?.machines[i];
          if (!machine) return pending;
          return [
            spread(machine.finalClock, 1),
            spread(machine.jumpMean, 2),
            spread(machine.jumpVariance, 2),
            spread(machine.jumpMax, 1),
            spread(machine.queueFinal, 1),
            spread(machine.queueMax, 1),
            spread(machine.queueMean, 1),
          ];
        }),
      },
    ],
  };
}

function spread(values: Float64Array, digits: number): string {
  const { mean, band95 } = describeSample(values);
  return withRange(mean, band95.low, band95.high, digits);
}

/** How far the clocks drift apart. */
export function driftSentence(entry: NotebookEntry, rule: TimestampRule): string {
  const drift = entry.samples[rule]?.summary.drift;
  const replicates = entry.replicates[rule];
  if (!drift || !replicates) return PENDING;
  return notebookDrift(drift, REPLICATES, {
    final: spread(replicates.driftFinal, 1),
    max: spread(replicates.driftMax, 1),
  });
}

/** What theory expects of the slowest machine, and what is measured. */
export function balanceSentence(entry: NotebookEntry, rule: TimestampRule): string {
  const replicates = entry.replicates[rule];
  const { machines } = predict({ ...entry.trial, rule });
  const slow = slowestOf(machines);
  const measured =
    replicates &&
    momentsOf(replicates.machines[slow.machine - 1]!.arrivals).mean / entry.trial.durationSeconds;
  return notebookBalance(slow, measured);
}
