// Files as the page handles them: how many at once, under which name, and a look at the first lines of one.
import { pathsWithin } from '../../formats/hand-ins.ts';
import { openText } from '../../jobs/reading-text.ts';

/** So that a folder of everything does not become a page of everything. */
export const FILES_MAX = 500;

export const FIRST_LINES_MAX = 200;
/** How far into the file they may reach, in characters. */
const FIRST_LENGTH = 65_536;
const LINE_LENGTH_MAX = 2000;
const UNPACKED_BYTES_MAX = 2 ** 24;

/** The same content under another name. */
export function renamed(file: File, name: string): File {
  return name === file.name
    ? file
    : new File([file], name, { type: file.type, lastModified: file.lastModified });
}

/** Without the folders that all of them are in: they say nothing of one file or run beside another. */
export function withShortNames(files: readonly File[]): readonly File[] {
  const paths = pathsWithin(files.map(({ name }) => name));
  return files.map((file, i) => renamed(file, paths[i]!));
}

/** Rejects when the file cannot be read, and when it holds no text. */
export async function firstLinesOf(file: File): Promise<string[]> {
  const { pieces } = await openText(file, UNPACKED_BYTES_MAX);
  for await (const { text } of pieces) {
    const lines = text.slice(0, FIRST_LENGTH).split(/\r?\n/);
    const isCut = text.length > FIRST_LENGTH && lines.length > 1;
    if (isCut || lines.at(-1) === '') lines.pop();
    return lines.slice(0, FIRST_LINES_MAX).map(line => line.slice(0, LINE_LENGTH_MAX));
  }
  return [];
}
