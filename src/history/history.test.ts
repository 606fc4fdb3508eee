import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { digestOf } from '../core/trace-digest.ts';
import { finishedRun, historyRoom, SharedStorage } from '../testing/history-room.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { NotAnArchiveError } from './archive.ts';
import { ENTRY_BYTES } from './bounds.ts';
import { NAME_LENGTH_MAX, parseEntry } from './entry.ts';
import { REMOVED_NAMED_MAX } from './removed.ts';

const names = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name);

async function filled(seeds: readonly number[], storage = new SharedStorage()) {
  const room = historyRoom(storage);
  for (const seed of seeds) await room.history.keep(finishedRun(seed));
  return { ...room, storage };
}

describe('keeping', () => {
  test('a live run is kept with its trace, the last one first, and opens as it was', async () => {
    const { history } = await filled([1, 2]);
    expect(names(history.state.entries)).toEqual(['Run 2', 'Run 1']);
    const run = finishedRun(2);
    const opened = await history.open(history.state.entries[0]!.id);
    expect(opened.kind).toBe('trace');
    if (opened.kind === 'trace') expect(contentsOf(opened.trace)).toEqual(contentsOf(run.trace));
    expect(history.state.entries[0]).toMatchObject({ events: 110, starred: false, spanMs: 9800 });
  });

  test('a virtual run is kept as its trial and its digest, and one that is opened from a file with its trace', async () => {
    const { history, storage } = await filled([]);
    const trace = simulate({ rates: [5, 1, 5], seed: 3, durationSeconds: 10 });
    await history.keep(finishedRun(3, { trace, digest: digestOf(trace) }));
    await history.keep(
      finishedRun(3, { trace, digest: digestOf(trace), came: 'opened', name: 'From a file' }),
    );
    const [opened, computed] = [...history.state.entries].sort((a, b) => b.traceBytes - a.traceBytes);
    expect(storage.traces.size).toBe(1);
    expect(await history.open(computed!.id)).toMatchObject({
      kind: 'compute',
      entry: { digest: digestOf(trace) },
    });
    expect(await history.open(opened!.id)).toMatchObject({ kind: 'trace' });
  });

  test('the same run again takes a new date, keeps its name and star, and comes back if it was deleted', async () => {
    const { history } = await filled([1, 2]);
    const [, first] = history.state.entries;
    await history.rename(first!.id, 'Mine');
    await history.star(first!.id, true);
    await history.delete(first!.id);
    await history.keep(finishedRun(1, { keptAtMs: Date.parse('2026-11-27T00:00:00Z') }));
    expect(history.state.entries).toHaveLength(2);
    expect(history.state.entries[0]).toMatchObject({ id: first!.id, name: 'Mine', starred: true });
  });

  test('a name is cut, and an empty one changes nothing', async () => {
    const { history } = await filled([1]);
    const { id } = history.state.entries[0]!;
    await history.rename(id, `  <b>${'x'.repeat(1000)}\n `);
    expect(history.state.entries[0]!.name).toHaveLength(NAME_LENGTH_MAX);
    await history.rename(id, ' \n ');
    expect(history.state.entries[0]!.name).toContain('<b>xxx');
  });
});

describe('deleting', () => {
  test('what is deleted can be brought back, until it is deleted finally', async () => {
    const { history, storage } = await filled([1, 2]);
    const [second, first] = history.state.entries;
    await history.delete(second!.id);
    expect(names(history.state.entries)).toEqual(['Run 1']);
    expect(names(history.state.deleted)).toEqual(['Run 2']);
    await history.bringBack(second!.id);
    expect(names(history.state.entries)).toEqual(['Run 2', 'Run 1']);
    await history.delete(first!.id);
    await history.deleteFinally([first!.id]);
    expect([...storage.traces.keys()]).toEqual([second!.id]);
    expect(await history.open(first!.id)).toEqual({ kind: 'missing' });
  });

  test('what was deleted more than a week ago is gone when the history is opened again', async () => {
    const { history, storage } = await filled([1, 2]);
    await history.delete(history.state.entries[0]!.id);
    history.close();
    const later = historyRoom(storage, { now: () => Date.parse('2026-12-24T00:00:00Z') });
    await later.history.open('settles');
    expect(later.history.state.deleted).toEqual([]);
    expect(storage.traces.size).toBe(1);
  });
});

