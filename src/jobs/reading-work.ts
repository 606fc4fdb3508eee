// Reads files to the end, whoever does it: a worker, or this very thread in tests. Files of Lamplight's own format pass by
// in pieces, once. The lines of the others explain one another, so they are read once all files have been seen: of a large
// one only the beginning is held until then, and the rest is taken from the disk again.
import { packTrace } from '../core/packed-trace.ts';
import type { TraceOrigin } from '../core/trace-origin.ts';
import { lookAt, wordingsAt } from '../formats/infer/look.ts';
import { INFERRED_NAME } from '../formats/infer/reading.ts';
import { unreadReport } from '../formats/line-account.ts';
import { readLogs } from '../formats/logs/read-logs.ts';
import { ownExpression } from '../formats/vectors/expression.ts';
import { isReadWhole } from '../formats/vectors/read-vector-logs.ts';
import { JsonlReader, looksLikeJsonl } from '../formats/read-jsonl.ts';
import { distinctNames, mergeResults, readAlone, SAMPLE_LENGTH } from '../formats/read.ts';
import { BEGINNING_LENGTH, type InputFile, type ReadResult } from '../formats/read-result.ts';
import type {
  LookedReading,
  PackedReading,
  ReadAs,
  ReadingProgress,
  ReadingRequest,
  ReadingSign,
  Words,
} from './reader-tasks.ts';
import type { JobContext } from './serve.ts';
import {
  NotUtf8Error,
  openText,
  restOf,
  UnreadableFileError,
  type FileText,
  type ReadBytes,
} from './reading-text.ts';

export const READING_BOUNDS = {
  files: 1000,
  /** Of a file in Lamplight's own format. */
  jsonlBytes: 2 ** 30,
  /** Of any other file, and of all of them together. */
  textBytes: 2 ** 28,
  textBytesTogether: 2 ** 29,
} as const;

export interface ReadingOptions {
  readonly pattern: string | undefined;
  readonly words?: Words | undefined;
  readonly as?: ReadAs | undefined;
  /** Without it a file is held whole while it is read. */
  readonly readBytes?: ReadBytes | undefined;
  /** A sign of life. isWatched: see {@link ReadingSign}. */
  readonly onProgress: (progress: ReadingProgress, isWatched: boolean) => void;
}

/** The traces are given away. */
export async function readJob(
  { files, pattern, words, as }: ReadingRequest,
  { progress: tell, handOver }: JobContext<ReadingSign>,
  readBytes?: ReadBytes,
): Promise<PackedReading> {
  const read = await readFiles(files, {
    pattern,
    words,
    as,
    readBytes,
    onProgress: (progress, isWatched) => tell({ progress, isWatched }),
  });
  const packed = read.runs.map(({ trace, ...run }) => ({ ...run, ...packTrace(trace) }));
  for (const { buffers, packed: trace } of packed) handOver([...buffers, ...originBuffers(trace.origin)]);
  const runs = packed.map(({ name, files, packed: trace }) => ({ name, files, trace }));
  return { runs, files: read.files, skipped: read.skipped, looked: read.looked };
}

function originBuffers(origin: TraceOrigin | undefined): ArrayBuffer[] {
  return (origin?.machines ?? []).flatMap(
    ({ files, lines, indices, pairings, statedTimestamps, doubts, vectors = [] }) =>
      [files, lines, indices, pairings, statedTimestamps, doubts, vectors].flatMap(column =>
        ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : [],
      ),
  );
}

/** A smaller file is held whole: to take it from the disk again is not worth it. */
const STREAMED_FROM_BYTES = 4 * BEGINNING_LENGTH;

/** Bytes of a text count half when they have been taken in, and half when their lines have been read. */
const TEXT_SHARE = 0.5;

/** Never rejects because of what is in a file: that is told in the file's report. */
export async function readFiles(files: readonly File[], options: ReadingOptions): Promise<LookedResult> {
  const names = distinctNames(files.map(({ name }) => name));
  const bytes = files.reduce((sum, { size }) => sum + size, 0) || 1;
  const results: ReadResult[] = [];
  const texts: FileNotes[] = [];
  let [bytesDone, textLength] = [0, 0];
  for (const [i, file] of files.entries()) {
    const name = names[i]!;
    const tell = (done: number): void =>
      options.onProgress({ file: name, portion: (bytesDone + Math.min(done, file.size)) / bytes }, false);
    tell(0);
    if (i >= READING_BOUNDS.files) {
      results.push(unread(name, `It was left out: only ${READING_BOUNDS.files} files are read at once.`));
      continue;
    }
    const room = Math.min(READING_BOUNDS.textBytes, READING_BOUNDS.textBytesTogether - textLength);
    const read = await readOne(file, {
      name,
      textBytesMax: room,
      tell,
      pattern: options.pattern,
      readBytes: options.readBytes,
    });
    if (read.kind === 'result') results.push(read.result);
    else {
      texts.push(read);
      textLength += read.length;
    }
    bytesDone += file.size * (read.kind === 'text' ? TEXT_SHARE : 1);
  }
  let looked: LookedReading | undefined;
  if (texts.length > 0) {
    const result = readTexts(texts, bytesDone / bytes, options);
    results.push(result);
    looked = lookedAt(texts, result);
  }
  options.onProgress({ file: undefined, portion: 1 }, false);
  return { ...mergeResults(names, results), looked };
}

export interface LookedResult extends ReadResult {
  readonly looked: LookedReading | undefined;
}

