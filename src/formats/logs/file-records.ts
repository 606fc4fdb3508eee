// What one file says, sorted by machine and run while its lines are counted: for readers that find records one by one.
import { grouped } from '../../core/counted.ts';
import { TRIAL_BOUNDS } from '../../core/trial.ts';
import { LineAccount } from '../line-account.ts';
import type { FileFacts, FilePlacing } from '../infer/file-places.ts';
import type { OpenPart } from '../infer/machines.ts';
import { runNameOf } from '../infer/run-name.ts';
import type { HeaderFacts, LogFamily, LogRecord } from './log-record.ts';
import type { ReadTime } from './read-time.ts';
import { joinedLogs, type JoinedLogs, machinesNote } from './joined-logs.ts';
import { RestartWatch, runsNote, TRIALS_MAX } from './restarts.ts';
import type { FileReading, LogPart } from './read-file.ts';

const HEADERS_MAX = 1000;
const MACHINES_MAX = TRIAL_BOUNDS.machines.max;
const TOO_MANY = 'The file has more machines or trials than can be read.';

/** A line that names both ends of a message. */
export interface MessageLine {
  /** What happened, as the line says; undefined where it is of the message as a whole. */
  readonly told: 'send' | 'receive' | undefined;
  readonly from: string;
  readonly to: string;
  readonly clock: number | undefined;
  readonly timestamp: number | undefined;
  readonly time: ReadTime | undefined;
  readonly queue: number | undefined;
  readonly line: number;
}

export class FileRecords {
  readonly account: LineAccount;
  readonly parts: OpenPart[] = [];
  lines = 0;
  readonly #current = new Map<string | undefined, OpenPart>();
  readonly #lastClock = new Map<OpenPart, number>();
  readonly #watches = new Map<OpenPart, RestartWatch>();
  readonly #skippedAt: number[] = [];
  readonly #stated = new Set<string>();
  #headers: HeaderFacts[] = [];
  /** Whether lines of a header came since the last event. */
  #newBeginning = false;
  #hasReceives = false;
  /** Of a file whose clock begins anew: whether its parts are runs, or logs of several machines; undefined where it was not asked. */
  #isJoined: JoinedLogs['kind'] | undefined;
  /** Of lines that are of a send: what is left of its two events where others are of receives. */
  readonly #halves = new Map<LogRecord, LogRecord | undefined>();
  #unreadTimes = 0;
  #unreadTime = '';

  constructor(readonly file: string) {
    this.account = new LineAccount(file);
  }

  /** `text` is what is shown of its lines where there is no room for the record. */
  event(record: LogRecord, lines: number, text: string): void {
    const counted = record.clock ?? (record.vector && sumOf(record.vector.entries));
    const part = this.#partFor(record.machine, counted, record.time);
    if (!part) return this.skip(record.line, lines, text, TOO_MANY);
    this.account.eventLines += lines;
    part.records.push(record);
    if (record.clock !== undefined) this.#lastClock.set(part, record.clock);
    this.#watches.get(part)?.add(counted, record.time);
    this.#newBeginning = false;
  }

  /**
   * A line that names the sender and the recipient of a message: both its events, unless the line says that it is of its
   * receive alone, or of its send in a file where others are of receives. The clock is the sender's, if it is of both.
   */
  message({ told, from, to, clock, timestamp, ...common }: MessageLine, lines: number, text: string): void {
    if (told === 'receive') {
      this.#hasReceives = true;
      return this.event({ ...common, kind: 'receive', clock, machine: to, from, timestamp }, lines, text);
    }
    const carried = timestamp ?? clock;
    const send: LogRecord = { ...common, kind: 'send', clock, machine: from, to: [to], timestamp: carried };
    const receive: LogRecord = {
      ...common,
      kind: 'receive',
      clock: undefined,
      machine: to,
      from,
      timestamp: carried,
    };
    if (told === 'send') {
      this.#halves.set(send, { ...send, timestamp });
      this.#halves.set(receive, undefined);
    }
    this.event(send, lines, text);
    this.event(receive, 0, text);
  }

  /**
   * To be called once all lines are read, where they do not say whose they are: each part is another machine's if lines before
   * it name another one, or if it began before the one before it was over, which no second run does.
   */
  tellMachinesApart(): void {
    const { parts } = this;
    if (parts.length < 2 || new Set(parts.map(({ machine }) => machine)).size > 1) return;
    const evidence = joinedLogs(parts);
    this.#isJoined = evidence.kind;
    if (evidence.kind === 'machines')
      for (const [i, part] of parts.entries()) {
        part.machine = evidence.names[i]!;
        part.trial = 0;
      }
  }

