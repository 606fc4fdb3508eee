// Traces on their way out: one door for every format.
import { counted } from '../core/counted.ts';
import { STEP_MS } from '../core/program/program-record.ts';
import { hasOwnTrial, type Engine, type Trace } from '../core/trace.ts';
import { missingSentences } from '../words/losses.ts';
import { govectorLines } from './govector.ts';
import { writeMermaid } from './mermaid.ts';
import type { NamedFile, PlannedFile } from './named-file.ts';
import { shivizLines } from './shiviz.ts';
import { countEvents, type Stretch } from './stretch.ts';
import { tsvizLines } from './tsviz.ts';
import { leftOutNotes, vectorLogOf, type VectorLog } from './vector-log.ts';
import { csvLines } from './write-csv.ts';
import { jsonlLines } from './write-jsonl.ts';
import { planLogs } from './write-logs.ts';

export const WRITE_FORMATS = ['jsonl', 'csv', 'log', 'shiviz', 'tsviz', 'govector', 'mermaid'] as const;
export type WriteFormat = (typeof WRITE_FORMATS)[number];

export interface WriteOptions {
  /** Only what happened in this stretch; JSONL is always of the whole run. Undefined is the whole run. */
  readonly window?: Stretch | undefined;
  /** Mermaid only: leaves internal events out. */
  readonly withoutInternal?: boolean | undefined;
}

/**
 * jsonl: Lamplight's own format, which loses nothing. csv: a table that loses nothing. log: the assignment's, one file for
 * each machine. shiviz, tsviz, govector: with vector clocks. mermaid: a sequence diagram of at most 300 lines.
 * docs/formats.md describes them. Throws NothingToWriteError and TooManyVectorsError, both with a sentence to show.
 */
export function writeTrace(trace: Trace, format: WriteFormat, options: WriteOptions = {}): NamedFile[] {
  return planFiles(trace, format, options).map(({ name, type, lines }) => ({
    name,
    type,
    text: [...lines].join(''),
  }));
}

/** As {@link writeTrace}, for those who write piece by piece. Vector clocks are computed at once. */
export function planFiles(trace: Trace, format: WriteFormat, options: WriteOptions = {}): PlannedFile[] {
  const { window, withoutInternal } = options;
  const plan = (
    ending: string,
    type: string,
    lines: Iterable<string>,
    events: number,
    notes: readonly string[] = [],
  ): PlannedFile[] => [
    {
      name: `${baseName(trace, format === 'jsonl' ? undefined : window)}${ending}`,
      type,
      lines,
      pieces: events + 1,
      notes,
    },
  ];
  const planVectors = (
    ending: string,
    linesOf: (trace: Trace, log: VectorLog) => Iterable<string>,
  ): PlannedFile[] => {
    const log = vectorLogOf(trace, window);
    return plan(ending, 'text/plain', linesOf(trace, log), log.count, [
      ...leftOutNotes(log),
      ...missingSentences(trace),
    ]);
  };
  switch (format) {
    case 'jsonl':
      return plan('.jsonl', 'application/jsonl', jsonlLines(trace), trace.eventCount);
    case 'csv':
      return plan('.csv', 'text/csv', csvLines(trace, window), countEvents(trace, window));
    case 'log':
      return planLogs(trace, baseName(trace, window), window);
    case 'shiviz':
      return planVectors('.shiviz.log', shivizLines);
    case 'tsviz':
      return planVectors('.tsviz.log', tsvizLines);
    case 'govector':
      return planVectors('.govector.log', govectorLines);
    case 'mermaid': {
      const { text, leftOut } = writeMermaid(trace, { stretch: window, withoutInternal });
      const notes = [
        ...(leftOut > 0 ? [`${counted(leftOut, 'event')} left out: there is room for 300 lines.`] : []),
        ...missingSentences(trace),
      ];
      return plan('.mmd', 'text/plain', [text], 0, notes);
    }
  }
}

function baseName({ trial, engine, machines }: Trace, window: Stretch | undefined): string {
  // What comes by an order alone has neither rates nor a seed.
  const hasTrial = hasOwnTrial(engine);
  const rates = machines <= 8 && hasTrial ? trial.rates.join('-') : `${machines}-machines`;
  const seed = hasTrial ? `-seed-${trial.seed}` : '';
  const stretch = window ? stretchPart(engine, window) : '';
  return `lamplight-${engine}-${rates}${seed}${stretch}`;
}

function stretchPart(engine: Engine, { fromMs, toMs }: Stretch): string {
  return engine === 'stepped'
    ? `-steps-${Math.floor(fromMs / STEP_MS)}-to-${Math.floor(toMs / STEP_MS)}`
    : `-${seconds(fromMs)}-to-${seconds(toMs)}-s`;
}

function seconds(milliseconds: number): string {
  return String(Math.round(milliseconds) / 1000);
}
