// Saved readings among the files that somebody brings along: they say how the others are read, and are no logs themselves.
import { looksLikeReading, parseReading, READING_LENGTH_MAX } from '../../formats/infer/reading-file.ts';
import { badReadingInFile, oneReadingOfSeveral } from '../../words/reading.ts';
import type { Reading } from '../../formats/infer/reading.ts';

export interface SiftedFiles {
  readonly logs: readonly File[];
  /** The last one, where there are several. */
  readonly reading: Reading | undefined;
  /** What is wrong with readings that cannot be used, in sentences. */
  readonly problems: readonly string[];
}

/** By its name and its size alone. */
export function mayBeReading({ name, size }: File): boolean {
  return /\.json$/i.test(name) && size <= READING_LENGTH_MAX;
}

/** Never rejects: a file that cannot be read is left among the logs, whose reader says why. */
export async function siftReadings(files: readonly File[]): Promise<SiftedFiles> {
  const logs: File[] = [];
  const problems: string[] = [];
  let reading: Reading | undefined;
  for (const file of files) {
    const text = mayBeReading(file) ? await file.text().catch(() => '') : '';
    if (!looksLikeReading(text)) {
      logs.push(file);
      continue;
    }
    const parsed = parseReading(text);
    if (parsed.kind === 'problem') problems.push(badReadingInFile(file.name, parsed.reason));
    else {
      if (reading) problems.push(oneReadingOfSeveral(file.name));
      reading = parsed.reading;
    }
  }
  return { logs, reading, problems };
}
