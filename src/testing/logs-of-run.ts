// For tests: a run written in one of all the forms that can be read, record by record, so that damage can be done to it
// and each line is known to be of its event.
import { vectorClocksOf, vectorOf } from '../analysis/vector-clocks.ts';
import type { Event } from '../core/event.ts';
import { type EventPlace, eventsInOrder } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import type { InputFile, ReadOptions } from '../formats/read-result.ts';
import { type WriteFormat, writeTrace } from '../formats/write.ts';
import type { Chance } from './chance.ts';
import { FAMILIES } from './family-logs.ts';
import { generateLogsOf } from './log-generator.ts';

export interface LogLine {
  readonly text: string;
  /** `2:7`: the event of which it tells; undefined where it tells of none, or where the form does not say. */
  readonly event: string | undefined;
}

export interface LogRecord {
  readonly lines: readonly LogLine[];
  /** As it is written; undefined where no order of times is told. */
  readonly atMs: number | undefined;
}

export interface RecordedFile {
  readonly name: string;
  readonly records: readonly LogRecord[];
}

export interface LogsOfRun {
  readonly form: string;
  readonly files: readonly RecordedFile[];
  readonly options: ReadOptions;
  /** Whether its clocks are vectors, so that no slip of a logical clock shows. */
  readonly hasVectors: boolean;
  /** Whether a machine's events may be told by their place in the trace alone. */
  readonly isOwn: boolean;
}

const OWN_FORMATS: readonly WriteFormat[] = ['jsonl', 'csv', 'log', 'shiviz', 'tsviz', 'govector'];
const VECTOR_FORMATS: readonly WriteFormat[] = ['shiviz', 'tsviz', 'govector'];
const SECOND_MS = 1000;
const START_MS = Date.UTC(2026, 1, 28, 17, 42, 4);

export function nameOfEvent(machine: number, index: number): string {
  return `${machine}:${index}`;
}

export function logsOfRun(trace: Trace, chance: Chance): LogsOfRun {
  const which = chance.whole(0, 10);
  if (which < 2) return ownFormat(trace, chance.of(OWN_FORMATS));
  if (which < 5) return familyForm(trace, chance);
  if (which < 8) return generatedForm(trace, chance);
  if (which === 8) return patternForm(trace, chance);
  return which === 9 ? wholeMessages(trace, chance) : vectorLists(trace, chance);
}

function formOf(
  form: string,
  files: readonly RecordedFile[],
  options: ReadOptions = {},
  facts: { readonly isOwn?: boolean; readonly hasVectors?: boolean } = {},
): LogsOfRun {
  return { form, files, options, isOwn: facts.isOwn ?? false, hasVectors: facts.hasVectors ?? false };
}

function headRecord(text: string): LogRecord {
  return { lines: [{ text, event: undefined }], atMs: undefined };
}

function ownFormat(trace: Trace, format: WriteFormat): LogsOfRun {
  const files = writeTrace(trace, format).map(({ name, text }, file): RecordedFile => {
    const lines = text.replace(/\n$/, '').split('\n');
    const head = format === 'log' ? lines.length - trace.logs[file]!.eventCount : lines.length;
    if (format !== 'log') return { name, records: lines.map((_, i) => toldRecord(lines, i, format)) };
    return {
      name,
      records: lines.map((line, i) =>
        i < head
          ? headRecord(line)
          : {
              lines: [{ text: line, event: nameOfEvent(file + 1, i - head) }],
              atMs: trace.logs[file]!.atMs[i - head]!,
            },
      ),
    };
  });
  const hasVectors = VECTOR_FORMATS.includes(format);
  return formOf(format, files, {}, { hasVectors, isOwn: !hasVectors });
}

