// Reads files as a reading says, in one pass, into the records from which runs are made. Each line is accounted for once.
import { TIME_MS_MAX } from '../../core/event.ts';
import { grouped } from '../../core/counted.ts';
import { visitFileLines } from '../file-text.ts';
import {
  CLOCK_GUESSED,
  QUEUE_GUESSED,
  type HeaderFacts,
  type LogFamily,
  type LogRecord,
} from '../logs/log-record.ts';
import { SuccessiveTimes } from '../logs/line-terms.ts';
import { factsOfFileName } from '../logs/machine-names.ts';
import { FileRecords } from '../logs/file-records.ts';
import type { FileReading } from '../logs/read-file.ts';
import { type ReadTime, readTime, timeFromNumber } from '../logs/read-time.ts';
import { type InputFile, SKIPPED_TEXT_MAX, type Wording } from '../read-result.ts';
import { placeFiles, plain } from './file-places.ts';
import { contradictsItself, isClockGuessed, isQueueGuessed, shareWith } from './doubts.ts';
import { type OpenPart, settleMachines } from './machines.ts';
import { type Plan, Planner } from './plans.ts';
import { INFERRED_NAME, type Reading, type ReadingPlace } from './reading.ts';
import { FILE_HEAD, isBlank, lineClassOf, RecordCutter, type RecordText } from './record-shape.ts';
import { scan, visitCells } from './scan.ts';
import { type Token } from './tokens.ts';
import { VectorReader } from './vectors.ts';

const LINE_LENGTH_MAX = 4000;
const PROGRESS_LINES = 5000;
const PER_RECORD_LEAST = 0.9;
const COUNT_MAX = 0xffff_fffe;
/** Characters of what a record says happened. */
const TEXT_MAX = 400;
/** A line like hardly any other may have another number where the clock is, unless it goes on from the one before. */
const RISE_MOST = 50;

/** Of one file; further ones are not counted by their words. */
const WORDINGS_MAX = 1000;
/** Of one file; further ones are made anew for each line. */
const NAMES_MAX = 1000;

const NO_CLOCK = 'It has no logical clock where lines like it have one.';
const HARDLY_ANY = 'Few lines are like it, and its number does not follow the clock before it.';
const OTHER_CELLS = 'Few lines are like it, and it has not as many cells as the table has columns.';
const TWO_RECORDS = 'It has a line of one kind twice: two records run together.';
const NO_MACHINE = 'It does not say which machine’s it is where lines like it do.';
const NOT_UNDERSTOOD =
  'It is not understood: no line like it was met where the form of the log was found out.';
const TOO_LONG = `It is longer than ${grouped(LINE_LENGTH_MAX)} characters, too long for an event.`;

/** `progress` is told now and then how many lines of all files have been read. Never throws. */
export function applyReading(
  reading: Reading,
  files: readonly InputFile[],
  progress?: (linesDone: number) => void,
): FileReading[] {
  const planner = new Planner(reading);
  const family = familyOf(reading);
  let done = 0;
  const read = files.map(file => {
    const account = new Account(reading, planner, file, line => progress?.(done + line));
    account.readAll();
    done += account.records.lines;
    return account;
  });
  const records = read.map(account => account.records);
  const places = placesFor(reading, files, records);
  for (const [i, { parts }] of records.entries()) overrule(parts, places[i]!);
  settleMachines(
    records.map(({ parts }) => parts),
    places,
  );
  const parts = records.flatMap(({ parts: own }) => own);
  if (contradictsItself(reading, parts, files.length)) for (const part of parts) doubtClocks(part);
  return read.map((account, i) => ({
    ...account.records.close(places[i]!, family),
    wordings: account.wordings,
  }));
}

/** As the reading has them, and for files that it does not know as their names and lines say. */
function placesFor(
  reading: Reading,
  files: readonly InputFile[],
  read: readonly FileRecords[],
): ReadingPlace[] {
  const known = new Map(reading.places.map(place => [place.file, place]));
  if (files.every(({ name }) => known.has(name))) return files.map(({ name }) => known.get(name)!);
  const { places } = placeFiles(read.map(records => records.facts()));
  return places.map(place => known.get(place.file) ?? place);
}

/** Of a file with one machine's lines, what a person says of it counts more than what they say. */
function overrule(parts: readonly OpenPart[], { machine, by }: ReadingPlace): void {
  if (by !== 'person' || new Set(parts.map(part => part.machine)).size > 1) return;
  for (const part of parts) part.machine = machine ?? part.machine;
}

