// Comma-separated values on their way out, by RFC 4180.

export type CsvValue = number | string | undefined;

/** Numbers are written in full, so that nothing is lost on the way; what is undefined is an empty field. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/** What a spreadsheet takes for a formula, or for the beginning of one. */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A text that comes from elsewhere as a field that is no formula to a spreadsheet: behind an apostrophe. */
export function inert(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that {@link inert} was given. */
export function fromInert(field: string): string {
  return field.startsWith("'") && FORMULA.test(field) ? field.slice(1) : field;
}

/** Quoted only where RFC 4180 asks for it. */
function csvField(value: CsvValue): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
