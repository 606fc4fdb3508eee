// Programs of a person's own, kept in this browser: one record for each text. What is read from the storage is parsed, and what
// fails is left out and counted.
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

export interface OwnPrograms {
  /** The last changed one first. */
  load(): Promise<readonly OwnProgram[]>;
  /** Rejects with a RangeError where there are too many, and with the browser's own error where it stores nothing. */
  keep(program: OwnProgram): Promise<void>;
  remove(id: string): Promise<void>;
  close(): void;
}

const DATABASE = 'lamplight-programs';
const VERSION = 1;
const STORE = 'programs';

interface Schema extends DBSchema {
  programs: { key: string; value: unknown };
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
    upgrade: fresh => {
      fresh.createObjectStore(STORE);
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

  close(): void {
    this.database.close();
  }
}
