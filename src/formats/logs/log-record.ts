// What the readers of all families of logs yield: one plain record for each event, and facts from the header. Nothing
// here is renumbered or inferred yet.
import type { EventKind } from '../../core/event.ts';
import type { LossCause } from '../../core/trace.ts';
import type { TimestampRule } from '../../core/trial.ts';
import type { ReadTime } from './read-time.ts';

/** Bits: nothing but how its numbers go on shows that one is the clock, or the queue, and another may be. */
export const CLOCK_GUESSED = 1;
export const QUEUE_GUESSED = 2;

/** Whom a send went to, as the file calls them. both: two others, whoever they are. undefined: the file does not say. */
export type Recipients = readonly string[] | 'all' | 'both' | undefined;

/** A vector clock, as a line gives it. */
export interface WrittenVector {
  /** One array for all vectors that name the same hosts; undefined where the vector is a list. */
  readonly hosts: readonly string[] | undefined;
  readonly entries: readonly number[];
}

export interface LogRecord {
  readonly kind: EventKind;
  /** As it is written; undefined only in a log that has no logical clocks. */
  readonly clock: number | undefined;
  readonly queue?: number | undefined;
  readonly time?: ReadTime | undefined;
  /** Which machine's event it is, where the line says so. */
  readonly machine?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: Recipients;
  /** Of a send or a receive: what the message carries. */
  readonly timestamp?: number | undefined;
  readonly roll?: number | undefined;
  /** Whether no word of the line says what happened, so that it was told from what the clock does. */
  readonly kindIsDerived?: boolean;
  /** {@link CLOCK_GUESSED} and {@link QUEUE_GUESSED}. */
  readonly guessed?: number;
  readonly vector?: WrittenVector | undefined;
  /** What happened, as the line says it; only where it states a vector and its words name none of the three kinds. */
  readonly text?: string | undefined;
  /** The first of its lines, from 1. */
  readonly line: number;
  /** How many lines it is; one where that is not said. */
  readonly lines?: number;
}

/** What lines other than events say of the machine and its run. */
export interface HeaderFacts {
  readonly machine?: string | undefined;
  readonly rate?: number | undefined;
  readonly time?: ReadTime | undefined;
  readonly durationSeconds?: number;
  readonly rule?: TimestampRule;
  /** Why the log is not the whole of its run. */
  readonly gap?: string;
  /** Messages of this machine that were lost; `to` is what lines call the other machine. */
  readonly loss?: { readonly to: string; readonly count: number; readonly cause: LossCause };
}

/** Takes what a reader finds. Each line must be told of exactly once. */
export interface LineSink {
  /** `lines` is how many lines the event stands on. */
  event(record: LogRecord, lines: number): void;
  header(facts: HeaderFacts): void;
  skip(line: number, text: string, reason: string): void;
}

/** What words, names and times of the lines of one file mean. */
export interface LineTerms {
  readonly kindOf: (words: string) => EventKind | undefined;
  readonly recipientsOf: (words: string) => Recipients;
  readonly recipientsIn: (event: string) => Recipients;
  readonly machineNameIn: (words: string) => string | undefined;
  /** Without blanks around it, in small letters. */
  readonly plainName: (name: string) => string;
  readonly readTime: (written: string) => ReadTime | undefined;
}

/** Reads the lines of one file, in order. Blank lines are not given to it. */
export interface LineReader {
  read(text: string, line: number, sink: LineSink): void;
  /** Called once after the last line. */
  end?(sink: LineSink): void;
}

export interface LogFamily {
  /** As people would call it: "Bar-separated log". */
  readonly name: string;
  /** What the files call a machine: "machine", "port", "rank". */
  readonly machineWord: string;
  /** Whether its programs follow the assignment, where a machine rolls only when its queue is empty. */
  readonly followsAssignment: boolean;
  /** Whether a line belongs to this kind of log for certain, by its own shape. */
  fits(text: string): boolean;
  /** `terms` are of the file that is read. */
  open(terms: LineTerms): LineReader;
}

export const NO_EVENT = 'No event in this line.';
