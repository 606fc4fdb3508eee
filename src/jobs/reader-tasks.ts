// What may be asked of a reader, and what it answers.
import type { PackedTrace } from '../core/packed-trace.ts';
import type { LookLine, LookWording } from '../formats/infer/look.ts';
import type { Reading } from '../formats/infer/reading.ts';
import type { PatternPreviewLine } from '../formats/logs/preview-pattern.ts';
import type { HandIn, HandInRow } from '../formats/hand-ins.ts';
import type { FileReport, ReadOptions, SkippedLine } from '../formats/read-result.ts';

export interface ReadingRequest {
  readonly files: readonly File[];
  readonly pattern: string | undefined;
  /** What words that the pattern takes for what happened mean. */
  readonly words?: Words | undefined;
  /** How to read logs that are not Lamplight's own; nothing where that is to be found out. */
  readonly as?: ReadAs | undefined;
}

export type Words = NonNullable<ReadOptions['words']>;

/** What a person says of how logs are to be read. */
export type ReadAs = Pick<ReadOptions, 'reading' | 'readingFiles' | 'asNew' | 'codes' | 'names'>;

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
  readonly looked: LookedReading | undefined;
}

/** How logs of no known kind were read, and how their lines look under that. */
export interface LookedReading {
  readonly reading: Reading;
  /** The names of the files that were read by it. */
  readonly files: readonly string[];
  readonly lines: readonly LookLine[];
  /** The most frequent first; `wordingsLeftOut` more are not among them. */
  readonly wordings: readonly LookWording[];
  readonly wordingsLeftOut: number;
  /** As lines, names of files or a person call them. */
  readonly machineNames: readonly string[];
}

/** Of one hand-in of a class. */
export interface HandInRequest extends Omit<ReadingRequest, 'files'> {
  readonly handIn: HandIn<File>;
}

export interface PreviewRequest {
  readonly source: string;
  readonly lines: readonly string[];
  readonly words?: Words;
}

export type PreviewResult =
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'rows'; readonly rows: readonly PatternPreviewLine[] };

export interface ReaderJobs {
  readonly read: { request: ReadingRequest; result: PackedReading; progress: ReadingSign };
  /** What comes of a hand-in, of whose traces nothing is kept. */
  readonly handIn: { request: HandInRequest; result: HandInRow; progress: ReadingSign };
  /** Its progress says that it has begun: from then on its time counts. */
  readonly preview: { request: PreviewRequest; result: PreviewResult; progress: null };
}
