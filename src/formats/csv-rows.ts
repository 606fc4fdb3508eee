// A table on its way in, line by line. No field that Lamplight writes has a line break in it, so each line stands for
// itself, and one bad quote does not swallow the rest of the file.
import Papa from 'papaparse'; // CommonJS: outside a bundler it has no named exports

/** The fields of a line by RFC 4180; undefined when its quotes are not right. */
export function fieldsOf(line: string, delimiter: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter);
  const { data, errors } = Papa.parse<string[]>(line, { delimiter, newline: '\n', header: false });
  return errors.length === 0 && data.length === 1 ? data[0] : undefined;
}
