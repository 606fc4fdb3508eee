// A trace's table on its way in (docs/formats.md). Rows may stand in any order and columns too, as a spreadsheet leaves
// them; a row that is not right is skipped with its reason, and the rest is read.
import { fieldsOf } from './csv-rows.ts';
import { wholeTextOf } from './file-text.ts';
import { linesOf, type TextLine } from './text-lines.ts';
import { bareLayoutOf, csvLayoutOf, CsvRow, inColumnNames, type CsvLayout } from './read-csv-row.ts';
import { isEventLine } from './read-jsonl-fast.ts';
import { JsonlRun, MessageRoom } from './read-jsonl-run.ts';
import type { RunHeader } from './read-run-header.ts';
import type { EventPart } from './program-part.ts';
import { parseEventLine, parseEventPart, type EventLine, type LineStyle } from './read-jsonl-schema.ts';
import { LineAccount } from './line-account.ts';
import type { InputFile, ReadResult } from './read-result.ts';
import { runHeaderOf } from './read-run-header.ts';

export const CSV_FAMILY = 'Lamplight CSV';

/** Lines that are looked at for the header row, or for rows without one. */
const FIRST_LINES = 10;

/** Whether a file that begins so is a trace's table. Its header row may be lost: then most of its lines are rows of one. */
export function looksLikeCsv(beginning: string): boolean {
  const lines = beginning
    .split('\n', FIRST_LINES + 1)
    .slice(0, FIRST_LINES)
    .map(line => line.trimEnd())
    .filter(line => line !== '');
  const [first] = lines;
  if (first === undefined) return false;
  return csvLayoutOf(first) !== undefined || 2 * lines.filter(bareLayoutOf).length > lines.length;
}

/** Never throws. */
export function readCsv(file: InputFile): ReadResult {
  return new CsvReading(file).result();
}

class CsvReading {
  readonly #account: LineAccount;
  #lines = 0;
  #isTable = false;

  constructor(private readonly file: InputFile) {
    this.#account = new LineAccount(file.name);
  }

  result(): ReadResult {
    const { name } = this.file;
    const run = this.#read();
    return {
      runs: run ? [{ name, files: [name], trace: run.end() }] : [],
      files: [this.#account.report(this.#isTable ? CSV_FAMILY : undefined, this.#lines)],
      skipped: this.#account.skipped,
    };
  }

  #read(): JsonlRun | undefined {
    const { name } = this.file;
    const text = wholeTextOf(this.file);
    const lines = linesOf(text);
    let layout: CsvLayout | undefined;
    let first: TextLine | undefined;
    for (let next = lines.next(); !next.done; next = lines.next()) {
      const line = next.value;
      this.#lines += 1;
      if (this.#takeBlank(line)) continue;
      layout = csvLayoutOf(line.text);
      const bare = layout ? undefined : bareLayoutOf(line.text.trimEnd());
      if (layout) this.#account.headerLines += 1;
      else if (bare) {
        layout = bare;
        first = line;
        this.#account.notes.push('Its header row is missing: the columns are taken as they are written.');
      }
      if (layout) break;
      this.#skip(line, 'No header row comes before it that names the columns of a trace.');
    }
    if (!layout) {
      this.#account.notes.push(this.#lines === 0 ? 'The file is empty.' : 'It has no header row of a trace.');
      return undefined;
    }
    this.#isTable = true;
    const header = findHeader(text, layout);
    if (typeof header === 'string')
      this.#account.notes.push(`The run cannot be read from the column "run": ${header}`);
    if (header === undefined)
      this.#account.notes.push(
        'No row has its column "run" filled: rates, length and timestamp rule are estimated from the events; die and seed are not known.',
      );
    const run = new JsonlRun(typeof header === 'string' ? undefined : header, name, new MessageRoom());
    if (first) this.#lines -= 1; // it comes again, as a row
    this.#readRows(first ? withFirst(first, lines) : lines, layout, run);
    return run;
  }

