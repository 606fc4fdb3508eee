// Any selection of a trace's events in any order, for tables: a million of them are sorted by counting, not by comparing,
// and kept as one number each.
import type { EventKind } from '../core/event.ts';
import { INTERNAL, KINDS, NONE, RECEIVE, type MachineLog, jumpOf } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { relationOf, type Cones } from './cones.ts';
import { programEvent, programTexts } from './program-events.ts';
import { rowsUpTo, stableOrder, stableOrderOfNumbers } from './stable-order.ts';

export const EVENT_COLUMNS = [
  'time',
  'machine',
  'event',
  'kind',
  'says',
  'did',
  'shows',
  'timestamp',
  'jump',
  'queue',
  'message',
  'line',
  'relation',
] as const;
export type EventColumn = (typeof EVENT_COLUMNS)[number];

/** What only the trace of a program has. */
type ProgramColumn = Extract<EventColumn, 'says' | 'did' | 'shows'>;

export interface EventOrder {
  readonly column: EventColumn;
  readonly descending: boolean;
}

/** What is left out is not asked for. */
export interface EventFilter {
  readonly machine?: MachineId;
  readonly kind?: EventKind;
  /** From here on, and until here, in milliseconds since the start of the run. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Some events of a trace in some order, as they were when it was made. */
export class EventList {
  constructor(
    private readonly trace: Trace,
    /** The first number of each machine's events; an event's own is that and its index. */
    private readonly offsets: Uint32Array,
    private readonly numbers: Uint32Array,
  ) {}

  get length(): number {
    return this.numbers.length;
  }

  /** From 0; undefined beyond the end. */
  at(row: number): EventPlace | undefined {
    const number = this.numbers[row];
    if (number === undefined) return undefined;
    let at = this.trace.machines - 1;
    while (this.offsets[at]! > number) at -= 1;
    return { machine: at + 1, index: number - this.offsets[at]! };
  }

  /** Undefined where the list leaves the event out. Time: the length. */
  rowOf({ machine, index }: EventPlace): number | undefined {
    const row = this.numbers.indexOf(this.offsets[machine - 1]! + index);
    return row === -1 ? undefined : row;
  }

  /**
   * The same events by a column. Those that are equal in it stay as they stand here, and those of which it says nothing
   * stand last. `cones` are those of the chosen event; without, the column `relation` says nothing. Time: the length.
   */
  sorted(order: EventOrder, cones?: Cones): EventList {
    const { trace, offsets, numbers } = this;
    const rows = orderOf(trace, placesOf(trace, offsets, numbers), order, cones);
    return new EventList(trace, offsets, gathered(numbers, rows));
  }
}

/** In the order of time, machine and index. Time: the events of the trace; space: 24 bytes for each. */
export function listEvents(trace: Trace, filter: EventFilter): EventList {
  const offsets = new Uint32Array(trace.machines);
  for (let i = 1; i < trace.machines; i++) offsets[i] = offsets[i - 1]! + trace.logs[i - 1]!.eventCount;
  const chosen = new Uint32Array(trace.eventCount);
  let count = 0;
  for (const log of trace.logs) {
    if (filter.machine !== undefined && filter.machine !== log.machine) continue;
    const offset = offsets[log.machine - 1]!;
    for (let index = 0; index < log.eventCount; index++)
      if (passes(log, index, filter)) chosen[count++] = offset + index;
  }
  const numbers = chosen.subarray(0, count);
  return new EventList(trace, offsets, numbers).sorted({ column: 'time', descending: false });
}

function gathered(numbers: Uint32Array, rows: Uint32Array): Uint32Array {
  const result = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) result[i] = numbers[rows[i]!]!;
  return result;
}

/** The names of the messages that an event sent or received. */
export function messageNamesOf(trace: Trace, log: MachineLog, index: number): string[] {
  const number = log.messageNumbers[index]!;
  const kind = log.kinds[index];
  if (number === NONE || kind === INTERNAL) return [];
  if (kind === RECEIVE) return [trace.messageNameOf(log.peers[index]!, number)];
  return Array.from({ length: log.peers[index]! }, (_, i) => trace.messageNameOf(log.machine, number + i));
}

/** Some events: by row, the machine less 1 and the index. */
interface Rows {
  readonly machines: Uint16Array;
  readonly indices: Uint32Array;
}

