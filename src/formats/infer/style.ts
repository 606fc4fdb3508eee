// How the values of a set of files are written: objects with keys, a table with or without a header row, decimal commas,
// lists without brackets.
import { isBlank } from './record-shape.ts';
import { visitCells } from './scan.ts';
import { PLAIN_STYLE, type ScanStyle } from './tokens.ts';

const DELIMITERS = ['\t', '|', ';', ','] as const;

/** `lines` are the first ones of a file. */
export function styleOf(lines: readonly string[]): ScanStyle {
  const filled = lines.filter(text => !isBlank(text));
  if (filled.length === 0) return PLAIN_STYLE;
  const keyed = filled.filter(text => /^\s*\{\s*["'][^"']{1,80}["']\s*:/.test(text)).length;
  if (keyed * 2 > filled.length) return { ...PLAIN_STYLE, keyed: true };
  for (const delimiter of DELIMITERS) {
    const columns = headerOf(filled, delimiter);
    if (columns)
      return {
        ...PLAIN_STYLE,
        decimalCommas: delimiter !== ',' && hasDecimalCommas(filled),
        commaFractions: hasCommaFractions(filled),
        plainLists: true,
        table: { delimiter, columns },
      };
  }
  const decimalCommas = hasDecimalCommas(filled);
  return {
    ...PLAIN_STYLE,
    decimalCommas,
    commaFractions: hasCommaFractions(filled),
    plainLists: !decimalCommas && !isCommaSeparated(filled),
  };
}

/** A row of names, each without a value, above rows of as many cells. */
function headerOf(lines: readonly string[], delimiter: string): string[] | undefined {
  for (const [i, text] of lines.slice(0, 12).entries()) {
    const cells = cellsOf(text, delimiter);
    if (!isHeader(cells)) continue;
    const rows = lines.slice(i + 1, i + 41);
    const equal = rows.filter(row => {
      const own = cellsOf(row, delimiter);
      return own.length === cells.length && !isHeader(own);
    });
    if (equal.length > 0 && equal.length >= 0.8 * (rows.length - rows.filter(row => row === text).length))
      return cells.map(cell => cell.replace(/^"|"$/g, ''));
  }
  return undefined;
}

export function cellsOf(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  visitCells(text, delimiter, (start, end) => cells.push(text.slice(start, end).trim()));
  return cells;
}

function isHeader(cells: readonly string[]): boolean {
  return (
    cells.length >= 3 &&
    cells.every(
      cell => cell.length <= 60 && /^"?[^\d"=]*[a-zA-Z][^"=]*"?$/.test(cell) && !/\d\s*$/.test(cell),
    ) &&
    new Set(cells).size === cells.length
  );
}

/** "0,508" where a point would be: one comma between digits, always the same one. */
function hasDecimalCommas(lines: readonly string[]): boolean {
  let decimals = 0;
  for (const text of lines)
    if (/(?:^|[^\d,.:])\d{1,9},\d{1,9}(?![\d,])/.test(text) && !/\d,\d+,\d/.test(text)) decimals += 1;
  const fractions = new Set<string>();
  for (const text of lines) {
    const found = /(?:^|[^\d,.:])\d{1,9},(\d{2,9})(?![\d,])/.exec(text)?.[1];
    if (found) fractions.add(found);
  }
  return decimals >= 0.5 * lines.length && fractions.size >= 0.3 * decimals && fractions.size > 2;
}

/** What follows a time behind a comma is a fraction where it has three, six or nine digits, as many each time. */
function hasCommaFractions(lines: readonly string[]): boolean {
  const lengths = new Set<number>();
  for (const text of lines)
    for (const { 1: digits } of text.matchAll(/\d:\d{2},(\d{1,9})(?!\d)/g)) lengths.add(digits!.length);
  const [length = 3, ...more] = lengths;
  return more.length === 0 && length % 3 === 0;
}

/** Most lines have commas without blanks between short cells that are not all numbers. */
function isCommaSeparated(lines: readonly string[]): boolean {
  const rows = lines.filter(text => {
    const cells = text.split(',');
    return (
      cells.length >= 3 &&
      !/[|\t;[\]]|: /.test(text) &&
      cells.filter(cell => !cell.startsWith(' ')).length >= 3
    );
  });
  return rows.length > 0.5 * lines.length;
}
