// What may be asked of a reader, and what it answers.
import type { PackedTrace } from '../core/packed-trace.ts';
import type { PatternPreviewLine } from '../formats/logs/preview-pattern.ts';
import type { FileReport, SkippedLine } from '../formats/read-result.ts';

export interface ReadingRequest {
  readonly files: readonly File[];
  readonly pattern: string | undefined;
}

export interface ReadingProgress {
  /** The file that is being read; undefined once all have been and their lines are put together. */
  readonly file: string | undefined;
  /** Of all files, from 0 to 1. */
  readonly portion: number;
}

/**
 * A sign of life. isWatched: from now on lines meet a pattern, and signs follow one another within SIGN_OF_LIFE_MS unless it
 * backtracks without end.
 */
export interface ReadingSign {
  readonly progress: ReadingProgress;
  readonly isWatched: boolean;
}

export interface PackedReading {
  readonly runs: readonly {
    readonly name: string;
    readonly files: readonly string[];
    readonly trace: PackedTrace;
  }[];
  readonly files: readonly FileReport[];
  readonly skipped: readonly SkippedLine[];
}

export interface PreviewRequest {
  readonly source: string;
  readonly lines: readonly string[];
}

export type PreviewResult =
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'rows'; readonly rows: readonly PatternPreviewLine[] };

export interface ReaderJobs {
  readonly read: { request: ReadingRequest; result: PackedReading; progress: ReadingSign };
  /** Its progress says that it has begun: from then on its time counts. */
  readonly preview: { request: PreviewRequest; result: PreviewResult; progress: null };
}
