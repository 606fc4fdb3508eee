// What became of each line of a file: the same four headings for every format, and the lines that were not understood.
import { SKIPPED_KEPT_MAX, SKIPPED_TEXT_MAX, type FileReport, type SkippedLine } from './read-result.ts';

/** Each line is counted once, under one heading. */
export class LineAccount {
  /** What a person should know of the file, in sentences. */
  readonly notes: string[] = [];
  /** At most {@link SKIPPED_KEPT_MAX}, each cut to {@link SKIPPED_TEXT_MAX} characters. */
  readonly skipped: SkippedLine[] = [];
  eventLines = 0;
  headerLines = 0;
  blankLines = 0;
  skippedLines = 0;

  constructor(readonly file: string) {}

  /** From 1; `text` without its line break. */
  skip(line: number, text: string, reason: string): void {
    this.skippedLines += 1;
    if (this.skipped.length < SKIPPED_KEPT_MAX)
      this.skipped.push({ file: this.file, line, text: text.slice(0, SKIPPED_TEXT_MAX), reason });
  }

  /** Whether no line says anything. */
  get isBlank(): boolean {
    return this.eventLines + this.headerLines + this.skippedLines === 0;
  }

  /** `family` is undefined where the kind of log was not recognised. */
  report(family: string | undefined, lines: number): FileReport {
    const { file: name, eventLines, headerLines, blankLines, skippedLines, notes } = this;
    return { name, family, lines, eventLines, headerLines, blankLines, skippedLines, notes };
  }
}

/** Of a file that was not read, with the reason. */
export function unreadReport(name: string, note: string): FileReport {
  const account = new LineAccount(name);
  account.notes.push(note);
  return account.report(undefined, 0);
}
