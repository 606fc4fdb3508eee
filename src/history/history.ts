// The history of runs in this browser: keeps what is over, makes room, and changes, opens, exports and imports what is kept.
// What cannot be stored stays in the page as long as it has room there, and is said.
import { Store } from '../core/store.ts';
import type { Trace } from '../core/trace.ts';
import { archivedRun, archiveHead, ARCHIVE_TYPE, readArchive, type ArchivePart } from './archive.ts';
import { boundsFor, bytesOf, overdue, type HistoryBounds } from './bounds.ts';
import { importing, keeping, knownOf, type KeepOutcome, type KnownEntries } from './decisions.ts';
import {
  cutFiles,
  cutName,
  isComputedAgain,
  NAME_LENGTH_MAX,
  storedEntry,
  type HistoryEntry,
} from './entry.ts';
import type {
  ExportedHistory,
  FinishedRun,
  HistoryDoor,
  HistoryState,
  ImportReport,
  OpenedEntry,
  StorageRefusal,
  UnsavedReason,
} from './history-state.ts';
import { NONE_REMOVED } from './removed.ts';
import { rawRecord, type HistoryStorage, type StoredChange, type StoredList } from './storage.ts';
import { checksumOf } from './checksum.ts';
import { bytesOfTrace, DamagedTraceError, traceOfBytes } from './trace-bytes.ts';
import { Unsaved } from './unsaved.ts';

/** A browser that says nothing for so long while it opens its storage is waiting for another page, or for a person. */
export const OPENING_MAX_MS = 5000;

export interface HistoryOptions {
  /** `onTakenOver` is called when the storage is closed from outside. */
  readonly open: (onTakenOver: () => void) => Promise<HistoryStorage>;
  readonly rawAll: () => Promise<Blob>;
  /** What the browser offers to this site, in bytes; undefined where it does not say. */
  readonly quota: () => Promise<number | undefined>;
  /** Calls back after so many milliseconds; what it returns calls it off. */
  readonly after: (ms: number, task: () => void) => () => void;
  readonly now: () => number;
  /** A new name that nobody guesses. */
  readonly identify: () => string;
}

