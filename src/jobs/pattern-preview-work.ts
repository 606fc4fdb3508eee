// What the first lines of a file become under a pattern, whoever computes it: a worker or this very thread.
import { compilePattern, previewPattern } from '../formats/logs/pattern.ts';
import type { PreviewReply, PreviewRequest } from './pattern-preview.ts';

/** Never throws, but may never end: a pattern can backtrack without bound. */
export function previewLines({ number, source, lines }: PreviewRequest): PreviewReply {
  const pattern = compilePattern(source);
  return pattern.kind === 'problem'
    ? { kind: 'problem', number, message: pattern.message }
    : { kind: 'rows', number, rows: previewPattern(pattern, lines) };
}
