// The vector clocks that the lines of a run's logs state: whose each entry is, in what order that puts the events, which
// messages they show, and what happened where no word says it.
import { NONE } from '../../core/machine-log.ts';
import { indexByEntry, movedNote, orderOfEntries } from '../vectors/own-entries.ts';
import { messagesOf, type HostVectors, type VectorMessage } from '../vectors/vector-messages.ts';
import { vectorPlaces } from '../vectors/vector-places.ts';
import { sameMachine } from '../infer/file-places.ts';
import type { PlacedPart } from './group-runs.ts';
import type { LogRecord, WrittenVector } from './log-record.ts';
import type { Pairs } from './pairs.ts';
import { receivesOf, type RunEvents } from './run-event.ts';
import type { OwnerlessColumn, RunMachine } from './run-machines.ts';

/** Of the records of each log, so many state a vector. */
const STATED_LEAST = 0.5;
/** Of the messages that vectors show, so many go from and to events that words call so; otherwise words mean other things. */
const AS_SAID_LEAST = 0.5;

/** Logs whose lines state vectors, in the order of their own entries. */
export interface VectorLogs {
  readonly parts: readonly PlacedPart[];
  readonly absent: readonly OwnerlessColumn[];
  readonly hosts: readonly string[];
  readonly notes: readonly string[];
}

/** Undefined where lines state none; with notes alone where it cannot be told whose the entries are. */
export function vectorLogsOf(
  parts: readonly PlacedPart[],
): VectorLogs | { readonly notes: readonly string[] } | undefined {
  if (!parts.some(({ records }) => records.some(({ vector }) => vector !== undefined))) return undefined;
  const hosts = hostsOf(parts);
  const rows = parts.map(({ records }) => records.map(({ vector }) => rowOf(vector, hosts)));
  const isStated = rows.every(
    own => own.filter(row => row !== undefined).length >= STATED_LEAST * own.length && own.length > 0,
  );
  if (!isStated || hosts.length < 2) return { notes: [] };
  const logs = parts.map(({ machineName }, i) => ({ name: machineName, rows: rows[i]! }));
  const named = parts.map(({ machineName }) => {
    const same = hosts.flatMap((host, column) => (sameMachine(host, machineName) ? [column] : []));
    return parts.some(({ records }) => records.some(({ vector }) => vector?.hosts)) ? same[0] : undefined;
  });
  const found = vectorPlaces(logs, hosts.length, named);
  if (found.kind === 'none')
    return {
      notes: [
        'The lists in its lines do not count the events of each machine, so they are not read as vector clocks.',
      ],
    };
  if (found.kind === 'toss-up')
    return {
      notes: [
        'It is not certain which entry of the vector clocks belongs to which machine, so they are not shown and not checked.',
      ],
    };
  const notes: string[] = [];
  const ordered = parts.map((part, i) => {
    const { records, moved } = inOrderOfEntries(part.records, rows[i]!, found.columns[i]!);
    if (moved > 0) notes.push(movedNote(moved, part.machineName));
    return { ...part, records, vectorColumn: found.columns[i]! };
  });
  const owned = new Set(found.columns);
  const absent = hosts.flatMap((host, column) =>
    owned.has(column) ? [] : [{ name: nameOf(host, column, parts, found.columns), column }],
  );
  return { parts: ordered, absent, hosts, notes };
}

/** Of lists, the places from 0 of the usual length. */
function hostsOf(parts: readonly PlacedPart[]): string[] {
  const names = new Set<string>();
  const lengths = new Map<number, number>();
  for (const { records } of parts)
    for (const { vector } of records) {
      if (vector?.hosts) for (const host of vector.hosts) names.add(host);
      else if (vector) lengths.set(vector.entries.length, (lengths.get(vector.entries.length) ?? 0) + 1);
    }
  if (names.size > 0) return [...names];
  const [usual] = [...lengths].sort((a, b) => b[1] - a[1]);
  return Array.from({ length: usual?.[0] ?? 0 }, (_, place) => String(place));
}

