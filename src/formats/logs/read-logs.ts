// Reads logs of other programs: each file by its own kind, the files of one run together.
import { beginningOf } from '../file-text.ts';
import {
  BEGINNING_LENGTH,
  type InputFile,
  type ReadOptions,
  type ReadResult,
  type Wording,
} from '../read-result.ts';
import { buildRun } from './build-run.ts';
import { isColumnLists, readColumnLists } from './column-lists.ts';
import { groupRuns } from './group-runs.ts';
import { applyReading } from '../infer/apply.ts';
import { inferReading } from '../infer/infer.ts';
import { placeKnown } from '../infer/place-known.ts';
import { readUnlisted } from '../infer/read-unlisted.ts';
import { INFERRED_NAME, type Reading } from '../infer/reading.ts';
import { compilePattern, type Pattern, wordTableOf } from './pattern.ts';
import { readByPattern } from './read-pattern.ts';
import { readVectorLogs, vectorFile, type VectorFile } from '../vectors/read-vector-logs.ts';
import { type FileReading, readLogFile } from './read-file.ts';

export interface ReadLogsOptions extends ReadOptions {
  /** Told now and then how many lines of all files have been read. */
  readonly progress?: (linesDone: number) => void;
}

/** Never throws: whatever cannot be read is accounted for in the files' reports and among the skipped lines. */
export function readLogs(files: readonly InputFile[], options: ReadLogsOptions = {}): ReadResult {
  const vectors: VectorFile[] = [];
  const lists: InputFile[] = [];
  const others: InputFile[] = [];
  const isRead = filesOf(options);
  for (const file of files) {
    const found = isRead(file) ? undefined : vectorFile(file, options.pattern);
    if (found) vectors.push(found);
    else if (!isRead(file) && options.pattern === undefined && isColumnLists(file)) lists.push(file);
    else others.push(file);
  }
  let done = 0;
  const progress = (lines: number): void => options.progress?.(done + lines);
  const read = [readVectorLogs(vectors, progress)];
  if (lists.length > 0) {
    done = linesOf(read);
    read.push(resultOf(readColumnLists(lists, progress), undefined));
  }
  done = linesOf(read);
  const rest = others.length === 0 ? undefined : readLineLogs(others, { ...options, progress });
  const all = rest ? [...read, rest] : read;
  return {
    runs: all.flatMap(({ runs }) => runs),
    files: all.flatMap(one => one.files),
    skipped: all.flatMap(({ skipped }) => skipped),
    ...(rest?.reading && { reading: rest.reading }),
    ...(rest?.wordings && { wordings: rest.wordings }),
    ...(rest?.machineNames && { machineNames: rest.machineNames }),
  };
}

function linesOf(results: readonly ReadResult[]): number {
  return results.reduce((sum, { files }) => files.reduce((all, { lines }) => all + lines, sum), 0);
}

/** Which files are to be read by a reading, whatever kind they seem to be. */
function filesOf({ reading, readingFiles, asNew }: ReadLogsOptions): (file: InputFile) => boolean {
  if (!reading && asNew !== true) return () => false;
  const named = readingFiles && new Set(readingFiles);
  return ({ name }) => named?.has(name) ?? true;
}

function readLineLogs(files: readonly InputFile[], options: ReadLogsOptions): ReadResult {
  if (options.reading || options.asNew === true) {
    const own = files.filter(filesOf(options));
    const reading = options.reading ?? inferReading(own, { codes: options.codes, names: options.names });
    if (reading) return readBy(reading, files, options);
  }
  const pattern = options.pattern === undefined ? undefined : compilePattern(options.pattern);
  // Whoever gives a pattern says how the files are to be read.
  if (pattern?.kind === 'pattern') return resultOf(readWithPattern(files, pattern, options), undefined);
  const early = pattern ? undefined : readingFromBeginnings(files);
  if (early) return readBy(early.reading, files, { ...options, ...early });
  const known = readKnown(files, pattern?.message, options.progress);
  if (pattern) return resultOf(known, undefined);
  const unlisted = readUnlisted(files, known, options.progress);
  return resultOf(unlisted.readings, unlisted.reading);
}

