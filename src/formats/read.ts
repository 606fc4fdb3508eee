// Files on their way in: one door for every format. Reads Lamplight's own JSONL today.
import type { Trace } from '../core/trace.ts';
import { readJsonl, type SkippedLine } from './read-jsonl.ts';

/** One run that was read, from one or more files. */
export interface ReadRun {
  readonly name: string;
  readonly trace: Trace;
}

export interface ReadResult {
  readonly runs: readonly ReadRun[];
  /** Every line that did not become part of a trace, with its file and the reason. */
  readonly skipped: readonly (SkippedLine & { readonly file: string })[];
}

/** Never throws: what cannot be read is among the skipped lines. */
export function readTrace(files: readonly { readonly name: string; readonly text: string }[]): ReadResult {
  const read = files.map(({ name, text }) => ({ name, ...readJsonl(text) }));
  return {
    runs: read.flatMap(({ name, trace }) => (trace ? [{ name, trace }] : [])),
    skipped: read.flatMap(({ name, skipped }) => skipped.map(line => ({ ...line, file: name }))),
  };
}