function familyOf({ fields }: Reading): LogFamily {
  const machine =
    fields.find(({ role, label }) => (role === 'machine' || role === 'peer') && label !== '')?.label ?? '';
  const word = /\b(machine|vm|process|node|rank|port|server|host|client|peer|replica)s?\b/.exec(machine)?.[1];
  return {
    name: INFERRED_NAME,
    machineWord: word === 'vm' ? 'VM' : (word ?? 'machine'),
    followsAssignment: false,
    fits: () => false,
    open: () => ({ read: () => undefined }),
  };
}

class Account {
  readonly records: FileRecords;
  readonly #wordings = new Map<
    string,
    { phrase: string; kind: Plan['kind']; count: number; example: string }
  >();
  readonly #aliases: ReadonlyMap<string, string>;
  readonly #times = new SuccessiveTimes();
  readonly #soleNames = new Map<string, readonly [string]>();
  readonly #vectors = new VectorReader();
  readonly #columns: string;
  /** How times are written, as far as the reading shows. */
  readonly #timeShapes: ReadonlySet<string>;
  readonly #hasClock: boolean;
  /** Whether another number may be the clock as well, and whether nothing but its behaviour shows that one is a queue. */
  readonly #clockIsGuessed: boolean;
  readonly #queueIsGuessed: boolean;
  /** Whether each record says whose it is; where a few do, all are of that machine. */
  readonly #isPerRecord: boolean;

