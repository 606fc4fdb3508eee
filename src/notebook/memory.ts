// Where a notebook is remembered across reloads: IndexedDB, one record under one key, and a channel on which the tabs of
// one browser tell each other what they have changed.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** What is stored or heard is anything at all, until it is parsed. */
export interface RememberedChange {
  readonly key: string;
  /** Undefined: it was removed. */
  readonly value: unknown;
}

export interface NotebookMemory {
  load(): Promise<readonly unknown[]>;
  /** All of them or none. A value of undefined removes what stands under the key. */
  write(changes: readonly RememberedChange[]): Promise<void>;
  /** Of other tabs. */
  subscribe(listener: (change: RememberedChange) => void): () => void;
  close(): void;
}

const DATABASE = 'lamplight-notebook';
const VERSION = 1;
const STORE = 'records';

interface Schema extends DBSchema {
  records: { key: string; value: unknown };
}

/** Rejects with the browser's own error where it allows no storage. */
export async function openNotebookMemory(): Promise<NotebookMemory> {
  const database = await openDB<Schema>(DATABASE, VERSION, {
    upgrade: fresh => {
      fresh.createObjectStore(STORE);
    },
    // A newer Lamplight in another tab wants to change the store: give way.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return new IndexedMemory(database);
}

class IndexedMemory implements NotebookMemory {
  readonly #channel = new BroadcastChannel(DATABASE);

  constructor(private readonly database: IDBPDatabase<Schema>) {}

  load(): Promise<readonly unknown[]> {
    return this.database.getAll(STORE);
  }

  async write(changes: readonly RememberedChange[]): Promise<void> {
    const transaction = this.database.transaction(STORE, 'readwrite');
    await Promise.all([
      ...changes.map(({ key, value }) =>
        value === undefined ? transaction.store.delete(key) : transaction.store.put(value, key),
      ),
      transaction.done,
    ]);
    for (const change of changes) this.#channel.postMessage(change);
  }

  subscribe(listener: (change: RememberedChange) => void): () => void {
    const hear = ({ data }: MessageEvent<unknown>): void => {
      if (isChange(data)) listener(data);
    };
    this.#channel.addEventListener('message', hear);
    return () => this.#channel.removeEventListener('message', hear);
  }

  close(): void {
    this.#channel.close();
    this.database.close();
  }
}

function isChange(data: unknown): data is RememberedChange {
  return typeof data === 'object' && data !== null && 'key' in data && typeof data.key === 'string';
}
