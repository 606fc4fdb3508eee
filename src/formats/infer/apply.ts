// Reads files as a reading says, in one pass, into the records from which runs are made. Each line is accounted for once.
import { grouped } from '../../core/counted.ts';
import { TRIAL_BOUNDS } from '../../core/trial.ts';
import { visitLines } from '../text-lines.ts';
import type { HeaderFacts, LogFamily, LogRecord } from '../logs/log-record.ts';
import type { FileReading, LogPart } from '../logs/read-file.ts';
import { type ReadTime, readTime, timeFromNumber } from '../logs/read-time.ts';
import { LineAccount } from '../line-account.ts';
import type { InputFile } from '../read-result.ts';
import { placeFiles, plain } from './file-places.ts';
import { type OpenPart, settleMachines } from './machines.ts';
import { type Plan, Planner } from './plans.ts';
import { INFERRED_NAME, type Reading, type ReadingPlace } from './reading.ts';
import { isBlank, RecordCutter, type RecordText } from './record-shape.ts';
import { isRestart } from './series.ts';
import { runNameOf } from './run-name.ts';
import { scan } from './scan.ts';
import { type Token } from './tokens.ts';
import { entriesOf } from './vectors.ts';

const LINE_LENGTH_MAX = 4000;
const PROGRESS_LINES = 500;
const PER_RECORD_LEAST = 0.9;
const COUNT_MAX = 0xffff_fffe;
/** Of one file; more are slips of the clock. */
const TRIALS_MAX = 64;
const MACHINES_MAX = TRIAL_BOUNDS.machines.max;

const NO_CLOCK = 'It has no logical clock where lines like it have one.';
const NOT_UNDERSTOOD =
  'It is not understood: no line like it was met where the form of the log was found out.';
const TOO_LONG = `It is longer than ${grouped(LINE_LENGTH_MAX)} characters; no event is.`;
const TOO_MANY = 'The file has more machines or trials than can be read.';

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
    const account = new Account(reading, planner, file, family, line => progress?.(done + line));
    account.readAll();
    done += account.lines;
    return account;
  });
  const places = placesFor(reading, files, read);
  settleMachines(
    read.map(account => account.parts),
    places,
  );
  return read.map((account, i) => account.close(places[i]!));
}

