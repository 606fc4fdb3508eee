// The kinds of logs that can be opened without a word, each with a line of it, so that people find their own.

export interface FamilyWords {
  /** As the reader calls it. */
  readonly name: string;
  /** What to know of its files. */
  readonly files: string;
  readonly sample: string;
}

export const FAMILY_WORDS: readonly FamilyWords[] = [];