function lookedAt(texts: readonly FileNotes[], result: ReadResult): LookedReading | undefined {
  const { reading, wordings = [], machineNames = [] } = result;
  if (!reading) return undefined;
  const read = new Set(result.files.flatMap(({ name, family }) => (family === INFERRED_NAME ? [name] : [])));
  const files = texts.flatMap(({ file }) => (read.has(file.name) ? [file] : []));
  const shown = wordingsAt(reading, wordings);
  return {
    reading,
    files: files.map(({ name }) => name),
    lines: lookAt(reading, files),
    wordings: shown,
    wordingsLeftOut: wordings.length - shown.length,
    machineNames,
  };
}

interface FileNotes {
  readonly file: InputFile;
  /** In characters. */
  readonly length: number;
  readonly lines: number;
  readonly notes: readonly string[];
}
type ReadOne =
  { readonly kind: 'result'; readonly result: ReadResult } | ({ readonly kind: 'text' } & FileNotes);

interface OneOptions {
  /** Unlike those of the other files. */
  readonly name: string;
  readonly textBytesMax: number;
  readonly tell: (bytesDone: number) => void;
  readonly pattern: string | undefined;
  readonly readBytes: ReadBytes | undefined;
}

async function readOne(file: File, options: OneOptions): Promise<ReadOne> {
  const { name } = options;
  try {
    return await readPieces(file, await openText(file, READING_BOUNDS.jsonlBytes), options);
  } catch (error) {
    if (error instanceof UnreadableFileError) return { kind: 'result', result: unread(name, error.message) };
    if (!(error instanceof NotUtf8Error)) throw error;
  }
  try {
    const text = await openText(file, READING_BOUNDS.jsonlBytes, 'windows-1252');
    return await readPieces(file, text, options);
  } catch (error) {
    if (error instanceof UnreadableFileError) return { kind: 'result', result: unread(name, error.message) };
    throw error;
  }
}

async function readPieces(
  file: File,
  { pieces, notes, encoding, isPacked }: FileText,
  { name, textBytesMax, tell, pattern, readBytes }: OneOptions,
): Promise<ReadOne> {
  const mayStream = readBytes !== undefined && !isPacked && file.size > STREAMED_FROM_BYTES;
  let isStreamed: boolean | undefined;
  const parts: string[] = [];
  let [length, held, lines, last] = [0, 0, 0, ''];
  let jsonl: JsonlReader | undefined;
  for await (const { text, bytesDone } of pieces) {
    if (length === 0 && looksLikeJsonl(text.slice(0, SAMPLE_LENGTH))) jsonl = new JsonlReader(name);
    length += text.length;
    if (jsonl) jsonl.push(text);
    else {
      lines += lineBreaksIn(text);
      last = text.at(-1) ?? last;
      if (!isStreamed) {
        parts.push(text);
        held += text.length;
      }
      // What is read as one text is kept now: to take it from the disk a second time is not worth it.
      if (mayStream && held >= BEGINNING_LENGTH) isStreamed ??= !isReadWhole(parts.join(''), pattern);
    }
    if (!jsonl && length > textBytesMax) throw new UnreadableFileError(tooLarge(textBytesMax));
    tell(bytesDone * (jsonl ? 1 : TEXT_SHARE));
  }
  if (jsonl) return { kind: 'result', result: withNotes(jsonl.end(), new Map([[name, notes]])) };
  const input: InputFile = {
    name,
    text: parts.join(''),
    rest: held < length ? restOf(file, { encoding, skipped: held }, readBytes!) : undefined,
  };
  const alone = readAlone(input);
  if (alone) return { kind: 'result', result: withNotes(alone, new Map([[name, notes]])) };
  return { kind: 'text', file: input, length, lines: lines + (last === '' || last === '\n' ? 0 : 1), notes };
}

/** The lines of all logs, under the eyes of whoever watches the pattern. */
function readTexts(
  texts: readonly FileNotes[],
  portionBefore: number,
  { pattern, words, as, onProgress }: ReadingOptions,
): ReadResult {
  const files = texts.map(({ file }) => file);
  const ends = lineEnds(texts);
  // An expression that a file brings along in its first line is as foreign as one that is pasted.
  const isWatched = pattern !== undefined || files.some(({ text }) => ownExpression(text) !== undefined);
  const lines = ends.at(-1)!;
  const progress = (done: number): void => {
    const file = done < lines ? files[ends.findIndex(end => done < end)]?.name : undefined;
    const portion = portionBefore + (1 - portionBefore) * (lines === 0 ? 1 : done / lines);
    onProgress({ file, portion }, isWatched && file !== undefined);
  };
  progress(0);
  const result = readLogs(files, {
    ...(pattern !== undefined && { pattern, words: words ?? {} }),
    ...as,
    progress,
  });
  return withNotes(result, new Map(texts.map(({ file, notes }) => [file.name, notes])));
}

/** By text: how many lines all texts up to it have. */
function lineEnds(texts: readonly FileNotes[]): number[] {
  let sum = 0;
  return texts.map(({ lines }) => (sum += lines));
}

function lineBreaksIn(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}

function unread(name: string, note: string): ReadResult {
  return { runs: [], files: [unreadReport(name, note)], skipped: [] };
}

function withNotes(result: ReadResult, notes: ReadonlyMap<string, readonly string[]>): ReadResult {
  const files = result.files.map(file => ({
    ...file,
    notes: [...(notes.get(file.name) ?? []), ...file.notes],
  }));
  return { ...result, files };
}

function tooLarge(bytesMax: number): string {
  return (
    `It is too large: of files that are not Lamplight’s own JSONL, one can have ${READING_BOUNDS.textBytes / 2 ** 20} MB ` +
    `and all of them together ${READING_BOUNDS.textBytesTogether / 2 ** 20} MB; ${Math.round(bytesMax / 2 ** 20)} MB were left for this one.`
  );
}
