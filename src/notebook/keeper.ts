// Between a notebook and its memory: reads what is remembered once, hears what other tabs change, and writes what is
// changed here, of each record the newest version only, however fast somebody types.
import type { NotebookMemory, RememberedChange } from './memory.ts';
import { keyOf, type NotebookRecord } from './records.ts';
import type { MemoryState } from './state.ts';
import { STORAGE_REASONS } from '../words/notebook.ts';

/** Between two attempts to write: doubled after each failure, up to the longest. */
export const RETRY_AFTER_MS = 1000;
export const RETRY_AFTER_MAX_MS = 60_000;
/** A browser that says nothing for so long while it opens its storage is waiting for another page, or for a person. */
export const OPENING_MAX_MS = 5000;

export interface RecordKeeperOptions {
  /** Undefined for anything that is no record. */
  readonly parse: (value: unknown) => NotebookRecord | undefined;
  /** Calls back after so many milliseconds; what it returns calls it off. */
  readonly after: (ms: number, task: () => void) => () => void;
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
  #retryMs = RETRY_AFTER_MS;
  #cancelRetry: () => void = () => undefined;
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
    this.#cancelRetry();
    if (!this.#writing) this.#memory?.close();
  }

  async #open(opening: Promise<NotebookMemory>): Promise<void> {
    const cancel = this.#options.after(OPENING_MAX_MS, () => this.#refuse(STILL_OPENING));
    try {
      const memory = await opening;
      if (this.#closed) {
        memory.close();
        return;
      }
      memory.subscribe(change => this.#hear(change));
      const values = await memory.load();
      this.#memory = memory;
      this.#refusal = undefined;
      this.#takeAll(values);
      this.#tell();
    } catch (error) {
      this.#refuse(reasonOf(error));
      return;
    } finally {
      cancel();
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

  /** What is new here and not written yet counts more: it is written later, and the other tab hears of it then. */
  #hear({ key, value }: RememberedChange): void {
    if (this.#closed || this.#unwritten.has(key)) return;
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

  /** What could not be written stays, and is tried again with whatever has changed since. */
  async #flush(): Promise<void> {
    if (!this.#memory || this.#writing) return;
    this.#cancelRetry();
    this.#writing = true;
    this.#tell();
    try {
      while (this.#unwritten.size > 0) {
        const batch = new Map(this.#unwritten);
        await this.#memory.write([...batch].map(([key, value]) => ({ key, value })));
        for (const [key, value] of batch) if (this.#unwritten.get(key) === value) this.#unwritten.delete(key);
        this.#refusal = undefined;
        this.#retryMs = RETRY_AFTER_MS;
      }
    } catch (error) {
      this.#refuse(reasonOf(error));
      if (!this.#closed) {
        this.#cancelRetry = this.#options.after(this.#retryMs, () => void this.#flush());
        this.#retryMs = Math.min(2 * this.#retryMs, RETRY_AFTER_MAX_MS);
      }
    }
    this.#writing = false;
    if (this.#closed) this.#memory?.close();
    else this.#tell();
  }

  #refuse(reason: string): void {
    this.#refusal = reason;
    this.#tell();
  }

  #tell(): void {
    if (this.#closed) return;
    if (this.#refusal !== undefined) this.#options.onState({ kind: 'refused', reason: this.#refusal });
    else if (this.#memory)
      this.#options.onState({ kind: 'ready', pending: this.#writing, unreadable: this.#unreadable });
  }
}

const STILL_OPENING = STORAGE_REASONS.notOpened;

/** Never empty: some browsers refuse without a word. */
function reasonOf(error: unknown): string {
  const { message = '', name = '' } = error instanceof Error ? error : { message: String(error) };
  return message.trim() || name.trim() || STORAGE_REASONS.none;
}
