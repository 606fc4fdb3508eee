// A table on its way in, line by line. No field that Lamplight writes has a line break in it, so each line stands for
// itself, and one bad quote does not swallow the rest of the file.
import Papa from 'papaparse'; // CommonJS: outside a bundler it has no named exports

export interface CsvLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

export function* csvLinesOf(text: string): Generator<CsvLine> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (let number = 1; at < text.length; number++) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end;
    yield { text: text.slice(at, text[next - 1] === '\r' && next > at ? next - 1 : next), number };
    at = next + 1;
  }
}

/** The fields of a line by RFC 4180; undefined when its quotes are not right. */
export function fieldsOf(line: string, delimiter: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter);
  const { data, errors } = Papa.parse<string[]>(line, { delimiter, newline: '\n', header: false });
  return errors.length === 0 && data.length === 1 ? data[0] : undefined;
}