function placesOf(trace: Trace, offsets: Uint32Array, numbers: Uint32Array): Rows {
  const machines = new Uint16Array(numbers.length);
  const indices = new Uint32Array(numbers.length);
  let at = 0;
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!;
    while (at > 0 && offsets[at]! > number) at -= 1;
    while (number >= offsets[at]! + trace.logs[at]!.eventCount) at += 1;
    machines[row] = at;
    indices[row] = number - offsets[at]!;
  }
  return { machines, indices };
}

function passes(log: MachineLog, index: number, filter: EventFilter): boolean {
  const { kind, fromMs = -Infinity, toMs = Infinity } = filter;
  if (kind !== undefined && KINDS[log.kinds[index]!] !== kind) return false;
  const atMs = log.atMs[index]!;
  return atMs >= fromMs && atMs <= toMs;
}

function orderOf(
  trace: Trace,
  rows: Rows,
  { column, descending }: EventOrder,
  cones: Cones | undefined,
): Uint32Array {
  const count = rows.indices.length;
  if (column === 'time') {
    const sign = descending ? -1 : 1;
    const keys = new Float64Array(count);
    for (let row = 0; row < count; row++)
      keys[row] = sign * trace.logs[rows.machines[row]!]!.atMs[rows.indices[row]!]!;
    return stableOrderOfNumbers(keys, rowsUpTo(count));
  }
  if (column === 'says' || column === 'did' || column === 'shows')
    return textOrder(trace, rows, column, descending);
  const keysOf = KEYS[column];
  let order = rowsUpTo(count);
  // The last of several keys is laid first.
  for (let lane = keysOf.length - 1; lane >= 0; lane--) {
    const keyOf = keysOf[lane]!;
    const keys = new Uint32Array(count);
    for (let row = 0; row < count; row++) {
      const key = keyOf(trace.logs[rows.machines[row]!]!, rows.indices[row]!, trace, cones);
      keys[row] = descending && key !== NONE ? NONE - 1 - key : key;
    }
    order = stableOrder(keys, order);
  }
  return order;
}

/** By the alphabet; each text is compared once, and then its place among all of them is. */
function textOrder(
  trace: Trace,
  { machines, indices }: Rows,
  column: ProgramColumn,
  descending: boolean,
): Uint32Array {
  const { program } = trace;
  const texts = Array.from(indices, (index, row) =>
    program ? programTexts(programEvent(trace, program, machines[row]! + 1, index))[column] : '',
  );
  const sorted = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  const ranks = new Map(sorted.map((text, rank) => [text, descending ? sorted.length - rank : rank]));
  const keys = Uint32Array.from(texts, text => (text === '' ? NONE : ranks.get(text)!));
  return stableOrder(keys, rowsUpTo(texts.length));
}

/** NONE where there is nothing to say. */
type KeyOf = (log: MachineLog, index: number, trace: Trace, cones: Cones | undefined) => number;

const RELATIONS = ['past', 'itself', 'future', 'concurrent'] as const;
const JUMP_OFFSET = 2 ** 31; // a jump of a faulty log may go backwards

/** By column: the first key says, the next decides where it does not. */
const KEYS: Record<Exclude<EventColumn, 'time' | ProgramColumn>, readonly KeyOf[]> = {
  machine: [log => log.machine],
  event: [(_, index) => index],
  kind: [(log, index) => log.kinds[index]!],
  timestamp: [(log, index) => Math.min(log.clocks[index]!, NONE - 1)],
  jump: [(log, index) => Math.min(NONE - 1, Math.max(0, jumpOf(log, index) + JUMP_OFFSET))],
  queue: [(log, index) => log.queues[index]!],
  message: [senderKey, (log, index) => log.messageNumbers[index]!],
  line: [
    (log, index, { origin }) => origin?.machines[log.machine - 1]?.files[index] ?? NONE,
    (log, index, { origin }) => origin?.machines[log.machine - 1]?.lines[index] ?? NONE,
  ],
  relation: [
    ({ machine }, index, _, cones) =>
      cones ? RELATIONS.indexOf(relationOf(cones, { machine, index })) : NONE,
  ],
};

function senderKey(log: MachineLog, index: number): number {
  if (log.kinds[index] === INTERNAL || log.messageNumbers[index] === NONE) return NONE;
  return log.kinds[index] === RECEIVE ? log.peers[index]! : log.machine;
}