export class History implements HistoryDoor {
  readonly #options: HistoryOptions;
  readonly #store: Store<HistoryState>;
  readonly #unsaved = new Unsaved();
  /** Settles once the storage is open or will not be used for now. */
  readonly #opening: Promise<void>;
  #storage: HistoryStorage | undefined;
  #refusal: StorageRefusal | undefined;
  #bounds: HistoryBounds = boundsFor(undefined);
  #known: KnownEntries = { entries: [], unreadable: [], removed: NONE_REMOVED };
  #problem: UnsavedReason | undefined;
  #reading: Promise<void> | undefined;
  #isStale = false;
  #closed = false;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#store = new Store(() => this.#describe());
    this.#opening = this.#open();
  }

  get state(): HistoryState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** Its id, once it is stored, or in sight as a run that is not. Never rejects. */
  async keep({ trace, ...facts }: FinishedRun): Promise<string> {
    const { trial, engine } = trace;
    const program = trace.program?.name;
    const bytes = isComputedAgain({ came: facts.came, engine, program }) ? undefined : bytesOfTrace(trace);
    const entry: HistoryEntry = {
      ...facts,
      name: cutName(facts.name),
      files: cutFiles(facts.files),
      id: this.#options.identify(),
      starred: false,
      deletedAtMs: undefined,
      engine,
      trial,
      program: program?.slice(0, NAME_LENGTH_MAX),
      ...sizeOf(trace),
      traceBytes: bytes?.byteLength ?? 0,
      checksum: bytes && checksumOf(bytes),
    };
    await this.#opening;
    await this.#keep(entry, bytes);
    return entry.id;
  }

  async rename(id: string, name: string): Promise<void> {
    const cut = cutName(name);
    if (cut !== '') await this.#edit(id, entry => ({ ...entry, name: cut }));
  }

  star(id: string, starred: boolean): Promise<void> {
    return this.#edit(id, entry => ({ ...entry, starred }));
  }

  delete(id: string): Promise<void> {
    return this.#edit(id, entry => ({ ...entry, deletedAtMs: this.#options.now() }));
  }

  bringBack(id: string): Promise<void> {
    return this.#edit(id, entry => ({ ...entry, deletedAtMs: undefined }));
  }

  async deleteFinally(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#unsaved.remove(key);
    await this.#change(() => ({ put: [], remove: keys }));
  }

  async forgetRemoved(): Promise<void> {
    await this.#change(() => ({ put: [], remove: [], removed: NONE_REMOVED }));
  }

  async saveAgain(): Promise<void> {
    for (const { entry, bytes } of this.#unsaved.takeAll()) await this.#keep(entry, bytes);
  }

  async open(id: string): Promise<OpenedEntry> {
    await this.#opening;
    const entry = this.#entryOf(id);
    if (!entry) return { kind: 'missing' };
    if (isComputedAgain(entry)) return { kind: 'compute', entry };
    const read = readTrace(entry, await this.#bytesOf(id));
    return read instanceof DamagedTraceError
      ? { kind: 'damaged', entry, reason: read.message }
      : { kind: 'trace', entry, trace: read };
  }

  async raw(key: string): Promise<Blob> {
    const stored = await this.#storage?.list();
    const found = stored?.entries.find(each => each.key === key);
    const value = await this.#storage?.trace(key);
    return new Blob(
      [
        ...(found ? rawRecord('entries', found) : []),
        ...(value === undefined ? [] : rawRecord('traces', { key, value })),
      ],
      { type: ARCHIVE_TYPE },
    );
  }

  rawAll(): Promise<Blob> {
    return this.#options.rawAll();
  }

  async export(id?: string): Promise<ExportedHistory> {
    const { entries, unsaved } = this.state;
    const all = [...unsaved.map(({ entry }) => entry), ...entries];
    const wanted = all.filter(entry => id === undefined || entry.id === id);
    const parts: BlobPart[] = [archiveHead()];
    let leftOut = 0;
    for (const entry of wanted) {
      const bytes = entry.traceBytes > 0 ? await this.#bytesOf(entry.id) : undefined;
      const isWhole = bytes instanceof ArrayBuffer && bytes.byteLength === entry.traceBytes;
      // A blob may leave memory; a gigabyte of buffers may not.
      if (entry.traceBytes === 0 || isWhole)
        parts.push(...archivedRun({ entry, trace: isWhole ? new Blob([bytes]) : undefined }));
      else leftOut += 1;
    }
    return { file: new Blob(parts, { type: ARCHIVE_TYPE }), runs: wanted.length - leftOut, leftOut };
  }

  async import(file: Blob): Promise<ImportReport> {
    await this.#opening;
    const report = { imported: 0, known: 0, damaged: 0, newer: 0, withoutRoom: 0, isBrokenOff: false };
    for await (const part of readArchive(file)) {
      if (part.kind === 'broken-off') report.isBrokenOff = true;
      else report[part.kind === 'run' ? await this.#importRun(part) : part.kind] += 1;
    }
    return report;
  }

  /** What is being written is still written. */
  close(): void {
    this.#closed = true;
    this.#store.close();
    this.#storage?.close();
  }

  async #open(): Promise<void> {
    const opening = this.#options.open(() => this.#lose({ kind: 'taken-over' }));
    const ready = opening.then(
      async storage => {
        if (this.#closed) {
          storage.close();
          return;
        }
        this.#storage = storage;
        this.#refusal = undefined;
        storage.subscribe(() => void this.#read());
        this.#bounds = boundsFor(await this.#options.quota());
        await this.#read();
        await this.#clearOut();
        if (this.#unsaved.runs.length > 0) await this.saveAgain(); // it was late
      },
      (error: unknown) => this.#lose(refusalOf(error)),
    );
    await new Promise<void>(resolve => {
      const cancel = this.#options.after(OPENING_MAX_MS, () => {
        if (!this.#storage) this.#lose({ kind: 'not-opened' });
        resolve();
      });
      void ready.finally(() => {
        cancel();
        resolve();
      });
    });
  }

  #lose(why: StorageRefusal): void {
    this.#storage = undefined;
    this.#refusal = why;
    this.#tell();
  }

  async #keep(entry: HistoryEntry, bytes: ArrayBuffer | undefined): Promise<void> {
    const outcome = await this.#tryToStore(entry, bytes);
    if (outcome.kind === 'unsaved') this.#unsaved.add({ entry, bytes, why: outcome.why });
    this.#tell();
  }

  /** When the browser has less room than it said, runs of this size make room, once. */
  async #tryToStore(entry: HistoryEntry, bytes: ArrayBuffer | undefined): Promise<KeepOutcome> {
    let bounds = this.#bounds;
    for (let attempt = 1; ; attempt++) {
      try {
        if (!this.#storage) return { kind: 'unsaved', why: this.#refusal ?? { kind: 'not-opened' } };
        const { outcome } = await this.#storage.change(stored =>
          keeping(stored, entry, bytes, bounds, this.#options.now()),
        );
        await this.#read();
        return outcome;
      } catch (error) {
        if (!isQuota(error)) return { kind: 'unsaved', why: refusalOf(error) };
        if (attempt > 1) return { kind: 'unsaved', why: { kind: 'full' } };
        bounds = { ...bounds, bytes: this.#bytes() };
      }
    }
  }

  async #importRun(
    part: Extract<ArchivePart, { kind: 'run' }>,
  ): Promise<'imported' | 'known' | 'damaged' | 'withoutRoom'> {
    const { trace: bytes } = part;
    // The columns are checked where they are; the buffer is stored as it is.
    if (bytes && readTrace(part.entry, bytes) instanceof DamagedTraceError) return 'damaged';
    if (!this.#storage) return 'withoutRoom';
    const identify = this.#options.identify;
    try {
      const { outcome } = await this.#storage.change(stored =>
        importing(stored, part.entry, bytes, this.#bounds, identify),
      );
      await this.#read();
      return outcome;
    } catch (error) {
      if (isQuota(error)) return 'withoutRoom';
      throw error;
    }
  }

  async #edit(id: string, edit: (entry: HistoryEntry) => HistoryEntry): Promise<void> {
    if (this.#unsaved.edit(id, edit)) {
      this.#tell();
      return;
    }
    await this.#change(stored => {
      const entry = knownOf(stored).entries.find(each => each.id === id);
      return { put: entry ? [{ key: id, value: storedEntry(edit(entry)) }] : [], remove: [] };
    });
  }

  /** What a person asks for: that it failed is told. */
  async #change(decide: (stored: StoredList) => StoredChange): Promise<void> {
    this.#problem = undefined;
    try {
      await this.#storage?.change(decide);
    } catch (error) {
      this.#problem = isQuota(error) ? { kind: 'full' } : refusalOf(error);
    }
    await this.#read();
  }

  /** What was deleted long ago goes when the history is next opened. */
  async #clearOut(): Promise<void> {
    const now = this.#options.now();
    if (overdue(this.#known.entries, now).length > 0)
      await this.#change(stored => ({
        put: [],
        remove: overdue(knownOf(stored).entries, now).map(({ id }) => id),
      }));
  }

  /** One at a time; what has changed meanwhile is read again. */
  #read(): Promise<void> {
    this.#isStale = true;
    if (this.#storage) this.#reading ??= this.#readAll();
    else this.#tell();
    return this.#reading ?? Promise.resolve();
  }

  async #readAll(): Promise<void> {
    while (this.#isStale && this.#storage) {
      this.#isStale = false;
      try {
        this.#known = knownOf(await this.#storage.list());
      } catch (error) {
        this.#lose(refusalOf(error));
      }
    }
    this.#reading = undefined; // at once: what changes from here on is read anew
    this.#tell();
  }

  #bytesOf(id: string): Promise<unknown> {
    return Promise.resolve(this.#unsaved.bytesOf(id) ?? this.#storage?.trace(id));
  }

  #entryOf(id: string): HistoryEntry | undefined {
    return [...this.#unsaved.runs.map(({ entry }) => entry), ...this.#known.entries].find(
      each => each.id === id,
    );
  }

  #bytes(): number {
    return this.#known.entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  }

  #tell(): void {
    if (!this.#closed) this.#store.renew();
  }

  #describe(): HistoryState {
    const { entries, unreadable, removed } = this.#known;
    const unsaved = this.#unsaved.runs;
    return {
      storage: this.#refusal
        ? { kind: 'closed', why: this.#refusal }
        : { kind: this.#storage ? 'ready' : 'opening' },
      entries: entries
        .filter(({ deletedAtMs }) => deletedAtMs === undefined)
        .sort((a, b) => b.keptAtMs - a.keptAtMs),
      deleted: [...unsaved.map(({ entry }) => entry), ...entries]
        .filter(({ deletedAtMs }) => deletedAtMs !== undefined)
        .sort((a, b) => b.deletedAtMs! - a.deletedAtMs!),
      unreadable,
      bytes: this.#bytes(),
      bounds: this.#bounds,
      removed,
      unsaved: unsaved.filter(({ entry }) => entry.deletedAtMs === undefined),
      unsavedLost: this.#unsaved.lost,
      problem: this.#problem,
    };
  }
}

