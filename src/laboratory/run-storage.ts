// What outlives the pages of a run: the journal of each machine, the logs that the trial page has taken, and which run goes on
// in which room. Records are only ever added, and go when their run is over.
import type { MachineId } from '../core/message.ts';

/** The records of one writer about one machine of one run. */
export interface StoredPart {
  readonly run: string;
  readonly writer: 'machine' | 'trial';
  readonly machine: MachineId;
}

export interface StoredRecord {
  readonly position: number;
  /** Anything at all, until it is parsed. */
  readonly value: unknown;
}

/** Every promise rejects with the browser's own error. */
export interface RunStorage {
  /** Resolves once the record is stored: a page that dies afterwards has not lost it. One of the same position gives way. */
  append(part: StoredPart, record: StoredRecord): Promise<void>;
  /** By position. */
  read(part: StoredPart): Promise<readonly StoredRecord[]>;
  /** The run that goes on in a room; anything at all, until it is parsed, and undefined where none does. */
  runOf(room: string): Promise<unknown>;
  putRun(room: string, run: unknown): Promise<void>;
  removeRun(room: string): Promise<void>;
  /** All records of a run. */
  forget(run: string): Promise<void>;
  /** Forgets the rooms' runs that `keep` does not name, and the records of all runs that it does not name. */
  tidy(keep: (run: unknown) => string | undefined): Promise<void>;
  close(): void;
}

/** Rejects with the browser's own error where nothing can be stored. */
export type OpenRunStorage = () => Promise<RunStorage>;
