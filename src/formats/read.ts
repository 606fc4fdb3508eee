// Files on their way in: one door for every format. Each file goes to the reader of its kind; what comes of them stands in
// the order of the files.
import { readJsonl } from './read-jsonl.ts';
import type { InputFile, ReadOptions, ReadResult } from './read-result.ts';

/** Never throws: what cannot be read is among the skipped lines, or told in the notes of its file. */
export function readTrace(files: readonly InputFile[], options: ReadOptions = {}): ReadResult {
  void options;
  return mergeResults(
    files.map(file => file.name),
    files.map(file => readOne(file)),
  );
}

function readOne({ name, text }: InputFile): ReadResult {
  const { trace, skipped } = readJsonl(text);
  const lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  const blankLines = lines.filter(line => line.trim() === '').length;
  return {
    runs: trace ? [{ name, files: [name], trace }] : [],
    files: [
      {
        name,
        family: trace && 'Lamplight JSONL',
        lines: lines.length,
        eventLines: trace?.eventCount ?? 0,
        headerLines: trace ? 1 : 0,
        blankLines,
        skippedLines: lines.length - blankLines - (trace ? trace.eventCount + 1 : 0),
        notes: [],
      },
    ],
    skipped: skipped.map(line => ({ file: name, ...line })),
  };
}

/** One result of several, whose files stand in the order of `names`. */
function mergeResults(names: readonly string[], results: readonly ReadResult[]): ReadResult {
  const place = new Map(names.map((name, i) => [name, i]));
  const placeOf = (name: string | undefined) => place.get(name ?? '') ?? names.length;
  return {
    runs: results.flatMap(({ runs }) => runs).sort((a, b) => placeOf(a.files[0]) - placeOf(b.files[0])),
    files: results.flatMap(({ files }) => files).sort((a, b) => placeOf(a.name) - placeOf(b.name)),
    skipped: results.flatMap(({ skipped }) => skipped).sort((a, b) => placeOf(a.file) - placeOf(b.file)),
  };
}
