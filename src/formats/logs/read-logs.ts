// Reads logs of other programs: each file by its own kind, the files of one run together.
import type { InputFile, ReadOptions, ReadResult } from '../read-result.ts';
import { buildRun } from './build-run.ts';
import { groupRuns } from './group-runs.ts';
import { applyReading } from '../infer/apply.ts';
import { readUnlisted } from '../infer/read-unlisted.ts';
import type { Reading } from '../infer/reading.ts';
import { compilePattern, familyOf } from './pattern.ts';
import { readVectorLogs, vectorFile, type VectorFile } from '../vectors/read-vector-logs.ts';
import { type FileReading, readLogFile } from './read-file.ts';

export interface ReadLogsOptions extends ReadOptions {
  /** Told now and then how many lines of all files have been read. */
  readonly progress?: (linesDone: number) => void;
}

/** Never throws: whatever cannot be read is accounted for in the files' reports and among the skipped lines. */
export function readLogs(files: readonly InputFile[], options: ReadLogsOptions = {}): ReadResult {
  const vectors: VectorFile[] = [];
  const others: InputFile[] = [];
  for (const file of files) {
    const found = options.reading ? undefined : vectorFile(file, options.pattern);
    if (found) vectors.push(found);
    else others.push(file);
  }
  const read = readVectorLogs(vectors, options.progress);
  if (others.length === 0) return read;
  const done = read.files.reduce((sum, { lines }) => sum + lines, 0);
  const rest = readLineLogs(others, {
    ...options,
    progress: lines => options.progress?.(done + lines),
  });
  return {
    runs: [...read.runs, ...rest.runs],
    files: [...read.files, ...rest.files],
    skipped: [...read.skipped, ...rest.skipped],
    ...(rest.reading && { reading: rest.reading }),
  };
}

function readLineLogs(files: readonly InputFile[], options: ReadLogsOptions): ReadResult {
  if (options.reading)
    return resultOf(applyReading(options.reading, files, options.progress), options.reading);
  const compiled = options.pattern === undefined ? undefined : compilePattern(options.pattern);
  const pattern =
    compiled?.kind === 'pattern' ? familyOf(compiled) : compiled && { problem: compiled.message };
  let done = 0;
  const readings = files.map(file => {
    const reading = readLogFile(file, pattern, line => options.progress?.(done + line));
    done += reading.report.lines;
    options.progress?.(done);
    return reading;
  });
  // Whoever gives a pattern says how the files are to be read.
  if (options.pattern !== undefined) return resultOf(readings, undefined);
  const unlisted = readUnlisted(files, readings, options.progress);
  return resultOf(unlisted.readings, unlisted.reading);
}

function resultOf(readings: readonly FileReading[], reading: Reading | undefined): ReadResult {
  return {
    runs: groupRuns(readings.flatMap(({ parts }) => parts)).map(buildRun),
    files: readings.map(({ report }) => report),
    skipped: readings.flatMap(({ skipped }) => skipped),
    ...(reading && { reading }),
  };
}