describe('room', () => {
  const quotaFor = async (runs: number) => {
    const { history } = await filled([1]);
    const bytes = history.state.entries[0]!.traceBytes;
    return 2 * Math.floor(runs * (bytes + ENTRY_BYTES) * 1.1);
  };

  test('the oldest without a star go, and are named until somebody has read it', async () => {
    const quota = await quotaFor(3);
    const storage = new SharedStorage();
    const { history } = historyRoom(storage, { quota: () => Promise.resolve(quota) });
    for (const seed of [1, 2, 3]) await history.keep(finishedRun(seed));
    await history.star(history.state.entries.at(-1)!.id, true);
    for (const seed of [4, 5]) await history.keep(finishedRun(seed));
    expect(names(history.state.entries)).toEqual(['Run 5', 'Run 4', 'Run 1']);
    expect(names(history.state.removed.named)).toEqual(['Run 2', 'Run 3']);
    expect(names(historyRoom(storage).history.state.removed.named)).toEqual([]);
    const again = historyRoom(storage).history;
    await again.open('settles');
    expect(names(again.state.removed.named)).toEqual(['Run 2', 'Run 3']);
    await again.forgetRemoved();
    expect(again.state.removed).toEqual({ named: [], more: 0 });
  });

  test('where all have a star a new one stays in the page, opens, and is stored once there is room', async () => {
    const quota = await quotaFor(2);
    const { history } = historyRoom(new SharedStorage(), { quota: () => Promise.resolve(quota) });
    for (const seed of [1, 2]) await history.keep(finishedRun(seed));
    for (const { id } of history.state.entries) await history.star(id, true);
    await history.keep(finishedRun(3));
    expect(history.state.unsaved).toMatchObject([{ entry: { name: 'Run 3' }, why: { kind: 'starred' } }]);
    expect(await history.open(history.state.unsaved[0]!.entry.id)).toMatchObject({ kind: 'trace' });
    await history.star(history.state.entries[0]!.id, false);
    await history.saveAgain();
    expect(history.state.unsaved).toEqual([]);
    expect(names(history.state.entries)).toEqual(['Run 3', 'Run 1']);
  });

  test('a run larger than all of the room is not stored, and nothing makes room for it', async () => {
    const storage = new SharedStorage();
    await filled([1], storage);
    const { history } = historyRoom(storage, { quota: () => Promise.resolve(8000) });
    await history.keep(finishedRun(2));
    expect(history.state.unsaved).toMatchObject([{ why: { kind: 'too-large' } }]);
    expect(names(history.state.entries)).toEqual(['Run 1']);
  });

  test('a browser with less room than it says: the oldest goes once, and where that is not enough it is said', async () => {
    const { history, storage } = await filled([1, 2]);
    storage.quota = history.state.entries.reduce((sum, { traceBytes }) => sum + traceBytes, 0);
    await history.keep(finishedRun(3));
    expect(names(history.state.entries)[0]).toBe('Run 3');
    expect(names(history.state.removed.named)[0]).toBe('Run 1');
    const left = names(history.state.entries);
    storage.quota = 10;
    await history.keep(finishedRun(4));
    expect(history.state.unsaved).toMatchObject([{ entry: { name: 'Run 4' }, why: { kind: 'full' } }]);
    expect(names(history.state.entries)).toEqual(left);
  });

  test('so many runs have to make room that the first are counted only', async () => {
    const quota = await quotaFor(1);
    const { history } = historyRoom(new SharedStorage(), { quota: () => Promise.resolve(quota) });
    for (let seed = 1; seed <= REMOVED_NAMED_MAX + 3; seed++) await history.keep(finishedRun(seed));
    expect(history.state.removed.named).toHaveLength(REMOVED_NAMED_MAX);
    expect(history.state.removed.more).toBe(2);
  });
});