/** Undefined for a list of another length, which may have lost some of it. */
function rowOf(vector: WrittenVector | undefined, hosts: readonly string[]): readonly number[] | undefined {
  if (!vector) return undefined;
  if (!vector.hosts) return vector.entries.length === hosts.length ? vector.entries : undefined;
  const { hosts: own, entries } = vector;
  return hosts.map(host => entries[own.indexOf(host)] ?? 0);
}

/** By own entry, where that can be told. Records without a vector stay where they are. */
function inOrderOfEntries(
  records: readonly LogRecord[],
  rows: readonly (readonly number[] | undefined)[],
  column: number,
): { readonly records: LogRecord[]; readonly moved: number } {
  const stated = [...rows.keys()].filter(at => rows[at] !== undefined);
  const { order = [], moved } = orderOfEntries(stated.map(at => rows[at]![column]!));
  const ordered = [...records];
  for (const [i, from] of order.entries()) ordered[stated[i]!] = records[stated[from]!]!;
  return { records: ordered, moved };
}

/** "P3" where the entries of P1 and P2 come first; '' where nothing tells. */
function nameOf(
  host: string,
  column: number,
  parts: readonly PlacedPart[],
  columns: readonly number[],
): string {
  if (!/^\d+$/.test(host)) return host;
  const numbers = parts.map(({ machineName }) => Number(/\d+$/.exec(machineName)?.[0] ?? NaN));
  const bases = new Set(numbers.map((number, i) => number - columns[i]!));
  const [base] = bases;
  return bases.size === 1 && base! >= 0 && base! <= 1
    ? parts[0]!.machineName.replace(/\d+$/, String(base! + column))
    : '';
}

/** Vectors by machine of the run, as the lines state them. */
export interface RunVectors {
  /** An entry for each machine; 0 where a line states none. */
  readonly stated: readonly HostVectors[];
  /** By machine, by event: 1 where a line states none. */
  readonly unstated: readonly Uint8Array[];
  readonly messages: readonly VectorMessage[];
  /** By machine, by event: 1 where it heard of events of others. */
  readonly hears: readonly Uint8Array[];
}

export function runVectorsOf(
  machines: readonly RunMachine[],
  { hosts }: Pick<VectorLogs, 'hosts'>,
): RunVectors {
  const width = machines.length;
  const places = machines.map(({ vectorColumn }) => vectorColumn ?? -1);
  const unstated = machines.map(({ part }) => new Uint8Array(part?.records.length ?? 0));
  const stated = machines.map(({ part }, machine): HostVectors => {
    const records = part?.records ?? [];
    const vectors = new Uint32Array(records.length * width);
    for (const [index, { vector }] of records.entries()) {
      const row = rowOf(vector, hosts);
      if (!row) unstated[machine]![index] = 1;
      else for (const [i, place] of places.entries()) vectors[index * width + i] = row[place] ?? 0;
    }
    return { count: records.length, vectors };
  });
  const known = stated.map((own, machine) => carriedOver(own, unstated[machine]!, width));
  const indices = known.map((own, machine) => indexByEntry(own, machine, width, unstated[machine]));
  const { messages } = messagesOf(known, (host, entry) => indices[host]!.get(entry) ?? NONE);
  return { stated, unstated, messages, hears: known.map((own, machine) => hearsOf(own, machine, width)) };
}

/** An event without a vector is taken to have heard of nothing new. */
function carriedOver({ count, vectors }: HostVectors, unstated: Uint8Array, width: number): HostVectors {
  if (!unstated.includes(1)) return { count, vectors };
  const known = vectors.slice();
  for (let index = 1; index < count; index++)
    if (unstated[index]) known.copyWithin(index * width, (index - 1) * width, index * width);
  return { count, vectors: known };
}

function hearsOf({ count, vectors }: HostVectors, machine: number, width: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => {
    for (let other = 0; other < width; other++) {
      const before = index === 0 ? 0 : vectors[(index - 1) * width + other]!;
      if (other !== machine && vectors[index * width + other]! > before) return 1;
    }
    return 0;
  });
}

/**
 * Where a message was sent: at the event whose entry it brought, or at the one after it, where programs count a send only
 * once it is gone.
 */