/** As the reading has them, and for files that it does not know as their names and lines say. */
function placesFor(reading: Reading, files: readonly InputFile[], read: readonly Account[]): ReadingPlace[] {
  const known = new Map(reading.places.map(place => [place.file, place]));
  if (files.every(({ name }) => known.has(name))) return files.map(({ name }) => known.get(name)!);
  const { places } = placeFiles(read.map(account => account.fileFacts()));
  return places.map(place => known.get(place.file) ?? place);
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
  readonly parts: OpenPart[] = [];
  lines = 0;
  readonly #current = new Map<string | undefined, OpenPart>();
  readonly #account: LineAccount;
  readonly #skippedAt: number[] = [];
  readonly #lastClock = new Map<OpenPart, number>();
  #unreadTimes = 0;
  #unreadTime = '';
  #headers: HeaderFacts[] = [];
  /** Whether lines of a header came since the last event. */
  #newBeginning = false;
  readonly #columns: string;
  readonly #hasClock: boolean;
  /** Whether each record says whose it is; where a few do, all are of that machine. */
  readonly #isPerRecord: boolean;
  readonly #stated = new Set<string>();

  constructor(
    private readonly reading: Reading,
    private readonly planner: Planner,
    private readonly file: InputFile,
    private readonly family: LogFamily,
    private readonly progress: (line: number) => void,
  ) {
    this.#account = new LineAccount(file.name);
    const { table } = reading.style;
    this.#hasClock = reading.fields.some(({ role }) => role === 'clock');
    this.#columns =
      table && table.columns.length > 0 ? table.columns.join(table.delimiter).replace(/["\s]/g, '') : '';
    const machines = reading.fields.filter(({ role }) => role === 'machine');
    const told = machines.reduce((sum, { facts }) => sum + (facts?.share ?? 0), 0);
    this.#isPerRecord = told >= PER_RECORD_LEAST || machines.some(({ by }) => by === 'person');
  }

  readAll(): void {
    const { shape } = this.reading;
    const cutter = new RecordCutter(shape, record => this.#take(record));
    this.lines = visitLines(this.file.text, (text, line) => {
      if (isBlank(text)) this.#account.blankLines += 1;
      if (text.length > LINE_LENGTH_MAX) this.#skip(line, 1, text, TOO_LONG);
      else cutter.push(text, line);
      if (line % PROGRESS_LINES === 0) this.progress(line);
    });
    cutter.end();
  }

  #take(record: RecordText): void {
    const { text, line, lines } = record;
    if (this.#columns !== '' && text.replace(/["\s]/g, '') === this.#columns) return this.#header({}, lines);
    const tokens = scan(text, this.reading.style);
    if (lines > 1 && !this.planner.knows(tokens, text)) {
      const from = this.#headLines(text);
      if (from > 0) return this.#takeApart(record, from);
    }
    const plan = this.planner.planFor(tokens, text);
    if (plan.kind === 'ignore') return this.#header(factsIn(tokens, plan), lines);
    if (plan.kind === 'unknown') {
      if (plan.rate >= 0) return this.#header(factsIn(tokens, plan), lines);
      return this.#skip(line, lines, text, NOT_UNDERSTOOD);
    }
    const clock = plan.clock < 0 ? undefined : countIn(tokens[plan.clock]!);
    if (clock === undefined && this.#hasClock) return this.#skip(line, lines, text, NO_CLOCK);
    const stated = plan.machine < 0 ? undefined : plain(tokens[plan.machine]!.text);
    if (stated !== undefined && this.#stated.size < 2) this.#stated.add(stated);
    const machine = this.#isPerRecord ? stated : undefined;
    const part = this.#partFor(machine, clock);
    if (!part) return this.#skip(line, lines, text, TOO_MANY);
    this.#account.eventLines += lines;
    part.records.push(this.#recordOf(tokens, plan, plan.kind, clock, machine, line));
    if (clock !== undefined) this.#lastClock.set(part, clock);
    this.#newBeginning = false;
  }

  /** How many lines of a header are glued to the record; 0 where it is no known one without them. */
  #headLines(text: string): number {
    let at = text.indexOf('\n');
    for (let lines = 1; at >= 0; lines++) {
      const rest = text.slice(at + 1);
      if (this.planner.knows(scan(rest, this.reading.style), rest)) return lines;
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
    tokens: readonly Token[],
    plan: Plan,
    kind: LogRecord['kind'],
    clock: number | undefined,
    machine: string | undefined,
    line: number,
  ): LogRecord {
    const time = plan.time < 0 ? undefined : this.#timeIn(tokens[plan.time]!);
    const peers = plan.peers.length === 0 ? undefined : peersIn(tokens, plan.peers);
    const vector = plan.vector < 0 ? undefined : tokens[plan.vector]!;
    const isInternal = kind === 'internal';
    return {
      // One by one: what a spread copies into is an object of another shape, three times as slow for a million.
      kind,
      clock,
      line,
      machine,
      time,
      queue: plan.queue < 0 ? undefined : countIn(tokens[plan.queue]!),
      from: kind === 'receive' ? peers?.[0] : undefined,
      to: kind === 'send' ? (peers ?? plan.all) : undefined,
      timestamp: isInternal || plan.timestamp < 0 ? undefined : countIn(tokens[plan.timestamp]!),
      roll: plan.roll < 0 ? undefined : countIn(tokens[plan.roll]!),
      kindIsDerived: !plan.kindStated,
      vector: vector && [...entriesOf(vector.text, vector.kind)].map(([host, value]) => ({ host, value })),
    };
  }

  #timeIn(token: Token): ReadTime | undefined {
    const time = token.kind === 'time' ? readTime(token.text) : this.#fromNumber(token.value);
    if (!time) {
      this.#unreadTimes += 1;
      this.#unreadTime = token.text;
    }
    return time;
  }

  #fromNumber(value: number): ReadTime | undefined {
    const time = timeFromNumber(value);
    if (time?.basis !== 'start') return time;
    const { unit } = this.reading;
    const ms = unit === 's' ? time.ms : unit === 'ms' ? value : unit === 'us' ? value / 1e3 : value / 1e6;
    return { ms, basis: 'start' };
  }

  /** Another part where the clock begins anew. */
  #partFor(machine: string | undefined, clock: number | undefined): OpenPart | undefined {
    const current = this.#current.get(machine);
    const before = current && this.#lastClock.get(current);
    const anew =
      before !== undefined &&
      clock !== undefined &&
      (isRestart(before, clock) || (this.#newBeginning && clock < before));
    if (current && !anew) return current;
    if (this.#current.size >= MACHINES_MAX || (current?.trial ?? 0) >= TRIALS_MAX) return current;
    const part: OpenPart = {
      machine,
      trial: current ? current.trial + 1 : 0,
      records: [],
      facts: this.#headers,
    };
    this.#headers = [];
    this.#current.set(machine, part);
    this.parts.push(part);
    return part;
  }

  #header(facts: HeaderFacts, lines: number): void {
    this.#account.headerLines += lines;
    this.#newBeginning = true;
    if (this.#headers.length < 1000) this.#headers.push(facts);
  }

  #skip(line: number, lines: number, text: string, reason: string): void {
    const texts = lines === 1 ? [text] : text.split('\n');
    for (let i = 0; i < lines; i++) {
      this.#skippedAt.push(line + i);
      this.#account.skip(line + i, texts[i] ?? '', reason);
    }
  }

  fileFacts(): Parameters<typeof placeFiles>[0][number] {
    const mentioned = new Set<string>();
    let startMs = NaN;
    let endMs = NaN;
    for (const { records } of this.parts) {
      for (const { from, to, time } of records) {
        if (from !== undefined) mentioned.add(from);
        if (Array.isArray(to)) for (const name of to as string[]) mentioned.add(name);
        if (!time) continue;
        if (!(startMs <= time.ms)) startMs = time.ms;
        if (!(endMs >= time.ms)) endMs = time.ms;
      }
    }
    const [stated] = this.#stated;
    return {
      name: this.file.name,
      stated: this.#stated.size === 1 ? stated : undefined,
      mentioned,
      startMs,
      endMs,
    };
  }

  close(place: ReadingPlace): FileReading {
    const machines = new Set(this.parts.map(({ machine }) => machine));
    const trials = new Set(this.parts.map(({ trial }) => trial));
    const runName = runNameOf(place.run);
    const parts = this.parts.map(({ machine, trial, records, facts }): LogPart => ({
      file: this.file.name,
      family: this.family,
      machine: machine ?? place.machine,
      sharesFile: machines.size > 1,
      records,
      facts: [...facts, ...(this.parts.length === 1 ? this.#headers : [])],
      skippedAt: this.#skippedAt,
      run: {
        key: `${place.run}\n${trial}`,
        name: trial === 0 ? runName : `${runName} (${trial + 1})`.trim(),
      },
    }));
    if (this.#unreadTimes > 0) this.#account.notes.push(unreadTimesNote(this.#unreadTimes, this.#unreadTime));
    if (trials.size > 1)
      this.#account.notes.push(`It holds ${trials.size} runs, one after the other: its clock begins anew.`);
    return {
      report: this.#account.report(this.family.name, this.lines),
      parts,
      skipped: this.#account.skipped,
    };
  }
}

/** `count` is at least 1. */
export function unreadTimesNote(count: number, example: string): string {
  const times = count === 1 ? 'One of its times has' : `${grouped(count)} of its times have`;
  return `${times} a form that is not known, such as “${example.slice(0, 40)}”.`;
}

function factsIn(tokens: readonly Token[], plan: Plan): HeaderFacts {
  const rate = plan.rate < 0 ? NaN : tokens[plan.rate]!.value;
  return {
    ...(rate > 0 && { rate }),
    ...(plan.time >= 0 && tokens[plan.time]!.kind === 'time' && { time: readTime(tokens[plan.time]!.text) }),
  };
}

function countIn(token: Token): number | undefined {
  const { value } = token;
  return value >= 0 && value <= COUNT_MAX && value % 1 === 0 ? value : undefined;
}

function peersIn(tokens: readonly Token[], places: readonly number[]): readonly string[] | undefined {
  const only = places.length === 1 ? tokens[places[0]!]! : undefined;
  if (only && only.kind !== 'list') return [plain(only.text)];
  const names: string[] = [];
  for (const place of places) {
    const { text, kind } = tokens[place]!;
    if (kind === 'list') for (const one of text.match(/\d+/g) ?? []) names.push(plain(one));
    else names.push(plain(text));
  }
  return names.length === 0 ? undefined : [...new Set(names)];
}
