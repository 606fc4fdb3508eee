// Reads files by a person's pattern: record by record, whole messages too, with the machines called as the lines call them.
import type { EventKind } from '../../core/event.ts';
import { TRIAL_BOUNDS } from '../../core/trial.ts';
import { placeFiles, plain, sameMachine } from '../infer/file-places.ts';
import { settleMachines } from '../infer/machines.ts';
import type { InputFile } from '../read-result.ts';
import { visitFileLines, wholeTextOf } from '../file-text.ts';
import { linesOf } from '../text-lines.ts';
import { FileRecords } from './file-records.ts';
import { COUNT_PROBLEM, countOf, everyoneIn, isListOf, namesAmong } from './line-words.ts';
import type { LogFamily, LogRecord, Recipients } from './log-record.ts';
import { type GroupTexts, groupTexts, meaningOf, type Pattern, type WordTable } from './pattern.ts';
import { type FileReading, LINE_LENGTH_MAX, TOO_LONG } from './read-file.ts';
import { readTime } from './read-time.ts';

const PROGRESS_LINES = 500;
/** More lines than that are not one record. */
const RECORD_LINES_MAX = 100;
/** Texts whose names are kept, so that a log with few wordings does not look for them again and again. */
const NAMES_MAX = 10_000;

const PATTERN_FAMILY: LogFamily = {
  name: 'Log read by a pattern',
  machineWord: 'machine',
  followsAssignment: false,
  fits: () => false,
  open: () => ({ read: () => undefined }),
};

/** Of one file; further ones stay unknown. */
const WORDS_MAX = 200;
const MACHINES_MAX = TRIAL_BOUNDS.machines.max;

/** "state 5" and "state 6" are one wording. */
function wordless(word: string): string {
  return word.toLowerCase().replace(/\d+/g, '#');
}

const NO_CLOCK = 'The pattern reads no clock: it has no group named clock.';
const NO_MATCH = 'It does not match the pattern.';

/** One match of a pattern, as it is understood before the names of machines are. */
interface Matched {
  readonly texts: GroupTexts;
  readonly meaning: EventKind | 'message' | 'ignore';
  readonly clock: number | undefined;
  /** Whether no word says what happened. */
  readonly kindIsDerived?: boolean;
}

/**
 * Takes as long as the expression takes, which may be for ever: see to it that it can be stopped from outside. Otherwise
 * never throws. A file of which nothing is read says why.
 */
export function readByPattern(
  files: readonly InputFile[],
  pattern: Pattern,
  words: WordTable,
  progress?: (linesDone: number) => void,
): FileReading[] {
  const atFirst = readAll(files, pattern, { table: words, internal: NO_WORDS }, progress);
  const internal = internalWordsOf(atFirst);
  const found = internal.size === 0 ? atFirst : readAll(files, pattern, { table: words, internal }, progress);
  const names = new PeerNames([
    ...new Set(found.flatMap(({ machines }) => machines)),
    ...(found.some(({ machines }) => machines.length === 0) ? namesOfFiles(files) : []),
  ]);
  for (const one of found) one.resolve(names);
  const { places } = placeFiles(found.map(({ records }) => records.facts()));
  settleMachines(
    found.map(({ records }) => records.parts),
    places,
  );
  return found.map((one, i) => {
    const hasEvents = one.records.parts.length > 0;
    const { account } = one.records;
    if (!hasEvents && !account.isBlank) account.notes.push(noteOf(one));
    if (hasEvents && !pattern.groups.includes('clock')) account.notes.push(NO_CLOCK);
    if (hasEvents && internal.size > 0) account.notes.push(internalNote(internal));
    return one.records.close(places[i]!, hasEvents ? PATTERN_FAMILY : undefined);
  });
}

/** What words mean: as a person says, and those that are taken for internal events. */
interface Meanings {
  readonly table: WordTable;
  readonly internal: ReadonlySet<string>;
}

const NO_WORDS: ReadonlySet<string> = new Set();

