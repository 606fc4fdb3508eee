// The columns of a trace's table: what is written of each event, and under which name (docs/formats.md). The writer fills
// them and the reader finds them by these names.

export const CSV_COLUMNS = [
  'machine',
  'event_index',
  'tick',
  'kind',
  'due_milliseconds',
  'at_milliseconds',
  'logical_clock',
  'queue_length_messages',
  'die_face',
  'message_from_machine',
  'message_to_machines',
  'message_numbers',
  'message_timestamps',
  'message_sent_milliseconds',
  'message_arrived_milliseconds',
  'message_arrived_before_ticks',
  'file',
  'line',
  'stated_index',
  'pairing',
  'stated_timestamp',
  'doubts',
  'vector',
  'text',
  'forwarded_messages',
  'run',
] as const;
/** Behind the others in the table of a program's run. All but the first two are JSON. */
export const PROGRAM_COLUMNS = [
  'message_kind',
  'output',
  'message_body',
  'output_value',
  'cause',
  'chosen',
  'state',
  'state_unknown',
  'shows',
  'notes',
  'problem',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number] | (typeof PROGRAM_COLUMNS)[number];

/** What a row can have. */
export const ALL_COLUMNS: readonly CsvColumn[] = [...CSV_COLUMNS, ...PROGRAM_COLUMNS];

/** Between the entries of a field that tells of several messages: never taken for a thousands separator. */
export const LIST_SEPARATOR = ';';

/** Without these a row cannot become an event. */
export const REQUIRED_COLUMNS = [
  'machine',
  'event_index',
  'kind',
  'at_milliseconds',
  'logical_clock',
  'run',
] as const satisfies readonly CsvColumn[];
