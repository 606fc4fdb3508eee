// The text of a file that is read. A large one is held only at its beginning: what follows comes in pieces, as often as it
// is asked for, so that what is read line by line never has all of it in memory.
import type { InputFile } from './read-result.ts';
import { LineSplitter, visitLines, type VisitLine } from './text-lines.ts';

/** Of a longer line that comes in pieces only so many characters are kept; no record needs as many. */
const LINE_KEPT_MAX = 65_536;

/** For the forms that cannot be read line by line. */
export function wholeTextOf({ text, rest }: InputFile): string {
  return rest ? [text, ...rest()].join('') : text;
}

export interface VisitedLines {
  readonly lines: number;
  /** Whether the last line has no line break. */
  readonly endsOpen: boolean;
}

/** Calls `visit` with each line of a file and its number from 1. */
export function visitFileLines({ text, rest }: InputFile, visit: VisitLine): VisitedLines {
  if (!rest) return { lines: visitLines(text, visit), endsOpen: text !== '' && !text.endsWith('\n') };
  const splitter = new LineSplitter(LINE_KEPT_MAX, visit);
  splitter.push(text);
  for (const piece of rest()) splitter.push(piece);
  const endsOpen = splitter.end();
  return { lines: splitter.lines, endsOpen };
}

/** The first lines of a file, at least one and about as many characters as that; the file itself where it has no more. */
export function beginningOf(file: InputFile, length: number): InputFile {
  const { name, text, rest } = file;
  if (!rest && text.length <= length) return file;
  const end = text.lastIndexOf('\n', length) + 1;
  return { name, text: end === 0 ? text : text.slice(0, end) };
}
