// The runs that could not be stored: they stay in the page, where they can be opened and saved as a file, as long as there is room.
import type { HistoryEntry } from './entry.ts';
import type { UnsavedReason } from './history-state.ts';

export const UNSAVED_MAX = 20;
/** The last one stays, however large it is: the page holds its trace anyway. */
export const UNSAVED_BYTES_MAX = 2 ** 28;

export interface UnsavedBytes {
  readonly entry: HistoryEntry;
  readonly why: UnsavedReason;
  /** Undefined for a run that is computed again. */
  readonly bytes: ArrayBuffer | undefined;
}

export class Unsaved {
  /** The last first. */
  #runs: readonly UnsavedBytes[] = [];
  #lost = 0;

  get runs(): readonly UnsavedBytes[] {
    return this.#runs;
  }

  /** How many had to make room. */
  get lost(): number {
    return this.#lost;
  }

  add(run: UnsavedBytes): void {
    const runs = [run, ...this.#runs];
    let bytes = 0;
    const kept = runs.filter(({ entry }, i) => {
      bytes += entry.traceBytes;
      return i === 0 || (i < UNSAVED_MAX && bytes <= UNSAVED_BYTES_MAX);
    });
    this.#lost += runs.length - kept.length;
    this.#runs = kept;
  }

  /** Whether it is one of these. */
  edit(id: string, edit: (entry: HistoryEntry) => HistoryEntry): boolean {
    const isHere = this.#runs.some(({ entry }) => entry.id === id);
    this.#runs = this.#runs.map(run => (run.entry.id === id ? { ...run, entry: edit(run.entry) } : run));
    return isHere;
  }

  remove(id: string): void {
    this.#runs = this.#runs.filter(({ entry }) => entry.id !== id);
  }

  bytesOf(id: string): ArrayBuffer | undefined {
    return this.#runs.find(({ entry }) => entry.id === id)?.bytes;
  }

  /** The oldest first; none is left here. */
  takeAll(): readonly UnsavedBytes[] {
    const runs = [...this.#runs].reverse();
    this.#runs = [];
    return runs;
  }
}
