// What the page and the worker that reads files for it tell each other.
import type { PackedTrace } from '../core/packed-trace.ts';
import type { FileReport, SkippedLine } from '../formats/read-result.ts';

export interface ReadingRequest {
  readonly files: readonly File[];
  readonly pattern: string | undefined;
}

export interface PackedRun {
  readonly name: string;
  readonly files: readonly string[];
  readonly trace: PackedTrace;
}

export type ReadingReply =
  /**
   * A sign of life. isWatched: from now on lines meet a pattern, and signs follow one another within
   * SIGN_OF_LIFE_MS unless it backtracks without end.
   */
  | { readonly kind: 'progress'; readonly progress: ReadingProgress; readonly isWatched: boolean }
  | {
      readonly kind: 'result';
      readonly runs: readonly PackedRun[];
      readonly files: readonly FileReport[];
      readonly skipped: readonly SkippedLine[];
    }
  | { readonly kind: 'failed'; readonly reason: string };

export interface ReadingProgress {
  /** The file that is being read; undefined once all have been and their lines are put together. */
  readonly file: string | undefined;
  /** Of all files, from 0 to 1. */
  readonly portion: number;
}