function readAll(
  files: readonly InputFile[],
  pattern: Pattern,
  meanings: Meanings,
  progress: ((linesDone: number) => void) | undefined,
): PatternFile[] {
  let done = 0;
  return files.map(file => {
    const one = new PatternFile(file, pattern, meanings);
    one.read(line => progress?.(done + line));
    done += one.records.lines;
    progress?.(done);
    return one;
  });
}

/**
 * Words of which nothing says what they mean are those of internal events, where sends and receives have words that are
 * known and the clock never jumps there.
 */
function internalWordsOf(files: readonly PatternFile[]): ReadonlySet<string> {
  const has = (kind: EventKind): boolean => files.some(({ kinds }) => kinds.has(kind));
  if (!has('send') || !has('receive')) return NO_WORDS;
  const all = files.flatMap(({ unknown }) => [...unknown]);
  const jumping = new Set(all.flatMap(([word, jumps]) => (jumps > 0 ? [word] : [])));
  return new Set(all.map(([word]) => word).filter(word => !jumping.has(word)));
}

function namesOfFiles(files: readonly InputFile[]): string[] {
  const facts = files.map(({ name }) => ({
    name,
    stated: undefined,
    mentioned: new Set<string>(),
    startMs: NaN,
    endMs: NaN,
  }));
  return placeFiles(facts).places.map(({ machine }) => machine);
}

function noteOf({ refused, matches }: PatternFile): string {
  if (matches === 0) return 'It is not a known kind of log, and nothing in it matches the pattern.';
  return `It is not a known kind of log. The pattern matches, but no event could be read. The first reason: ${refused ?? ''}`;
}

function internalNote(words: ReadonlySet<string>): string {
  const shown = [...words].slice(0, 5).map(word => `“${word.slice(0, 40)}”`);
  const all = words.size > shown.length ? [...shown, `${words.size - shown.length} more`] : shown;
  return `${all.join(', ')}: no word says what happened, and the clock never jumps there; taken for internal events.`;
}

/** The records of one file; machines are called as its lines call them until the names of all are known. */
class PatternFile {
  readonly records: FileRecords;
  /** Lines with a match. */
  matches = 0;
  /** Why the first match that gave no event did not. */
  refused: string | undefined;
  /** Of events whose words are known. */
  readonly kinds = new Set<EventKind>();
  /** Words of which nothing says what they mean, without their numbers, and how often the clock jumps there. */
  readonly unknown = new Map<string, number>();
  readonly #machines = new Set<string>();
  readonly #lastClocks = new Map<string, number>();

  constructor(
    private readonly file: InputFile,
    private readonly pattern: Pattern,
    private readonly meanings: Meanings,
  ) {
    this.records = new FileRecords(file.name);
  }

  /** As lines call those whose events they are. */
  get machines(): string[] {
    return [...this.#machines];
  }

  read(progress: (line: number) => void): void {
    if (this.pattern.spansLines) this.#readText(progress);
    else this.#readLines(progress);
  }

  /** Finds out whom the texts of senders and recipients name. */
  resolve(names: PeerNames): void {
    this.records.settleMessages();
    for (const { records } of this.records.parts)
      for (const [i, record] of records.entries()) records[i] = withPeers(record, names);
  }

  #readLines(progress: (line: number) => void): void {
    const { expression } = this.pattern;
    const { lines } = visitFileLines(this.file, (text, number) => {
      if (text.trim() === '') this.records.account.blankLines += 1;
      else if (text.length > LINE_LENGTH_MAX) this.records.skip(number, 1, text, TOO_LONG);
      else {
        expression.lastIndex = 0;
        const found = expression.exec(text);
        if (found) this.#take(found, number, 1, text);
        else this.records.skip(number, 1, text, NO_MATCH);
      }
      if (number % PROGRESS_LINES === 0) progress(number);
    });
    this.records.lines = lines;
  }

