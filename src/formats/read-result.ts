// What comes of reading files: the runs, and an account of every line that was read.
import type { Trace } from '../core/trace.ts';
import type { Reading, ReadingKind } from './infer/reading.ts';
import type { WordMeaning } from '../words/word-meanings.ts';

export interface InputFile {
  readonly name: string;
  /** All of it; where there is `rest`, its beginning of at least {@link BEGINNING_LENGTH} characters. */
  readonly text: string;
  /** What follows `text`, from its start each time it is asked for, in pieces that may be cut anywhere. */
  readonly rest?: (() => Iterable<string>) | undefined;
}

/** So much of a file shows what kind it is and how to read it. */
export const BEGINNING_LENGTH = 2 ** 20;

export interface ReadOptions {
  /** A regular expression with named groups, for files of no known family (docs/formats.md). */
  readonly pattern?: string;
  /** What words (or numbers) that the pattern takes for what happened mean, where they are not known: `{ IE: 'internal' }`. */
  readonly words?: Readonly<Record<string, WordMeaning>>;
  /** How to read all files that are not Lamplight's own: one that a person has looked at, or of other files of the form. */
  readonly reading?: Reading;
  /** To find out how the lines are to be read even where a known kind reads them. */
  readonly asNew?: boolean;
  /** The names of the files that `reading` or `asNew` is for; by default it is for all. */
  readonly readingFiles?: readonly string[];
  /** With `asNew`: the places (columns, labels) that say what happened, because a person said so. */
  readonly codes?: readonly string[];
  /** With `asNew`: words of the lines that are names of machines, beside those that are found. */
  readonly names?: readonly string[];
}

/** Words that say what happened, as the records of files have them. */
export interface Wording {
  readonly phrase: string;
  readonly kind: ReadingKind | 'unknown';
  /** Of records. */
  readonly count: number;
  readonly example: string;
}

/** One run that was read, from one or more files. */
export interface ReadRun {
  readonly name: string;
  readonly files: readonly string[];
  readonly trace: Trace;
}

/** A line that did not become part of a trace, and why. Lines count from 1. */
export interface SkippedLine {
  readonly file: string;
  readonly line: number;
  /** At most {@link SKIPPED_TEXT_MAX} characters of it. */
  readonly text: string;
  readonly reason: string;
}

/** Each line of a file is counted under exactly one of the four, so that together they are `lines`. */
export interface FileReport {
  readonly name: string;
  /** The kind of log, as people would call it; undefined when it was not recognised. */
  readonly family: string | undefined;
  readonly lines: number;
  /** Lines that became events, or parts of one. */
  readonly eventLines: number;
  /** Lines that tell of the run: a header, a clock rate. */
  readonly headerLines: number;
  readonly blankLines: number;
  readonly skippedLines: number;
  /** What a person should know of this file, in sentences. */
  readonly notes: readonly string[];
}

export interface ReadResult {
  readonly runs: readonly ReadRun[];
  readonly files: readonly FileReport[];
  /** At most {@link SKIPPED_KEPT_MAX} of each file; the file's report counts them all. */
  readonly skipped: readonly SkippedLine[];
  /** How files were read that are of no known kind; undefined where there are none. */
  readonly reading?: Reading;
  /** What the files that `reading` is for have for what happened, the most frequent first. */
  readonly wordings?: readonly Wording[];
  /** The names of machines in these files, as they are settled; bounded. */
  readonly machineNames?: readonly string[];
}

export const SKIPPED_KEPT_MAX = 1000;
export const SKIPPED_TEXT_MAX = 300;
