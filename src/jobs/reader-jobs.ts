// What is done where somebody's pattern may never come to an end: reading files, and trying a pattern on their first lines.
import { compilePattern, previewPattern } from '../formats/logs/pattern.ts';
import type { PreviewRequest, PreviewResult } from './pattern-preview.ts';
import { readJob } from './reading-work.ts';
import type { PackedReading, ReadingRequest, ReadingSign } from './reading.ts';
import type { JobTable } from './serve.ts';

export interface ReaderJobs {
  readonly read: { request: ReadingRequest; result: PackedReading; progress: ReadingSign };
  /** Its progress says that it has begun: from then on its time counts. */
  readonly preview: { request: PreviewRequest; result: PreviewResult; progress: null };
}

export function readerJobs(): JobTable<ReaderJobs> {
  return {
    read: readJob,
    preview: ({ source, lines }, { progress }) => {
      progress(null);
      const pattern = compilePattern(source);
      return pattern.kind === 'problem'
        ? { kind: 'problem', message: pattern.message }
        : { kind: 'rows', rows: previewPattern(pattern, lines) };
    },
  };
}
