// What the readers of a lesson's blocks are given: the lines between two fences, and where to say what is wrong with them.
import type { ClaimReader } from './claims.ts';
import type { FileLine } from './lesson.ts';

export interface BlockToRead {
  /** Of the fence that opens it. */
  readonly line: number;
  /** Among the blocks of its kind, from 1. */
  readonly number: number;
  readonly body: readonly FileLine[];
  readonly claims: ClaimReader;
  readonly complain: (line: number, message: string) => void;
}
