// What the notebook says about one trial, as figures, tables and sentences: the page shows them and the exported files
// carry them, in the same words.
import { withRange } from '../../words/numbers.ts';
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

/** Stands where a number is going to be. */
const PENDING = '…';
const NAMED_MAX = 3; // machines: beyond this the legend has room for numbers only

const TITLES: Record<Quantity, string> = { clock: 'Logical clock', queue: 'Queue length' };

export function titleOf({ published }: NotebookEntry, ownNumber: number): string {
  return published ? `Trial ${published.number}` : `Own trial ${ownNumber}`;
}

export function settingsOf({ trial }: NotebookEntry): string {
  const { rates, dieSides, durationSeconds } = trial;
  return `${rates.join(', ')} ticks per second · die with ${dieSides} faces · ${durationSeconds} s`;
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
    figure: figureOf(entry.id, title, quantity, sample, replicates),
    table: momentsTable(title, quantity, sample, replicates),
  }));
}

export function figureCaption(entry: NotebookEntry, rule: TimestampRule): string {
  const seed = entry.samples[rule]?.summary.trial.seed ?? entry.sampleSeed;
  return `Lines: one run, seed ${seed}. Bands: the range of 95 % of ${REPLICATES} runs at each moment, from the 2.5 % to the 97.5 % quantile. In the legend: clock rates in ticks per second.`;
}

function figureOf(
  entryId: string,
  title: string,
  quantity: Quantity,
  sample: NotebookSample,
  { trial, machines, bands }: Replicates,
): Figure {
  const largest = largestOf(machines, quantity === 'clock' ? 'finalClock' : 'queueMax');
  const named = machines.length <= NAMED_MAX;
  const lines = sample.lines[quantity];
  return {
    id: `${entryId}-${quantity}`,
    title: `${title}: ${TITLES[quantity].toLowerCase()}`,
    description: `${title}: ${TITLES[quantity].toLowerCase()} of each machine against the seconds since the start, seed ${sample.summary.trial.seed}. At the end: ${sample.summary.machines
      .map(
        ({ machine, rate, finalClock, queue }) =>
          `machine ${machine} (${rate} ticks per second) at ${quantity === 'clock' ? finalClock : queue.final}`,
      )
      .join(', ')}.`,
    x: secondsAxis(trial.durationSeconds, DOCUMENT_PLOT_WIDTH),
    y: quantityAxis(quantity, trial, largest),
    legend: lines.map(({ machine }) => {
      const rate = trial.rates[machine - 1]!;
      return {
        label: named ? `Machine ${machine}, ${rate}/s` : `${machine}, ${rate}/s`,
        stroke: machineStroke(machine),
        mark: machineMark(machine),
      };
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
    caption: `${title}, ${TITLES[quantity].toLowerCase()}: seed ${sample.summary.trial.seed}, in brackets the range of 95 % of the runs`,
    columns: ['seconds', ...trial.rates.map((_, i) => `machine ${i + 1}`)],
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
    caption: `${title}: published, and ours over ${REPLICATES} runs`,
    columns: [
      'what the figure shows',
      'published',
      'our mean',
      '95 % of our runs',
      'our range',
      'place among our runs',
    ],
    groups: [
      {
        title: '',
        rows: published.readings.map((reading, i) => readingRow(reading, placed?.[i])),
      },
    ],
  };
}

function readingRow(reading: PublishedReading, placed: PlacedReading | undefined): TableRow {
  const { machine, quantity, value, tolerance } = reading;
  const what = {
    'final-clock': 'clock at the end',
    'queue-max': 'largest queue',
    'queue-final': 'queue at the end',
  }[quantity];
  const ours = placed?.ours;
  return {
    head: `Machine ${machine}, ${what}`,
    machine,
    cells: [
      tolerance > 0 ? `${value} ± ${tolerance}` : String(value),
      ours ? ours.mean.toFixed(1) : PENDING,
      ours ? `${Math.round(ours.band95.low)} to ${Math.round(ours.band95.high)}` : PENDING,
      ours ? `${ours.min} to ${ours.max}` : PENDING,
      placed ? placeWords(placed) : PENDING,
    ],
  };
}

function placeWords({ verdict, place: { low, high } }: PlacedReading): string {
  const from = Math.round(low * 100);
  const to = Math.round(high * 100);
  const below = from === to ? `higher than ${from} % of our runs` : `higher than ${from}–${to} % of our runs`;
  switch (verdict) {
    case 'same':
      return 'the same in every run';
    case 'usual':
      return `typical (${below})`;
    case 'rare':
      return `rare (${below})`;
    case 'outside':
      return 'outside our range';
  }
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
      head: `Machine ${i + 1}`,
      machine: i + 1,
      cells: [String(rate), ...cells(i)],
    }));
  const pending = [PENDING, PENDING, PENDING, PENDING, PENDING, PENDING, PENDING];
  return {
    caption: `${title}: clocks, jumps and queues`,
    columns: [
      'machine',
      'ticks/s',
      'clock at the end',
      'mean jump',
      'variance of jumps',
      'largest jump',
      'queue at the end',
      'largest queue',
      'mean queue',
    ],
    groups: [
      {
        title: `This run, seed ${seed}`,
        rows: rows(i => {
          const machine = sample?.summary.machines[i];
          if (!machine) return pending;
          const { finalClock, jumps, queue } = machine;
          return [
            String(finalClock),
            jumps.mean.toFixed(2),
            jumps.variance.toFixed(2),
            String(jumps.max),
            String(queue.final),
            String(queue.max),
            queue.mean.toFixed(1),
          ];
        }),
      },
      {
        title: `${REPLICATES} runs: mean, and in brackets the range of 95 % of the runs`,
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
  return `In this run the clocks end ${drift.final} apart and are ${drift.max} apart at most; over ${REPLICATES} runs ${spread(replicates.driftFinal, 1)} at the end and ${spread(replicates.driftMax, 1)} at most.`;
}

/** What theory expects of the slowest machine, and what is measured. */
export function balanceSentence(entry: NotebookEntry, rule: TimestampRule): string {
  const replicates = entry.replicates[rule];
  const { machines } = predict({ ...entry.trial, rule });
  const slow = slowestOf(machines);
  const { machine, rate, arrivalsPerSecond, keepsUp, queueGrowthPerSecond } = slow;
  const measured = replicates
    ? (momentsOf(replicates.machines[machine - 1]!.arrivals).mean / entry.trial.durationSeconds).toFixed(2)
    : PENDING;
  const outcome = {
    yes: 'so it keeps up, and its queue comes back to 0',
    borderline: 'so its queue wanders without bound',
    no: `so ${queueGrowthPerSecond.toFixed(2)} more wait after every second`,
  }[keepsUp];
  return `By the balance of ticks machine ${machine} receives ${arrivalsPerSecond.toFixed(2)} messages a second (${measured} measured) and can take ${rate}, ${outcome}.`;
}
