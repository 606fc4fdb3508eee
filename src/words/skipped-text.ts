// The skipped lines as a text file: one paragraph for each, in the form in which compilers name a place.
import type { NamedFile } from '../formats/named-file.ts';
import type { SkippedLine } from '../formats/read-result.ts';

export function skippedLinesFile(skipped: readonly SkippedLine[]): NamedFile {
  const paragraphs = skipped.map(
    ({ file, line, text, reason }) => `${file}:${line}: ${reason}\n    ${text}\n`,
  );
  return { name: 'skipped-lines.txt', text: paragraphs.join('\n'), type: 'text/plain' };
}
