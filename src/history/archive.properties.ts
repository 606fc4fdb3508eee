// Whatever becomes of a stored record or of an exported file, it is refused with a reason, or what it says is possible: nothing throws,
// nothing hangs, and no run is let in that cannot be opened.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finishedRun, historyRoom, SharedStorage } from '../testing/history-room.ts';
import { NotAnArchiveError, readArchive, type ArchiveFile, type ArchivePart } from './archive.ts';
import { ENTRY_ID, NAME_LENGTH_MAX, parseEntry, storedEntry } from './entry.ts';
import { parseRemoved } from './removed.ts';

async function exported(seeds: readonly number[]): Promise<Uint8Array> {
  const { history } = historyRoom(new SharedStorage());
  for (const seed of seeds) await history.keep(finishedRun(seed));
  return new Uint8Array(await (await history.export()).file.arrayBuffer());
}

const files = [await exported([1]), await exported([2, 3, 4, 5])];

/** Something of a file is another byte, left out, doubled or swapped with what follows. */
const change = fc.record({
  kind: fc.constantFrom('byte', 'without', 'doubled', 'cut'),
  // Anywhere alike: by itself the generator keeps to the head, and that alone refuses the whole file.
  at: fc.noBias(fc.integer({ min: 0, max: 9999 })).map(at => at / 10_000),
  length: fc.integer({ min: 1, max: 40 }),
  byte: fc.oneof(fc.constantFrom(...'"{}[]:,0123456789-e\n'), fc.constant('\u0000')),
});

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function changed(bytes: Uint8Array, { kind, at, length, byte }: Change): Uint8Array {
  const from = Math.floor(at * bytes.length);
  const [before, part, after] = [
    bytes.subarray(0, from),
    bytes.subarray(from, from + length),
    bytes.subarray(from + length),
  ];
  switch (kind) {
    case 'byte':
      return joined([before, new TextEncoder().encode(byte), bytes.subarray(from + 1)]);
    case 'without':
      return joined([before, after]);
    case 'doubled':
      return joined([before, part, part, after]);
    case 'cut':
      return before;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const spoilt = fc
  .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([file, changes]) => changes.reduce(changed, file));

/** A file that is in memory: a tenth of what a Blob takes. */
function fileOf(bytes: Uint8Array): ArchiveFile {
  return {
    size: bytes.length,
    slice: (from, to) => fileOf(bytes.subarray(from, to)),
    arrayBuffer: () => Promise.resolve(bytes.slice().buffer as ArrayBuffer),
  };
}

test('whatever becomes of an exported file, it is refused, or read run by run to where it breaks off', async () => {
  const seen = { refused: 0, run: 0, damaged: 0, newer: 0, 'broken-off': 0 };
  await fc.assert(
    fc.asyncProperty(spoilt, async bytes => {
      const parts: ArchivePart[] = [];
      try {
        for await (const part of readArchive(fileOf(bytes))) parts.push(part);
      } catch (error) {
        if (!(error instanceof NotAnArchiveError)) throw error;
        expect(parts).toEqual([]);
        seen.refused += 1;
      }
      for (const [i, part] of parts.entries()) {
        seen[part.kind] += 1;
        if (part.kind === 'broken-off') expect(i).toBe(parts.length - 1);
        if (part.kind === 'run') expect(part.trace?.byteLength ?? 0).toBe(part.entry.traceBytes);
      }
    }),
    { numRuns: 10_000 },
  );
  for (const kind of ['refused', 'run', 'damaged', 'broken-off'] as const)
    expect(seen[kind], kind).toBeGreaterThan(50);
});

test('no file brings a run into the history that cannot be opened, or whose bytes are not those that its entry names', async () => {
  let imported = 0;
  await fc.assert(
    fc.asyncProperty(spoilt, async bytes => {
      const { history } = historyRoom(new SharedStorage());
      try {
        const report = await history.import(new Blob([bytes as BlobPart]));
        expect(history.state.entries).toHaveLength(report.imported);
      } catch (error) {
        if (!(error instanceof NotAnArchiveError)) throw error;
      }
      for (const { id } of history.state.entries) {
        expect((await history.open(id)).kind).toBe('trace');
        imported += 1;
      }
      expect(history.state.unreadable).toEqual([]);
      history.close();
    }),
    { numRuns: 200 },
  );
  expect(imported).toBeGreaterThan(50);
});

/** Values that a record may have in any place. */
const odd = fc.oneof(
  fc.anything({ maxDepth: 1 }),
  fc.constantFrom<unknown>(
    -1,
    0,
    1,
    2 ** 53,
    NaN,
    Infinity,
    '',
    '<b>',
    'live',
    'x'.repeat(500),
    null,
    [],
    {},
  ),
);

/** The same record with another value in one place, however deep, or with one place less or more. */
function withOdd(
  record: unknown,
  path: readonly number[],
  value: unknown,
  how: 'set' | 'drop' | 'add',
): unknown {
  if (typeof record !== 'object' || record === null || path.length === 0) return value;
  const keys = Object.keys(record);
  const key = keys[path[0]! % Math.max(1, keys.length)] ?? 'new';
  const places = Object.entries(record as Record<string, unknown>);
  const others = how === 'add' ? places : places.filter(([name]) => name !== key);
  const inner = places.find(([name]) => name === key)?.[1];
  const changed: [string, unknown][] =
    path.length > 1
      ? [[key, withOdd(inner, path.slice(1), value, how)]]
      : how === 'drop'
        ? []
        : [[how === 'add' ? `${key}2` : key, value]];
  const all = [...(path.length > 1 ? places.filter(([name]) => name !== key) : others), ...changed];
  return Array.isArray(record) ? all.map(([, each]) => each) : Object.fromEntries(all);
}

test('a stored record that is nearly an entry is an entry that is possible, one of a newer version, or damaged', async () => {
  const { history } = historyRoom(new SharedStorage());
  await history.keep(finishedRun(1));
  const record = storedEntry(history.state.entries[0]!);
  const seen = { entry: 0, newer: 0, damaged: 0 };
  fc.assert(
    fc.property(
      fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
      odd,
      fc.constantFrom('set' as const, 'drop' as const, 'add' as const),
      (path, value, how) => {
        const parsed = parseEntry(withOdd(record, path, value, how));
        seen[parsed.kind] += 1;
        if (parsed.kind !== 'entry') return;
        const { entry } = parsed;
        expect(entry.id).toMatch(ENTRY_ID);
        expect(entry.name.length).toBeLessThanOrEqual(NAME_LENGTH_MAX);
        for (const count of [entry.events, entry.messages, entry.traceBytes, entry.spanMs])
          expect(count).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(entry.keptAtMs)).toBe(true);
        expect(parseEntry(structuredClone(storedEntry(entry)))).toEqual(parsed);
      },
    ),
    { numRuns: 10_000 },
  );
  for (const kind of ['entry', 'damaged'] as const) expect(seen[kind], kind).toBeGreaterThan(200);
});

test('the note on runs that made room is read, whatever is stored there', () => {
  fc.assert(
    fc.property(odd, fc.array(odd, { maxLength: 3 }), (value, named) => {
      for (const stored of [value, { named, more: value }]) {
        const removed = parseRemoved(stored);
        expect(removed.more).toBeGreaterThanOrEqual(0);
        for (const { name } of removed.named) expect(typeof name).toBe('string');
      }
    }),
    { numRuns: 10_000 },
  );
});