describe('storage that cannot be used', () => {
  test('refused, as in a private window: the run stays in the page, and the reason is the browser’s own', async () => {
    const { history } = historyRoom(new SharedStorage(), {
      open: () => Promise.reject(new Error('Not here.')),
    });
    await history.keep(finishedRun(1));
    expect(history.state.storage).toEqual({ kind: 'closed', why: { kind: 'refused', reason: 'Not here.' } });
    expect(history.state.unsaved).toMatchObject([{ why: { kind: 'refused' } }]);
    const { file, runs } = await history.export();
    expect(runs).toBe(1);
    const other = await filled([]);
    expect(await other.history.import(file)).toMatchObject({ imported: 1, damaged: 0 });
  });

  test('of a newer version', async () => {
    const error = new DOMException('The requested version is lower.', 'VersionError');
    const { history } = historyRoom(new SharedStorage(), { open: () => Promise.reject(error) });
    await history.keep(finishedRun(1));
    expect(history.state.storage).toEqual({ kind: 'closed', why: { kind: 'newer' } });
  });

  test('not opened for long: a run that ends meanwhile is stored as soon as it is', async () => {
    const storage = new SharedStorage();
    let open: () => void = () => undefined;
    const opening = new Promise<void>(resolve => {
      open = resolve;
    });
    const room = historyRoom(storage, { open: () => opening.then(() => storage.open()) });
    const kept = room.history.keep(finishedRun(1));
    room.runOut();
    await kept;
    expect(room.history.state.unsaved).toMatchObject([{ why: { kind: 'not-opened' } }]);
    open();
    await expect.poll(() => names(room.history.state.entries)).toEqual(['Run 1']);
    expect(room.history.state).toMatchObject({ storage: { kind: 'ready' }, unsaved: [] });
  });

  test('taken over by a newer version in another page', async () => {
    let takeOver: () => void = () => undefined;
    const storage = new SharedStorage();
    const { history } = historyRoom(storage, {
      open: onTakenOver => {
        takeOver = onTakenOver;
        return Promise.resolve(storage.open());
      },
    });
    await history.keep(finishedRun(1));
    takeOver();
    await history.keep(finishedRun(2));
    expect(history.state.unsaved).toMatchObject([{ entry: { name: 'Run 2' }, why: { kind: 'taken-over' } }]);
  });
});

