// Reads one file by the family it belongs to, and accounts for each of its lines.
import { grouped } from '../../core/counted.ts';
import { TRIAL_BOUNDS } from '../../core/trial.ts';
import { LineAccount } from '../line-account.ts';
import type { FileReport, InputFile, SkippedLine, Wording } from '../read-result.ts';
import { LOG_FAMILIES, recognise, SAMPLE_LINES } from './families.ts';
import { visitFileLines } from '../file-text.ts';
import { firstLines } from '../text-lines.ts';
import { lineTerms } from './line-terms.ts';
import type { HeaderFacts, LineSink, LogFamily, LogRecord } from './log-record.ts';

/** What one file says of one machine. */
export interface LogPart {
  readonly file: string;
  readonly family: LogFamily;
  /** Undefined when no line says which machine it is. */
  readonly machine: string | undefined;
  /** Whether the file tells of other machines too. */
  readonly sharesFile: boolean;
  readonly records: LogRecord[];
  readonly facts: HeaderFacts[];
  /** The lines of the file that were not understood, in order. */
  readonly skippedAt: readonly number[];
  /** Which run it belongs to, where that is settled; otherwise names and times of files decide. */
  readonly run?: { readonly key: string; readonly name: string };
}

export interface FileReading {
  readonly report: FileReport;
  readonly parts: readonly LogPart[];
  readonly skipped: readonly SkippedLine[];
  /** Of a file that was read by a reading: which words its records have for what happened. */
  readonly wordings?: readonly Wording[];
}

/** How often `progress` is told. */
const PROGRESS_LINES = 500;
/** Longer lines are skipped: no event needs as many characters, and expressions take long for them. */
export const LINE_LENGTH_MAX = 4000;
/** Of one file; the lines of further ones are skipped. */
const MACHINES_MAX = TRIAL_BOUNDS.machines.max;

/**
 * `patternProblem`: why the pattern that a person gave cannot be used; it is noted on the files that it would have read.
 * Never throws.
 */
export function readLogFile(
  file: InputFile,
  patternProblem: string | undefined,
  progress: ((linesDone: number) => void) | undefined,
): FileReading {
  const recognition =
    recognise(sampleOf(file.text)) ?? recognise(sampleOf(file.text.slice(file.text.length >> 1)));
  const account = new Account(file, recognition?.family);
  const reader = recognition?.family.open(lineTerms());
  const unknown = patternProblem === undefined ? NO_FAMILY : NO_PATTERN;
  const { lines, endsOpen } = visitFileLines(file, (text, line) => {
    account.next(text);
    if (text.trim() === '') account.blank();
    else if (text.length > LINE_LENGTH_MAX) account.skip(line, text, TOO_LONG);
    else if (reader) reader.read(text, line, account);
    else account.skip(line, text, unknown);
    if (line % PROGRESS_LINES === 0) progress?.(line);
  });
  reader?.end?.(account);
  if (account.isBlank) account.notes.push(file.text === '' ? 'It is empty.' : 'All its lines are blank.');
  else if (!recognition) account.notes.push(unknownNote(patternProblem));
  else if (recognition.fitting * 2 < recognition.sampled)
    account.notes.push(
      `Read as “${recognition.family.name}”, because ${recognition.fitting} of its first ${recognition.sampled} lines look like it.`,
    );
  return account.close(lines, endsOpen);
}

function sampleOf(text: string): string[] {
  return firstLines(text, SAMPLE_LINES).filter(({ length }) => length <= LINE_LENGTH_MAX);
}

export const TOO_LONG = `It is longer than ${grouped(LINE_LENGTH_MAX)} characters, too long for an event.`;
const TOO_MANY_MACHINES = `The file names more than ${grouped(MACHINES_MAX)} machines, more than can be read.`;
const NO_FAMILY = 'It is not a known kind of log; a pattern can say how to read it.';
const NO_PATTERN = 'It is not a known kind of log, and the pattern cannot be used.';

function unknownNote(patternProblem: string | undefined): string {
  return patternProblem === undefined
    ? 'It is not a known kind of log. A pattern, a regular expression with named groups, can say how to read its lines.'
    : `It is not a known kind of log, and the pattern cannot be used: ${patternProblem}`;
}

