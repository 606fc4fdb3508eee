// Reads one file of a log with vector clocks: by the expression in its own first line, by one that a person gives, by the
// usual forms, or as the JSON lines that DisViz reads. Each line is counted under exactly one heading.
import { readTime } from '../logs/read-time.ts';
import { wholeTextOf } from '../file-text.ts';
import { LineAccount } from '../line-account.ts';
import type { FileReport, InputFile, SkippedLine } from '../read-result.ts';
import {
  compileExpression,
  namesHostAndClock,
  ownExpression,
  USUAL_DELIMITER,
  USUAL_EXPRESSIONS,
  type VectorExpression,
} from './expression.ts';
import { VectorRecords, type VectorRecord } from './vector-records.ts';

/** One of the runs that a file holds. */
export interface Execution {
  /** As the delimiter names it; undefined where there is none. */
  readonly name: string | undefined;
  readonly records: VectorRecords;
  /** Lines between its records that were not understood, in order. */
  readonly skippedAt: readonly number[];
}

export interface VectorReading {
  readonly report: FileReport;
  readonly executions: readonly Execution[];
  readonly skipped: readonly SkippedLine[];
}

/** How much of a file is looked at to tell its kind. */
const SAMPLE_LENGTH = 65_536;
/** A usual form has to read this share of a sample's lines that are not blank. */
const SHARE_MIN = 0.5;
const FAMILY = 'Log with vector clocks';
const ENTRY_MAX = 0xffff_fffe;

/** How the records of a file are found. */
export type VectorWay =
  | { readonly kind: 'expression'; readonly expression: VectorExpression; readonly headLength: number }
  /** An object of JSON on each line, or all of them in one array. */
  | { readonly kind: 'json'; readonly isArray: boolean };

