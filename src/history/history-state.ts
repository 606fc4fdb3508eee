// The door of the history: what its view may see, and what it may ask for. Facts only; src/words makes sentences of them.
import type { Trace } from '../core/trace.ts';
import type { HistoryBounds } from './bounds.ts';
import type { HistoryEntry } from './entry.ts';
import type { RemovedRuns } from './removed.ts';

/** Why the browser's storage cannot be used. */
export type StorageRefusal =
  /** A newer version of Lamplight has stored runs in a form that this one does not know. */
  | { readonly kind: 'newer' }
  /** A newer version, open in another page, has taken the storage over; or the browser has closed it. */
  | { readonly kind: 'taken-over' }
  /** The browser does not open it: it may be waiting for another page. */
  | { readonly kind: 'not-opened' }
  /** In the browser's own words, as in a private window. */
  | { readonly kind: 'refused'; readonly reason: string };

export type StorageState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'closed' } & { readonly why: StorageRefusal });

/** What is stored and cannot be read as an entry. */
export interface UnreadableEntry {
  readonly key: string;
  readonly why: 'damaged' | 'newer';
}

/** Why a run is not stored. */
export type UnsavedReason =
  | StorageRefusal
  /** It is larger than all that may be kept. */
  | { readonly kind: 'too-large' }
  /** Only runs with a star are left, and they stay. */
  | { readonly kind: 'starred' }
  /** The browser has no more room, and no run could be removed to make some. */
  | { readonly kind: 'full' };

/** A run that is in this page only. */
export interface UnsavedRun {
  readonly entry: HistoryEntry;
  readonly why: UnsavedReason;
}

export interface HistoryState {
  readonly storage: StorageState;
  /** The last first; without those that were deleted. */
  readonly entries: readonly HistoryEntry[];
  /** Those that can be brought back, the last one deleted first. */
  readonly deleted: readonly HistoryEntry[];
  readonly unreadable: readonly UnreadableEntry[];
  /** Of all that is stored. */
  readonly bytes: number;
  readonly bounds: HistoryBounds;
  /** Those that had to make room, until somebody has read it. */
  readonly removed: RemovedRuns;
  /** The last first. */
  readonly unsaved: readonly UnsavedRun[];
  /** Runs that were not saved and had to make room even in this page. */
  readonly unsavedLost: number;
  /** Why the last change that a person asked for could not be stored. */
  readonly problem: UnsavedReason | undefined;
}

/** A run that is over, with what was found out about it. */
export type FinishedRun = Omit<
  HistoryEntry,
  | 'id'
  | 'starred'
  | 'deletedAtMs'
  | 'trial'
  | 'program'
  | 'engine'
  | 'events'
  | 'messages'
  | 'spanMs'
  | 'traceBytes'
  | 'checksum'
> & { readonly trace: Trace };

export type OpenedEntry =
  | { readonly kind: 'trace'; readonly entry: HistoryEntry; readonly trace: Trace }
  /** Its trial computes it again; the trace must have the entry's digest. */
  | { readonly kind: 'compute'; readonly entry: HistoryEntry }
  /** `reason` says where, for whoever looks into the bytes. */
  | { readonly kind: 'damaged'; readonly entry: HistoryEntry; readonly reason: string }
  | { readonly kind: 'missing' };

export interface ExportedHistory {
  readonly file: Blob;
  readonly runs: number;
  /** Their traces could not be read. */
  readonly leftOut: number;
}

/** What became of each run of a file. */
export interface ImportReport {
  readonly imported: number;
  readonly known: number;
  readonly damaged: number;
  readonly newer: number;
  readonly withoutRoom: number;
  /** The file ends in the middle of a run. */
  readonly isBrokenOff: boolean;
}

export interface HistoryDoor {
  readonly state: HistoryState;
  subscribe(listener: () => void): () => void;
  rename(id: string, name: string): Promise<void>;
  star(id: string, starred: boolean): Promise<void>;
  /** It can be brought back. */
  delete(id: string): Promise<void>;
  bringBack(id: string): Promise<void>;
  /** Of entries that were deleted or cannot be read: nothing of them is left. */
  deleteFinally(keys: readonly string[]): Promise<void>;
  /** The note on runs that made room has been read. */
  forgetRemoved(): Promise<void>;
  /** Tries again to store what could not be stored. */
  saveAgain(): Promise<void>;
  open(id: string): Promise<OpenedEntry>;
  /** All that is stored under a key, as it is. */
  raw(key: string): Promise<Blob>;
  /** All that is stored, as it is, whatever version has stored it. Rejects with the browser's error. */
  rawAll(): Promise<Blob>;
  /** Without an id: all runs. */
  export(id?: string): Promise<ExportedHistory>;
  /** Rejects with `NotAnArchiveError`. */
  import(file: Blob): Promise<ImportReport>;
}