  constructor(
    private readonly reading: Reading,
    private readonly planner: Planner,
    private readonly file: InputFile,
    private readonly progress: (line: number) => void,
  ) {
    this.records = new FileRecords(file.name);
    this.#aliases = new Map(reading.aliases.map(({ name, machine }) => [name, machine]));
    const { table } = reading.style;
    this.#timeShapes = new Set(
      reading.fields.flatMap(({ role, examples }) => (role === 'time' ? examples.map(shapeOf) : [])),
    );
    this.#hasClock = reading.fields.some(({ role }) => role === 'clock');
    this.#clockIsGuessed = isClockGuessed(reading);
    this.#queueIsGuessed = isQueueGuessed(reading);
    this.#columns =
      table && table.columns.length > 0 ? table.columns.join(table.delimiter).replace(/["\s]/g, '') : '';
    const machines = reading.fields.filter(({ role }) => role === 'machine');
    this.#isPerRecord =
      shareWith(reading, machines) >= PER_RECORD_LEAST || machines.some(({ by }) => by === 'person');
  }

  readAll(): void {
    const { shape } = this.reading;
    const cutter = new RecordCutter(shape, record => this.#take(record));
    const { lines } = visitFileLines(this.file, (text, line) => {
      if (isBlank(text)) this.records.account.blankLines += 1;
      if (text.length > LINE_LENGTH_MAX) this.records.skip(line, 1, text, TOO_LONG);
      else cutter.push(text, line);
      if (line % PROGRESS_LINES === 0) this.progress(line);
    });
    this.records.lines = lines;
    cutter.end();
    this.records.settleMessages();
    if (!this.#isPerRecord) this.records.tellMachinesApart();
  }

  get wordings(): readonly Wording[] {
    return [...this.#wordings.values()];
  }

  #take(record: RecordText): void {
    const { text, line, lines } = record;
    const named = FILE_HEAD.exec(text)?.[1];
    if (named !== undefined)
      return this.records.header({ machine: factsOfFileName(named).machine ?? named }, lines);
    if (this.#columns !== '' && text.replace(/["\s]/g, '') === this.#columns)
      return this.records.header({}, lines);
    const tokens = scan(text, this.reading.style, []);
    if (lines > 1 && !this.planner.knows(tokens, text)) {
      const from = this.#headLines(text);
      if (from > 0) return this.#takeApart(record, from);
    }
    const plan = this.planner.planFor(tokens, text);
    this.#count(plan, text);
    if (plan.kind === 'ignore') return this.records.header(factsIn(tokens, plan), lines);
    if (plan.sender >= 0 && plan.recipient >= 0) return this.#takeMessage(tokens, plan, record);
    // A vector tells by itself what happened.
    if (plan.kind === 'unknown' && (plan.vector < 0 || this.#hasClock)) {
      if (plan.rate >= 0) return this.records.header(factsIn(tokens, plan), lines);
      return this.records.skip(line, lines, text, NOT_UNDERSTOOD);
    }
    if (plan.isUnusual && !this.#hasAllCells(text)) return this.records.skip(line, lines, text, OTHER_CELLS);
    const clock = plan.clock < 0 ? undefined : countIn(tokens[plan.clock]!);
    if (clock === undefined && this.#hasClock) return this.records.skip(line, lines, text, NO_CLOCK);
    if (lines > 1 && isTwice(text)) return this.records.skip(line, lines, text, TWO_RECORDS);
    const stated = plan.machine < 0 ? undefined : this.#nameIn(tokens[plan.machine]!);
    if (stated !== undefined) this.records.states(stated);
    else if (this.#isPerRecord) return this.records.skip(line, lines, text, NO_MACHINE);
    const machine = this.#isPerRecord ? stated : undefined;
    if (plan.isRare && clock !== undefined && !this.records.goesOn(machine, clock, RISE_MOST))
      return this.records.skip(line, lines, text, HARDLY_ANY);
    // Nothing is concluded from what the clock does between the event before and one that is none of the three.
    if (plan.kind === 'other') this.records.breaksAt(line);
    const kind = plan.kind === 'other' || plan.kind === 'unknown' ? 'internal' : plan.kind;
    this.records.event(this.#recordOf(record, tokens, plan, kind, clock, machine), lines, text);
  }

  /** Of a row of a table whose head names its columns: otherwise its cells may be of other columns than their places say. */
  #hasAllCells(text: string): boolean {
    const { table } = this.reading.style;
    if (!table || table.columns.length === 0) return true;
    let cells = 0;
    visitCells(text, table.delimiter, () => {
      cells += 1;
    });
    return cells === table.columns.length;
  }

  #takeMessage(tokens: readonly Token[], plan: Plan, { text, line, lines }: RecordText): void {
    const told = plan.kindStated && (plan.kind === 'send' || plan.kind === 'receive') ? plan.kind : undefined;
    const count = (place: number): number | undefined => (place < 0 ? undefined : countIn(tokens[place]!));
    const clock = count(plan.clock);
    if (clock === undefined && this.#hasClock) return this.records.skip(line, lines, text, NO_CLOCK);
    this.records.message(
      {
        told,
        from: this.#nameIn(tokens[plan.sender]!),
        to: this.#nameIn(tokens[plan.recipient]!),
        clock,
        timestamp: count(plan.timestamp),
        time: plan.time < 0 ? undefined : this.#timeIn(tokens[plan.time]!),
        queue: count(plan.queue),
        line,
      },
      lines,
      text,
    );
  }

  #count({ phrase, kind }: Plan, example: string): void {
    const known = this.#wordings.get(phrase);
    if (known) known.count += 1;
    else if (this.#wordings.size < WORDINGS_MAX)
      this.#wordings.set(phrase, { phrase, kind, count: 1, example: example.slice(0, SKIPPED_TEXT_MAX) });
  }

  /** How many lines of a header are glued to the record; 0 where it is no known one without them. */
  #headLines(text: string): number {
    let at = text.indexOf('\n');
    for (let lines = 1; at >= 0; lines++) {
      const rest = text.slice(at + 1);
      if (
        scan(firstLineOf(rest), this.reading.style).length > 0 &&
        this.planner.knows(scan(rest, this.reading.style), rest)
      )
        return lines;
      at = text.indexOf('\n', at + 1);
    }
    return 0;
  }

  #takeApart({ text, line, lines }: RecordText, from: number): void {
    const all = text.split('\n');
    for (let i = 0; i < from; i++) this.#take({ text: all[i]!, line: line + i, lines: 1 });
    this.#take({ text: all.slice(from).join('\n'), line: line + from, lines: lines - from });
  }

  #recordOf(
    { text, line, lines }: RecordText,
    tokens: readonly Token[],
    plan: Plan,
    kind: LogRecord['kind'],
    clock: number | undefined,
    machine: string | undefined,
  ): LogRecord {
    const time = plan.time < 0 ? undefined : this.#timeOf(plan, tokens[plan.time]!);
    const peers = plan.peers.length === 0 ? undefined : this.#peersIn(tokens, plan.peers);
    const vector = plan.vector < 0 ? undefined : tokens[plan.vector]!;
    const isInternal = kind === 'internal';
    return {
      // One by one: what a spread copies into is an object of another shape, three times as slow for a million.
      kind,
      clock,
      line,
      lines,
      machine,
      time,
      queue: plan.queue < 0 || plan.isUnusual ? undefined : countIn(tokens[plan.queue]!),
      from: kind === 'receive' ? peers?.[0] : undefined,
      to: kind === 'send' && !plan.isUnusual && !plan.mayLackPeers ? (peers ?? plan.all) : undefined,
      timestamp: isInternal || plan.timestamp < 0 ? undefined : countIn(tokens[plan.timestamp]!),
      roll: plan.roll < 0 ? undefined : countIn(tokens[plan.roll]!),
      kindIsDerived: !plan.kindStated,
      guessed: (this.#clockIsGuessed ? CLOCK_GUESSED : 0) | (this.#queueIsGuessed ? QUEUE_GUESSED : 0),
      vector: vector && this.#vectors.read(vector),
      text: vector && !plan.kindStated ? this.#wordsBeside(tokens, plan, text) : undefined,
    };
  }

  /** What a record says beside the values that are read from it. */
  #wordsBeside(tokens: readonly Token[], plan: Plan, text: string): string {
    const { clock, time, queue, machine, timestamp, vector } = plan;
    const left = tokens.filter((_, at) => ![clock, time, queue, machine, timestamp, vector].includes(at));
    const [first, last] = [left[0], left.at(-1)];
    if (!first || !last) return '';
    const { keyed, table } = this.reading.style;
    const isInOne = !keyed && !table && last.end - first.start <= TEXT_MAX;
    const words = isInOne ? text.slice(first.start, last.end) : left.map(token => token.text).join(' ');
    return words.replace(/\s+/g, ' ').slice(0, TEXT_MAX);
  }

  #nameIn({ text }: Token): string {
    return this.#peersOf(text)[0]!;
  }

  /** One array for all lines that name the same machine: a million of them are a burden. */
  #peersOf(written: string): readonly [string] {
    const known = this.#soleNames.get(written);
    if (known) return known;
    const peers = [this.#named(plain(written))] as const;
    if (this.#soleNames.size < NAMES_MAX) this.#soleNames.set(written, peers);
    return peers;
  }

  #named(name: string): string {
    return this.#aliases.get(name) ?? name;
  }

  #peersIn(tokens: readonly Token[], places: readonly number[]): readonly string[] | undefined {
    const only = places.length === 1 ? tokens[places[0]!]! : undefined;
    if (only && only.kind !== 'list') return this.#peersOf(only.text);
    const peers = peersIn(tokens, places);
    return this.#aliases.size === 0 ? peers : peers?.map(name => this.#named(name));
  }

  /** Of a line like hardly any other, only a time that is written as others are: it may be a part of one. */
  #timeOf({ isUnusual }: Plan, token: Token): ReadTime | undefined {
    return isUnusual && !this.#timeShapes.has(shapeOf(token.text)) ? undefined : this.#timeIn(token);
  }

  #timeIn(token: Token): ReadTime | undefined {
    const time = token.kind === 'time' ? this.#times.read(token.text) : this.#fromNumber(token.value);
    if (!time) this.records.unreadTime(token.text);
    return time;
  }

  #fromNumber(value: number): ReadTime | undefined {
    const { unit, timesFrom } = this.reading;
    const time = timeFromNumber(value);
    if (timesFrom !== 'start' && time?.basis !== 'start') return time;
    const ms =
      unit === 's' ? (time?.ms ?? NaN) : unit === 'ms' ? value : unit === 'us' ? value / 1e3 : value / 1e6;
    return ms <= TIME_MS_MAX ? { ms, basis: 'start' } : undefined;
  }
}