  #readRows(lines: Iterable<TextLine>, layout: CsvLayout, run: JsonlRun): void {
    const sorter = new RowSorter(({ event, part, line }) => {
      const problem = run.add(event, line.number, part);
      if (problem === undefined) this.#account.eventLines += 1;
      else this.#skip(line, inColumnNames(problem));
    });
    for (const line of lines) {
      this.#lines += 1;
      if (this.#takeBlank(line)) continue;
      const row = this.#rowIn(line, layout, run.style);
      if (typeof row === 'string') this.#skip(line, row);
      else if (row) sorter.add({ ...row, line });
      else this.#account.headerLines += 1;
    }
    sorter.end();
    this.#account.skipped.sort((a, b) => a.line - b.line);
  }

  /** Undefined for a row that only tells of the run; a sentence for one that cannot be taken. */
  #rowIn(line: TextLine, layout: CsvLayout, style: LineStyle): Omit<Row, 'line'> | string | undefined {
    const fields = fieldsOf(line.text, layout.delimiter);
    if (!fields) return 'Its quotes are not closed, or are inside a field.';
    if (fields.length !== layout.width)
      return `It has ${fields.length} fields where the header row names ${layout.width}.`;
    const row = new CsvRow(layout, fields);
    if (row.isEmptyButRun) return undefined;
    const value = row.event();
    if (typeof value === 'string') return value;
    const part = style === 'program' ? partOf(row) : undefined;
    if (typeof part === 'string') return part;
    if (isEventLine(value, style)) return { event: value, part };
    const parsed = parseEventLine(withoutUndefined(value), style);
    return parsed.kind === 'line' ? { event: parsed.line, part } : inColumnNames(parsed.reason);
  }

  #takeBlank({ text }: TextLine): boolean {
    const isBlank = text.trim() === '';
    if (isBlank) this.#account.blankLines += 1;
    return isBlank;
  }

  #skip({ number, text }: TextLine, reason: string): void {
    this.#account.skip(number, text, reason);
  }
}

interface Row {
  readonly event: EventLine;
  readonly part: EventPart | undefined;
  readonly line: TextLine;
}

function partOf(row: CsvRow): EventPart | string {
  const value = row.part();
  if (typeof value === 'string') return value;
  const parsed = parseEventPart(value);
  return parsed.kind === 'line' ? parsed.line : inColumnNames(parsed.reason);
}

/** The first filled field of the column "run", wherever it stands; a sentence when it is not right. */
function findHeader(text: string, layout: CsvLayout): RunHeader | string | undefined {
  const place = layout.places.get('run')!;
  for (const line of linesOf(text)) {
    if (!line.text.includes('{')) continue;
    const field = fieldsOf(line.text, layout.delimiter)?.[place]?.trim();
    if (!field || field === 'run') continue;
    try {
      const value: unknown = JSON.parse(field);
      return typeof value === 'object' && value !== null ? runHeaderOf(value) : 'It is not a JSON object.';
    } catch (error) {
      return `It is not JSON: ${(error as SyntaxError).message}.`;
    }
  }
  return undefined;
}

function* withFirst(first: TextLine, rest: Iterable<TextLine>): Generator<TextLine> {
  yield first;
  yield* rest;
}

/** A field that is missing is told as missing, not as undefined. */
function withoutUndefined(value: object): object {
  return JSON.parse(JSON.stringify(value)) as object;
}

/**
 * Hands on the events of each machine in the order of their indices. Rows in order go straight through; of a table that
 * was sorted by something else, as many are held as the file has rows.
 */
class RowSorter {
  readonly #next = new Map<number, number>();
  readonly #early: Row[] = [];

  constructor(private readonly take: (row: Row) => void) {}

  add(row: Row): void {
    if (row.event.index > (this.#next.get(row.event.machine) ?? 0)) this.#early.push(row);
    else this.#pass(row);
  }

  end(): void {
    this.#early.sort((a, b) => a.event.machine - b.event.machine || a.event.index - b.event.index);
    for (const row of this.#early) this.#pass(row);
  }

  #pass(row: Row): void {
    this.#next.set(row.event.machine, row.event.index + 1);
    this.take(row);
  }
}
