// Files as people have them: in any encoding, packed, cut off, empty, no text at all; and a worker that falls silent.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { packTrace } from '../core/packed-trace.ts';
import { digestOf } from '../core/trace-digest.ts';
import { simulate } from '../engine/simulate.ts';
import type { ReadResult } from '../formats/read-result.ts';
import { writeTrace } from '../formats/write.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { startReaderThread } from '../testing/reader-thread.ts';
import { readFiles } from './reading-work.ts';
import type { PackedReading, ReadingSign } from './reader-tasks.ts';
import type { ReadBytes } from './reading-text.ts';
import { EndlessPatternError, readFilesWith, ReadingError, ReadyReader } from './reading.ts';
import type { TaskMessage, TaskPort, TaskReply } from './task.ts';

const TRACE = simulate({ rates: [5, 1, 5], durationSeconds: 10, seed: 7 });
const JSONL = writeTrace(TRACE, 'jsonl')[0]!.text;
const LOG = writeTrace(TRACE, 'log')[0]!.text;

function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

function read(...files: File[]): Promise<ReadResult> {
  return readFiles(files, { pattern: undefined, onProgress: () => undefined });
}

async function readBytes(...parts: BlobPart[]): Promise<ReadResult> {
  return read(new File(parts, 'a.log'));
}

describe('a file of text', () => {
  test.each<[string, BlobPart[]]>([
    ['as it is', [JSONL]],
    ['with a byte order mark', ['\uFEFF', JSONL]],
    ['in UTF-16 with a mark, little end first', [utf16(`\uFEFF${JSONL}`, true)]],
    ['in UTF-16 with a mark, big end first', [utf16(`\uFEFF${JSONL}`, false)]],
    ['in UTF-16 without a mark, little end first', [utf16(JSONL, true)]],
    ['in UTF-16 without a mark, big end first', [utf16(JSONL, false)]],
    ['with the line breaks of another system', [JSONL.replaceAll('\n', '\r\n')]],
    ['packed', [gzipSync(JSONL)]],
  ])('%s is read', async (_, parts) => {
    const { runs, files, skipped } = await readBytes(...parts);
    expect(skipped).toEqual([]);
    expect(runs[0]?.trace.eventCount).toBe(TRACE.eventCount);
    expect(files[0]).toMatchObject({ family: 'Lamplight JSONL', lines: TRACE.eventCount + 1 });
  });

  test('of another kind is read as well, in any of these encodings', async () => {
    for (const part of [LOG, utf16(LOG, true), gzipSync(LOG)]) {
      const { runs, files } = await readBytes(part);
      expect(runs[0]?.trace.eventCount).toBe(TRACE.logs[0]!.eventCount);
      expect(files[0]!.eventLines).toBe(TRACE.logs[0]!.eventCount);
    }
  });

  test('that is not UTF-8 is read as Windows-1252, and a note says so', async () => {
    const text = JSONL.replace('"version":1', '"version":1,"by":"J?rg"');
    const early = Buffer.from(text, 'latin1');
    early[early.indexOf('?')] = 0xf6;
    // The same far behind the sample by which the encoding is told.
    const late = Buffer.concat([
      Buffer.from(JSONL.trimEnd()),
      Buffer.from('\n'.repeat(3_000_000)),
      Buffer.from([0x4a, 0xf6, 0x0a]),
    ]);
    for (const [bytes, skippedText] of [
      [early, undefined],
      [late, 'Jö'],
    ] as const) {
      const { runs, files, skipped } = await readBytes(bytes);
      expect(runs[0]?.trace.eventCount).toBe(TRACE.eventCount);
      expect(files[0]!.notes).toEqual([expect.stringContaining('Windows-1252')]);
      expect(skipped[0]?.text).toBe(skippedText);
    }
  });

  test('that ends in the middle of a character is read up to there', async () => {
    const { files, runs, skipped } = await readBytes(JSONL, new Uint8Array([0xe2, 0x82]));
    expect(runs[0]?.trace.eventCount).toBe(TRACE.eventCount);
    expect(skipped).toHaveLength(1);
    expect(files[0]!.notes).toContain('The file ends in the middle of a character.');
  });

  test('that is packed and cut off is read as far as it can be unpacked', async () => {
    const packed = gzipSync(JSONL);
    const { runs, files } = await readBytes(packed.subarray(0, packed.length / 2));
    expect(runs[0]!.trace.eventCount).toBeGreaterThan(0);
    expect(runs[0]!.trace.eventCount).toBeLessThan(TRACE.eventCount);
    expect(files[0]!.notes).toContainEqual(expect.stringContaining('cut off'));
  });
});