  #readText(progress: (line: number) => void): void {
    const text = wholeTextOf(this.file)
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n');
    let at = 0;
    let line = 1;
    const between = (to: number): void => {
      for (const { text: one } of linesOf(text.slice(at, to))) {
        if (one.trim() === '') this.records.account.blankLines += 1;
        else this.records.skip(line, 1, one, one.length > LINE_LENGTH_MAX ? TOO_LONG : NO_MATCH);
        line += 1;
      }
    };
    for (const found of text.matchAll(this.pattern.expression)) {
      const start = found.index === 0 ? 0 : text.lastIndexOf('\n', found.index - 1) + 1;
      if (found[0].trim() === '' || start < at) continue; // nothing, or on lines of the record before
      const newline = text.indexOf('\n', found.index + found[0].length - 1);
      const end = newline < 0 ? text.length : newline + 1;
      between(start);
      const record = text.slice(start, end).replace(/\n$/, '');
      const lines = record.split('\n').length;
      if (lines > RECORD_LINES_MAX)
        this.records.skip(line, lines, record, `It matches, but spans more than ${RECORD_LINES_MAX} lines.`);
      else this.#take(found, line, lines, record);
      line += lines;
      at = end;
      progress(line - 1);
    }
    between(text.length);
    this.records.lines = line - 1;
  }

  #take(found: RegExpExecArray | RegExpMatchArray, line: number, lines: number, text: string): void {
    this.matches += 1;
    const texts = groupTexts(found);
    const matched = matchedOf(texts, this.pattern, this.meanings.table);
    const jumps = this.#jumpsAt(texts);
    if ('reason' in matched) {
      const word = matched.word && wordless(matched.word);
      if (word !== undefined && this.meanings.internal.has(word))
        return this.#event(
          { texts, meaning: 'internal', clock: countOf(texts.get('clock')), kindIsDerived: true },
          line,
          lines,
          text,
        );
      if (word !== undefined && (this.unknown.has(word) || this.unknown.size < WORDS_MAX))
        this.unknown.set(word, (this.unknown.get(word) ?? 0) + Number(jumps));
      this.refused ??= matched.reason;
      return this.records.skip(line, lines, text, matched.reason);
    }
    if (matched.meaning === 'ignore') return this.records.header({}, lines);
    if (matched.meaning !== 'message') this.kinds.add(matched.meaning);
    this.#event(matched, line, lines, text);
  }

  /** Whether the clock of a machine does more than rise by one since its last match; also where that is not known. */
  #jumpsAt(texts: GroupTexts): boolean {
    const clock = countOf(texts.get('clock'));
    const machine = texts.get('machine') ?? '';
    const before = this.#lastClocks.get(machine) ?? 0;
    if (clock === undefined) return true;
    if (this.#lastClocks.has(machine) || this.#lastClocks.size < MACHINES_MAX)
      this.#lastClocks.set(machine, clock);
    return clock !== before + 1;
  }

  #event(matched: Matched, line: number, lines: number, text: string): void {
    const { texts, meaning } = matched;
    const time = readTime(texts.get('time') ?? '');
    if (!time && texts.get('time')) this.records.unreadTime(texts.get('time')!);
    const ends = endsIn(texts);
    if (ends) {
      const told = meaning === 'send' || meaning === 'receive' ? meaning : undefined;
      for (const name of [ends.from, ends.to]) this.#machines.add(name);
      const { queue, timestamp } = countsIn(texts);
      return this.records.message(
        { ...ends, told, clock: matched.clock, timestamp, time, queue, line },
        lines,
        text,
      );
    }
    const record = recordOf(matched, line);
    if (record.machine !== undefined) {
      this.#machines.add(record.machine);
      this.records.states(record.machine);
    }
    this.records.event(record, lines, text);
  }
}

/** Why a match is not an event. `word`: what happened, where nothing says what it means. */
export interface Refusal {
  readonly reason: string;
  readonly word?: string;
}

