// One row of a trace's table, as the line of JSONL that says the same (docs/formats.md): what is wrong with it is then
// told by the same rules.
import { fromInert } from './csv.ts';
import { ALL_COLUMNS, CSV_COLUMNS, LIST_SEPARATOR, REQUIRED_COLUMNS, type CsvColumn } from './csv-columns.ts';
import { fieldsOf } from './csv-rows.ts';

/** Spreadsheets write one of these, as the language of the computer wants it. */
const DELIMITERS = [',', ';', '\t'] as const;

/** Where the columns stand. Columns of other names are nobody's. */
export interface CsvLayout {
  readonly delimiter: string;
  readonly width: number;
  readonly places: ReadonlyMap<CsvColumn, number>;
}

/** Undefined when the line is not the header row of a trace's table. */
export function csvLayoutOf(line: string): CsvLayout | undefined {
  for (const delimiter of DELIMITERS) {
    const names = fieldsOf(line.replace(/^\uFEFF/, '').trim(), delimiter)?.map(name => name.trim());
    if (!names) continue;
    const places = new Map<CsvColumn, number>();
    for (const column of ALL_COLUMNS) if (names.includes(column)) places.set(column, names.indexOf(column));
    if (REQUIRED_COLUMNS.every(column => places.has(column)))
      return { delimiter, width: names.length, places };
  }
  return undefined;
}

/** As the columns are written, for a table whose header row is lost: undefined for a line that is not a row of one. */
export function bareLayoutOf(line: string): CsvLayout | undefined {
  if (!/^\d+,\d+,\d*,(?:internal|send|receive),/.test(line)) return undefined;
  const width = fieldsOf(line, ',')?.length;
  if (width !== CSV_COLUMNS.length && width !== ALL_COLUMNS.length) return undefined;
  return {
    delimiter: ',',
    width,
    places: new Map(ALL_COLUMNS.slice(0, width).map((column, i) => [column, i])),
  };
}

export class CsvRow {
  constructor(
    private readonly layout: CsvLayout,
    private readonly fields: readonly string[],
  ) {}

  /** Empty where there is no such column. */
  text(column: CsvColumn): string {
    return this.fields[this.layout.places.get(column) ?? -1]?.trim() ?? '';
  }

  /** Undefined when empty; the text itself when it is no number, so that the schema can say so. */
  number(column: CsvColumn): number | string | undefined {
    return this.#numberIn(this.text(column));
  }

  get isEmptyButRun(): boolean {
    const run = this.layout.places.get('run');
    return this.fields.every((field, i) => i === run || field.trim() === '');
  }

  /** What the line of JSONL would be, or what is wrong, in a sentence. */
  event(): object | string {
    const facts = {
      machine: this.number('machine'),
      index: this.number('event_index'),
      tick: this.number('tick'),
      kind: this.text('kind'),
      dueMs: this.number('due_milliseconds'),
      atMs: this.number('at_milliseconds'),
      clock: this.number('logical_clock'),
      queue: this.number('queue_length_messages'),
      file: this.number('file'),
      line: this.number('line'),
      statedIndex: this.number('stated_index'),
      doubts: this.#doubts(),
      vector: this.text('vector') === '' ? undefined : this.#list('vector'),
      text: fromInert(this.text('text')) || undefined,
    };
    switch (facts.kind) {
      case 'send': {
        const messages = this.#sent();
        return typeof messages === 'string'
          ? messages
          : { ...facts, roll: this.number('die_face'), messages };
      }
      case 'receive':
        return {
          ...facts,
          message: this.#received(),
          pairing: this.text('pairing') || undefined,
          statedTimestamp: this.number('stated_timestamp'),
          messages: this.#forwarded(),
        };
      default:
        return { ...facts, roll: this.number('die_face') };
    }
  }

  /** What the line of JSONL of a program's run would have beside the event, or what is wrong, in a sentence. */
  part(): object | string {
    const part: Record<string, unknown> = {};
    for (const [name, column] of PART_COLUMNS) {
      const value = this.#json(column);
      if (value === NOT_JSON) return `Its column "${column}" is not JSON.`;
      if (value !== undefined) part[name] = value;
    }
    const { kind, body, ...rest } = part;
    const said = { ...(kind !== undefined && { kind }), ...(body !== undefined && { body }) };
    return {
      ...rest,
      message: said,
      messages: this.#list('message_numbers').map(() => said),
    };
  }

