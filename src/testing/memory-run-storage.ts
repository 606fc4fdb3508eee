// Storage within one program, as browsers have it between pages: values are cloned, and a promise resolves in a later turn.
import type { RunStorage, StoredPart, StoredRecord } from '../laboratory/run-storage.ts';

export class MemoryRunStorage implements RunStorage {
  readonly #records = new Map<string, Map<number, unknown>>();
  readonly #rooms = new Map<string, unknown>();

  /** How many records there are. */
  get size(): number {
    return [...this.#records.values()].reduce((sum, records) => sum + records.size, 0) + this.#rooms.size;
  }

  async append(part: StoredPart, { position, value }: StoredRecord): Promise<void> {
    const stored = structuredClone(value);
    await Promise.resolve();
    const name = nameOf(part);
    const records = this.#records.get(name) ?? new Map<number, unknown>();
    this.#records.set(name, records.set(position, stored));
  }

  async read(part: StoredPart): Promise<readonly StoredRecord[]> {
    await Promise.resolve();
    return [...(this.#records.get(nameOf(part)) ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([position, value]) => ({ position, value: structuredClone(value) }));
  }

  async runOf(room: string): Promise<unknown> {
    await Promise.resolve();
    return structuredClone(this.#rooms.get(room));
  }

  async putRun(room: string, run: unknown): Promise<void> {
    const stored = structuredClone(run);
    await Promise.resolve();
    this.#rooms.set(room, stored);
  }

  async removeRun(room: string): Promise<void> {
    await Promise.resolve();
    this.#rooms.delete(room);
  }

  async forget(run: string): Promise<void> {
    await Promise.resolve();
    for (const name of this.#records.keys()) if (runIn(name) === run) this.#records.delete(name);
  }

  async tidy(keep: (run: unknown) => string | undefined): Promise<void> {
    await Promise.resolve();
    for (const [room, stored] of this.#rooms) if (keep(stored) === undefined) this.#rooms.delete(room);
    const kept = new Set([...this.#rooms.values()].map(keep));
    for (const name of this.#records.keys()) if (!kept.has(runIn(name))) this.#records.delete(name);
  }

  close(): void {
    // What is stored outlives its readers.
  }
}

function nameOf({ run, writer, machine }: StoredPart): string {
  return `${run}/${writer}/${machine}`;
}

function runIn(name: string): string {
  return name.split('/')[0]!;
}