export function matchedOf(texts: GroupTexts, pattern: Pattern, words: WordTable): Matched | Refusal {
  const clock = countOf(texts.get('clock'));
  if (clock === undefined && texts.get('clock')) return { reason: COUNT_PROBLEM };
  if (clock === undefined && pattern.groups.includes('clock'))
    return { reason: 'The pattern matches, but takes no clock.' };
  const isWhole = endsIn(texts) !== undefined;
  const meaning = meaningOf(texts, pattern, words) ?? (isWhole ? 'message' : undefined);
  if (meaning) return { texts, meaning: isWhole && meaning === 'internal' ? 'message' : meaning, clock };
  const word = texts.get('event') ?? '';
  if (word === '') return { reason: 'The pattern matches, but its group event is empty.' };
  return {
    reason: `The pattern matches, but “${word.slice(0, 40)}” is not a send, a receive or an internal event. Say what it means.`,
    word,
  };
}

/** Both ends of a message, where a match names them and no machine of its own. */
export function endsIn(texts: GroupTexts): { readonly from: string; readonly to: string } | undefined {
  const [from, to] = [texts.get('from'), texts.get('to')];
  return from && to && !texts.get('machine') ? { from: plain(from), to: plain(to) } : undefined;
}

function countsIn(texts: GroupTexts) {
  return { queue: countOf(texts.get('queue')), timestamp: countOf(texts.get('timestamp')) };
}

/** Sender and recipients are the texts that name them. */
export function recordOf({ texts, meaning, clock, kindIsDerived }: Matched, line: number): LogRecord {
  const event = texts.get('event') ?? '';
  const own = texts.get('machine');
  const { queue, timestamp } = countsIn(texts);
  const common = {
    line,
    clock,
    queue,
    time: readTime(texts.get('time') ?? ''),
    machine: own ? plain(own) : undefined,
  };
  const kind = meaning as EventKind;
  if (kind === 'internal') return { ...common, kind, ...(kindIsDerived && { kindIsDerived }) };
  return kind === 'send'
    ? { ...common, kind, timestamp, to: [texts.get('to') ?? after('to', event), event] }
    : { ...common, kind, timestamp, from: texts.get('from') ?? after('from', event) };
}

/** The record with the machines in place of the texts that name them. */
export function withPeers(record: LogRecord, names: PeerNames): LogRecord {
  if (record.kind === 'receive') return { ...record, from: names.senderIn(record.from ?? '') };
  if (record.kind === 'internal') return record;
  const [text = '', event = ''] = record.to as readonly string[];
  return { ...record, to: names.recipientsIn(text, event) };
}

/** What comes after the first such word; nothing where it is not there. */
function after(word: 'from' | 'to', event: string): string {
  return new RegExp(`\\b${word}\\b(.*)$`, 'is').exec(event)?.[1] ?? '';
}

/** Finds the machines that a text names: those that are known by their names, and others by how names are written. */
export class PeerNames {
  readonly #found = new Map<string, readonly string[]>();

  constructor(private readonly known: readonly string[]) {}

  senderIn(text: string): string | undefined {
    return text.trim() === '' ? undefined : this.#namesIn(text)[0];
  }

  /** `text` is what names them, and `event` what happened, which may say "all". */
  recipientsIn(text: string, event: string): Recipients {
    const names = text.trim() === '' ? [] : this.#namesIn(text);
    if (names.length > 0) return isListOf(names, text) ? names : undefined;
    // What happened may hold letters that name nobody: “XMIT P2”, “S”.
    return everyoneIn(text.trim() === '' ? event : text);
  }

  #namesIn(text: string): readonly string[] {
    const kept = this.#found.get(text);
    if (kept) return kept;
    const tokens = namesAmong(text);
    const whole = this.known.filter(name => /\s/.test(name) && text.includes(name));
    const known = tokens.filter(token => this.known.some(name => sameMachine(name, token)));
    const names = [
      ...new Set((whole.length > 0 ? whole : known.length > 0 ? known : tokens.filter(isName)).map(plain)),
    ];
    if (this.#found.size < NAMES_MAX) this.#found.set(text, names);
    return names;
  }
}

/** A number, a single capital letter, or a word with a number in it. */
function isName(token: string): boolean {
  return /\d/.test(token) || /^[A-Z]$/.test(token);
}
