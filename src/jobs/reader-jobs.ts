// What is done where somebody's pattern may never come to an end: reading files, and trying a pattern on their first lines.
import { compilePattern } from '../formats/logs/pattern.ts';
import { previewPattern } from '../formats/logs/preview-pattern.ts';
import { handInRow } from '../formats/hand-ins.ts';
import { readFiles, readJob } from './reading-work.ts';
import type { ReaderJobs, ReadingProgress } from './reader-tasks.ts';
import type { ReadBytes } from './reading-text.ts';
import type { JobTable } from './serve.ts';

/** Without `readBytes` files are held whole while they are read. */
export function readerJobs(readBytes?: ReadBytes): JobTable<ReaderJobs> {
  return {
    read: (request, context) => readJob(request, context, readBytes),
    handIn: async ({ handIn: { name, files }, ...how }, { progress: tell }) => {
      const onProgress = (progress: ReadingProgress, isWatched: boolean): void =>
        tell({ progress, isWatched });
      return handInRow(name, files.length, await readFiles(files, { ...how, readBytes, onProgress }));
    },
    preview: ({ source, lines, words }, { progress }) => {
      progress(null);
      const pattern = compilePattern(source);
      return pattern.kind === 'problem'
        ? { kind: 'problem', message: pattern.message }
        : { kind: 'rows', rows: previewPattern(pattern, lines, words) };
    },
  };
}
