// Logs that are whole columns, each a list: `logical clock times: [1, 2, 3]`, all in one file or one in each. No event is
// named: its clock, its time and its queue have one place in all lists.
import { wholeTextOf } from '../file-text.ts';
import { LineAccount } from '../line-account.ts';
import type { InputFile } from '../read-result.ts';
import { type LogFamily, type LogRecord, NO_EVENT } from './log-record.ts';
import { factsOfFileName } from './machine-names.ts';
import type { FileReading } from './read-file.ts';
import { readTime } from './read-time.ts';
import { cutAtRestarts, runsNote } from './restarts.ts';

/** From so much of a file it is told whether it is one. */
const SAMPLE_LENGTH = 65_536;
/** Fewer values are no column. */
const VALUES_LEAST = 3;
const COUNT_MAX = 0xffff_fffe;
/** A label and all that is in the brackets behind it, which may go on over lines. */
const LIST =
  /^[ \t]*["']?([A-Za-z_][A-Za-z_ .-]{0,60})["']?[ \t]*[:=][ \t]*\[([^[\]]*)\][ \t]*,?[ \t]*\r?$/gm;
/** The same, of which the end is not in the sample. */
const OPEN_LIST = /^[ \t]*["']?([A-Za-z_][A-Za-z_ .-]{0,60})["']?[ \t]*[:=][ \t]*\[[^[\]]*$/gm;
const VALUE = /"[^"\n]*"|'[^'\n]*'|[^,\s"'][^,\n"']*/g;
/** Words by which names of files of one machine differ. */
const COLUMN_WORDS = /(?:logical|lamport|system|global|clocks?|times?|queues?|lengths?|lens?|sizes?)/gi;

const FAMILY: LogFamily = {
  name: 'Columns as lists',
  machineWord: 'machine',
  followsAssignment: false,
  fits: () => false,
  open: () => ({ read: (text, line, sink) => sink.skip(line, text, NO_EVENT) }),
};

type Role = 'clock' | 'time' | 'queue';

interface Column {
  readonly role: Role;
  readonly label: string;
  readonly values: readonly string[];
  /** From 1. */
  readonly line: number;
}

/** Of a label; undefined where it is none of the three. */
function roleOf(label: string): Role | undefined {
  const words = label.toLowerCase().replaceAll('_', ' ');
  if (/\b(?:rates?|speeds?)\b/.test(words)) return undefined;
  if (/queue|pending|backlog|inbox/.test(words)) return 'queue';
  if (/\b(?:system|global|wall|real|physical)\b/.test(words)) return 'time';
  if (/logical|lamport|clock|\blcs?\b/.test(words)) return 'clock';
  return /\btimes?\b|timestamp/.test(words) ? 'time' : undefined;
}

/** Whether a file is lists and hardly anything else; a label that comes again is a vector on each line. */
export function isColumnLists({ text }: InputFile): boolean {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const found = [
    ...sample.matchAll(LIST),
    ...(text.length > SAMPLE_LENGTH ? sample.matchAll(OPEN_LIST) : []),
  ];
  const labels = found.map(([, label = '']) => label.trim().toLowerCase());
  if (labels.length === 0 || new Set(labels).size < labels.length) return false;
  if (!labels.some(label => roleOf(label) !== undefined)) return false;
  const length = found.reduce((sum, [whole]) => sum + whole.length, 0);
  const most = Math.max(...found.map(([whole]) => whole.match(VALUE)?.length ?? 0));
  return most >= VALUES_LEAST && 2 * length >= sample.trim().length;
}

interface Lists {
  readonly name: string;
  readonly account: LineAccount;
  readonly lines: number;
  readonly columns: readonly Column[];
}

/** Never throws. `progress` is told how many lines of all files have been read. */
export function readColumnLists(
  files: readonly InputFile[],
  progress?: (linesDone: number) => void,
): FileReading[] {
  let done = 0;
  const read = files.map(file => {
    const lists = listsOf(file);
    progress?.((done += lists.lines));
    return lists;
  });
  const byMachine = new Map<string, Lists[]>();
  for (const lists of read) {
    const key = machineKeyOf(lists.name);
    byMachine.set(key, [...(byMachine.get(key) ?? []), lists]);
  }
  const runs = new Map<Lists, LogRecord[][]>();
  for (const members of byMachine.values())
    for (const own of members) {
      const clock = own.columns.find(({ role }) => role === 'clock');
      // Of files of one column each, that of the clocks takes the others.
      const columns = members.filter(isWithoutClock).flatMap(one => one.columns);
      if (clock) runs.set(own, cutAtRestarts(recordsOf(clock, [...own.columns, ...columns], own.account)));
    }
  return read.map(lists => readingOf(lists, runs.get(lists) ?? []));
}

