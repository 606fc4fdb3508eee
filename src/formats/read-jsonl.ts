// Lamplight's own format on its way in, piece by piece: a file of any size needs no string of its size. A line that is not
// right is skipped with its reason, and the rest is read all the same.
import { isEventLine } from './read-jsonl-fast.ts';
import { JSONL_FAMILY, JsonlRun, MessageRoom } from './read-jsonl-run.ts';
import {
  parseEventLine,
  parseEventPart,
  parseFaultLine,
  parseNoteLine,
  parseStepLine,
  type EventLine,
} from './read-jsonl-schema.ts';
import { LineAccount } from './line-account.ts';
import type { InputFile, ReadResult, ReadRun } from './read-result.ts';
import { runHeaderOf } from './read-run-header.ts';
import { LineSplitter } from './text-lines.ts';

/** Characters of a line; a longer one is skipped, and not held. */
export const LINE_LENGTH_MAX = 2 ** 26;
/** Of one file, so that a file of headers does not claim the memory of a file of events. */
const RUNS_MAX = 1000;
const MACHINES_MAX = 50_000;

/** How many lines {@link looksLikeJsonl} looks at. */
const SAMPLE_LINES = 20;

/**
 * Whether a text that begins like this is Lamplight's JSONL: a header or an event is among its first lines, though the
 * very first ones may be damaged.
 */
