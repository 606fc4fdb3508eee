// A sweep as a table for other programs: comma-separated values by RFC 4180, a row for each cell of the grid, the unit of
// each column in its name.
import type { TimedFault } from '../core/fault-plan.ts';
import type { Trial } from '../core/trial.ts';
import { csvLine, type CsvValue } from './csv.ts';
import type { NamedFile } from './named-file.ts';

/** A mean over replicates, with its 95 % interval; without one for fewer than two replicates. */
export interface CsvEstimate {
  readonly mean: number;
  readonly interval95: { readonly low: number; readonly high: number } | undefined;
}

export interface CsvCell {
  readonly trial: Trial;
  /** Asked for, and run. */
  readonly replicates: number;
  readonly done: number;
  /** Undefined as long as no replicate was run: the columns stay empty. */
  readonly measured:
    | {
        readonly queueGrowthPerSecond: CsvEstimate;
        readonly queueFinal: CsvEstimate;
        readonly slowestFinalClock: CsvEstimate;
        readonly fastestFinalClock: CsvEstimate;
        readonly jumpMax: CsvEstimate;
        readonly lost: CsvEstimate;
        readonly doubled: CsvEstimate;
      }
    | undefined;
  readonly predicted: { readonly queueGrowthPerSecond: number; readonly utilisation: number };
}

type Column = readonly [name: string, value: (cell: CsvCell) => CsvValue];

const MEASURED: readonly (readonly [keyof NonNullable<CsvCell['measured']>, string])[] = [
  ['queueGrowthPerSecond', 'slowest_queue_growth_messages_per_second'],
  ['queueFinal', 'slowest_final_queue_messages'],
  ['slowestFinalClock', 'slowest_final_clock'],
  ['fastestFinalClock', 'fastest_final_clock'],
  ['jumpMax', 'slowest_largest_jump'],
  ['lost', 'lost_messages'],
  ['doubled', 'doubled_messages'],
];

const COLUMNS: readonly Column[] = [
  ['rates_ticks_per_second', ({ trial }) => trial.rates.join(' ')],
  ['slowest_rate_ticks_per_second', ({ trial }) => trial.rates.at(-1)],
  ['die_faces', ({ trial }) => trial.dieSides],
  ['length_seconds', ({ trial }) => trial.durationSeconds],
  ['delay_milliseconds', ({ trial }) => delayText(trial)],
  ['loss_percent', ({ trial }) => trial.faults?.lossPercent ?? 0],
  ['duplication_percent', ({ trial }) => trial.faults?.duplicationPercent ?? 0],
  ['reordering_percent', ({ trial }) => trial.faults?.reorderingPercent ?? 0],
  ['reordering_milliseconds', ({ trial }) => trial.faults?.reorderingMs],
  ['bandwidth_messages_per_second', ({ trial }) => trial.faults?.bandwidthPerSecond],
  ['faults_at_times_seconds', ({ trial }) => trial.faults?.timed.map(timedText).join('; ')],
  ['session', ({ trial }) => (trial.faults?.session ? 'on' : 'off')],
  ['timestamp_rule', ({ trial }) => trial.rule],
  ['first_seed', ({ trial }) => trial.seed],
  ['replicates_asked', ({ replicates }) => replicates],
  ['replicates_run', ({ done }) => done],
  ...MEASURED.flatMap(([quantity, name]): Column[] => [
    [`${name}_mean`, ({ measured }) => measured?.[quantity].mean],
    [`${name}_95_low`, ({ measured }) => measured?.[quantity].interval95?.low],
    [`${name}_95_high`, ({ measured }) => measured?.[quantity].interval95?.high],
  ]),
  ['predicted_queue_growth_messages_per_second', ({ predicted }) => predicted.queueGrowthPerSecond],
  ['predicted_utilisation', ({ predicted }) => predicted.utilisation],
];

export function writeSweepCsv(cells: readonly CsvCell[]): NamedFile {
  const rows = [
    COLUMNS.map(([name]) => name),
    ...cells.map(cell => COLUMNS.map(([, valueOf]) => valueOf(cell))),
  ];
  const text = rows.map(csvLine).join('');
  return { name: `lamplight-sweep-${cells.length}-cells.csv`, text, type: 'text/csv' };
}

function timedText(fault: TimedFault): string {
  const from = fault.fromMs / 1000;
  if (fault.kind === 'rate') return `rate ${fault.machine}: ${from} rate ${fault.rate}`;
  const until = `${from}-${fault.toMs / 1000}`;
  if (fault.kind === 'partition') return `partition ${fault.machines.join(' ')}: ${until}`;
  return `${fault.kind} ${fault.machine}: ${until}${fault.kind === 'crash' ? ` ${fault.memory}` : ''}`;
}

function delayText({ delay }: Trial): string {
  switch (delay?.kind) {
    case undefined:
      return 'none';
    case 'fixed':
      return `fixed ${delay.delayMs}`;
    case 'uniform':
      return `uniform ${delay.minMs}-${delay.maxMs}`;
    case 'exponential':
      return `exponential ${delay.meanMs}`;
    case 'log-normal':
      return `log-normal ${delay.medianMs} x ${delay.spreadFactor}`;
  }
}
