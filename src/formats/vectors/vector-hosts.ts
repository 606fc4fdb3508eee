// The hosts of one execution with vector clocks, and the records that are each one's.
import type { Execution } from './read-vectors.ts';

/** An execution, or several files of one, each with hosts of its own. */
export interface VectorParts {
  readonly name: string;
  readonly parts: readonly { readonly file: string; readonly execution: Execution }[];
}

export interface Host {
  readonly name: string;
  /** Which of the parts, and which of its records, in the order of the events. */
  readonly part: number;
  readonly records: Uint32Array;
}
