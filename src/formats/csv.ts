// Comma-separated values on their way out, by RFC 4180.

export type CsvValue = number | string | undefined;

/** Numbers are written in full, so that nothing is lost on the way; what is undefined is an empty field. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/** Quoted only where RFC 4180 asks for it. */
function csvField(value: CsvValue): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
