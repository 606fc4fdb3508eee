// What the first lines of a file become under a pattern, in words, while a person is still writing it.
import { type Pattern, type PatternGroup, groupTexts, wordTableOf } from './pattern.ts';
import type { WordMeaning } from '../../words/word-meanings.ts';
import { endsIn, matchedOf, PeerNames, recordOf, withPeers } from './read-pattern.ts';
import type { LogRecord } from './log-record.ts';
import type { ReadTime } from './read-time.ts';

/** What one line becomes. */
export interface PatternPreviewLine {
  readonly isEvent: boolean;
  /** Whether it is a further line of the record above. */
  readonly continues: boolean;
  /** As it was understood; what the line does not tell is missing. */
  readonly fields: Readonly<Partial<Record<PatternGroup, string>>>;
  /** Why the line is not an event; empty where it is one. */
  readonly reason: string;
  /** What happened, where the word is not known: a person can say what it means. */
  readonly unknownWord?: string;
}

const NO_MATCH: PatternPreviewLine = none('It does not match the pattern.');
const BLANK: PatternPreviewLine = none('It is blank.');

function none(reason: string): PatternPreviewLine {
  return { isEvent: false, continues: false, fields: {}, reason };
}

/** One for each line. Takes as long as the expression takes, which may be for ever. */
export function previewPattern(
  pattern: Pattern,
  lines: readonly string[],
  words?: Readonly<Record<string, WordMeaning>>,
): PatternPreviewLine[] {
  const rows = lines.map(text => (text.trim() === '' ? BLANK : NO_MATCH));
  const { expression, spansLines } = pattern;
  const table = wordTableOf(words);
  const take = (found: RegExpMatchArray, from: number, count: number): void => {
    const row = rowOf(found);
    for (let i = 0; i < count; i++) rows[from + i] = i === 0 ? row : { ...row, continues: true, fields: {} };
  };
  const rowOf = (found: RegExpMatchArray): PatternPreviewLine => {
    const matched = matchedOf(groupTexts(found), pattern, table);
    if ('reason' in matched)
      return { ...none(matched.reason), ...(matched.word !== undefined && { unknownWord: matched.word }) };
    const { texts, meaning } = matched;
    if (meaning === 'ignore') return none('It is ignored, as you said.');
    const own = texts.get('machine');
    const ends = endsIn(texts);
    const record = recordOf(matched, 1);
    const fields = ends
      ? { ...wordsOf({ ...record, from: undefined, to: undefined }), ...ends, event: meaning }
      : wordsOf(withPeers(record, new PeerNames(own ? [own] : [])));
    return { isEvent: true, continues: false, fields, reason: '' };
  };
  if (!spansLines) {
    for (const [i, text] of lines.entries()) {
      expression.lastIndex = 0;
      const found = rows[i] === BLANK ? undefined : expression.exec(text);
      if (found) take(found, i, 1);
    }
    return rows;
  }
  const text = lines.join('\n');
  for (const found of text.matchAll(expression)) {
    if (found[0].trim() === '') continue;
    const from = text.slice(0, found.index).split('\n').length - 1;
    take(found, from, found[0].replace(/\n$/, '').split('\n').length);
  }
  return rows;
}

function wordsOf(record: LogRecord): PatternPreviewLine['fields'] {
  const { kind, clock, queue, time, machine, from, to, timestamp } = record;
  const told: readonly (readonly [PatternGroup, string | undefined])[] = [
    ['event', kind],
    ['clock', clock?.toString()],
    ['queue', queue?.toString()],
    ['time', time && timeWords(time)],
    ['machine', machine],
    ['from', from],
    ['to', typeof to === 'string' ? to : to?.join(', ')],
    ['timestamp', timestamp?.toString()],
  ];
  return Object.fromEntries(told.filter(([, words]) => words !== undefined));
}

function timeWords({ ms, basis }: ReadTime): string {
  if (basis === 'start') return `${ms / 1000} s`;
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return `${ms} ms`;
  const iso = date.toISOString();
  if (basis === 'day') return iso.slice(11, 23);
  return basis === 'utc' ? iso : iso.slice(0, 23).replace('T', ' ');
}