  #json(column: CsvColumn): unknown {
    const text = this.text(column);
    if (text === '') return undefined;
    if ((column === 'message_kind' || column === 'output') && !text.startsWith('"')) return fromInert(text);
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      if (error instanceof SyntaxError) return NOT_JSON;
      throw error;
    }
  }

  #sent(): object[] | string {
    const numbers = this.#list('message_numbers');
    const columns = {
      to: this.#list('message_to_machines'),
      timestamp: this.#list('message_timestamps'),
      arrivedMs: this.#list('message_arrived_milliseconds'),
      arrivedBeforeTick: this.#list('message_arrived_before_ticks'),
    };
    for (const list of Object.values(columns))
      if (list.length > 0 && list.length !== numbers.length)
        return 'Its columns of messages do not list equally many.';
    return numbers.map((number, i) => ({
      id: `${this.text('machine')}-${number}`,
      to: columns.to[i],
      timestamp: columns.timestamp[i],
      arrivedMs: columns.arrivedMs[i],
      arrivedBeforeTick: columns.arrivedBeforeTick[i],
    }));
  }

  #received(): object | undefined {
    const from = this.text('message_from_machine');
    const number = this.text('message_numbers');
    if (from === '' && number === '') return undefined;
    return {
      id: `${from}-${number}`,
      from: this.number('message_from_machine'),
      timestamp: this.number('message_timestamps'),
      arrivedMs: this.number('message_arrived_milliseconds'),
    };
  }

  #forwarded(): readonly object[] | undefined {
    const text = this.text('forwarded_messages');
    if (text === '') return undefined;
    return text.split(LIST_SEPARATOR).map(entry => {
      const [number, to, timestamp] = entry.split(':').map(part => this.#numberIn(part.trim()));
      return { id: `${this.text('machine')}-${number}`, to, timestamp };
    });
  }

  #doubts(): readonly string[] | undefined {
    const text = this.text('doubts');
    return text === '' ? undefined : text.split(LIST_SEPARATOR).map(doubt => doubt.trim());
  }

  #list(column: CsvColumn): readonly (number | string | undefined)[] {
    const text = this.text(column);
    return text === '' ? [] : text.split(LIST_SEPARATOR).map(entry => this.#numberIn(entry.trim()));
  }

  #numberIn(text: string): number | string | undefined {
    if (text === '') return undefined;
    // Where commas do not separate columns, some languages write them before decimals.
    const value = Number(this.layout.delimiter === ',' ? text : text.replace(',', '.'));
    return Number.isNaN(value) ? text : value;
  }
}

const NOT_JSON = Symbol('not JSON');
const PART_COLUMNS: readonly (readonly [name: string, column: CsvColumn])[] = [
  ['kind', 'message_kind'],
  ['body', 'message_body'],
  ['output', 'output'],
  ['value', 'output_value'],
  ['cause', 'cause'],
  ['chosen', 'chosen'],
  ['state', 'state'],
  ['stateUnknown', 'state_unknown'],
  ['shows', 'shows'],
  ['notes', 'notes'],
  ['problem', 'problem'],
];

/** The names of JSONL in a reason, as the columns are called. */
export function inColumnNames(reason: string): string {
  return reason.replace(/"([\w.]+)"/g, (whole, path: string) => {
    const column = COLUMN_OF[path.replace(/\.\d+/, '')];
    return column ? `"${column}"` : whole;
  });
}

const COLUMN_OF: Readonly<Record<string, CsvColumn | undefined>> = {
  index: 'event_index',
  dueMs: 'due_milliseconds',
  atMs: 'at_milliseconds',
  clock: 'logical_clock',
  queue: 'queue_length_messages',
  roll: 'die_face',
  messages: 'message_numbers',
  message: 'message_numbers',
  'messages.id': 'message_numbers',
  'messages.to': 'message_to_machines',
  'messages.timestamp': 'message_timestamps',
  'messages.arrivedMs': 'message_arrived_milliseconds',
  'messages.arrivedBeforeTick': 'message_arrived_before_ticks',
  'message.id': 'message_numbers',
  'message.from': 'message_from_machine',
  'message.timestamp': 'message_timestamps',
  'message.arrivedMs': 'message_arrived_milliseconds',
  statedIndex: 'stated_index',
  statedTimestamp: 'stated_timestamp',
  doubts: 'doubts',
  vector: 'vector',
  text: 'text',
};
