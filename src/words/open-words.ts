// Sentences and numbers about files and what was read of them, so that all parts of the page say the same.
import { shownMessageName } from '../core/message.ts';
import type { FileReport } from '../formats/read-result.ts';

export interface LineSums {
  readonly lines: number;
  readonly events: number;
  readonly header: number;
  readonly blank: number;
  readonly skipped: number;
  /** Lines that nothing accounts for: anything but 0 is a fault of this program, and it says so. */
  readonly unaccounted: number;
}

export function lineSums(files: readonly FileReport[]): LineSums {
  const sum = (pick: (file: FileReport) => number): number =>
    files.reduce((total, file) => total + pick(file), 0);
  const lines = sum(file => file.lines);
  const events = sum(file => file.eventLines);
  const header = sum(file => file.headerLines);
  const blank = sum(file => file.blankLines);
  const skipped = sum(file => file.skippedLines);
  return { lines, events, header, blank, skipped, unaccounted: lines - events - header - blank - skipped };
}

/** How messages are called in a log whose machines have names of their own. */
export function messageNamesNote(machineNames: readonly string[]): string {
  const name = shownMessageName(machineNames, machineNames.length, 17);
  return `We number messages: ${name} is the 17th message that ${machineNames.at(-1)} sent.`;
}
