// Programs of a person's own, kept in this browser: one record for each text. Beside them, what was found out about texts, theirs or
// not. What is read from the storage is parsed, and what fails is left out.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as v from 'valibot';

export interface OwnProgram {
  readonly id: string;
  /** What its text calls it. */
  readonly name: string;
  /** The one that ships and that it was made from, with its slip. */
  readonly from: string;
  readonly code: string;
  /** In milliseconds since the epoch. */
  readonly changedAtMs: number;
}

/** More are not kept: which is said, and no other one is dropped for it. */
export const OWN_PROGRAMS_MAX = 500;
/** Of more texts, what was found out the longest ago is forgotten. */
export const FINDINGS_MAX = 200;

export interface OwnPrograms {
  /** The last changed one first. */
  load(): Promise<readonly OwnProgram[]>;
  /** Rejects with a RangeError where there are too many, and with the browser's own error where it stores nothing. */
  keep(program: OwnProgram): Promise<void>;
  remove(id: string): Promise<void>;
  /** What was kept of this very text last, as it was given; undefined where nothing was. Whoever asks parses it. */
  findings(code: string): Promise<unknown>;
  /** Takes the place of what was kept of this text. JSON. */
  keepFindings(code: string, findings: unknown, nowMs: number): Promise<void>;
  close(): void;
}

const DATABASE = 'lamplight-programs';
/** 2: with what was found out about texts. */
const VERSION = 2;
const STORE = 'programs';
const FINDINGS = 'findings';
const KEPT_AT = 'keptAtMs';

interface Schema extends DBSchema {
  programs: { key: string; value: unknown };
  /** By the text itself, so that nothing is ever said of another one. */
  findings: { key: string; value: { keptAtMs: number; findings: unknown }; indexes: { keptAtMs: number } };
}

const programSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)),
  name: v.pipe(v.string(), v.maxLength(200)),
  from: v.pipe(v.string(), v.maxLength(200)),
  code: v.pipe(v.string(), v.maxLength(1_000_000)),
  changedAtMs: v.number(),
});

/** Rejects with the browser's own error where it allows no storage. */
export async function openOwnPrograms(): Promise<OwnPrograms> {
  const database = await openDB<Schema>(DATABASE, VERSION, {
    upgrade: (database, from) => {
      if (from < 1) database.createObjectStore(STORE);
      database.createObjectStore(FINDINGS).createIndex(KEPT_AT, KEPT_AT);
    },
    // A newer Lamplight in another tab wants to change the store: give way.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return new IndexedPrograms(database);
}

class IndexedPrograms implements OwnPrograms {
  constructor(private readonly database: IDBPDatabase<Schema>) {}

  async load(): Promise<readonly OwnProgram[]> {
    const values = await this.database.getAll(STORE);
    return values
      .flatMap(value => {
        const read = v.safeParse(programSchema, value);
        return read.success ? [read.output] : [];
      })
      .sort((a, b) => b.changedAtMs - a.changedAtMs);
  }

  async keep(program: OwnProgram): Promise<void> {
    const transaction = this.database.transaction(STORE, 'readwrite');
    const isKnown = (await transaction.store.getKey(program.id)) !== undefined;
    if (!isKnown && (await transaction.store.count()) >= OWN_PROGRAMS_MAX) {
      await transaction.done;
      throw new RangeError('There are too many programs.');
    }
    await Promise.all([transaction.store.put(program, program.id), transaction.done]);
  }

  async remove(id: string): Promise<void> {
    await this.database.delete(STORE, id);
  }

  async findings(code: string): Promise<unknown> {
    return (await this.database.get(FINDINGS, code))?.findings;
  }

  async keepFindings(code: string, findings: unknown, nowMs: number): Promise<void> {
    const transaction = this.database.transaction(FINDINGS, 'readwrite');
    await transaction.store.put({ keptAtMs: nowMs, findings }, code);
    let surplus = (await transaction.store.count()) - FINDINGS_MAX;
    const oldest = transaction.store.index(KEPT_AT);
    for (let cursor = await oldest.openCursor(); cursor && surplus > 0; cursor = await cursor.continue()) {
      await cursor.delete();
      surplus -= 1;
    }
    await transaction.done;
  }

  close(): void {
    this.database.close();
  }
}
