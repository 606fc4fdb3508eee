// Which events of a log with vector clocks may not be as they were written. A name is never forgotten, so one that a single
// vector has, and neither the one before nor the one after it, was spoilt on its way, and so was the entry that it stood for.
// And where lines are missing, a record of several lines may be made of two.
import type { Host, VectorParts } from './vector-hosts.ts';
import type { VectorRecords } from './vector-records.ts';

/** A host that nobody's vector names, not even its own, is one that keeps no entry if it has as many events. */
const EVENTS_MIN = 3;

/**
 * By host, by event: 1 where a record of several lines may have been put together from two, of which each lost a line: one
 * of the two is then missing from its host's log. All but its vector may be another event's.
 */
export function gluedRecords(parts: VectorParts['parts'], hosts: readonly Host[]): Uint8Array[] {
  const holes = parts.map((_, part) =>
    holesOf(
      parts,
      hosts.filter(host => host.part === part),
    ),
  );
  return hosts.map(({ part, records: own }) => {
    const { records } = parts[part]!.execution;
    if (!records.spansLines) return new Uint8Array(own.length);
    return Uint8Array.from(own, record => Number(isWithin(holes[part]!, records.lines[record]!)));
  });
}

interface Hole {
  readonly from: number;
  readonly to: number;
}

/** Between which lines events of a host may be missing, in the order of their starts and none inside another. */
function holesOf(parts: VectorParts['parts'], hosts: readonly Host[]): Hole[] {
  const holes: Hole[] = [];
  for (const { name, part, records: own } of hosts) {
    const { records } = parts[part]!.execution;
    const host = records.hosts.indexOf(name);
    let [entry, line] = [0, 0];
    for (const record of own) {
      const next = entryOf(records, record, host);
      const nextLine = records.lines[record]!;
      if (next !== entry + 1) holes.push({ from: Math.min(line, nextLine), to: Math.max(line, nextLine) });
      [entry, line] = [next, nextLine];
    }
    if (own.length > 0) holes.push({ from: line, to: Infinity });
  }
  holes.sort((a, b) => a.from - b.from);
  const merged: Hole[] = [];
  for (const hole of holes) {
    const last = merged.at(-1);
    if (last && hole.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, hole.to) };
    else merged.push(hole);
  }
  return merged;
}

function isWithin(holes: readonly Hole[], line: number): boolean {
  let [low, high] = [0, holes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holes[middle]!.to < line) low = middle + 1;
    else high = middle;
  }
  return low < holes.length && holes[low]!.from <= line;
}

/** `host` as the records number it. */
function entryOf({ entries, ends }: VectorRecords, record: number, host: number): number {
  for (let at = record === 0 ? 0 : ends[record - 1]!; at < ends[record]!; at += 2)
    if (entries[at] === host) return entries[at + 1]!;
  return 0;
}

/** By host, by event: 1 where nothing follows from an entry that the vector lacks. */
export function misreadVectors(parts: VectorParts['parts'], hosts: readonly Host[]): Uint8Array[] {
  const named = namesInVectors(parts);
  const withEvents = new Set(hosts.filter(({ records }) => records.length > 0).map(({ name }) => name));
  return hosts.map(({ name, part, records: own }) => {
    if (own.length < EVENTS_MIN && !named.has(name)) return new Uint8Array(own.length).fill(1);
    const { records } = parts[part]!.execution;
    const isStranger = records.hosts.map(host => !withEvents.has(host));
    if (!isStranger.includes(true)) return new Uint8Array(own.length);
    const strangers = Array.from(own, record => strangersIn(records, record, isStranger));
    return Uint8Array.from(strangers, (hosts, at) => {
      const isAround = (host: number): boolean =>
        strangers[at - 1]?.includes(host) === true || strangers[at + 1]?.includes(host) === true;
      return Number(!hosts.every(isAround));
    });
  });
}

function namesInVectors(parts: VectorParts['parts']): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { execution } of parts) {
    const { hosts, entries, ends, count } = execution.records;
    const numbers = new Set<number>();
    for (let at = 0; at < (count === 0 ? 0 : ends[count - 1]!); at += 2) numbers.add(entries[at]!);
    for (const number of numbers) names.add(hosts[number]!);
  }
  return names;
}

/** The hosts in the vector of a record of which the log has no events, as the records number them. */
function strangersIn(
  { entries, ends }: VectorRecords,
  record: number,
  isStranger: readonly boolean[],
): number[] {
  const found: number[] = [];
  for (let at = record === 0 ? 0 : ends[record - 1]!; at < ends[record]!; at += 2)
    if (isStranger[entries[at]!]) found.push(entries[at]!);
  return found;
}
