// A trace as a table for spreadsheets and other programs: a row for each event, ordered by time. It loses nothing: what
// is true of the whole run stands in the last column of the first row, as the header of JSONL.
import type { Event } from '../core/event.ts';
import { NONE } from '../core/machine-log.ts';
import { doubtsIn, PAIRINGS, placeOf } from '../core/trace-origin.ts';
import type { ProgramRecord } from '../core/program/program-record.ts';
import { hasOwnTrial, type Trace } from '../core/trace.ts';
import { ALL_COLUMNS, CSV_COLUMNS, LIST_SEPARATOR, type CsvColumn } from './csv-columns.ts';
import { csvLine, inert, type CsvValue } from './csv.ts';
import { forwardedMessagesOf, type ForwardedMessage } from './forwarded-messages.ts';
import { eventsOfStretch, type Stretch } from './stretch.ts';
import { eventlessSteps, eventPart, letterPart } from './program-part.ts';
import { faultLine, traceHeader, vectorAt } from './write-jsonl.ts';

type Row = Partial<Record<CsvColumn, CsvValue>>;

/** Line after line, each with its line break. */
export function* csvLines(trace: Trace, stretch?: Stretch): Generator<string> {
  const columns = trace.program ? ALL_COLUMNS : CSV_COLUMNS;
  const lineOf = (fields: Row): string => csvLine(columns.map(name => fields[name]));
  yield csvLine(columns);
  const steps = eventlessSteps(trace);
  let run: string | undefined = JSON.stringify({
    ...traceHeader(trace),
    ...(trace.faults.length > 0 && { faults: trace.faults.map(faultLine) }),
    ...(steps.length > 0 && { steps }),
    ...(stretch && { stretch }),
  });
  const forwardedBy = forwardedMessagesOf(trace);
  for (const place of eventsOfStretch(trace, stretch)) {
    const event = trace.event(place.machine, place.index);
    yield lineOf({ ...row(trace, event), forwarded_messages: forwarded(forwardedBy(place)), run });
    run = undefined;
  }
  if (run !== undefined) yield lineOf({ run });
}

function row(trace: Trace, event: Event): Row {
  const { machine, index, tick, kind, dueMs, atMs, clock, queue } = event;
  return {
    machine,
    event_index: index,
    tick,
    kind,
    due_milliseconds: hasOwnTrial(trace.engine) ? dueMs : undefined,
    at_milliseconds: atMs,
    logical_clock: clock,
    queue_length_messages: queue,
    ...kindColumns(event),
    ...originColumns(trace, event),
    ...(trace.program && programColumns(trace.program, event)),
  };
}

function kindColumns(event: Event): Row {
  switch (event.kind) {
    case 'internal':
      return { die_face: event.roll || undefined };
    case 'send': {
      const { messages } = event;
      return {
        die_face: event.roll || undefined,
        message_to_machines: list(messages.map(({ to }) => to)),
        message_numbers: list(messages.map(({ number }) => number)),
        message_timestamps: list(messages.map(({ timestamp }) => timestamp)),
        message_arrived_milliseconds: list(messages.map(({ arrivedMs }) => arrivedMs)),
        message_arrived_before_ticks: list(messages.map(({ arrivedBeforeTick }) => arrivedBeforeTick)),
      };
    }
    case 'receive':
      return {
        message_from_machine: event.message?.from,
        message_numbers: event.message?.number,
        message_timestamps: event.message?.timestamp,
        message_sent_milliseconds: event.message?.sentMs,
        message_arrived_milliseconds: event.message?.arrivedMs,
      };
  }
}

function programColumns(program: ProgramRecord, event: Event): Row {
  const part: Partial<Record<string, unknown>> = { ...eventPart(program, event) };
  const said: Partial<Record<string, unknown>> = { ...letterPart(program, ...messageOf(event)) };
  return {
    message_kind: plain(said['kind']),
    message_body: json(said['body']),
    output: plain(part['output']),
    output_value: json(part['value']),
    cause: json(part['cause']),
    chosen: json(part['chosen']),
    state: json(part['state']),
    state_unknown: json(part['stateUnknown']),
    shows: json(part['shows']),
    notes: json(part['notes']),
    problem: json(part['problem']),
  };
}

/** All messages of one send say the same. */
function messageOf(event: Event): [from: number, number: number] {
  if (event.kind === 'receive') return [event.message?.from ?? 0, event.message?.number ?? 0];
  return [event.machine, event.kind === 'send' ? (event.messages[0]?.number ?? 0) : 0];
}

function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** A name as it is, or as JSON where a table could not have it in one line. */
function plain(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  return name.trim() !== name || name === '' || /^"|[\p{Cc}\u2028\u2029]/u.test(name)
    ? JSON.stringify(name)
    : inert(name);
}

/** Number, recipient and timestamp of each, as `7:2:31`. */
function forwarded(messages: readonly ForwardedMessage[]): string {
  return messages.map(({ number, to, timestamp }) => `${number}:${to}:${timestamp}`).join(LIST_SEPARATOR);
}

/** Empty when no entry is known. */
function list(values: readonly (number | undefined)[]): string {
  return values.every(value => value === undefined) ? '' : values.join(LIST_SEPARATOR);
}

function inertOrNone(text: string | undefined): string | undefined {
  return text === undefined ? undefined : inert(text);
}

function originColumns({ origin, engine }: Trace, { machine, index, kind }: Event): Row {
  const columns = origin?.machines[machine - 1];
  if (!origin || engine !== 'imported' || !columns || !placeOf(origin, machine, index)) return {};
  const statedTimestamp = columns.statedTimestamps[index];
  return {
    file: columns.files[index],
    line: columns.lines[index],
    stated_index: columns.indices[index],
    pairing: kind === 'receive' ? PAIRINGS[columns.pairings[index]!] : undefined,
    stated_timestamp: statedTimestamp === NONE ? undefined : statedTimestamp,
    doubts: doubtsIn(columns.doubts[index]!).join(LIST_SEPARATOR),
    vector: columns.vectors && vectorAt(columns.vectors, index, origin.machines.length).join(LIST_SEPARATOR),
    text: inertOrNone(columns.texts?.[index]),
  };
}