/** Undefined where the file is not a log with vector clocks. `pattern` is a person's, and wins. */
export function vectorsIn(text: string, pattern: string | undefined): VectorWay | undefined {
  const own = ownExpression(text);
  if (pattern !== undefined && namesHostAndClock(pattern)) {
    const expression = compileExpression(...withDelimiter(pattern));
    if (expression.kind === 'expression')
      return { kind: 'expression', expression, headLength: own?.length ?? 0 };
  }
  if (own) return { kind: 'expression', expression: own.expression, headLength: own.length };
  const sample = sampleOf(text);
  if (looksLikeDisviz(sample)) return { kind: 'json', isArray: sample.trimStart().startsWith('[') };
  if (!/\{[^{}\n]*"?[^{}\n"]+"?\s*:\s*\d+[^{}\n]*\}/.test(sample)) return undefined;
  const expression = usualFormOf(sample);
  return expression && { kind: 'expression', expression, headLength: 0 };
}

/** A person may paste both lines that ShiViz asks for: the expression, and below it the one between executions. */
function withDelimiter(pattern: string): [string, string] {
  const [first = '', second = ''] = pattern.split('\n', 2);
  return namesHostAndClock(first) && second !== '' ? [first, second] : [pattern, ''];
}

function sampleOf(text: string): string {
  if (text.length <= SAMPLE_LENGTH) return text;
  return text.slice(0, text.lastIndexOf('\n', SAMPLE_LENGTH) + 1);
}

function looksLikeDisviz(sample: string): boolean {
  const text = sample.trimStart();
  // An array may have its objects on many lines.
  if (/^\[\s*\{/.test(text)) return /"processId"\s*:/.test(text) && /"(?:VCString|clock)"\s*:/.test(text);
  const [first = ''] = text.split('\n', 1);
  return first.startsWith('{') && /"(?:processId|VCString)"/.test(first);
}

function usualFormOf(sample: string): VectorExpression | undefined {
  const lines = sample.split('\n').filter(line => line.trim() !== '').length;
  let best: { readonly expression: VectorExpression; readonly read: number } | undefined;
  for (const source of USUAL_EXPRESSIONS) {
    const expression = compileExpression(source);
    if (expression.kind === 'problem') continue;
    let read = 0;
    for (const { 0: found, groups = {} } of sample.matchAll(expression.record))
      // Where the text comes first, a form that expects it below the clock matches too, and finds the last one empty. Any
      // text may begin with a number.
      if (
        groups['event']?.trim() &&
        clockOf(groups['clock'] ?? '') !== undefined &&
        (groups['date'] === undefined || readTime(groups['date']) !== undefined)
      )
        read += 1 + (found.match(/\n/g)?.length ?? 0);
    if (read >= SHARE_MIN * lines && read > (best?.read ?? 0)) best = { expression, read };
  }
  return best && withUsualDelimiter(best.expression, sample);
}

/** Lines that stand between records, and in none, part the executions of a file. */
function withUsualDelimiter(expression: VectorExpression, sample: string): VectorExpression {
  const parted = compileExpression(expression.source, USUAL_DELIMITER);
  if (parted.kind === 'problem' || !parted.delimiter) return expression;
  const isDelimiter = (text: string): boolean => text.search(parted.delimiter!) >= 0;
  const isInRecord = [...sample.matchAll(expression.record)].some(([record]) => isDelimiter(record));
  return !isInRecord && isDelimiter(sample) ? parted : expression;
}

/** Never throws. An expression can backtrack without end: see to it that it can be stopped from outside. */
export function readVectors(
  file: InputFile,
  way: VectorWay,
  progress?: (linesDone: number) => void,
): VectorReading {
  const account = new VectorAccount(file, progress);
  const text = wholeTextOf(file);
  if (way.kind === 'json') (way.isArray ? readDisvizArray : readDisviz)(text, account);
  else readByExpression(text, way.expression, way.headLength, account);
  return account.close(way.kind === 'json' ? `${FAMILY} (JSON lines)` : FAMILY);
}

function readByExpression(
  text: string,
  { record, delimiter }: VectorExpression,
  headLength: number,
  account: VectorAccount,
): void {
  account.head(text.slice(0, headLength));
  let at = headLength;
  while (at < text.length) {
    if (delimiter) delimiter.lastIndex = at;
    const between = delimiter?.exec(text) ?? undefined;
    const end = between ? between.index : text.length;
    readRecords(text, record, at, end, account);
    if (!between) return;
    at = Math.max(end + between[0].length, end + 1);
    account.delimiter(text.slice(end, at), between.groups?.['trace']);
  }
}

function readRecords(text: string, record: RegExp, from: number, to: number, account: VectorAccount): void {
  const part = from === 0 && to === text.length ? text : text.slice(from, to);
  let at = 0;
  for (const found of part.matchAll(record)) {
    account.between(part.slice(at, found.index));
    account.record(found[0], recordOf(found.groups ?? {}, account.line));
    at = found.index + found[0].length;
  }
  account.between(part.slice(at));
}

/** The record, or why it is none, in a sentence. */
function recordOf(groups: Readonly<Record<string, string | undefined>>, line: number): VectorRecord | string {
  const host = groups['host']?.trim() ?? '';
  if (host === '') return 'The expression matches, but names no host.';
  const clock = clockOf(groups['clock'] ?? '');
  if (clock === undefined)
    return `The expression matches, but its clock, “${(groups['clock'] ?? '').slice(0, 40)}”, is not a vector such as {"a":1}.`;
  // What stands where a number was to be shows that the fields are not where they were written.
  const areNumbers = isNumberOrNone(groups['lamport']) && isNumberOrNone(groups['queue']);
  const date = groups['date'] ?? groups['timestamp'] ?? groups['time'];
  return {
    host,
    clock,
    text: (groups['event'] ?? '').trim(),
    time: date === undefined ? undefined : readTime(date),
    lamport: areNumbers ? wholeOf(groups['lamport']) : undefined,
    queue: areNumbers ? wholeOf(groups['queue']) : undefined,
    line,
  };
}

function isNumberOrNone(text: string | undefined): boolean {
  return text === undefined || text.trim() === '-' || wholeOf(text) !== undefined;
}

/** JSON by host, with or without quotes around the names; undefined where it is something else. */
export function clockOf(written: string): VectorRecord['clock'] | undefined {
  const text = written.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const entries = fromJson(text) ?? fromJson(text.replace(/([{,]\s*)([^\s"{},:][^{},:"]*?)\s*:/g, '$1"$2":'));
  return entries?.every(isEntry) ? entries : undefined;
}

function isEntry(named: readonly [string, unknown]): named is readonly [string, number] {
  const [, entry] = named;
  return typeof entry === 'number' && Number.isInteger(entry) && entry >= 0 && entry <= ENTRY_MAX;
}

function fromJson(text: string): readonly (readonly [string, unknown])[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function wholeOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}

function readDisviz(text: string, account: VectorAccount): void {
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end);
    if (line.trim() === '') account.between(`${line}\n`);
    else account.record(text.slice(at, end + 1), disvizRecord(line, account.line));
    at = end + 1;
  }
}

/** What is between the objects are lines of the array; what is cut off at the end is a record that cannot be read. */
function readDisvizArray(text: string, account: VectorAccount): void {
  let at = 0;
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
    // What is before the object on its own line is a part of it.
    const start = Math.max(at, text.lastIndexOf('\n', open) + 1);
    account.between(text.slice(at, start), 'header');
    at = endOfObject(text, open);
    account.record(text.slice(start, at), disvizRecord(text.slice(open, at), account.recordLine), true);
  }
  account.between(text.slice(at), 'header');
}

/** Behind its closing bracket, outside of strings; the end of the text where there is none. */
function endOfObject(text: string, open: number): number {
  let depth = 0;
  let isString = false;
  for (let at = open; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isString) {
      if (code === 92) at += 1;
      else if (code === 34) isString = false;
    } else if (code === 34) isString = true;
    else if (code === 123) depth += 1;
    else if (code === 125 && --depth === 0) return at + 1;
  }
  return text.length;
}

