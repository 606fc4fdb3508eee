// Several text files as one archive that every system opens. Its files are stored and not compressed, which needs no
// library: what a notebook weighs is text of some hundred kilobytes. Layout: PKWARE, APPNOTE.TXT 6.3.10, 4.3.
import { crc32 } from '../core/crc32.ts';

export interface FolderFile {
  /** With `/` between folders. */
  readonly name: string;
  readonly text: string;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20; // the first with folders
const UTF8_NAMES = 0x0800;
const FIRST_DAY = 0x21; // 1 January 1980, the earliest: the same files are the same bytes
const SIZES = { local: 30, central: 46, end: 22 };
const FILES_MAX = 0xffff;

/** Throws above 65,535 files; that many bytes of text a browser does not hold beside it. */
export function zipOf(files: readonly FolderFile[]): Uint8Array<ArrayBuffer> {
  if (files.length > FILES_MAX) throw new RangeError(`An archive holds at most ${FILES_MAX} files.`);
  const encoder = new TextEncoder();
  const entries = files.map(({ name, text }) => {
    const content = encoder.encode(text);
    return { name: encoder.encode(name), content, checksum: crc32(content) };
  });
  const bytes = entries.reduce(
    (sum, { name, content }) => sum + SIZES.local + SIZES.central + 2 * name.length + content.length,
    SIZES.end,
  );
  const out = new LittleEndian(bytes);
  const starts = entries.map(({ name, content, checksum }) => {
    const start = out.length;
    out.words32(LOCAL).words16(VERSION).fields(checksum, content.length, name.length);
    out.words16(0).bytes(name).bytes(content); // no extra field
    return start;
  });
  const directory = out.length;
  entries.forEach(({ name, content, checksum }, i) => {
    out.words32(CENTRAL).words16(VERSION, VERSION).fields(checksum, content.length, name.length);
    // No extra field, no comment, the only disk, no attributes.
    out.words16(0, 0, 0, 0).words32(0, starts[i]!).bytes(name);
  });
  const directorySize = out.length - directory;
  out.words32(END).words16(0, 0, entries.length, entries.length).words32(directorySize, directory).words16(0);
  return out.all;
}

class LittleEndian {
  readonly all: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  length = 0;

  constructor(size: number) {
    this.all = new Uint8Array(size);
    this.#view = new DataView(this.all.buffer);
  }

  words16(...values: readonly number[]): this {
    for (const value of values) {
      this.#view.setUint16(this.length, value, true);
      this.length += 2;
    }
    return this;
  }

  words32(...values: readonly number[]): this {
    for (const value of values) {
      this.#view.setUint32(this.length, value, true);
      this.length += 4;
    }
    return this;
  }

  bytes(values: Uint8Array): this {
    this.all.set(values, this.length);
    this.length += values.length;
    return this;
  }

  /** What both headers of a file have: flags, stored as it is, when, checksum, size twice, and the length of its name. */
  fields(checksum: number, size: number, nameLength: number): this {
    return this.words16(UTF8_NAMES, 0, 0, FIRST_DAY).words32(checksum, size, size).words16(nameLength);
  }
}