describe('what cannot be read', () => {
  test('damaged entries and those of a newer version are named and can be removed; damaged traces are found out', async () => {
    const { storage, history } = await filled([1, 2, 3]);
    const [third, second, first] = history.state.entries;
    storage.entries.set('a', { version: 1, entry: { id: 'a', name: '<img src=x>' } });
    storage.entries.set('b', { version: 9, something: 'new' });
    new Uint8Array(storage.traces.get(first!.id) as ArrayBuffer)[2000] ^= 1;
    storage.traces.set(second!.id, 'no bytes');
    storage.traces.delete(third!.id);
    const again = historyRoom(storage).history;
    for (const { id } of [first!, second!, third!])
      expect(await again.open(id)).toMatchObject({ kind: 'damaged' });
    expect(again.state.unreadable).toEqual([
      { key: 'a', why: 'damaged' },
      { key: 'b', why: 'newer' },
    ]);
    expect(await (await again.raw('a')).text()).toContain('<img src=x>');
    expect((await again.export()).leftOut).toBe(2);
    await again.deleteFinally(['a']);
    expect(again.state.unreadable).toEqual([{ key: 'b', why: 'newer' }]);
  });

  test('anything at all is an entry, one of a newer version, or damaged', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        expect(['newer', 'damaged']).toContain(parseEntry(value).kind);
        expect(parseEntry({ version: 1, entry: value }).kind).toBe('damaged');
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('two pages', () => {
  test('each sees what the other does, and different changes to one run do not undo each other', async () => {
    const storage = new SharedStorage();
    const [here, there] = [historyRoom(storage).history, historyRoom(storage).history];
    await Promise.all([here.keep(finishedRun(1)), there.keep(finishedRun(2, { name: 'There' }))]);
    await expect.poll(() => names(here.state.entries)).toEqual(['There', 'Run 1']);
    const { id } = here.state.entries[1]!;
    await Promise.all([here.rename(id, 'Renamed'), there.star(id, true)]);
    await expect.poll(() => here.state.entries[1]).toMatchObject({ name: 'Renamed', starred: true });
    await expect.poll(() => there.state.entries[1]).toMatchObject({ name: 'Renamed', starred: true });
  });
});

describe('one file', () => {
  test('all runs are exported and imported, once; a run with a name that is taken gets another', async () => {
    const { history } = await filled([1, 2, 3]);
    await history.star(history.state.entries[0]!.id, true);
    const { file, runs } = await history.export();
    expect(runs).toBe(3);
    const other = await filled([9]); // has an entry of the same id
    expect(await other.history.import(file)).toMatchObject({
      imported: 3,
      known: 0,
      damaged: 0,
      isBrokenOff: false,
    });
    expect(names(other.history.state.entries)).toEqual(['Run 9', 'Run 3', 'Run 2', 'Run 1']);
    expect(other.history.state.entries[1]!.starred).toBe(true);
    for (const { id } of other.history.state.entries)
      expect(await other.history.open(id)).toMatchObject({ kind: 'trace' });
    expect(await other.history.import(file)).toMatchObject({ imported: 0, known: 3 });
    const one = await other.history.export(other.history.state.entries[1]!.id);
    expect(one.runs).toBe(1);
  });

  test('an import makes nothing that is kept go', async () => {
    const { file } = await (await filled([1, 2, 3])).history.export();
    const { history } = historyRoom(new SharedStorage(), { quota: () => Promise.resolve(2 * 20_000) });
    await history.keep(finishedRun(9));
    const report = await history.import(file);
    expect(report.imported + report.withoutRoom).toBe(3);
    expect(report.withoutRoom).toBeGreaterThan(0);
    expect(names(history.state.entries)).toContain('Run 9');
    expect(history.state.removed.named).toEqual([]);
  });

  test('a file that breaks off, and one with a damaged run: the others are imported', async () => {
    const { history } = await filled([1, 2]);
    const { file } = await history.export();
    const { history: cut } = await filled([]);
    expect(await cut.import(file.slice(0, file.size - 100))).toMatchObject({
      imported: 1,
      isBrokenOff: true,
    });
    const bytes = new Uint8Array(await file.arrayBuffer());
    bytes[bytes.length - 3000] ^= 1;
    const { history: spoilt } = await filled([]);
    expect(await spoilt.import(new Blob([bytes]))).toMatchObject({
      imported: 1,
      damaged: 1,
      isBrokenOff: false,
    });
  });

  test('other files are refused, and those of a newer version are told from them', async () => {
    const { history } = await filled([]);
    for (const text of ['', 'machine 1: 3', '{}\n', '{"format":"lamplight-history"}\n', '{'.repeat(5000)])
      await expect(history.import(new Blob([text]))).rejects.toEqual(new NotAnArchiveError(false));
    const newer = new Blob(['{"format":"lamplight-history","version":2}\n']);
    await expect(history.import(newer)).rejects.toEqual(new NotAnArchiveError(true));
  });

  test('whatever is changed in a file, it is read without a crash, and every run of it is counted', async () => {
    const { history } = await filled([1]);
    const { file } = await history.export();
    const whole = new Uint8Array(await file.arrayBuffer());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async changes => {
          const bytes = whole.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          const { history: other } = await filled([]);
          try {
            const { imported, damaged, newer, isBrokenOff } = await other.import(new Blob([bytes]));
            expect(imported + damaged + newer + Number(isBrokenOff)).toBeGreaterThan(0);
            expect(other.state.entries).toHaveLength(imported);
          } catch (error) {
            expect(error).toBeInstanceOf(NotAnArchiveError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
