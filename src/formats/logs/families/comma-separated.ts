// Comma-separated: a header row says what the columns are; the clock rate and the machine are in the name of the file.
import { fieldsOf } from '../../csv-rows.ts';
import { COUNT_PROBLEM, countOf, kindOf } from '../line-words.ts';
import {
  CLOCK_GUESSED,
  type LineReader,
  type LineSink,
  type LineTerms,
  type LogFamily,
  NO_EVENT,
  QUEUE_GUESSED,
} from '../log-record.ts';

type Column = 'event' | 'clock' | 'time' | 'queue' | 'machine' | 'from' | 'to' | 'timestamp';

/** A column is the first of these that its name fits. */
const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ['queue', /queue|\bqlen\b/i],
  ['timestamp', /(?:message|msg|received|sender|sent).*(?:clock|time|value|stamp)|^timestamp of/i],
  ['event', /event|\btype\b|\bkind\b|action/i],
  ['clock', /logical|lamport|\blc\b/i],
  ['time', /(?:wall|system|sys|global|real|physical|local|unix).*(?:clock|time)/i],
  ['clock', /clock(?!.*rate)/i],
  ['time', /time/i],
  ['from', /\bfrom\b|sender|source|\bsrc\b/i],
  ['to', /\bto\b|recipient|receiver|target|\bdest/i],
  ['machine', /machine|process|\b(?:node|pid|vm|rank|id|host|server|client|replica|worker|peer|name|who)\b/i],
];

/** Of a clock before the event; another column has it after. */
const FORMER = /\b(?:old|prev|previous|before)\b/i;

export const commaSeparated: LogFamily = {
  name: 'Comma-separated log',
  machineWord: 'process',
  followsAssignment: true,
  fits: text => !/^\s*[[{]/.test(text) && (columnsOf(text) !== undefined || isRow(text)),
  open: terms => new RowReader(terms),
};

class RowReader implements LineReader {
  #columns: ReadonlyMap<Column, number> | undefined;
  #width = 0;

  constructor(private readonly terms: LineTerms) {}

  read(text: string, line: number, sink: LineSink): void {
    const header = columnsOf(text);
    if (header) {
      this.#columns = header;
      this.#width = fieldsIn(text).length;
      return sink.header({});
    }
    const columns = this.#columns;
    if (!columns)
      return sink.skip(line, text, 'No header row comes before it that says what the columns are.');
    const fields = fieldsIn(text);
    const field = (column: Column): string => fields[columns.get(column) ?? -1] ?? '';
    const { terms } = this;
    const kind = terms.kindOf(field('event'));
    if (!kind) return sink.skip(line, text, NO_EVENT);
    const clock = countOf(field('clock'));
    if (clock === undefined) return sink.skip(line, text, COUNT_PROBLEM);
    sink.event(
      {
        kind,
        clock,
        // Its cells may be of other columns than their places say.
        guessed: fields.length === this.#width ? 0 : CLOCK_GUESSED | QUEUE_GUESSED,
        line,
        time: terms.readTime(field('time')),
        queue: countOf(field('queue')),
        machine: terms.machineNameIn(field('machine')),
        timestamp: countOf(field('timestamp')),
        from: kind === 'receive' ? terms.machineNameIn(field('from')) : undefined,
        to:
          kind === 'send'
            ? (terms.recipientsOf(field('to')) ?? terms.recipientsIn(field('event')))
            : undefined,
      },
      1,
    );
  }
}

/** Undefined unless it is a header row that names the event and the clock. */
function columnsOf(text: string): ReadonlyMap<Column, number> | undefined {
  const names = fieldsIn(text);
  if (names.length < 3 || names.some(isValue)) return undefined;
  const columns = new Map<Column, number>();
  for (const [i, name] of names.entries()) {
    const plain = name.replace(/_/g, ' ');
    const found = COLUMNS.find(
      ([column, words]) => !columns.has(column) && words.test(plain) && !FORMER.test(plain),
    );
    if (found) columns.set(found[0], i);
  }
  return columns.has('event') && columns.has('clock') ? columns : undefined;
}

/** "7002", or a name with its value: "global time: 1". */
function isValue(name: string): boolean {
  return /^\s*[\d.]+\s*$|[:=]\s*\d/.test(name);
}

function isRow(text: string): boolean {
  const fields = fieldsIn(text);
  return (
    fields.length >= 3 &&
    fields.some(field => countOf(field) !== undefined) &&
    fields.some(field => /^[a-z][a-z _-]{0,30}$/i.test(field) && kindOf(field) !== undefined)
  );
}

/** None where its quotes are not right; blanks around a field are not part of it. */
function fieldsIn(text: string): string[] {
  return (fieldsOf(text.replace(/,\s+"/g, ',"'), ',') ?? []).map(field => field.trim());
}