describe('a file that is no text', () => {
  test.each<[string, BlobPart, RegExp]>([
    ['with zero bytes', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 65, 0, 66]), /zero bytes/],
    ['of control characters', new Uint8Array(1000).fill(3), /control characters/],
    ['that says it is packed', new Uint8Array([0x1f, 0x8b, 8, 1, 2, 3, 4, 5, 6, 7, 8, 9]), /unpacked/],
  ])('%s is not read, and a sentence says why', async (_, part, sentence) => {
    const { runs, files } = await readBytes(part);
    expect(runs).toEqual([]);
    expect(files).toEqual([expect.objectContaining({ family: undefined, lines: 0 })]);
    expect(files[0]!.notes).toEqual([expect.stringMatching(sentence)]);
  });

  test('an empty one is said to be empty', async () => {
    for (const part of ['', gzipSync('')]) {
      const { runs, files } = await readBytes(part);
      expect(runs).toEqual([]);
      expect(files[0]!.notes).toContainEqual(expect.stringContaining('empty'));
    }
  });

  test('what cannot be read from the disk is told, and the others are read', async () => {
    class GoneFile extends File {
      override slice(): Blob {
        return Object.assign(new Blob([]), { arrayBuffer: () => Promise.reject(new Error('it is gone')) });
      }
    }
    const { runs, files } = await read(new GoneFile(['x'], 'gone.log'), new File([JSONL], 'b.jsonl'));
    expect(files.map(({ name }) => name)).toEqual(['gone.log', 'b.jsonl']);
    expect(files[0]!.notes[0]).toMatch(/it is gone/);
    expect(runs).toHaveLength(1);
  });
});

describe('several files', () => {
  test('keep their order, whatever their kinds, and two of one name are told apart', async () => {
    const names = ['z.jsonl', 'm.log', 'z.jsonl', 'picture.png'];
    const parts = [JSONL, LOG, JSONL, new Uint8Array(64)];
    const { runs, files } = await read(...names.map((name, i) => new File([parts[i]!], name)));
    expect(files.map(({ name }) => name)).toEqual(['z.jsonl', 'm.log', 'z.jsonl (2)', 'picture.png']);
    expect(runs.map(run => run.files)).toEqual([['z.jsonl'], ['m.log'], ['z.jsonl (2)']]);
  });

  test('above the bound are named, not read', async () => {
    const { files } = await read(...Array.from({ length: 1002 }, (_, i) => new File([''], `${i}.log`)));
    expect(files).toHaveLength(1002);
    expect(files.filter(({ notes }) => notes.some(note => note.startsWith('It was left out')))).toHaveLength(
      2,
    );
  });

  test('are read with progress that never goes back and ends at the end', async () => {
    const portions: number[] = [];
    const files = [new File([LOG], 'a.log'), new File([JSONL], 'b.jsonl'), new File([LOG], 'c.log')];
    await readFiles(files, { pattern: undefined, onProgress: ({ portion }) => portions.push(portion) });
    expect(portions).toEqual([...portions].sort((a, b) => a - b));
    expect([portions[0], portions.at(-1)]).toEqual([0, 1]);
  });
});

describe('a large file, where bytes can be had at once', () => {
  /** More than is held whole, with a letter of two bytes on each line. */
  const LARGE = `${Array.from(
    { length: 20_000 },
    (_, i) =>
      `tick ${i} · clock ${i + 1} · ${i % 3 === 0 ? 'local' : 'idle'} · ${'as long as few lines of a log are '.repeat(6)}`,
  ).join('\n')}\n`;

  function readLarge(parts: BlobPart[], readBytes: ReadBytes | undefined): Promise<ReadResult> {
    const file = new File(parts, 'large.log');
    return readFiles([file], { pattern: undefined, readBytes, onProgress: () => undefined });
  }

  /** Piece by piece out of `bytes`; the lengths are kept. */
  function bytesOf(bytes: Uint8Array): { readonly readBytes: ReadBytes; readonly lengths: number[] } {
    const lengths: number[] = [];
    return {
      lengths,
      readBytes: (_, from, to) => {
        lengths.push(to - from);
        return bytes.subarray(from, to);
      },
    };
  }

  function summaryOf({ runs, files, skipped }: ReadResult) {
    return { runs: runs.map(({ name, trace }) => [name, digestOf(trace)]), files, skipped };
  }

  test.each<[string, Buffer<ArrayBuffer>]>([
    ['UTF-8', Buffer.from(LARGE)],
    ['Windows-1252', Buffer.from(LARGE, 'latin1')],
    ['without a last line break', Buffer.from(LARGE.slice(0, -1))],
  ])('is taken in pieces, and read as if it were held whole: %s', async (_, bytes) => {
    expect(bytes.length).toBeGreaterThan(2 ** 22);
    const { readBytes, lengths } = bytesOf(bytes);
    const inPieces = await readLarge([bytes], readBytes);
    expect(lengths.length).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2 ** 20);
    expect(summaryOf(inPieces)).toEqual(summaryOf(await readLarge([bytes], undefined)));
    expect(inPieces.files[0]!.lines).toBe(20_000);
  });

  test('is held whole if it is packed or small', async () => {
    const { readBytes, lengths } = bytesOf(Buffer.from(LARGE));
    await readLarge([gzipSync(LARGE)], readBytes);
    await readLarge([LARGE.slice(0, 2 ** 21)], readBytes);
    expect(lengths).toEqual([]);
  });

  test('is held whole if it has vector clocks, which are read as one text', async () => {
    const records = Array.from(
      { length: 40_000 },
      (_, i) => `alice {"alice":${i + 1}}\n${'as long as few texts of a log are '.repeat(3)}${i}\n`,
    ).join('');
    const { readBytes, lengths } = bytesOf(Buffer.from(records));
    const { files } = await readLarge([records], readBytes);
    expect(records.length).toBeGreaterThan(2 ** 22);
    expect(lengths).toEqual([]);
    expect([files[0]!.eventLines, files[0]!.skippedLines]).toEqual([80_000, 0]);
  });

  test('that is gone in the middle of reading is told to be', async () => {
    const gone = (): never => {
      throw new Error('no such file');
    };
    await expect(readLarge([LARGE], gone)).rejects.toThrow(/could not be read from the disk: no such file/);
  });
});

