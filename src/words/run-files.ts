// The formats that a trace is offered in, and what each is for.
import type { Engine, Trace } from '../core/trace.ts';
import type { WriteFormat } from '../formats/write.ts';
import { sizeWords, stretchWords } from './numbers.ts';

export interface OfferedFormat {
  readonly format: Exclude<WriteFormat, 'log'>;
  readonly label: string;
  readonly purpose: string;
}

const OFFERED: readonly OfferedFormat[] = [
  {
    format: 'jsonl',
    label: 'Trace (JSONL)',
    purpose: 'Every event and message; can be opened here again. Always the whole run.',
  },
  {
    format: 'csv',
    label: 'Table (CSV)',
    purpose: 'One row per event, for spreadsheets and statistics; can be opened here again.',
  },
  {
    format: 'mermaid',
    label: 'Diagram (Mermaid)',
    purpose: 'A sequence diagram as text for a README or an issue, at most 300 lines.',
  },
  {
    format: 'shiviz',
    label: 'ShiViz',
    purpose: 'With vector clocks, for ShiViz, which draws which event happened before which.',
  },
  {
    format: 'tsviz',
    label: 'TSViz',
    purpose:
      'With vector clocks and the time of each event, for TSViz, which draws both. There, choose 100 milliseconds before the file: the default scale is so fine that it can freeze the browser.',
  },
  {
    format: 'govector',
    label: 'GoVector',
    purpose: 'The format of Go programs that use GoVector; ShiViz reads it too.',
  },
];

/** What draws times is of no use where these have no length. */
export function offeredFor(engine: Engine): readonly OfferedFormat[] {
  return OFFERED.filter(({ format }) => format !== 'tsviz' || engine !== 'stepped');
}

export const RUN_FILES_WORDS = {
  title: 'Files',
  part: 'How much of the run',
  wholeRun: 'The whole run',
  logs: 'Logs',
  machine: 'Machine',
  stop: 'Stop',
} as const;

export function shownStretch(engine: Engine, fromMs: number, toMs: number): string {
  return `What the diagram shows: ${stretchWords(engine, fromMs, toMs)}`;
}

export function logOf(machine: string): string {
  return `Log of ${machine}`;
}

export function writingFile(label: string): string {
  return `Writing ${label}`;
}

/** While it is written; `portion` from 0 to 1. */
export function writtenSoFar(label: string, portion: number): string {
  return `${writingFile(label)} … ${Math.floor(100 * portion)} %`;
}

export function stoppedWriting(label: string): string {
  return `${label} was not written: you stopped it.`;
}

export function notWritten(label: string, reason: string): string {
  return `${label} was not written: ${reason}`;
}

export const LOG_PURPOSE =
  'One machine’s events in the assignment’s form: system time, what happened, queue length, logical clock.';

/** ShiViz needs some ten seconds for this many, and more than twice as long for three times as many. */
export const SHIVIZ_SLOW_FROM = 10_000;
/** A spreadsheet shows no more rows than these. */
export const SPREADSHEET_ROWS_MAX = 1_048_576;

/** What is worth knowing before so many events are written; empty for nothing. */
export function caution(format: WriteFormat, events: number, trace: Trace): string {
  if (format === 'csv' && events >= SPREADSHEET_ROWS_MAX) return 'More rows than a spreadsheet shows.';
  if (format === 'shiviz' && events >= SHIVIZ_SLOW_FROM)
    return 'ShiViz takes ten seconds or more to draw this many events; save part of the run instead.';
  if (format === 'mermaid' && trace.machines > 12) return 'With this many machines it is wide.';
  return '';
}

/** Worth saying from here. */
const SIZE_SAID_FROM_BYTES = 1e6;

/** "About 190 MB."; empty for what is small. */
export function largeFileNote(bytes: number): string {
  return bytes < SIZE_SAID_FROM_BYTES ? '' : `About ${sizeWords(bytes)}.`;
}

/** `Saved run.csv.`, or with its size `Saved notebook.html, 2.1 MB.` */
export function savedFile(name: string, bytes?: number): string {
  return bytes === undefined ? `Saved ${name}.` : `Saved ${name}, ${sizeWords(bytes)}.`;
}
