// For tests: holds what was read of generated logs against what was written into them.
import type { LogRecord } from '../formats/logs/log-record.ts';
import type { FileReading } from '../formats/logs/read-file.ts';
import type { WrittenEvent, WrittenLogs } from './log-generator.ts';

/** How far apart a time may be that was read and that was written, in milliseconds: what floats of seconds since 1970 lose. */
const TIME_SLACK_MS = 0.6;

interface Found {
  readonly record: LogRecord;
  readonly machine: string;
  readonly run: string;
}

/** What is wrong, most telling first; empty where all is right. */
export function differences(
  { files, machines }: Pick<WrittenLogs, 'files' | 'machines'>,
  read: readonly FileReading[],
): string[] {
  const wrong = new Map<string, number>();
  const say = (what: string): void => void wrong.set(what, (wrong.get(what) ?? 0) + 1);
  const names = new Map<string, string>();
  const runs = new Map<number, Set<string>>();
  const bases = new Map<number, number>();
  const reads: [WrittenEvent, Found][] = [];
  for (const [f, { events }] of files.entries()) {
    const byLine = new Map<number, Found>();
    for (const { records, machine, run } of read[f]!.parts)
      for (const record of records)
        byLine.set(record.line, { record, machine: machine ?? '', run: run?.key ?? '' });
    if (byLine.size > events.length) say('an event that is none');
    for (const event of events) {
      const found = byLine.get(event.line);
      if (!found) {
        say('an event missed');
        continue;
      }
      const own = machines[event.machine]!;
      const known = names.get(own) ?? found.machine;
      names.set(own, known);
      if (known !== found.machine) say('machines mixed');
      const trial = runs.get(event.trial) ?? new Set();
      runs.set(event.trial, trial.add(found.run));
      reads.push([event, found]);
    }
  }
  if (new Set(names.values()).size < names.size) say('machines taken for one');
  if ([...runs.values()].some(({ size }) => size > 1)) say('a run in pieces');
  if (new Set([...runs.values()].flatMap(own => [...own])).size < runs.size) say('runs taken for one');
  for (const [event, { record }] of reads) {
    if (record.kind !== event.kind) say(`${event.kind} as ${record.kind}`);
    if (record.clock !== event.clock) say('clock');
    if (record.queue !== event.queue)
      say(
        event.queue === undefined ? 'queue invented' : record.queue === undefined ? 'queue missed' : 'queue',
      );
    compareTimes(event, record, bases, say);
    comparePeers(event, record, machines, names, say);
  }
  return [...wrong].sort((a, b) => b[1] - a[1]).map(([what, count]) => `${what} (${count})`);
}

function compareTimes(
  { atMs, trial }: WrittenEvent,
  { time }: LogRecord,
  bases: Map<number, number>,
  say: (what: string) => void,
): void {
  if (atMs === undefined) return;
  if (!time) {
    say('time missed');
    return;
  }
  const base = bases.get(trial) ?? time.ms - atMs;
  bases.set(trial, base);
  if (Math.abs(time.ms - atMs - base) > TIME_SLACK_MS) say('time');
}

function comparePeers(
  { peers, kind }: WrittenEvent,
  { from, to }: LogRecord,
  machines: readonly string[],
  names: ReadonlyMap<string, string>,
  say: (what: string) => void,
): void {
  const read =
    kind === 'receive' ? (from === undefined ? [] : [from]) : Array.isArray(to) ? (to as string[]) : [];
  const expected = (peers ?? []).map(peer => names.get(machines[peer]!) ?? machines[peer]!);
  if (expected.length === 0 && read.length > 0) say('a peer invented');
  else if (read.length === 0 && expected.length > 0) say('peers missed');
  else if ([...read].sort().join() !== [...expected].sort().join()) say('peers');
}