function disvizRecord(line: string, number: number): VectorRecord | string {
  const fields = fromJson(line);
  if (!fields) return 'It is not a JSON object.';
  const of = new Map(fields);
  const host = of.get('processId') ?? of.get('host');
  const vector = of.get('VCString') ?? of.get('clock');
  if (typeof host !== 'string' && typeof host !== 'number') return 'It has no "processId".';
  const clock = clockOf(typeof vector === 'string' ? vector : JSON.stringify(vector ?? null));
  if (!clock) return 'Its "VCString" is not a vector such as {"a":1}.';
  const message = of.get('message') ?? of.get('event') ?? '';
  const time = of.get('timestamp') ?? of.get('time') ?? of.get('date');
  return {
    host: String(host),
    clock,
    text: typeof message === 'string' ? message : JSON.stringify(message),
    time: typeof time === 'string' || typeof time === 'number' ? readTime(String(time)) : undefined,
    lamport: undefined,
    queue: undefined,
    line: number,
  };
}

/** Counts the lines, in the order of the text. */
class VectorAccount {
  readonly #lines: LineAccount;
  readonly #executions: { name: string | undefined; records: VectorRecords; skippedAt: number[] }[] = [];
  /** The line that comes next, from 1. */
  line = 1;
  /** Whether the text so far ends in the middle of a line, which has been counted. */
  #isInside = false;

  constructor(
    file: InputFile,
    private readonly progress: ((linesDone: number) => void) | undefined,
  ) {
    this.#lines = new LineAccount(file.name);
  }

  head(text: string): void {
    for (const line of linesOf(text)) this.#count(line.trim() === '' ? 'blank' : 'header');
  }

  delimiter(text: string, name: string | undefined): void {
    this.#executions.push({ name: name?.trim(), records: new VectorRecords(), skippedAt: [] });
    this.between(text, 'header');
  }

  /** What stands between records: blank lines, the rest of a line, and lines that are not understood. */
  between(text: string, as: 'header' | 'skipped' = 'skipped'): void {
    let rest = text;
    if (this.#isInside) {
      const newline = rest.indexOf('\n');
      if (newline < 0) return;
      this.#isInside = false;
      rest = rest.slice(newline + 1);
    }
    for (const line of linesOf(rest)) {
      if (line.trim() === '') this.#count('blank');
      else if (as === 'header') this.#count('header');
      else this.#skip(line, 'The expression does not match here.');
    }
  }

  /** The line on which a record begins that comes now: one that another ended on, or the next. */
  get recordLine(): number {
    return this.#isInside ? this.line - 1 : this.line;
  }

  /** `isWhole`: its brackets show that it is not made of two that each lost some of it. */
  record(text: string, record: VectorRecord | string, isWhole = false): void {
    const counted = this.#isInside ? 1 : 0;
    if (typeof record === 'string') {
      for (const line of linesOf(text).slice(counted)) this.#skip(line, record);
    } else {
      const { records } = this.#execution();
      const lines = countLines(text) - counted;
      records.add(record);
      if (lines > 1 && !isWhole) records.spansLines = true;
      this.#lines.eventLines += lines;
      this.line += lines;
      if (this.#lines.eventLines % 2000 < lines) this.progress?.(this.line);
    }
    this.#isInside = !text.endsWith('\n');
  }

  close(family: string): VectorReading {
    const executions = this.#executions.filter(({ records }) => records.count > 0);
    if (executions.length === 0) this.#lines.notes.push('The expression matches nothing in this file.');
    return {
      report: this.#lines.report(executions.length > 0 ? family : undefined, this.line - 1),
      executions,
      skipped: this.#lines.skipped,
    };
  }

  #execution() {
    const last = this.#executions.at(-1);
    if (last) return last;
    const first = { name: undefined, records: new VectorRecords(), skippedAt: [] };
    this.#executions.push(first);
    return first;
  }

  #count(as: 'blank' | 'header'): void {
    if (as === 'blank') this.#lines.blankLines += 1;
    else this.#lines.headerLines += 1;
    this.line += 1;
  }

  #skip(text: string, reason: string): void {
    this.#lines.skip(this.line, text.trimEnd(), reason);
    this.#execution().skippedAt.push(this.line);
    this.line += 1;
  }
}

/** As many as {@link linesOf} has, without making them. */
function countLines(text: string): number {
  let lines = 0;
  let at = 0;
  for (; at < text.length; lines++) {
    const end = text.indexOf('\n', at);
    at = end < 0 ? text.length : end + 1;
  }
  return lines;
}

/** The last one counts only if something stands on it. */
function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
