// How much may be opened at once, and the first lines of a file, for a look at what it holds.

/** So that a folder of everything does not become a page of everything. */
export const FILES_MAX = 500;
/** Of all files together. */
export const OPEN_BYTES_MAX = 2 ** 30;

/** Lines that are looked at before a whole file is read, and how far into it they may reach. */
export const FIRST_LINES_MAX = 200;
const FIRST_BYTES = 65_536;
const LINE_MAX = 2000; // characters

/** Why these files cannot be opened, in a sentence; undefined when they can. */
export function refusalOf(files: readonly File[]): string | undefined {
  if (files.length === 0) return 'There was no file among what came: choose files, drop some, or paste text.';
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length > FILES_MAX)
    return `These are ${files.length.toLocaleString('en')} files: open at most ${FILES_MAX} at once.`;
  if (bytes > OPEN_BYTES_MAX)
    return (
      `These files come to ${(bytes / 2 ** 30).toFixed(1)} GB, more than this page can hold: ` +
      `open at most ${OPEN_BYTES_MAX / 2 ** 30} GB at once.`
    );
  return undefined;
}

/** Of a file of any size; the last one is left out where it may be cut in two. */
export async function firstLinesOf(file: File): Promise<string[]> {
  const bytes = new Uint8Array(await file.slice(0, FIRST_BYTES).arrayBuffer());
  const lines = new TextDecoder(encodingOf(bytes)).decode(bytes, { stream: true }).split(/\r\n|\n|\r/);
  if (file.size > FIRST_BYTES && lines.length > 1) lines.pop();
  if (lines.at(-1) === '') lines.pop();
  return lines.slice(0, FIRST_LINES_MAX).map(line => line.slice(0, LINE_MAX));
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