/** Counts the lines of one file and sorts what was read of them by machine. */
class Account implements LineSink {
  readonly #lines: LineAccount;
  readonly #parts = new Map<string | undefined, LogPart>();
  readonly #skippedAt: number[] = [];
  readonly #others: readonly LogFamily[];
  #foreignLines = 0;
  #last = '';
  #machine: string | undefined;

  constructor(
    private readonly file: InputFile,
    private readonly family: LogFamily | undefined,
  ) {
    this.#lines = new LineAccount(file.name);
    this.#others = family ? LOG_FAMILIES.filter(other => other !== family) : [];
  }

  next(text: string): void {
    this.#last = text;
  }

  get isBlank(): boolean {
    return this.#lines.isBlank;
  }

  get notes(): string[] {
    return this.#lines.notes;
  }

  blank(): void {
    this.#lines.blankLines += 1;
  }

  event(record: LogRecord, lines: number): void {
    const part = this.#partOf(record.machine ?? this.#machine);
    if (!part) return this.skip(record.line, this.#last, TOO_MANY_MACHINES);
    this.#lines.eventLines += lines;
    part.records.push(record);
  }

  header(facts: HeaderFacts): void {
    this.#lines.headerLines += 1;
    this.#machine ??= facts.machine;
    this.#partOf(facts.machine ?? this.#machine)?.facts.push(facts);
  }

  skip(line: number, text: string, reason: string): void {
    this.#skippedAt.push(line);
    const other = text.length > LINE_LENGTH_MAX ? undefined : this.#others.find(family => family.fits(text));
    if (other) this.#foreignLines += 1;
    this.#lines.skip(
      line,
      text,
      other
        ? `It is a line of another kind of log (“${other.name}”); the file is read as “${this.family?.name}”.`
        : reason,
    );
  }

  close(lines: number, endsOpen: boolean): FileReading {
    const { family } = this;
    const { skipped } = this.#lines;
    const last = skipped.at(-1);
    if (family && last && last.line === lines && last.text === this.#last && endsOpen)
      skipped[skipped.length - 1] = {
        ...last,
        reason: `${last.reason} The file ends without a line break: the line may be cut short.`,
      };
    if (this.#foreignLines > 0)
      this.notes.push(
        `${this.#foreignLines} of its lines ${this.#foreignLines === 1 ? 'belongs' : 'belong'} to another kind of log and ` +
          'could not be read with the others. Put them into a separate file to read them.',
      );
    return {
      report: this.#lines.report(family?.name, lines),
      parts: this.#settled().map((part, _, all) => ({ ...part, sharesFile: all.length > 1 })),
      skipped,
    };
  }

  /** What no machine is named for belongs to the one machine of the file, if there is only one. */
  #settled(): LogPart[] {
    const nameless = this.#parts.get(undefined);
    const named = [...this.#parts.values()].filter(part => part !== nameless);
    const [first, ...rest] = named;
    if (!nameless || !first) return [...this.#parts.values()].filter(isTold);
    if (nameless.records.length > 0 && rest.length > 0) return [nameless, ...named].filter(isTold);
    const joined = {
      ...first,
      records: [...nameless.records, ...first.records].sort((a, b) => a.line - b.line),
      facts: [...nameless.facts, ...first.facts],
    };
    return [joined, ...rest].filter(isTold);
  }

  #partOf(machine: string | undefined): LogPart | undefined {
    if (!this.family) return undefined;
    let part = this.#parts.get(machine);
    if (!part) {
      if (this.#parts.size >= MACHINES_MAX) return undefined;
      part = {
        file: this.file.name,
        family: this.family,
        machine,
        sharesFile: false,
        records: [],
        facts: [],
        skippedAt: this.#skippedAt,
      };
      this.#parts.set(machine, part);
    }
    return part;
  }
}

/** A file of headers alone is the log of a machine to which nothing happened. */
function isTold(part: LogPart): boolean {
  return (
    part.records.length > 0 ||
    part.facts.some(({ machine, rate }) => machine !== undefined || rate !== undefined)
  );
}
