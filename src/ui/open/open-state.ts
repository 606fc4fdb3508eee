// The door of the page that opens logs: what its view may see, and what it may ask for.
import type { WordMeanings } from '../../address/open.ts';
import type { WordMeaning } from '../../words/word-meanings.ts';
import type { SaidBefore } from '../../formats/infer/attempt.ts';
import type { Reading } from '../../formats/infer/reading.ts';
import type { FileReport, ReadRun, SkippedLine } from '../../formats/read-result.ts';
import type { ClassState } from './class-state.ts';
import type { OpenedRun } from './open-run.ts';
import type { LookedReading } from '../../jobs/reader-tasks.ts';
import type { PreviewState } from '../../jobs/pattern-preview.ts';

/** failed: nothing came of the last attempt, and `problem` says why; what was read before is still shown. */
export type OpenPhase = 'empty' | 'reading' | 'read' | 'failed';

export interface OpenProgress {
  readonly files: number;
  readonly bytes: number;
  /** From 0 to 1. */
  readonly portion: number;
}

/** What the last reading that came to its end brought. */
export interface Opened {
  readonly runs: readonly OpenedRun[];
  readonly files: readonly FileReport[];
  /** Not all of them where files have very many: each file's report counts them. */
  readonly skipped: readonly SkippedLine[];
  /** What was left out before anything was read, in sentences. */
  readonly notes: readonly string[];
  /** Whether some file holds lines of no known kind, which a pattern might read. */
  readonly wantsPattern: boolean;
  /** The pattern under which files of no known kind were read; empty without one. */
  readonly pattern: string;
}

/** The regular expression that a person writes for files of no known kind. */
export interface PatternState {
  /** As it was typed or stands in the address. */
  readonly source: string;
  /** What a person said that words mean. */
  readonly words: WordMeanings;
  /** Of the file that is looked at, its first lines. */
  readonly lines: readonly string[];
  /** A pattern that these lines suggest; undefined when they suggest none. */
  readonly suggestion: string | undefined;
  /** Its place among `OpenState.names`. */
  readonly file: number;
  readonly preview: PreviewState;
}

/** How logs of no known kind are read, while a person looks at it. */
export interface AskedReading {
  /** Of the last reading that came to its end. */
  readonly looked: LookedReading;
  /** With what a person has changed since. */
  readonly reading: Reading;
}

export interface OpenState {
  readonly phase: OpenPhase;
  /** While files are read. */
  readonly progress: OpenProgress | undefined;
  readonly opened: Opened | undefined;
  /** The run that is shown: its place among those opened. */
  readonly chosen: number;
  /** Why nothing came of the last attempt; empty as long as something did. */
  readonly problem: string;
  /** The files that were opened last, which may be read again. */
  readonly names: readonly string[];
  readonly pattern: PatternState;
  /** Undefined where known kinds read all. */
  readonly asked: AskedReading | undefined;
  /** Whether the page asks if the reading is right, before it shows what was opened. */
  readonly isAsking: boolean;
  /** Where the reading comes from that the next files are read by; undefined where there is none. */
  readonly broughtFrom: 'address' | 'file' | undefined;
  /** Undefined where what came is one set of logs. */
  readonly class: ClassState | undefined;
}

export interface OpenDoor {
  readonly state: OpenState;
  subscribe(listener: () => void): () => void;
  /**
   * Reads files in place of those shown, which stay until these have been read; `notes` are sentences on what was left
   * out. Reading that goes on is given up. A folder of hand-ins becomes a class.
   */
  open(files: readonly File[], notes?: readonly string[]): void;
  /** A run that came whole, inside a link, in place of what is open. */
  show(run: ReadRun): void;
  /** Runs a small trial and opens its logs. */
  openSample(): void;
  /** Nothing could be opened, for this reason. */
  refuse(reason: string): void;
  /** Gives the reading that goes on up. */
  stop(): void;
  chooseRun(run: number): void;
  /** `words` as they are where undefined. */
  writePattern(source: string, words?: WordMeanings): void;
  /** Undefined: nothing any more. */
  changeWord(word: string, meaning: WordMeaning | undefined): void;
  /** Looks at another file's first lines. */
  choosePatternFile(file: number): void;
  stopPreview(): void;
  /** Reads the same files again, with the pattern as it stands. */
  readWithPattern(): void;
  /** Reads the same logs by a reading that a person changed. */
  changeReading(reading: Reading): void;
  /** Finds the reading anew, from what a person says of it. */
  findReading(said: SaidBefore): void;
  /** The reading is right: what was opened is shown. */
  acceptReading(): void;
  /** Asks again how logs are read; of known kinds too, if their form can be found out. */
  reconsiderReading(): void;
  /** The next files are read without the reading that came from an address or a file. */
  dropReading(): void;
  /** Reads the logs of one hand-in of the class; `at` is its place. */
  openHandIn(at: number): void;
  /** The table of hand-ins is shown again. */
  showClass(): void;
  /** Reads all files of the class as one set of logs. */
  readTogether(): void;
  stopClass(): void;
  /** Reads the hand-ins that were not read before somebody stopped it. */
  resumeClass(): void;
}
