// A trace as bytes: how a run is stored in the browser and written into a file of the history. A header of JSON says what the
// columns are, and these follow as they are in memory. Reading checks every index, because anybody can write such bytes.
import * as v from 'valibot';
import { TIME_MS_MAX } from '../core/event.ts';
import { importedTrialFacts, parseImportedTrial } from '../core/imported-trial.ts';
import { KINDS, NONE, RECEIVE, SEND } from '../core/machine-log.ts';
import {
  EVENT_COLUMNS,
  MESSAGE_COLUMNS,
  packTrace,
  unpackTrace,
  type PackedTrace,
} from '../core/packed-trace.ts';
import { isPinnedIn, notesSchema } from '../core/note.ts';
import { PAIRINGS, type MachineOrigin, type TraceOrigin } from '../core/trace-origin.ts';
import { programRecordSchema } from '../core/program/record-schema.ts';
import { hasOwnTrial, TRACE_ENGINES, type Trace } from '../core/trace.ts';
import { parseTrial } from '../core/trial.ts';
import { certificateSchema } from '../core/certificate.ts';
import { seatNamesSchema } from '../core/seat-name.ts';
import { faultSchema, machinesOf } from './stored-faults.ts';

/** "LampTrc" and the version of the form. */
const MAGIC = [0x4c, 0x61, 0x6d, 0x70, 0x54, 0x72, 0x63, 1] as const;
/** Each part begins at a multiple of this, so that the columns can be used where they are. */
const ALIGNMENT = 8;
/** Of the header, in bytes, little-endian, behind the magic. */
const LENGTH_BYTES = 8;
const ROWS_MAX = 2 ** 31;
const MACHINES_MAX = 0xffff;

/** The bytes are not a trace. The message says where they go wrong, for whoever looks into the file. */
export class DamagedTraceError extends Error {
  override readonly name = 'DamagedTraceError';
}

export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;
export type ColumnKind = 'Uint8' | 'Uint16' | 'Uint32' | 'Float64';
const KIND_BYTES: Readonly<Record<ColumnKind, number>> = { Uint8: 1, Uint16: 2, Uint32: 4, Float64: 8 };

type LogColumn = (typeof EVENT_COLUMNS)[number] | (typeof MESSAGE_COLUMNS)[number];
const LOG_COLUMNS: Readonly<Record<LogColumn, ColumnKind>> = {
  kinds: 'Uint8',
  atMs: 'Float64',
  clocks: 'Uint32',
  queues: 'Uint32',
  faces: 'Uint16',
  peers: 'Uint16',
  messageNumbers: 'Uint32',
  recipients: 'Uint16',
  timestamps: 'Uint32',
  sentIndices: 'Uint32',
  arrivedMs: 'Float64',
  arrivedBeforeTicks: 'Uint32',
  receivedIndices: 'Uint32',
};

type OriginColumn = Exclude<keyof MachineOrigin, 'name' | 'rate' | 'texts'>;
const ORIGIN_COLUMNS: Readonly<Record<OriginColumn, ColumnKind>> = {
  files: 'Uint16',
  lines: 'Uint32',
  indices: 'Uint32',
  pairings: 'Uint8',
  statedTimestamps: 'Uint32',
  doubts: 'Uint8',
  vectors: 'Uint32',
};
const ORIGIN_NAMES = Object.keys(ORIGIN_COLUMNS) as OriginColumn[];

const count = (max: number, min = 0) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const machine = count(MACHINES_MAX, 1);
const lossFacts = { from: machine, to: machine, count: count(0xffff_ffff, 1) };

/** What a trace has beside its logs and its origin; another field of a trace needs a place here before this compiles. */
const FACTS = {
  trial: v.unknown(),
  engine: v.picklist(TRACE_ENGINES),
  startedAtMs: v.optional(v.pipe(v.number(), v.finite())),
  gaps: v.array(v.strictObject({ machine, reason: v.string() })),
  losses: v.array(
    v.variant('kind', [
      v.strictObject({ ...lossFacts, kind: v.literal('not-sent'), reason: v.string() }),
      v.strictObject({ ...lossFacts, kind: v.literal('never-arrived') }),
    ]),
  ),
  faults: v.optional(v.array(faultSchema), []),
  program: v.optional(programRecordSchema),
  certificate: v.optional(certificateSchema),
  notes: v.optional(notesSchema, []),
  seatNames: v.optional(seatNamesSchema, []),
} satisfies Record<Exclude<keyof PackedTrace, 'logs' | 'origin'>, v.GenericSchema>;