/** A worker that says what it is told to say. */
class ScriptedWorker implements TaskPort {
  isTerminated = false;
  fail: (reason: string) => void = () => undefined;
  #id = 0;
  #reply: (reply: TaskReply) => void = () => undefined;
  post(message: TaskMessage): void {
    this.#id = message.id;
  }
  sign(progress: ReadingSign): void {
    this.#reply({ kind: 'progress', id: this.#id, progress });
  }
  finish(result: PackedReading): void {
    this.#reply({ kind: 'result', id: this.#id, result });
  }
  refuse(reason: string): void {
    this.#reply({ kind: 'failed', id: this.#id, reason });
  }
  onReply(listener: (reply: TaskReply) => void): void {
    this.#reply = listener;
  }
  onError(listener: (reason: string) => void): void {
    this.fail = listener;
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

describe('the page', () => {
  const FILES = [new File([JSONL], 'b.jsonl')];
  const RESULT: PackedReading = { runs: [], files: [], skipped: [], looked: undefined };
  const sign = (isWatched: boolean): ReadingSign => ({
    progress: { file: 'a.log', portion: 0.5 },
    isWatched,
  });

  function begin(pattern?: string) {
    const scheduler = new VirtualScheduler();
    const worker = new ScriptedWorker();
    const abort = new AbortController();
    const portions: number[] = [];
    const result = readFilesWith({ startWorker: () => worker, scheduler }, FILES, {
      ...(pattern !== undefined && { pattern }),
      signal: abort.signal,
      onProgress: portion => portions.push(portion),
    });
    return { scheduler, worker, abort, portions, result };
  }

  test('gets the runs whole from a worker, which has ended then', async () => {
    const { runs } = await readFilesWith(
      { startWorker: startReaderThread, scheduler: new VirtualScheduler() },
      FILES,
      { signal: new AbortController().signal },
    );
    expect(packTrace(runs[0]!.trace).packed.logs.map(log => log.eventCount)).toEqual(
      TRACE.logs.map(log => log.eventCount),
    );
  });

  test('ends a worker that falls silent in a pattern, and names the pattern and the file', async () => {
    const { scheduler, worker, result } = begin('(a+)+b');
    worker.sign(sign(true));
    const rejected = expect(result).rejects.toThrow(EndlessPatternError);
    scheduler.runUntil(20_000);
    await rejected;
    await expect(result).rejects.toThrow(/\(a\+\)\+b.*a\.log/);
    expect(worker.isTerminated).toBe(true);
  });

  test('lets a worker take its time that is at no pattern', async () => {
    const { scheduler, worker, result, portions } = begin('(?<event>x)');
    worker.sign(sign(true));
    worker.sign(sign(false));
    scheduler.runUntil(20_000);
    worker.finish(RESULT);
    expect(await result).toEqual({ runs: [], files: [], skipped: [], looked: undefined });
    expect(portions).toEqual([0.5, 0.5]);
  });

  test('can stop the reading at any time', async () => {
    const { worker, abort, result } = begin();
    abort.abort(new Error('enough'));
    await expect(result).rejects.toThrow('enough');
    expect(worker.isTerminated).toBe(true);
  });

  test.each<[string, (worker: ScriptedWorker) => void]>([
    ['fails', worker => worker.refuse('out of memory')],
    ['does not start', worker => worker.fail('out of memory')],
  ])('hears of a worker that %s', async (_, happen) => {
    const { worker, result } = begin();
    happen(worker);
    await expect(result).rejects.toThrow(ReadingError);
    await expect(result).rejects.toThrow(/out of memory/);
    expect(worker.isTerminated).toBe(true);
  });
});

describe('a reader that is ready', () => {
  /** Started one after the other. */
  function begin() {
    const started: ScriptedWorker[] = [];
    const reader = new ReadyReader(() => {
      const worker = new ScriptedWorker();
      started.push(worker);
      return worker;
    });
    return { started, reader };
  }

  test('is taken once, and further ones are started', () => {
    const { started, reader } = begin();
    reader.prepare();
    reader.prepare();
    expect(started).toHaveLength(1);
    expect([reader.take(), reader.take()]).toEqual(started);
    expect(started).toHaveLength(2);
  });

  test('is forgotten if it dies, and ended if nobody takes it', () => {
    const { started, reader } = begin();
    reader.prepare();
    started[0]!.fail('no such file');
    expect(reader.take()).not.toBe(started[0]);
    reader.prepare();
    reader.close();
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([false, false, true]);
  });
});