/** A file of no more characters is read whole in both ways, and the results are compared. */
const SMALL_LENGTH = 4 * BEGINNING_LENGTH;

/**
 * How large files are to be read by inference where their beginnings show that no known kind recognises them, so that all
 * of them need to be read but once.
 */
function readingFromBeginnings(
  files: readonly InputFile[],
): Required<Pick<ReadOptions, 'reading' | 'readingFiles'>> | undefined {
  if (!files.some(({ text, rest }) => rest ?? text.length > SMALL_LENGTH)) return undefined;
  const beginnings = files.map(file => beginningOf(file, BEGINNING_LENGTH));
  const { readings, reading } = readUnlisted(beginnings, readKnown(beginnings, undefined, undefined));
  if (!reading) return undefined;
  const readingFiles = readings.flatMap(({ report: { name, family } }) =>
    family === INFERRED_NAME ? [name] : [],
  );
  return { reading, readingFiles };
}

function readKnown(
  files: readonly InputFile[],
  patternProblem: string | undefined,
  progress: ((linesDone: number) => void) | undefined,
): FileReading[] {
  let done = 0;
  return files.map(file => {
    const reading = readLogFile(file, patternProblem, line => progress?.(done + line));
    done += reading.report.lines;
    progress?.(done);
    return reading;
  });
}

/** A kind that is known reads a file only where the pattern reads hardly anything of it. */
const PATTERN_SHARE_MIN = 0.5;

function readWithPattern(
  files: readonly InputFile[],
  pattern: Pattern,
  { words, progress }: ReadLogsOptions,
): FileReading[] {
  return readByPattern(files, pattern, wordTableOf(words), progress).map((own, i) => {
    const { report } = own;
    if (report.eventLines >= PATTERN_SHARE_MIN * (report.lines - report.blankLines)) return own;
    const known = readLogFile(files[i]!, undefined, undefined);
    return report.eventLines >= PATTERN_SHARE_MIN * known.report.eventLines ? own : known;
  });
}

/** Files that the reading is not for are read by the kinds that are known. */
function readBy(reading: Reading, files: readonly InputFile[], options: ReadLogsOptions): ReadResult {
  const isRead = filesOf(options);
  const own = files.filter(isRead);
  const read = applyReading(reading, own, options.progress);
  let done = read.reduce((sum, { report }) => sum + report.lines, 0);
  const others = files
    .filter(file => !isRead(file))
    .map(file => {
      const one = readLogFile(file, undefined, line => options.progress?.(done + line));
      done += one.report.lines;
      return one;
    });
  return resultOf([...read, ...placeKnown(others)], reading);
}

function resultOf(readings: readonly FileReading[], reading: Reading | undefined): ReadResult {
  return {
    runs: groupRuns(readings.flatMap(({ parts }) => parts)).map(buildRun),
    files: readings.map(({ report }) => report),
    skipped: readings.flatMap(({ skipped }) => skipped),
    ...(reading && { reading, wordings: wordingsOf(readings), machineNames: machinesIn(readings) }),
  };
}

const MACHINE_NAMES_MAX = 200;

function machinesIn(readings: readonly FileReading[]): string[] {
  const parts = readings.flatMap(one => (one.wordings ? one.parts : []));
  const names = parts.flatMap(({ machine }) => (machine === undefined ? [] : [machine]));
  return [...new Set(names)].slice(0, MACHINE_NAMES_MAX);
}

/** Of all files together; more are counted by nobody. */
const WORDINGS_MAX = 2000;

function wordingsOf(readings: readonly FileReading[]): Wording[] {
  const all = new Map<string, Wording>();
  for (const { wordings = [] } of readings)
    for (const one of wordings) {
      const known = all.get(one.phrase);
      if (known || all.size < WORDINGS_MAX)
        all.set(one.phrase, known ? { ...known, count: known.count + one.count } : one);
    }
  return [...all.values()].sort((a, b) => b.count - a.count);
}