const headerSchema = v.strictObject({
  ...FACTS,
  logs: v.pipe(
    v.array(v.strictObject({ eventCount: count(ROWS_MAX), messageCount: count(ROWS_MAX) })),
    v.minLength(1),
    v.maxLength(MACHINES_MAX),
  ),
  origin: v.optional(
    v.strictObject({
      family: v.string(),
      files: v.array(v.string()),
      notes: v.array(v.string()),
      rule: v.picklist(['stated', 'inferred', 'assumed']),
      timeStepMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
      machines: v.array(
        v.strictObject({
          name: v.string(),
          rate: v.picklist(['stated', 'estimated']),
          texts: v.optional(v.array(v.string())),
          /** How long each column is; without the one of vectors there are none. */
          columns: v.strictObject({
            ...(Object.fromEntries(ORIGIN_NAMES.map(name => [name, count(ROWS_MAX)])) as Record<
              OriginColumn,
              ReturnType<typeof count>
            >),
            vectors: v.optional(count(ROWS_MAX)),
          }),
        }),
      ),
    }),
  ),
});
type Header = v.InferOutput<typeof headerSchema>;
/** As it is written: what it may leave out is left out. */
type WrittenHeader = Omit<Header, 'notes' | 'seatNames'> & Partial<Pick<Header, 'notes' | 'seatNames'>>;

/** A copy: the trace stays whole and may go on growing. */
export function bytesOfTrace(trace: Trace): ArrayBuffer {
  const { packed } = packTrace(trace);
  const { logs, origin, trial, engine, notes, seatNames, ...facts } = packed;
  const columns: Column[] = [];
  for (const log of logs) {
    for (const name of EVENT_COLUMNS) columns.push(log[name].subarray(0, log.eventCount));
    for (const name of MESSAGE_COLUMNS) columns.push(log[name].subarray(0, log.messageCount));
  }
  for (const each of origin?.machines ?? [])
    for (const name of ORIGIN_NAMES) columns.push(each[name] ?? new Uint32Array());
  const header: WrittenHeader = {
    ...facts,
    engine,
    trial: hasOwnTrial(engine) ? trial : importedTrialFacts(trial),
    gaps: [...facts.gaps],
    losses: [...facts.losses],
    faults: [...facts.faults],
    ...(notes.length > 0 && { notes: [...notes] }),
    ...(seatNames.some(name => name !== null) && { seatNames }),
    logs: logs.map(({ eventCount, messageCount }) => ({ eventCount, messageCount })),
    ...(origin && { origin: originHeader(origin) }),
  };
  return bytesOfParts(new TextEncoder().encode(JSON.stringify(header)), columns);
}

function originHeader({ machines, files, notes, ...facts }: TraceOrigin): NonNullable<Header['origin']> {
  return {
    ...facts,
    files: [...files],
    notes: [...notes],
    machines: machines.map(({ name, rate, texts, ...columns }) => ({
      name,
      rate,
      ...(texts && { texts: [...texts] }),
      columns: Object.fromEntries(
        Object.entries(columns).map(([column, { length }]: [string, Column]) => [column, length]),
      ) as Record<Exclude<OriginColumn, 'vectors'>, number>,
    })),
  };
}

/** What the bytes of a trace are made of: its header, and its columns by what they are called, in the order of the bytes. */
export interface TraceParts {
  /** JSON, in UTF-8. */
  readonly header: Uint8Array;
  readonly columns: readonly NamedColumn[];
}
export interface NamedColumn {
  readonly name: LogColumn | OriginColumn;
  /** From 0. */
  readonly machine: number;
  readonly values: Column;
}

/** The columns are in the bytes. Throws {@link DamagedTraceError}. */
export function partsOfBytes(bytes: ArrayBuffer): TraceParts {
  const { header, start } = readHeader(bytes);
  const cursor = new Cursor(bytes, start);
  const columns = columnsOf(header).map(({ name, machine, kind, length }) => ({
    name,
    machine,
    values: cursor.columns([name], { [name]: kind } as Record<typeof name, ColumnKind>, () => length)[name],
  }));
  const first = MAGIC.length + LENGTH_BYTES;
  const length = new DataView(bytes).getUint32(MAGIC.length, true);
  return { header: new Uint8Array(bytes, first, length), columns };
}

/** The columns that follow a header, without their values. Throws {@link DamagedTraceError}. */
export function columnsAfter(header: Uint8Array): readonly PlannedColumn[] {
  return columnsOf(parseHeader(header));
}

export interface PlannedColumn extends Omit<NamedColumn, 'values'> {
  readonly kind: ColumnKind;
  readonly length: number;
}

