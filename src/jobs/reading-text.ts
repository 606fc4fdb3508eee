// The text of a file as a stream of pieces, whatever its encoding, packed or not, and without ever holding all of it.
import { ENCODING_SAMPLE_BYTES, tellEncoding, type TextEncoding } from '../formats/text-encoding.ts';

/** The file is not going to be read; the message is a sentence that says why. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/** How many bytes are taken from a file at a time. */
const PIECE_BYTES = 2 ** 20;

export interface TextPiece {
  readonly text: string;
  /** Of the file as it lies on the disk. */
  readonly bytesDone: number;
}

/** The bytes of a file from one place up to another, at once: what a worker of a browser can do, and hardly anybody else. */
export type ReadBytes = (file: File, from: number, to: number) => Uint8Array;

export interface FileText {
  readonly encoding: TextEncoding;
  /** Whether the bytes on the disk are those of the text. */
  readonly isPacked: boolean;
  /** What a person should know of how the text was made, in sentences; grows while pieces are taken. */
  readonly notes: readonly string[];
  /** Throws {@link UnreadableFileError}, and {@link NotUtf8Error} in the middle of a file that began like UTF-8. */
  readonly pieces: AsyncIterable<TextPiece>;
}

/** What began like UTF-8 is not: the file has to be opened again as `windows-1252`. */
export class NotUtf8Error extends Error {
  override readonly name = 'NotUtf8Error';
}

/** Throws {@link UnreadableFileError}. `bytesMax` bounds what comes out of a packed file. */
export async function openText(file: File, bytesMax: number, encoding?: TextEncoding): Promise<FileText> {
  const source = new ByteSource(file, bytesMax);
  const beginning = await source.peek(ENCODING_SAMPLE_BYTES);
  const verdict = tellEncoding(beginning);
  if (verdict.kind === 'binary') throw new UnreadableFileError(verdict.reason);
  const notes: string[] = source.isPacked ? ['It was unpacked (gzip).'] : [];
  const chosen = encoding ?? verdict.encoding;
  if (chosen === 'windows-1252')
    notes.push('It is not valid UTF-8, so it was read as Windows-1252: letters beyond ASCII may be wrong.');
  if (chosen.startsWith('utf-16')) notes.push('It was read as UTF-16.');
  return { encoding: chosen, isPacked: source.isPacked, notes, pieces: decode(source, chosen, notes) };
}

/**
 * The text of a file that is not packed without its first `skipped` characters, again each time it is asked for. It is to
 * have been taken to its end once: by then its encoding is known to be right. Throws {@link UnreadableFileError}.
 */
export function restOf(
  file: File,
  { encoding, skipped }: { readonly encoding: TextEncoding; readonly skipped: number },
  readBytes: ReadBytes,
): () => Iterable<string> {
  return function* () {
    const decoder = new TextDecoder(encoding);
    let before = skipped;
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      const isLast = at + PIECE_BYTES >= file.size;
      const text = decoder.decode(bytesAtOnce(file, at, readBytes), { stream: !isLast });
      if (text.length > before) yield text.slice(before);
      before = Math.max(0, before - text.length);
    }
  };
}

function bytesAtOnce(file: File, at: number, readBytes: ReadBytes): Uint8Array {
  try {
    return readBytes(file, at, Math.min(file.size, at + PIECE_BYTES));
  } catch (error) {
    throw new UnreadableFileError(notFromDisk(error));
  }
}

function notFromDisk(error: unknown): string {
  return `It could not be read from the disk: ${error instanceof Error ? error.message : String(error)}`;
}

async function* decode(
  source: ByteSource,
  encoding: TextEncoding,
  notes: string[],
): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  for await (const bytes of source) yield { text: decodePiece(decoder, bytes), bytesDone: source.bytesDone };
  if (source.isDamaged) notes.push('It is damaged or cut off: only the part before that could be unpacked.');
  try {
    yield { text: decoder.decode(), bytesDone: source.bytesDone };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    notes.push('The file ends in the middle of a character.');
    yield { text: '\uFFFD', bytesDone: source.bytesDone };
  }
}

function decodePiece(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) throw new NotUtf8Error();
    throw error;
  }
}

/** The bytes of a file, unpacked if it is packed. */
class ByteSource implements AsyncIterable<Uint8Array> {
  isPacked = false;
  /** Only a beginning of it could be unpacked. */
  isDamaged = false;
  /** Of the file as it lies on the disk. */
  bytesDone = 0;
  readonly #ahead: Uint8Array[] = [];
  #pieces: AsyncIterator<Uint8Array> | undefined;
  #bytesOut = 0;

  constructor(
    private readonly file: File,
    private readonly bytesMax: number,
  ) {}

  /** The first bytes, at most `count`; they will come again. */
  async peek(count: number): Promise<Uint8Array> {
    const [first, second] = await this.#slice(0, 2);
    this.isPacked = first === 0x1f && second === 0x8b;
    this.#pieces = this.isPacked ? this.#unpacked() : this.#plain();
    let length = 0;
    for (let [piece] = await this.#next(); piece; [piece] = await this.#next()) {
      this.#ahead.push(piece);
      length += piece.length;
      if (length >= count) break;
    }
    return joined(this.#ahead, length).subarray(0, count);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    yield* this.#ahead.splice(0);
    for (let [piece] = await this.#next(); piece; [piece] = await this.#next()) yield piece;
  }

  async #next(): Promise<[] | [Uint8Array]> {
    const next = await this.#pieces!.next();
    if (next.done) return [];
    this.#bytesOut += next.value.length;
    if (this.#bytesOut > this.bytesMax) throw new UnreadableFileError(tooLarge(this.bytesMax, this.isPacked));
    return [next.value];
  }

  async *#plain(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < this.file.size; at += PIECE_BYTES) {
      const piece = await this.#slice(at, at + PIECE_BYTES);
      this.bytesDone = at + piece.length;
      yield piece;
    }
  }

  async *#unpacked(): AsyncGenerator<Uint8Array> {
    const plain = this.#plain();
    const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: async controller => {
        const next = await plain.next();
        if (next.done) controller.close();
        else controller.enqueue(new Uint8Array(next.value));
      },
    });
    const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
    try {
      for (;;) {
        const next = await reader.read();
        if (next.done) return;
        yield next.value;
      }
    } catch (error) {
      if (error instanceof UnreadableFileError) throw error;
      if (this.#bytesOut === 0)
        throw new UnreadableFileError('It is packed (gzip), but damaged, and could not be unpacked.');
      this.isDamaged = true;
    } finally {
      await reader.cancel().catch(() => undefined); // what is not wanted any more may be damaged
    }
  }

  async #slice(start: number, end: number): Promise<Uint8Array> {
    try {
      return new Uint8Array(await this.file.slice(start, end).arrayBuffer());
    } catch (error) {
      throw new UnreadableFileError(notFromDisk(error));
    }
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function tooLarge(bytesMax: number, isPacked: boolean): string {
  const size = `${Math.round(bytesMax / 2 ** 20)} MB`;
  return isPacked
    ? `It is too large: unpacked it has more than the ${size} that can be read.`
    : `It is too large: a file of its kind can have at most ${size}.`;
}
