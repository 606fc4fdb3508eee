// Runs that go on, in the browser's storage (IndexedDB). Writes are `relaxed`: what is stored outlives its page, its process and
// the browser, and not a failure of the whole computer at that moment.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { RunStorage, StoredPart, StoredRecord } from './run-storage.ts';

export const RUN_DATABASE = 'lamplight-runs';
const VERSION = 1;

interface Schema extends DBSchema {
  /** By run, writer, machine and position. */
  records: { key: [string, string, number, number]; value: unknown };
  /** By room. */
  rooms: { key: string; value: unknown };
}

const RELAXED = { durability: 'relaxed' } as const;

export async function openIndexedRunStorage(): Promise<RunStorage> {
  const database = await openDB<Schema>(RUN_DATABASE, VERSION, {
    upgrade: fresh => {
      fresh.createObjectStore('records');
      fresh.createObjectStore('rooms');
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return new IndexedRunStorage(database);
}

class IndexedRunStorage implements RunStorage {
  constructor(private readonly database: IDBPDatabase<Schema>) {}

  async append({ run, writer, machine }: StoredPart, { position, value }: StoredRecord): Promise<void> {
    const { done, store } = this.database.transaction('records', 'readwrite', RELAXED);
    await Promise.all([store.put(value, [run, writer, machine, position]), done]);
  }

  async read({ run, writer, machine }: StoredPart): Promise<readonly StoredRecord[]> {
    const range = IDBKeyRange.bound([run, writer, machine, 0], [run, writer, machine, Infinity]);
    const { store } = this.database.transaction('records');
    const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
    return keys.map(([, , , position], i) => ({ position, value: values[i] }));
  }

  runOf(room: string): Promise<unknown> {
    return this.database.get('rooms', room);
  }

  async putRun(room: string, run: unknown): Promise<void> {
    const { done, store } = this.database.transaction('rooms', 'readwrite', RELAXED);
    await Promise.all([store.put(run, room), done]);
  }

  async removeRun(room: string): Promise<void> {
    await this.database.delete('rooms', room);
  }

  async forget(run: string): Promise<void> {
    await this.database.delete('records', rangeOf(run));
  }

  async tidy(keep: (run: unknown) => string | undefined): Promise<void> {
    const transaction = this.database.transaction(['records', 'rooms'], 'readwrite', RELAXED);
    const records = transaction.objectStore('records');
    const kept = new Set<string | undefined>();
    for (let room = await transaction.objectStore('rooms').openCursor(); room; room = await room.continue()) {
      const run = keep(room.value);
      if (run === undefined) await room.delete();
      else kept.add(run);
    }
    // From the first record of a run to the first one of the next.
    for (let at = await records.openKeyCursor(); at; at = await at.continue([at.key[0], '\uffff', 0, 0]))
      if (!kept.has(at.key[0])) await records.delete(rangeOf(at.key[0]));
    await transaction.done;
  }

  close(): void {
    this.database.close();
  }
}

function rangeOf(run: string): IDBKeyRange {
  return IDBKeyRange.bound([run], [run, []]);
}