const NAMED_EVENT = /^(?:\{"machine":)?(\d+),(?:"index":)?(\d+),/;
const VECTOR = /^machine-(\d+) (\{.*\})$/;

/** A line that says itself whose it is; with vectors the line below or above it is of the same event. */
function toldRecord(lines: readonly string[], at: number, format: WriteFormat): LogRecord {
  const text = lines[at]!;
  const eventOf = (line: string | undefined): string | undefined => {
    const named = NAMED_EVENT.exec(line ?? '');
    if (named) return nameOfEvent(Number(named[1]), Number(named[2]));
    const vector = VECTOR.exec(line ?? '');
    const entries = vector && (JSON.parse(vector[2]!) as Record<string, number>);
    return entries ? nameOfEvent(Number(vector[1]), entries[`machine-${vector[1]}`]! - 1) : undefined;
  };
  const other = lines[format === 'tsviz' ? at + 1 : at - 1];
  return { lines: [{ text, event: eventOf(text) ?? eventOf(other) }], atMs: undefined };
}

/** Times cut to the second, where they are. */
function asWritten(event: Event, isCut: boolean): Event {
  return isCut ? { ...event, atMs: Math.floor(event.atMs / SECOND_MS) * SECOND_MS } : event;
}

function familyForm(trace: Trace, chance: Chance): LogsOfRun {
  const family = chance.of(FAMILIES);
  const isCut = chance.is(0.3);
  const files = trace.logs.map(({ machine, eventCount }): RecordedFile => ({
    name: family.fileName(machine),
    records: [
      ...family.head(machine, trace.trial.rates[machine - 1]!).map(headRecord),
      ...Array.from({ length: eventCount }, (_, index): LogRecord => {
        const event = asWritten(trace.event(machine, index), isCut);
        const name = nameOfEvent(machine, index);
        return {
          lines: family.event(event, trace.machines).map(text => ({ text, event: name })),
          atMs: event.atMs,
        };
      }),
    ],
  }));
  return formOf(`${family.name}${isCut ? ', cut to the second' : ''}`, files);
}

function generatedForm(trace: Trace, chance: Chance): LogsOfRun {
  const { files, form } = generateLogsOf(trace, chance.whole(0, 1e6));
  return formOf(
    JSON.stringify(form),
    files.map(({ name, text, events }): RecordedFile => {
      const lines = text.replace(/\n$/, '').split('\n');
      const first = events[0]?.line ?? lines.length + 1;
      return {
        name,
        records: [
          ...lines.slice(0, first - 1).map(headRecord),
          ...events.map(({ line, machine, index, atMs }, i): LogRecord => ({
            lines: lines
              .slice(line - 1, (events[i + 1]?.line ?? lines.length + 1) - 1)
              .map(each => ({ text: each, event: nameOfEvent(machine + 1, index) })),
            atMs,
          })),
        ],
      };
    }),
  );
}

const NAMES = ['P#', 'node-#', '10.0.0.#:8080', 'host#.example.org'] as const;

function patternForm(trace: Trace, chance: Chance): LogsOfRun {
  const times = chance.of(['exact', 'cut', 'absent'] as const);
  const oneFile = chance.is(0.5);
  const [tellsPeers, tellsTimestamps, tellsQueues] = [chance.is(0.7), chance.is(0.3), chance.is(0.5)];
  const name = chance.of(NAMES);
  const called = (machine: number): string => name.replace('#', String(machine));
  const recordOf = (given: Event): LogRecord => {
    const event = asWritten(given, times === 'cut');
    const peers =
      event.kind === 'receive'
        ? [event.message!.from]
        : event.kind === 'send'
          ? event.messages.map(({ to }) => to)
          : [];
    const whom = tellsPeers && peers.length > 0 ? ` ${peers.map(called).join(' and ')}` : '';
    const word = {
      send: whom ? 'send to' : 'send',
      receive: whom ? 'recv from' : 'recv',
      internal: 'internal',
    };
    const carried =
      event.kind === 'receive'
        ? event.message!.timestamp
        : event.kind === 'send'
          ? event.messages[0]!.timestamp
          : '-';
    const text = [
      called(event.machine),
      ...(times === 'absent' ? [] : [(event.atMs / 1000).toFixed(times === 'cut' ? 0 : 6)]),
      `${word[event.kind]}${whom}`,
      ...(tellsQueues ? [`q${event.queue}`] : []),
      ...(tellsTimestamps ? [`ts=${carried}`] : []),
      `@${event.clock}`,
    ].join(' ');
    return {
      lines: [{ text, event: nameOfEvent(event.machine, event.index) }],
      atMs: times === 'absent' ? undefined : event.atMs,
    };
  };
  const pattern = [
    '^(?<machine>\\S+)',
    ...(times === 'absent' ? [] : ['(?<time>[\\d.]+)']),
    '(?<event>.+?)',
    ...(tellsQueues ? ['q(?<queue>\\d+)'] : []),
    ...(tellsTimestamps ? ['ts=(?:(?<timestamp>\\d+)|-)'] : []),
    '@(?<clock>\\d+)$',
  ].join(' ');
  const files = oneFile
    ? [
        {
          name: 'all.log',
          records: [...eventsInOrder(trace)].map(({ machine, index }) =>
            recordOf(trace.event(machine, index)),
          ),
        },
      ]
    : trace.logs.map(({ machine, eventCount }) => ({
        name: `out${machine}.log`,
        records: Array.from({ length: eventCount }, (_, index) => recordOf(trace.event(machine, index))),
      }));
  return formOf(`pattern ${pattern}, times ${times}`, files, { pattern });
}

/** A line for each message, with the clock of its send. */
function wholeMessages(trace: Trace, chance: Chance): LogsOfRun {
  const called = (machine: number): string => `n${machine}`;
  const isCut = chance.is(0.3);
  const records = [...eventsInOrder(trace)].flatMap(({ machine, index }): LogRecord[] => {
    const event = asWritten(trace.event(machine, index), isCut);
    if (event.kind !== 'send') return [];
    return event.messages.map(({ to }) => ({
      lines: [
        {
          text: `${(event.atMs / 1000).toFixed(isCut ? 0 : 6)} ${called(event.machine)}->${called(to)} Vote lamport=${event.clock}`,
          event: nameOfEvent(event.machine, event.index),
        },
      ],
      atMs: event.atMs,
    }));
  });
  const pattern = '^(?<time>\\S+) (?<from>\\w+)->(?<to>\\w+) (?<event>\\w+) lamport=(?<clock>\\d+)$';
  return formOf(
    'whole messages',
    [{ name: 'net.log', records }],
    trace.trial.rule === 'increment-then-send' || chance.is(0.5) ? { pattern } : {},
  );
}

/** Vector clocks as lists of numbers, whose places nothing names. */
function vectorLists(trace: Trace, chance: Chance): LogsOfRun {
  const clocks = vectorClocksOf(trace);
  const times = chance.of(['exact', 'cut', 'absent'] as const);
  const [oneFile, tellsKinds, tellsPeers, tellsClocks] = [0.5, 0.6, 0.5, 0.3].map(share => chance.is(share));
  const [open, between, close] = chance.of([
    ['[', ', ', ']'],
    ['(', ', ', ')'],
    ['[', ' ', ']'],
    ['vc=[', ',', ']'],
  ] as const);
  const called = (machine: number): string => `P${machine}`;
  const recordOf = ({ machine, index }: EventPlace): LogRecord => {
    const event = asWritten(trace.event(machine, index), times === 'cut');
    const peers = event.kind === 'send' ? event.messages.map(({ to }) => called(to)) : [];
    const said = { send: 'ask the others', receive: 'a question came', internal: 'think' }[event.kind];
    const text = [
      ...(times === 'absent' ? [] : [new Date(START_MS + event.atMs).toISOString()]),
      ...(oneFile ? [called(machine)] : []),
      `${open}${vectorOf(clocks, machine, index).join(between)}${close}`,
      ...(tellsClocks ? [`lamport=${event.clock}`] : []),
      tellsKinds ? event.kind : said,
      ...(tellsKinds && tellsPeers && peers.length > 0 ? [`to ${peers.join(' and ')}`] : []),
    ].join(' ');
    return {
      lines: [{ text, event: nameOfEvent(machine, index) }],
      atMs: times === 'absent' ? undefined : event.atMs,
    };
  };
  const files = oneFile
    ? [{ name: 'all.log', records: [...eventsInOrder(trace)].map(recordOf) }]
    : trace.logs.map(({ machine, eventCount }) => ({
        name: `${called(machine)}.log`,
        records: Array.from({ length: eventCount }, (_, index) => recordOf({ machine, index })),
      }));
  const told = [times, ...(oneFile ? ['one file'] : []), ...(tellsKinds ? ['kinds'] : [])].join(', ');
  return formOf(`vector lists ${open}${between}${close}, ${told}`, files, {}, { hasVectors: true });
}

const NOISE = '#%~\u0000\ufffd¬?§';

export interface Damaged {
  readonly files: readonly InputFile[];
  /** `out1.log:7` to the event of the line. */
  readonly eventAt: ReadonlyMap<string, string>;
  /** Events of which a line is missing, garbled or in a file that is. */
  readonly hurt: ReadonlySet<string>;
  readonly damages: string;
}

/** Lines removed, garbled, out of order within what their times tell, and files missing; each in some of the cases. */
export function damaged({ files }: LogsOfRun, chance: Chance): Damaged {
  const hurt = new Set<string>();
  const eventAt = new Map<string, string>();
  const share = (likely: number): number => (chance.is(likely) ? chance.of([0.02, 0.1, 0.3]) : 0);
  const [removed, garbled, swapped] = [share(0.5), share(0.4), share(0.4)];
  const isMissing = files.map(() => false);
  if (files.length > 1 && chance.is(0.25)) isMissing[chance.whole(0, files.length - 1)] = true;
  const written = files.map(({ name, records }, file): InputFile => {
    const lines = reordered(records, swapped, chance).flatMap(record => record.lines);
    const kept: string[] = [];
    for (const { text, event } of lines) {
      const isRemoved = isMissing[file]! || chance.is(removed);
      const isGarbled = !isRemoved && text !== '' && chance.is(garbled);
      if ((isRemoved || isGarbled) && event !== undefined) hurt.add(event);
      if (isRemoved) continue;
      kept.push(isGarbled ? garbledLine(text, chance) : text);
      if (event !== undefined) eventAt.set(`${name}:${kept.length}`, event);
    }
    return { name, text: kept.map(line => `${line}\n`).join('') };
  });
  return {
    files: written.filter((_, file) => !isMissing[file]!),
    eventAt,
    hurt,
    damages: JSON.stringify({ removed, garbled, swapped, missing: isMissing.indexOf(true) }),
  };
}

/** Neighbours whose written times are the same change places. */
function reordered(records: readonly LogRecord[], share: number, chance: Chance): LogRecord[] {
  const all = [...records];
  for (let i = 1; i < all.length; i++) {
    const [before, record] = [all[i - 1]!, all[i]!];
    if (record.atMs === undefined || before.atMs !== record.atMs || !chance.is(share)) continue;
    all[i - 1] = record;
    all[i] = before;
  }
  return all;
}

/** Noise over some of it or all, or cut short; never so that a number is still there and is another one. */
function garbledLine(text: string, chance: Chance): string {
  const noise = (length: number): string => Array.from({ length }, () => chance.of([...NOISE])).join('');
  const way = chance.whole(0, 2);
  if (way === 0) return noise(chance.whole(1, text.length));
  const isInside = (at: number): boolean =>
    /^[\d.]{2}$/.test(text.slice(at - 1, at + 1)) ||
    /:\d\d,\d|:\d\d,$/.test(text.slice(at - 3, at + 2).slice(0, 5));
  let from = chance.whole(0, text.length - 1);
  let to = Math.min(text.length, from + 3);
  while (from > 0 && isInside(from)) from -= 1;
  if (way === 1) return text.slice(0, from);
  while (to < text.length && isInside(to)) to += 1;
  return `${text.slice(0, from)}${noise(to - from)}${text.slice(to)}`;
}