function isWithoutClock({ columns }: Lists): boolean {
  return columns.every(({ role }) => role !== 'clock');
}

/** The same for the files of one machine in one run, whatever columns they have. */
function machineKeyOf(name: string): string {
  const { machine, runKey } = factsOfFileName(name);
  return `${machine ?? ''}\n${runKey.replace(COLUMN_WORDS, '').replace(/[-_ .]+/g, ' ')}`;
}

function listsOf(file: InputFile): Lists {
  const text = wholeTextOf(file);
  const account = new LineAccount(file.name);
  const columns: Column[] = [];
  let at = 0;
  let line = 1;
  const between = (part: string): void => {
    for (const own of part.endsWith('\n')
      ? part.split('\n').slice(0, -1)
      : part === ''
        ? []
        : part.split('\n')) {
      if (own.trim() === '') account.blankLines += 1;
      else account.skip(line, own, NO_EVENT);
      line += 1;
    }
  };
  for (const { 0: whole, 1: label = '', 2: inside = '', index } of text.matchAll(LIST)) {
    between(text.slice(at, index));
    const role = roleOf(label);
    const lines = whole.split('\n').length;
    if (role && !columns.some(one => one.role === role)) {
      account.eventLines += lines;
      const values = (inside.match(VALUE) ?? []).map(value => value.replace(/^["']|["']$/g, '').trim());
      columns.push({ role, label: label.trim(), values, line });
    } else account.headerLines += lines;
    line += lines;
    at = index + whole.length + (text[index + whole.length] === '\n' ? 1 : 0);
  }
  between(text.slice(at));
  return { name: file.name, account, lines: line - 1, columns };
}

/** An event for each clock; columns of another length are of something else, or lack a value nobody knows where. */
function recordsOf(clock: Column, columns: readonly Column[], { notes }: LineAccount): LogRecord[] {
  const count = clock.values.length;
  for (const { label, values } of columns)
    if (values.length !== count)
      notes.push(`“${label}” has ${values.length} values and “${clock.label}” ${count}: it is not read.`);
  const valuesOf = (role: Role): readonly string[] =>
    columns.find(one => one.role === role && one.values.length === count)?.values ?? [];
  const [times, queues] = [valuesOf('time'), valuesOf('queue')];
  const unread = clock.values.filter(value => countOf(value) === undefined).length;
  if (unread > 0) notes.push(`${unread} of its clocks are not whole numbers: these events are left out.`);
  let before = 0;
  return clock.values.flatMap((written, i): LogRecord[] => {
    const own = countOf(written);
    if (own === undefined) return [];
    const jumps = own > before + 1;
    before = own;
    const time = times[i] === undefined ? undefined : readTime(times[i]);
    return [
      {
        kind: jumps ? 'receive' : 'internal',
        kindIsDerived: true,
        clock: own,
        time,
        queue: countOf(queues[i] ?? ''),
        line: clock.line,
      },
    ];
  });
}

function countOf(text: string): number | undefined {
  const value = /^\d{1,10}(?:\.0+)?$/.test(text) ? Number(text) : NaN;
  return value <= COUNT_MAX ? value : undefined;
}

function readingOf({ account, lines, name }: Lists, runs: readonly LogRecord[][]): FileReading {
  if (runs.length > 0)
    account.notes.push(
      'Its columns are lists, and no list says what happened: where the clock jumps, a receive is shown; all others are shown as internal events. No event is judged by its kind.',
    );
  if (runs.length > 1) account.notes.push(runsNote(runs.length));
  return {
    report: account.report(FAMILY.name, lines),
    parts: runs.map(records => ({
      file: name,
      family: FAMILY,
      machine: undefined,
      sharesFile: false,
      records,
      facts: [],
      skippedAt: [],
    })),
    skipped: account.skipped,
  };
}
