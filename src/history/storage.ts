// Where the history is stored: IndexedDB, entries in one store and traces in another, so that a list of a thousand runs is read
// without their traces. Every change reads what is there and writes in one transaction: two pages never undo each other's, and
// tell each other on a channel.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';

export const HISTORY_DATABASE = 'lamplight-history';
const VERSION = 1;

/** Anything at all, until it is parsed. */
export interface StoredValue {
  readonly key: string;
  readonly value: unknown;
}

export interface StoredList {
  readonly entries: readonly StoredValue[];
  /** Which runs had to make room; undefined where none has. */
  readonly removed: unknown;
}

/** What one transaction is to do, decided from all that is stored. */
export interface StoredChange {
  readonly put: readonly (StoredValue & { readonly trace?: ArrayBuffer | undefined })[];
  readonly remove: readonly string[];
  /** Takes the place of what is there. */
  readonly removed?: unknown;
}

export interface HistoryStorage {
  list(): Promise<StoredList>;
  trace(key: string): Promise<unknown>;
  /** In one transaction, all or nothing. `decide` is given what {@link list} would say and answers at once. */
  change<Change extends StoredChange>(decide: (stored: StoredList) => Change): Promise<Change>;
  /** Another page has changed something. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

interface Schema extends DBSchema {
  entries: { key: string; value: unknown };
  traces: { key: string; value: unknown };
  notes: { key: string; value: unknown };
}

const REMOVED = 'removed';

/** Rejects with the browser's own error. `onTakenOver`: a newer Lamplight in another page needed the storage to itself. */
export async function openHistoryStorage(onTakenOver: () => void): Promise<HistoryStorage> {
  const database = await openDB<Schema>(HISTORY_DATABASE, VERSION, {
    upgrade: fresh => {
      fresh.createObjectStore('entries');
      fresh.createObjectStore('traces');
      fresh.createObjectStore('notes');
    },
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      onTakenOver();
    },
    terminated: onTakenOver,
  });
  return new IndexedStorage(database);
}

class IndexedStorage implements HistoryStorage {
  readonly #channel = new BroadcastChannel(HISTORY_DATABASE);

  constructor(private readonly database: IDBPDatabase<Schema>) {}

  list(): Promise<StoredList> {
    return listIn(this.database.transaction(['entries', 'notes']));
  }

  trace(key: string): Promise<unknown> {
    return this.database.get('traces', key);
  }

  async change<Change extends StoredChange>(decide: (stored: StoredList) => Change): Promise<Change> {
    const transaction = this.database.transaction(['entries', 'traces', 'notes'], 'readwrite');
    const entries = transaction.objectStore('entries');
    const traces = transaction.objectStore('traces');
    const finished = transaction.done;
    const change = decide(await listIn(transaction));
    await Promise.all([
      ...change.remove.flatMap(key => [entries.delete(key), traces.delete(key)]),
      ...change.put.flatMap(({ key, value, trace }) => [
        entries.put(value, key),
        ...(trace ? [traces.put(trace, key)] : []),
      ]),
      ...(change.removed === undefined
        ? []
        : [transaction.objectStore('notes').put(change.removed, REMOVED)]),
      finished,
    ]);
    this.#channel.postMessage(null);
    return change;
  }

  subscribe(listener: () => void): () => void {
    this.#channel.addEventListener('message', listener);
    return () => this.#channel.removeEventListener('message', listener);
  }

  close(): void {
    this.#channel.close();
    this.database.close();
  }
}

async function listIn(
  transaction: IDBPTransaction<Schema, ('entries' | 'traces' | 'notes')[], IDBTransactionMode>,
): Promise<StoredList> {
  const entries = transaction.objectStore('entries');
  const [keys, values, removed] = await Promise.all([
    entries.getAllKeys(),
    entries.getAll(),
    transaction.objectStore('notes').get(REMOVED),
  ]);
  return { entries: keys.map((key, i) => ({ key, value: values[i] })), removed };
}

/** All that is stored, whatever form it has: for a file, when this version cannot read it. Rejects with the browser's error. */
export async function storedAsItIs(): Promise<Blob> {
  const database = await openDB(HISTORY_DATABASE, undefined, {
    // There is nothing: nothing is made, either, which the version with the right stores could not make any more.
    upgrade: (_fresh, _old, _new, transaction) => transaction.abort(),
  });
  try {
    const parts: BlobPart[] = [];
    for (const store of database.objectStoreNames) {
      const { store: records } = database.transaction(store);
      for (let cursor = await records.openCursor(); cursor; cursor = await cursor.continue())
        parts.push(...rawRecord(store, { key: String(cursor.key), value: cursor.value as unknown }));
    }
    return new Blob(parts, { type: 'application/octet-stream' });
  } finally {
    database.close();
  }
}

/** A line of JSON; where the value is bytes, they follow it as they are. */
export function rawRecord(store: string, { key, value }: StoredValue): BlobPart[] {
  const bytes =
    value instanceof ArrayBuffer || value instanceof Blob || ArrayBuffer.isView(value)
      ? new Blob([value as BlobPart])
      : undefined;
  return bytes
    ? [`${JSON.stringify({ store, key, bytes: bytes.size })}\n`, bytes, '\n']
    : [`${JSON.stringify({ store, key, value })}\n`];
}