export function looksLikeJsonl(beginning: string): boolean {
  return beginning
    .split('\n', SAMPLE_LINES)
    .some(line =>
      /^\uFEFF?\s*\{\s*(.*"format"\s*:\s*"lamplight-trace"|"machine"\s*:\s*\d+\s*,\s*"index"\s*:)/.test(line),
    );
}

/** Never throws. */
export function readJsonl({ name, text, rest }: InputFile): ReadResult {
  const reader = new JsonlReader(name);
  reader.push(text);
  for (const piece of rest?.() ?? []) reader.push(piece);
  return reader.end();
}

/** Reads one file: push its text in pieces of any size, then end. Never throws. */
export class JsonlReader {
  readonly #name: string;
  readonly #account: LineAccount;
  readonly #splitter = new LineSplitter(LINE_LENGTH_MAX, (line, number) => this.#read(line, number));
  readonly #room = new MessageRoom();
  readonly #done: ReadRun[] = [];
  #run: JsonlRun | undefined;
  /** Why no event can be taken until another header comes. */
  #refusal: string | undefined;
  #machines = 0;
  #isAtEnd = false;

  constructor(name: string) {
    this.#name = name;
    this.#account = new LineAccount(name);
  }

  /** Lines read so far. */
  get lines(): number {
    return this.#splitter.lines;
  }

  push(chunk: string): void {
    this.#splitter.push(chunk);
  }

  end(): ReadResult {
    this.#isAtEnd = true;
    this.#splitter.end();
    this.#endRun();
    const lines = this.#splitter.lines;
    if (this.#done.length > 1)
      this.#account.notes.push(`It holds ${this.#done.length} runs: each header begins one.`);
    if (lines === 0) this.#account.notes.push('The file is empty.');
    const isForeign = lines === this.#account.skippedLines + this.#account.blankLines;
    return {
      runs: this.#done,
      files: [this.#account.report(isForeign ? undefined : JSONL_FAMILY, lines)],
      skipped: this.#account.skipped,
    };
  }

  #read(line: string, number: number): void {
    if (line.trim() === '') {
      this.#account.blankLines += 1;
      return;
    }
    const problem = line.length > LINE_LENGTH_MAX ? OVERLONG : this.#take(line, number);
    if (problem === undefined) return;
    this.#account.skip(number, line, problem);
  }

  /** Undefined when the line was taken; otherwise why it was not. */
  #take(line: string, number: number): string | undefined {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      return this.#notJson(error);
    }
    if (this.#run && isEventLine(value, this.#run.style)) return this.#add(this.#run, value, value, number);
    if (typeof value === 'object' && value !== null && 'format' in value) return this.#begin(value);
    if (this.#refusal !== undefined) return this.#refusal;
    if (typeof value === 'object' && value !== null && 'fault' in value) return this.#takeFault(value);
    if (typeof value === 'object' && value !== null && 'note' in value) return this.#takeNote(value);
    if (typeof value === 'object' && value !== null && 'step' in value) return this.#takeStep(value);
    const event = parseEventLine(value, this.#run?.style ?? 'foreign');
    if (event.kind === 'wrong') return event.reason;
    this.#run ??= this.#beginWithoutHeader();
    return this.#add(this.#run, event.line, value, number);
  }

  /** `value` is the whole of the line. */
  #add(run: JsonlRun, event: EventLine, value: unknown, number: number): string | undefined {
    if (run.style !== 'program') return this.#count(run.add(event, number));
    const part = parseEventPart(value);
    return part.kind === 'wrong' ? part.reason : this.#count(run.add(event, number, part.line));
  }

  #takeStep(value: object): string | undefined {
    const step = parseStepLine(value);
    if (step.kind === 'wrong') return step.reason;
    if (!this.#run) return 'No header comes before it that says which run this step belongs to.';
    const problem = this.#run.addStep(step.line);
    if (problem === undefined) this.#account.headerLines += 1;
    return problem;
  }

  #takeFault(value: object): string | undefined {
    const fault = parseFaultLine(value);
    if (fault.kind === 'wrong') return fault.reason;
    if (!this.#run) return 'No header comes before it that says which run this fault belongs to.';
    const problem = this.#run.addFault(fault.line);
    if (problem === undefined) this.#account.headerLines += 1;
    return problem;
  }

  #takeNote(value: object): string | undefined {
    const note = parseNoteLine(value);
    if (note.kind === 'wrong') return note.reason;
    if (!this.#run) return 'No header comes before it that says which run this note belongs to.';
    const problem = this.#run.addNote(note.line);
    if (problem === undefined) this.#account.headerLines += 1;
    return problem;
  }

  #count(problem: string | undefined): string | undefined {
    if (problem === undefined) this.#account.eventLines += 1;
    return problem;
  }

  #notJson(error: unknown): string {
    if (!this.#isAtEnd) return `It is not JSON: ${(error as SyntaxError).message}.`;
    this.#account.notes.push('The file ends in the middle of its last line: what came after it is missing.');
    return 'It is not whole: the file ends in the middle of it.';
  }

  #begin(value: object): string | undefined {
    const header = runHeaderOf(value);
    if (typeof header !== 'string' && this.#hasRoom(header.trial.rates.length)) {
      this.#endRun();
      this.#refusal = undefined;
      this.#run = new JsonlRun(header, this.#name, this.#room);
      this.#account.headerLines += 1;
      return undefined;
    }
    const reason = typeof header === 'string' ? header : TOO_MUCH;
    this.#endRun();
    this.#refusal = 'The header before it could not be read, so it is not known what this line belongs to.';
    return reason;
  }

  #beginWithoutHeader(): JsonlRun {
    this.#account.notes.push(
      'Its header is missing: rates, length and timestamp rule are estimated from the events; die and seed are not known.',
    );
    return new JsonlRun(undefined, this.#name, this.#room);
  }

  #hasRoom(machines: number): boolean {
    this.#machines += machines;
    return this.#done.length + (this.#run ? 1 : 0) < RUNS_MAX && this.#machines <= MACHINES_MAX;
  }

  #endRun(): void {
    if (!this.#run) return;
    const run = this.#done.length + 1;
    const name = run === 1 ? this.#name : `${this.#name}, run ${run}`;
    this.#done.push({ name, files: [this.#name], trace: this.#run.end() });
    this.#run = undefined;
  }
}

const OVERLONG = `It has more than ${LINE_LENGTH_MAX} characters.`;
const TOO_MUCH = `The file holds more than ${RUNS_MAX} runs or ${MACHINES_MAX} machines.`;
