// Files on their way in: one door for every format. Each file goes to the reader of its kind; what comes of them stands in
// the order of the files.
import { readLogs, type ReadLogsOptions } from './logs/read-logs.ts';
import { looksLikeCsv, readCsv } from './read-csv.ts';
import { looksLikeJsonl, readJsonl } from './read-jsonl.ts';
import type { InputFile, ReadResult } from './read-result.ts';

/** How much of a text is looked at to tell its kind. */
export const SAMPLE_LENGTH = 65_536;

/** Never throws: what cannot be read is among the skipped lines, or told in the notes of its file. */
export function readTrace(files: readonly InputFile[], options: ReadLogsOptions = {}): ReadResult {
  const names = distinctNames(files.map(({ name }) => name));
  const results: ReadResult[] = [];
  const logs: InputFile[] = [];
  for (const [i, given] of files.entries()) {
    const file = { ...given, name: names[i]! };
    const alone = readAlone(file);
    if (alone) results.push(alone);
    else logs.push(file);
  }
  if (logs.length > 0) results.push(readLogs(logs, options));
  return mergeResults(names, results);
}

/** A file that is a run of its own, as Lamplight writes them; undefined for a log, which may be one of several of a run. */
export function readAlone(file: InputFile): ReadResult | undefined {
  const beginning = file.text.slice(0, SAMPLE_LENGTH);
  if (looksLikeJsonl(beginning)) return readJsonl(file);
  return looksLikeCsv(beginning) ? readCsv(file) : undefined;
}

/** One result of several, in the order of the files that `names` are; each of them is in one of the results. */
export function mergeResults(names: readonly string[], results: readonly ReadResult[]): ReadResult {
  const places = new Map(names.map((name, i) => [name, i]));
  const byPlace =
    <T>(nameOf: (of: T) => string | undefined) =>
    (a: T, b: T) =>
      placeOf(nameOf(a)) - placeOf(nameOf(b));
  const { reading, wordings, machineNames } = results.find(result => result.reading) ?? {};
  const placeOf = (name: string | undefined) => places.get(name ?? '') ?? names.length;
  return {
    runs: results.flatMap(({ runs }) => runs).sort(byPlace(run => run.files[0])),
    files: results.flatMap(({ files }) => files).sort(byPlace(file => file.name)),
    skipped: results.flatMap(({ skipped }) => skipped).sort(byPlace(line => line.file)),
    ...(reading && { reading }),
    ...(wordings && { wordings }),
    ...(machineNames && { machineNames }),
  };
}

/** The names, and where one comes again, the same with a number: lines are told by the name of their file. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>(names);
  const seen = new Set<string>();
  return names.map(name => {
    let own = name;
    for (let i = 2; seen.has(own) || (own !== name && taken.has(own)); i++) own = `${name} (${i})`;
    seen.add(own);
    return own;
  });
}