function doubtClocks({ records }: OpenPart): void {
  for (const [i, record] of records.entries())
    records[i] = { ...record, guessed: (record.guessed ?? 0) | CLOCK_GUESSED };
}

function factsIn(tokens: readonly Token[], plan: Plan): HeaderFacts {
  const rate = plan.rate < 0 ? NaN : tokens[plan.rate]!.value;
  return {
    ...(rate > 0 && { rate }),
    ...(plan.machine >= 0 && { machine: tokens[plan.machine]!.text }),
    ...(plan.time >= 0 && tokens[plan.time]!.kind === 'time' && { time: readTime(tokens[plan.time]!.text) }),
  };
}

/** What is between the digits of a time. */
function shapeOf(text: string): string {
  return text.replace(/\d+/g, '9');
}

function countIn(token: Token): number | undefined {
  const { value } = token;
  return value >= 0 && value <= COUNT_MAX && value % 1 === 0 ? value : undefined;
}

function firstLineOf(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

/** Whether two lines of a record begin alike. */
function isTwice(text: string): boolean {
  const classes = text.split('\n').map(lineClassOf);
  return new Set(classes).size < classes.length;
}

function peersIn(tokens: readonly Token[], places: readonly number[]): readonly string[] | undefined {
  const names: string[] = [];
  for (const place of places) {
    const { text, kind } = tokens[place]!;
    if (kind === 'list') for (const one of text.match(/\d+/g) ?? []) names.push(plain(one));
    else names.push(plain(text));
  }
  return names.length === 0 ? undefined : [...new Set(names)];
}