  /** To be called once all lines are read: sends stay alone where other lines are of receives. */
  settleMessages(): void {
    if (!this.#hasReceives || this.#halves.size === 0) return;
    for (const { records } of this.parts) {
      let kept = 0;
      for (const record of records) {
        const one = this.#halves.has(record) ? this.#halves.get(record) : record;
        if (one) records[kept++] = one;
      }
      records.length = kept;
    }
    this.#halves.clear();
  }

  /** Whether a clock is above the last one of its machine, and by no more than that. */
  goesOn(machine: string | undefined, clock: number, riseMost: number): boolean {
    const part = this.#current.get(machine);
    const before = (part && this.#lastClock.get(part)) ?? 0;
    return clock > before && clock <= before + riseMost;
  }

  /** A line that tells of the run and of no event. */
  header(facts: HeaderFacts, lines: number): void {
    this.account.headerLines += lines;
    this.#newBeginning = true;
    if (this.#headers.length < HEADERS_MAX) this.#headers.push(facts);
  }

  skip(line: number, lines: number, text: string, reason: string): void {
    const texts = lines === 1 ? [text] : text.split('\n');
    for (let i = 0; i < lines; i++) {
      this.#skippedAt.push(line + i);
      this.account.skip(line + i, texts[i] ?? '', reason);
    }
  }

  /** Nothing is to be concluded from what changes between the event before the line and the one on it. */
  breaksAt(line: number): void {
    this.#skippedAt.push(line - 1);
  }

  /** A line names the machine whose it is; where a few do, all are of that machine. */
  states(machine: string): void {
    if (this.#stated.size < 2) this.#stated.add(machine);
  }

  /** A time that is written in no form that is known. */
  unreadTime(text: string): void {
    this.#unreadTimes += 1;
    this.#unreadTime = text;
  }

  /** From which its machine and its run are told. */
  facts(): FileFacts {
    const mentioned = new Set<string>();
    let startMs = NaN;
    let endMs = NaN;
    for (const { records } of this.parts) {
      for (const { from, to, time } of records) {
        if (from !== undefined) mentioned.add(from);
        if (Array.isArray(to)) for (const name of to as readonly string[]) mentioned.add(name);
        if (!time) continue;
        if (!(startMs <= time.ms)) startMs = time.ms;
        if (!(endMs >= time.ms)) endMs = time.ms;
      }
    }
    const [stated] = this.#stated;
    return {
      name: this.file,
      stated: this.#stated.size === 1 ? stated : undefined,
      mentioned,
      startMs,
      endMs,
    };
  }

  /** `place`: whose log it is and which run's, where its lines do not say. */
  close(
    place: Pick<FilePlacing, 'run'> & { readonly machine: string | undefined },
    family: LogFamily | undefined,
  ): FileReading {
    const machines = new Set(this.parts.map(({ machine }) => machine));
    const trials = new Set(this.parts.map(({ trial }) => trial));
    const runName = runNameOf(place.run);
    const parts = !family
      ? []
      : this.parts.map(({ machine, trial, records, facts }): LogPart => ({
          file: this.file,
          family,
          machine: machine ?? place.machine,
          sharesFile: machines.size > 1,
          records,
          facts: [...facts, ...(this.parts.length === 1 ? this.#headers : [])],
          skippedAt: this.#skippedAt,
          run: {
            key: `${place.run}\n${trial}`,
            // Without a name of its own it is called by its files.
            name: trial === 0 || runName === '' ? runName : `${runName} (${trial + 1})`,
          },
        }));
    const { notes } = this.account;
    if (this.#unreadTimes > 0) notes.push(unreadTimesNote(this.#unreadTimes, this.#unreadTime));
    if (trials.size > 1) notes.push(runsNote(trials.size, this.#isJoined === 'close call'));
    if (this.#isJoined === 'machines') notes.push(machinesNote(this.parts.length));
    return {
      report: this.account.report(family?.name, this.lines),
      parts,
      skipped: this.account.skipped,
    };
  }

  /** Another part where the clock begins anew. */
  #partFor(
    machine: string | undefined,
    clock: number | undefined,
    time: ReadTime | undefined,
  ): OpenPart | undefined {
    const current = this.#current.get(machine);
    const anew = current && this.#watches.get(current)?.isAnew(clock, time, this.#newBeginning);
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
    this.#watches.set(part, new RestartWatch());
    this.parts.push(part);
    return part;
  }
}

/** Of a vector clock, which rises at each event as a logical clock does. */
function sumOf(entries: readonly number[]): number {
  return entries.reduce((sum, entry) => sum + entry, 0);
}

function unreadTimesNote(count: number, example: string): string {
  const times = count === 1 ? 'One of its times has' : `${grouped(count)} of its times have`;
  return `${times} a form that is not known, such as “${example.slice(0, 40)}”.`;
}