function columnsOf({ logs, origin }: Header): readonly PlannedColumn[] {
  const ofLogs = logs.flatMap(({ eventCount, messageCount }, machine) => [
    ...EVENT_COLUMNS.map(name => ({ name, machine, kind: LOG_COLUMNS[name], length: eventCount })),
    ...MESSAGE_COLUMNS.map(name => ({ name, machine, kind: LOG_COLUMNS[name], length: messageCount })),
  ]);
  const ofOrigin = (origin?.machines ?? []).flatMap(({ columns }, machine) =>
    ORIGIN_NAMES.map(name => ({ name, machine, kind: ORIGIN_COLUMNS[name], length: columns[name] ?? 0 })),
  );
  return [...ofLogs, ...ofOrigin];
}

/** The bytes of a trace, for {@link traceOfBytes} to check. */
export function bytesOfParts(header: Uint8Array, columns: readonly Column[]): ArrayBuffer {
  const start = aligned(MAGIC.length + LENGTH_BYTES + header.length);
  const length = columns.reduce((sum, { byteLength }) => sum + aligned(byteLength), start);
  const bytes = new Uint8Array(length);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, header.length, true);
  bytes.set(header, MAGIC.length + LENGTH_BYTES);
  let at = start;
  for (const { buffer, byteOffset, byteLength } of columns) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes.buffer;
}

/** The trace takes the bytes over: its columns are in them. Throws {@link DamagedTraceError}. */
export function traceOfBytes(bytes: ArrayBuffer): Trace {
  const { header, start } = readHeader(bytes);
  const { logs, origin, trial, ...facts } = header;
  const parsed = hasOwnTrial(facts.engine) ? parseTrial(trial) : parseImportedTrial(trial);
  if (parsed.kind === 'problems') damaged(`the trial: ${parsed.problems[0]!.message}`);
  if (parsed.trial.rates.length !== logs.length) damaged('there are not as many logs as rates');
  const cursor = new Cursor(bytes, start);
  const packed = {
    ...facts,
    startedAtMs: facts.startedAtMs,
    program: facts.program,
    trial: parsed.trial,
    logs: logs.map(({ eventCount, messageCount }, i) => ({
      machine: i + 1,
      eventCount,
      messageCount,
      ...cursor.columns(EVENT_COLUMNS, LOG_COLUMNS, () => eventCount),
      ...cursor.columns(MESSAGE_COLUMNS, LOG_COLUMNS, () => messageCount),
    })),
    origin: origin && readOrigin(origin, cursor),
  } as PackedTrace;
  cursor.end();
  checkLogs(packed);
  if (packed.origin) checkOrigin(packed.origin, packed.logs);
  return unpackTrace(packed);
}

function readHeader(bytes: ArrayBuffer): { readonly header: Header; readonly start: number } {
  const first = MAGIC.length + LENGTH_BYTES;
  if (bytes.byteLength < first) damaged('there is no header');
  const magic = new Uint8Array(bytes, 0, MAGIC.length);
  if (MAGIC.some((byte, i) => magic[i] !== byte)) damaged('the first bytes are not those of a trace');
  const length = new DataView(bytes).getUint32(MAGIC.length, true);
  if (first + length > bytes.byteLength) damaged('the header is longer than the file');
  return { header: parseHeader(new Uint8Array(bytes, first, length)), start: aligned(first + length) };
}

function parseHeader(bytes: Uint8Array): Header {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new DamagedTraceError('the header is not JSON', { cause: error });
  }
  const result = v.safeParse(headerSchema, value);
  if (!result.success) damaged(`the header: ${v.getDotPath(result.issues[0]) ?? ''} is not right`);
  return result.output;
}

function readOrigin({ machines, timeStepMs, ...facts }: NonNullable<Header['origin']>, cursor: Cursor) {
  return {
    ...facts,
    timeStepMs,
    machines: machines.map(({ columns, name, rate, texts }) => {
      const { vectors, ...read } = cursor.columns(ORIGIN_NAMES, ORIGIN_COLUMNS, key => columns[key] ?? 0);
      return {
        name,
        rate,
        ...read,
        ...(columns.vectors !== undefined && { vectors }),
        ...(texts && { texts }),
      };
    }),
  };
}

/** Goes through the columns, which follow each other. */
class Cursor {
  constructor(
    private readonly bytes: ArrayBuffer,
    private at: number,
  ) {}

