// A class as its table shows it, while it is read and afterwards.
import type { HandInRow } from '../../formats/hand-ins.ts';

/** stopped: by a person, before all were read. */
export type ClassPhase = 'reading' | 'read' | 'stopped';

export interface ClassHandIn {
  /** Empty for files that are in no folder. */
  readonly name: string;
  readonly files: number;
  /** Undefined as long as it has not been read. */
  readonly row: HandInRow | undefined;
}

export interface ClassState {
  readonly phase: ClassPhase;
  readonly handIns: readonly ClassHandIn[];
  /** Of all bytes, from 0 to 1. */
  readonly portion: number;
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
  /** table: all hand-ins; one: the opened one, `open`; together: all of them were read as one set of logs. */
  readonly shown: 'table' | 'one' | 'together';
  /** The place of the hand-in that was opened last; undefined before the first one. */
  readonly open: number | undefined;
}
