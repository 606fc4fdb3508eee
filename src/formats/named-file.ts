// A file on its way out or in.

export interface NamedFile {
  readonly name: string;
  readonly text: string;
  /** A MIME type. */
  readonly type: string;
}

/** A file of which nothing is written before its lines are asked for. */
export interface PlannedFile {
  readonly name: string;
  /** A MIME type. */
  readonly type: string;
  /** Line after line, or a few at a time, each with its line break. */
  readonly lines: Iterable<string>;
  /** About how many pieces `lines` gives: for progress. */
  readonly pieces: number;
  /** What whoever gets the file should know, in sentences. */
  readonly notes: readonly string[];
}
