// Between a notebook and its memory: reads what is remembered once, hears what other tabs change, and writes what is
// changed here, of each record the newest version only, however fast somebody types.
import type { NotebookMemory, RememberedChange } from './memory.ts';
import { keyOf, type NotebookRecord } from './records.ts';
import type { MemoryState } from './state.ts';

export interface RecordKeeperOptions {
  /** Undefined for anything that is no record. */
  readonly parse: (value: unknown) => NotebookRecord | undefined;
  readonly onState: (state: MemoryState) => void;
  /** Remembered from before, or changed by another tab. */
  readonly onRecord: (record: NotebookRecord) => void;
  /** Removed by another tab. */
  readonly onRemoved: (key: string) => void;
}

export class RecordKeeper {
  readonly #options: RecordKeeperOptions;
  /** The newest version of what is not written yet, by key: at most one for each record. */
  #unwritten = new Map<string, NotebookRecord | undefined>();
  #memory: NotebookMemory | undefined;
  #writing = false;
  #unreadable = 0;
  #refusal: string | undefined;
  #closed = false;

  constructor(memory: Promise<NotebookMemory>, options: RecordKeeperOptions) {
    this.#options = options;
    void this.#open(memory);
  }

  put(key: string, record: NotebookRecord): void {
    this.#unwritten.set(key, record);
    void this.#flush();
  }

  remove(keys: readonly string[]): void {
    for (const key of keys) this.#unwritten.set(key, undefined);
    void this.#flush();
  }

  /** What is being written is still written. */
  close(): void {
    this.#closed = true;
    if (!this.#writing) this.#memory?.close();
  }

  async #open(opening: Promise<NotebookMemory>): Promise<void> {
    try {
      const memory = await opening;
      if (this.#closed) {
        memory.close();
        return;
      }
      memory.subscribe(change => this.#hear(change));
      const values = await memory.load();
      this.#memory = memory;
      this.#takeAll(values);
      this.#tell();
    } catch (error) {
      this.#refuse(error);
      return;
    }
    await this.#flush();
  }

  /** Trials first: the other records may be about them. */
  #takeAll(values: readonly unknown[]): void {
    const records = values.map(value => this.#options.parse(value));
    this.#unreadable = records.filter(record => record === undefined).length;
    const known = records.filter(record => record !== undefined);
    const trials = known.filter(({ kind }) => kind === 'own-trial');
    for (const record of [...trials, ...known.filter(({ kind }) => kind !== 'own-trial')])
      if (!this.#unwritten.has(keyOf(record))) this.#options.onRecord(record); // what is new here counts more
  }

  #hear({ key, value }: RememberedChange): void {
    if (this.#closed) return;
    this.#unwritten.delete(key); // the last word counts
    if (value === undefined) {
      this.#options.onRemoved(key);
      return;
    }
    const record = this.#options.parse(value);
    if (record) this.#options.onRecord(record);
    else {
      this.#unreadable += 1;
      this.#tell();
    }
  }

  async #flush(): Promise<void> {
    if (!this.#memory || this.#writing) return;
    this.#writing = true;
    this.#tell();
    try {
      while (this.#unwritten.size > 0) {
        const changes = [...this.#unwritten].map(([key, value]) => ({ key, value }));
        this.#unwritten = new Map();
        await this.#memory.write(changes);
      }
    } catch (error) {
      this.#refuse(error);
    }
    this.#writing = false;
    if (this.#closed) this.#memory?.close();
    else this.#tell();
  }

  #refuse(error: unknown): void {
    this.#refusal = error instanceof Error ? error.message : String(error);
    this.#tell();
  }

  #tell(): void {
    if (this.#closed) return;
    if (this.#refusal !== undefined) this.#options.onState({ kind: 'refused', reason: this.#refusal });
    else if (this.#memory)
      this.#options.onState({ kind: 'ready', pending: this.#writing, unreadable: this.#unreadable });
  }
}
