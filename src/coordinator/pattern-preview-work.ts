// What each line becomes under a pattern, whoever computes it: a worker or this very thread.
import {
  PREVIEW_FIELDS,
  type PreviewedLine,
  type PreviewReply,
  type PreviewRequest,
} from './pattern-preview.ts';

/** Never throws, but may never end: a pattern can backtrack without bound. */
export function previewLines({ number, source, lines }: PreviewRequest): PreviewReply {
  try {
    const pattern = new RegExp(source, 'u');
    return { kind: 'rows', number, rows: lines.map(line => previewLine(pattern, line)) };
  } catch (error) {
    return { kind: 'problem', number, message: error instanceof Error ? error.message : String(error) };
  }
}

function previewLine(pattern: RegExp, line: string): PreviewedLine {
  const groups = pattern.exec(line)?.groups;
  if (!groups) return { isEvent: false, fields: {}, reason: 'It does not match.' };
  return {
    isEvent: true,
    fields: Object.fromEntries(PREVIEW_FIELDS.filter(f => groups[f] !== undefined).map(f => [f, groups[f]])),
    reason: '',
  };
}
