// Who is who: the names by which lines call other machines, held against the names that files and lines give to machines
// themselves. "M3", "3" and "machine 3" may be one; ports of sockets, which no file has, are nobody.
import type { HeaderFacts, LogRecord } from '../logs/log-record.ts';
import { sameMachine } from './file-places.ts';
import type { ReadingPlace } from './reading.ts';

/** What one machine's lines in one file say of one run. */
export interface OpenPart {
  machine: string | undefined;
  trial: number;
  readonly records: LogRecord[];
  readonly facts: HeaderFacts[];
}

/** Renames peers in place as their own logs are called, file by file in the order of `places`. */
export function settleMachines(files: readonly OpenPart[][], places: readonly ReadingPlace[]): void {
  const runs = new Map<string, number[]>();
  for (const [i, { run }] of places.entries()) runs.set(run, [...(runs.get(run) ?? []), i]);
  for (const members of runs.values()) settleRun(members.map(i => ({ parts: files[i]!, place: places[i]! })));
}

interface Member {
  readonly parts: OpenPart[];
  readonly place: ReadingPlace;
}

function settleRun(members: readonly Member[]): void {
  const own = new Set<string>();
  for (const { parts, place } of members)
    for (const part of parts) {
      part.machine ??= place.machine;
      if (part.machine !== undefined) own.add(part.machine);
    }
  const told = new Set<string>();
  for (const { parts } of members)
    for (const { records } of parts) for (const record of records) addPeers(record, told);
  const names = new Map<string, string | undefined>();
  for (const name of told)
    names.set(
      name,
      [...own].find(one => one === name) ?? only([...own].filter(one => sameMachine(one, name))),
    );
  const strangers = [...names].filter(([, known]) => known === undefined).map(([name]) => name);
  if (strangers.length === told.size && told.size > 0 && own.size > 1) {
    const byElimination = eliminate(members, told);
    for (const name of strangers)
      names.set(name, byElimination?.get(name) ?? (told.size > own.size ? '' : name));
  } else {
    // Among names that files have, another one is a machine whose log is missing; among many, it is a socket's port.
    const known = told.size - strangers.length;
    for (const name of strangers) names.set(name, strangers.length > known + 2 && own.size > 1 ? '' : name);
  }
  if ([...names].every(([name, own]) => name === own)) return;
  for (const { parts } of members)
    for (const { records } of parts)
      for (let i = 0; i < records.length; i++) {
        const renamed = renamedIn(records[i]!, names);
        if (renamed) records[i] = renamed;
      }
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

/** Where each file names all others and never itself, the one that it never names is its own. */
function eliminate(
  members: readonly Member[],
  told: ReadonlySet<string>,
): ReadonlyMap<string, string> | undefined {
  if (told.size !== members.length || members.length < 3) return undefined;
  const found = new Map<string, string>();
  for (const { parts, place } of members) {
    const named = new Set<string>();
    for (const { records } of parts) for (const record of records) addPeers(record, named);
    const left = [...told].filter(name => !named.has(name));
    if (left.length !== 1 || place.machine === undefined || found.has(left[0]!)) return undefined;
    found.set(left[0]!, place.machine);
  }
  return found;
}

function addPeers({ from, to }: LogRecord, names: Set<string>): void {
  if (from !== undefined) names.add(from);
  if (Array.isArray(to)) for (const name of to as readonly string[]) names.add(name);
}

/** Undefined where nothing changes. */
function renamedIn(record: LogRecord, names: ReadonlyMap<string, string | undefined>): LogRecord | undefined {
  const called = (name: string): string => names.get(name) ?? name;
  const { from, to } = record;
  const list = Array.isArray(to) ? (to as readonly string[]) : [];
  const changes = (from !== undefined && called(from) !== from) || list.some(name => called(name) !== name);
  if (!changes) return undefined;
  const recipients = list.map(called).filter(name => name !== '');
  return {
    ...record,
    from: from === undefined ? undefined : called(from) || undefined,
    to: list.length === 0 ? to : recipients.length === 0 ? undefined : recipients,
  };
}
