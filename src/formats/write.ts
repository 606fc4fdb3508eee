// Traces on their way out: one door for every format.
import type { Trace } from '../core/trace.ts';
import type { NamedFile } from './named-file.ts';
import { writeJsonl } from './write-jsonl.ts';
import { writeLogs } from './write-logs.ts';

export const WRITE_FORMATS = ['jsonl', 'log'] as const;
export type WriteFormat = (typeof WRITE_FORMATS)[number];

/**
 * jsonl: Lamplight's own format, one file that loses nothing. log: the assignment's, one file for each machine.
 * docs/formats.md describes both.
 */
export function writeTrace(trace: Trace, format: WriteFormat): NamedFile[] {
  switch (format) {
    case 'jsonl':
      return [{ name: `${baseName(trace)}.jsonl`, text: writeJsonl(trace), type: 'application/jsonl' }];
    case 'log':
      return writeLogs(trace, baseName(trace));
  }
}

function baseName({ trial, engine }: Trace): string {
  const rates = trial.rates.length <= 8 ? trial.rates.join('-') : `${trial.rates.length}-machines`;
  return `lamplight-${engine}-${rates}-seed-${trial.seed}`;
}