  columns<Name extends string>(
    names: readonly Name[],
    kinds: Readonly<Record<Name, ColumnKind>>,
    lengthOf: (name: Name) => number,
  ): Record<Name, Column> {
    return Object.fromEntries(names.map(name => [name, this.#column(kinds[name], lengthOf(name))])) as Record<
      Name,
      Column
    >;
  }

  end(): void {
    if (this.at !== this.bytes.byteLength) damaged('there is more than the columns');
  }

  #column(kind: ColumnKind, length: number): Column {
    const { at } = this;
    this.at += aligned(length * KIND_BYTES[kind]);
    if (this.at > this.bytes.byteLength) damaged('a column is cut off');
    switch (kind) {
      case 'Uint8':
        return new Uint8Array(this.bytes, at, length);
      case 'Uint16':
        return new Uint16Array(this.bytes, at, length);
      case 'Uint32':
        return new Uint32Array(this.bytes, at, length);
      case 'Float64':
        return new Float64Array(this.bytes, at, length);
    }
  }
}

/** What no view could stand: kinds that are none, times that are no numbers, and places outside of the logs. */
function checkLogs({ logs, gaps, losses, faults, notes, program }: PackedTrace): void {
  const machines = logs.length;
  if (!notes.every(note => isPinnedIn(logs, note))) damaged('a note has an event that is not there');
  for (const fault of faults)
    if (machinesOf(fault).some(each => each > machines)) damaged('a fault has a machine that is not there');
  for (const gap of gaps) if (gap.machine > machines) damaged('a gap has a machine that is not there');
  for (const { from, to } of losses)
    if (from > machines || to > machines) damaged('a loss has a machine that is not there');
  if (program && program.machines.length !== machines)
    damaged('there are not as many records of a program as logs');
  const messageCounts = Uint32Array.from(logs, ({ messageCount }) => messageCount);
  const eventCounts = Uint32Array.from(logs, ({ eventCount }) => eventCount);
  for (const log of logs) {
    checkEvents(log, messageCounts);
    checkMessages(log, eventCounts);
  }
}

function checkEvents(log: PackedTrace['logs'][number], messageCounts: Uint32Array): void {
  const { kinds, atMs, peers, messageNumbers, eventCount, messageCount } = log;
  for (let i = 0; i < eventCount; i++) {
    const kind = kinds[i]!;
    const peer = peers[i]!;
    const number = messageNumbers[i]!;
    if (kind >= KINDS.length) damaged('the kind of an event is unknown');
    if (!isTime(atMs[i]!)) damaged('an event has no time');
    if (number === NONE) {
      if (kind === SEND && peer > 0) damaged('a send has no messages');
    } else if (kind === RECEIVE) {
      // There is no machine 0, and no message 0.
      if (peer < 1 || peer > messageCounts.length || number < 1 || number > messageCounts[peer - 1]!)
        damaged('a receive has a message that is not there');
    } else if (kind === SEND && (number < 1 || number + peer - 1 > messageCount))
      damaged('a send has a message that is not there');
  }
}

function checkMessages(log: PackedTrace['logs'][number], eventCounts: Uint32Array): void {
  const { recipients, receivedIndices, sentIndices, arrivedMs, messageCount, eventCount } = log;
  for (let row = 0; row < messageCount; row++) {
    const recipient = recipients[row]!;
    const received = receivedIndices[row]!;
    const sent = sentIndices[row]!;
    const at = arrivedMs[row]!;
    if (recipient > eventCounts.length) damaged('a message has a recipient that is not there');
    if (sent !== NONE && sent >= eventCount) damaged('a message has a send that is not there');
    if (!Number.isNaN(at) && !isTime(at)) damaged('a message has no time of arrival');
    if (received !== NONE && (recipient === 0 || received >= eventCounts[recipient - 1]!))
      damaged('a message has a receive that is not there');
  }
}

function checkOrigin({ machines, files }: TraceOrigin, logs: PackedTrace['logs']): void {
  if (machines.length !== logs.length) damaged('there are not as many origins as logs');
  for (const [i, { vectors, texts, pairings, files: column }] of machines.entries()) {
    const { eventCount } = logs[i]!;
    if (vectors && vectors.length < eventCount * logs.length) damaged('a vector is cut off');
    if (texts && texts.length < eventCount) damaged('a text is missing');
    if (pairings.some(pairing => pairing >= PAIRINGS.length)) damaged('the kind of a pairing is unknown');
    if (column.some(file => file >= Math.max(1, files.length)))
      damaged('an event has a file that is not there');
  }
}

function isTime(atMs: number): boolean {
  return atMs >= -TIME_MS_MAX && atMs <= TIME_MS_MAX;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function damaged(where: string): never {
  throw new DamagedTraceError(where);
}