function readTrace(entry: HistoryEntry, bytes: unknown): Trace | DamagedTraceError {
  if (!(bytes instanceof ArrayBuffer)) return new DamagedTraceError('there are no bytes');
  if (checksumOf(bytes) !== entry.checksum)
    return new DamagedTraceError('the bytes are not those that were saved');
  try {
    return traceOfBytes(bytes);
  } catch (error) {
    if (error instanceof DamagedTraceError) return error;
    throw error;
  }
}

function sizeOf({
  logs,
  eventCount,
  messageCount,
}: Trace): Pick<HistoryEntry, 'events' | 'messages' | 'spanMs'> {
  let fromMs = Infinity;
  let toMs = -Infinity;
  for (const log of logs)
    for (let i = 0; i < log.eventCount; i++) {
      fromMs = Math.min(fromMs, log.atMs[i]!);
      toMs = Math.max(toMs, log.atMs[i]!);
    }
  return { events: eventCount, messages: messageCount, spanMs: Math.max(0, toMs - fromMs) };
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

function refusalOf(error: unknown): StorageRefusal {
  const { name = '', message = '' } = error instanceof Error ? error : { message: String(error) };
  return name === 'VersionError'
    ? { kind: 'newer' }
    : { kind: 'refused', reason: message.trim() || name.trim() };
}