export interface ToldMessages {
  readonly sentAfter: 0 | 1;
  /** Whether words name sends and receives as the vectors show them. */
  readonly isAsSaid: boolean;
}

export function toldMessages(machines: readonly RunMachine[], { messages }: RunVectors): ToldMessages {
  let received = 0;
  let asReceived = 0;
  let sent = 0;
  const asSent = [0, 0];
  for (const { from, sentIndex, to, receivedIndex } of messages) {
    const taken = saidAt(machines, to, receivedIndex);
    if (taken !== undefined) received += 1;
    if (taken === 'receive') asReceived += 1;
    if (saidAt(machines, from, sentIndex) !== undefined) sent += 1;
    for (const after of [0, 1]) if (saidAt(machines, from, sentIndex + after) === 'send') asSent[after]! += 1;
  }
  const sentAfter = asSent[1]! > asSent[0]! ? 1 : 0;
  const isAsSaid = asReceived >= AS_SAID_LEAST * received && asSent[sentAfter]! >= AS_SAID_LEAST * sent;
  return { sentAfter: isAsSaid ? sentAfter : 0, isAsSaid };
}

/** What words say happened; undefined where none do. */
function saidAt(
  machines: readonly RunMachine[],
  machine: number,
  index: number,
): LogRecord['kind'] | undefined {
  const record = machines[machine]!.part?.records[index];
  return record?.kindIsDerived === true ? undefined : record?.kind;
}

/** By machine, by event. */
function kindsByVectors({ messages, hears }: RunVectors): LogRecord['kind'][][] {
  const kinds = hears.map(own =>
    Array.from(own, (heard): LogRecord['kind'] => (heard ? 'receive' : 'internal')),
  );
  for (const { from, sentIndex } of messages)
    if (kinds[from]![sentIndex] === 'internal') kinds[from]![sentIndex] = 'send';
  return kinds;
}

/** The records with what the vectors show to have happened, where no word says it or words mean other things. */
export function withKinds(
  machines: readonly RunMachine[],
  vectors: RunVectors,
  { isAsSaid }: ToldMessages,
): RunMachine[] {
  const kinds = kindsByVectors(vectors);
  return machines.map((machine, i) => {
    const { part } = machine;
    if (!part || (isAsSaid && !part.records.some(({ kindIsDerived }) => kindIsDerived))) return machine;
    const records = part.records.map((record, index) =>
      record.kindIsDerived || !isAsSaid
        ? { ...record, kind: kinds[i]![index]!, kindIsDerived: true }
        : record,
    );
    return { ...machine, part: { ...part, records } };
  });
}

/** Settles the receives that the vectors show; `pairs` has none yet. */
export function pairByVectors(
  events: RunEvents,
  machines: readonly RunMachine[],
  { messages }: RunVectors,
  { sentAfter }: ToldMessages,
  pairs: Pairs,
): void {
  for (const { from, sentIndex, to, receivedIndex, isCertain } of messages) {
    const receive = events[to]![receivedIndex]!;
    const send = events[from]![sentIndex + sentAfter];
    if (receive.kind !== 'receive' || pairs.of(receive) || !send || pairs.isTaken(send, receive.machine))
      continue;
    const said = saidAt(machines, from, send.index);
    if (said !== undefined && said !== 'send') continue;
    const isOther = receive.from !== 0 && receive.from !== send.machine;
    if (isOther || (send.to && !send.to.includes(receive.machine))) continue;
    pairs.pair(receive, send, isCertain ? 'stated' : 'likely');
  }
}

/** Receives of which no vector shows the send: what order and clocks say of them is not as sure as a vector. */
export function weakenOthers(events: RunEvents, { messages }: RunVectors, pairs: Pairs): void {
  const shown = new Set(messages.map(({ to, receivedIndex }) => events[to]![receivedIndex]!.ordinal));
  for (const receive of receivesOf(events)) {
    const isSure = ['stated', 'sole'].includes(pairs.of(receive)?.pairing ?? '');
    if (isSure && pairs.of(receive)?.send && !shown.has(receive.ordinal)) pairs.weaken(receive);
  }
}
