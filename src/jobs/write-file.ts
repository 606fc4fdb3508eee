// Writes one file of a format, piece by piece: no string of the file's size is ever needed.
import type { Trace } from '../core/trace.ts';
import { planFiles, type WriteFormat, type WriteOptions } from '../formats/write.ts';

/** A file that may be too large for one string. */
export interface WrittenFile {
  readonly name: string;
  readonly content: Blob;
  /** What whoever gets the file should know, in sentences. */
  readonly notes: readonly string[];
}

/** Characters that are handed over at once. */
const PIECE_CHARACTERS = 2 ** 20;

/** Throws what {@link planFiles} throws. `onProgress` hears from 0 to 1, once for each piece. */
export function writeFile(
  trace: Trace,
  format: WriteFormat,
  options: WriteOptions,
  file: number,
  onProgress?: (portion: number) => void,
): WrittenFile {
  const planned = planFiles(trace, format, options)[file];
  if (!planned) throw new RangeError(`There is no file ${file + 1} of this kind.`);
  const { name, type, lines, pieces, notes } = planned;
  const parts: string[] = [];
  let piece: string[] = [];
  let length = 0;
  let done = 0;
  for (const line of lines) {
    piece.push(line);
    length += line.length;
    done += 1;
    if (length < PIECE_CHARACTERS) continue;
    parts.push(piece.join(''));
    piece = [];
    length = 0;
    onProgress?.(Math.min(1, done / pieces));
  }
  parts.push(piece.join(''));
  return { name, content: new Blob(parts, { type }), notes };
}
