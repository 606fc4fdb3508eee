// What the sampled records have in common: a template for each kind of record (its words, and where its values are), and
// the values of each record in columns by template.
import { readTime } from '../logs/read-time.ts';
import {
  codePlace,
  isLabelWord,
  labelOf,
  numbersIn,
  plainWords,
  type Token,
  type TokenKind,
} from './tokens.ts';

/** One place in a template where values differ. */
export interface Slot {
  /** Which token of the template, from 0. */
  readonly token: number;
  readonly kind: TokenKind;
  readonly label: string;
}

export interface Template {
  readonly key: string;
  readonly slots: readonly Slot[];
  /** Its words that are no labels and no names, in order, in small letters. */
  readonly words: readonly string[];
  /** Its words that are labels. */
  readonly labelWords: readonly string[];
  /** Which of its tokens is the first word that is no label and no name; -1 where there is none. */
  readonly firstWord: number;
  /** An example. */
  readonly text: string;
  readonly tokens: readonly Token[];
  count: number;
}

/** Words that are values: names of machines, and words that hardly any record has. */
export interface Vocabulary {
  /** As they are written. */
  readonly names: ReadonlySet<string>;
  /** In small letters; undefined where all words are kept. */
  readonly kept: ReadonlySet<string> | undefined;
  /** The places (codes.ts) whose values are words. */
  readonly codes: ReadonlySet<string>;
}

const SIGNS: Readonly<Record<TokenKind, string>> = {
  time: 'T ',
  number: '# ',
  list: 'L ',
  vector: 'V ',
  name: '@ ',
  word: '',
};

/** What stays the same on records of one kind: its words, and the kinds of the values between them. */
export function templateKey(tokens: readonly Token[], vocabulary: Vocabulary, text: string): string {
  const { names, kept, codes } = vocabulary;
  let key = '';
  let column = '';
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.column !== column) {
      column = token.column;
      key += '|';
    }
    if (codes.size > 0 && token.kind !== 'word' && isCode(tokens, i, text, codes)) {
      key += `=${token.text} `;
      continue;
    }
    if (token.kind !== 'word') key += token.separation === 3 ? `;${SIGNS[token.kind]}` : SIGNS[token.kind];
    else if (names.size > 0 && names.has(token.text)) key += '@ ';
    else if (kept && !kept.has(token.text.toLowerCase())) key += '* ';
    else key += `${token.text} `;
  }
  return key;
}

function isCode(tokens: readonly Token[], at: number, text: string, codes: ReadonlySet<string>): boolean {
  return codes.has(codePlace(labelOf(tokens, at, text), at));
}

/** `tokens` are those of one record of the template. */
export function templateOf(
  key: string,
  tokens: readonly Token[],
  text: string,
  vocabulary: Vocabulary,
): Template {
  const slots: Slot[] = [];
  const words: string[] = [];
  const labelWords: string[] = [];
  let firstWord = -1;
  for (const [i, token] of tokens.entries()) {
    const small = token.text.toLowerCase();
    const named = token.kind === 'word' && vocabulary.names.has(token.text);
    if (vocabulary.codes.size > 0 && token.kind !== 'word' && isCode(tokens, i, text, vocabulary.codes)) {
      words.push(...codeWords(labelOf(tokens, i, text), token.text));
      continue;
    }
    if (token.kind !== 'word' || named)
      slots.push({
        token: i,
        kind: named ? 'name' : token.kind,
        label: labelOf(tokens, i, text, vocabulary.names),
      });
    else if (!vocabulary.kept || vocabulary.kept.has(small)) {
      const isLabel = isLabelWord(tokens, i, vocabulary.names);
      if (!isLabel && firstWord < 0) firstWord = i;
      (isLabel ? labelWords : words).push(...plainWords(token.text).split(' '));
    }
  }
  return { key, slots, words, labelWords, firstWord, text, tokens, count: 0 };
}

/** Of a flag that is set its label; of one that is not, nothing; of a code, its label and itself. */
function codeWords(label: string, value: string): string[] {
  if (value === '0' && label !== '') return [];
  return value === '1' && label !== ''
    ? label.split(' ')
    : [...label.split(' '), value].filter(word => word !== '');
}

/** The number that a token gives to a series; NaN where it gives none. */
export function valueOf(token: Token): number {
  if (token.kind === 'time') return readTime(token.text)?.ms ?? NaN;
  if (token.kind === 'list') {
    const [only, ...more] = numbersIn(token.text);
    return only !== undefined && more.length === 0 ? only : NaN;
  }
  return token.value;
}

/** Whether a slot's values are numbers, as far as the example shows. */
export function holdsNumber({ tokens }: Template, { kind, token }: Slot): boolean {
  return kind === 'number' || (kind === 'name' && !Number.isNaN(tokens[token]!.value));
}

export interface SampledRecord {
  readonly template: number;
  readonly tokens: readonly Token[];
  readonly line: number;
  readonly lines: number;
  /** By slot of its template. */
  readonly values: Float64Array;
}

/** The records of one file's beginning. */
export interface SampledFile {
  readonly name: string;
  readonly records: readonly SampledRecord[];
}

export interface Sample {
  readonly files: readonly SampledFile[];
  readonly templates: readonly Template[];
  readonly vocabulary: Vocabulary;
}

/** More templates than that: words that are values have not been told from words. */
const TEMPLATES_MAX = 600;
/** With fewer words than that, all are kept. */
const WORDS_KEPT_MAX = 120;

export interface ScannedRecord {
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly line: number;
  readonly lines: number;
}

export interface ScannedFile {
  readonly name: string;
  readonly records: readonly ScannedRecord[];
}

export function sampleFrom(
  files: readonly ScannedFile[],
  names: ReadonlySet<string>,
  codes: ReadonlySet<string>,
): Sample {
  const vocabulary = { names, kept: keptWords(files), codes };
  const numbers = new Map<string, number>();
  const templates: Template[] = [];
  const sampled = files.map(({ name, records }) => ({
    name,
    records: records.flatMap(({ tokens, text, line, lines }): SampledRecord[] => {
      const key = templateKey(tokens, vocabulary, text);
      let number = numbers.get(key);
      if (number === undefined) {
        if (templates.length >= TEMPLATES_MAX) return [];
        number = templates.length;
        numbers.set(key, number);
        templates.push(templateOf(key, tokens, text, vocabulary));
      }
      const template = templates[number]!;
      template.count += 1;
      const values = Float64Array.from(template.slots, slot => valueOf(tokens[slot.token]!));
      return [{ template: number, tokens, line, lines, values }];
    }),
  }));
  return { files: sampled, templates, vocabulary };
}

/** Undefined where there are few enough to keep them all. */
function keptWords(files: readonly ScannedFile[]): ReadonlySet<string> | undefined {
  const counts = new Map<string, number>();
  let records = 0;
  for (const file of files)
    for (const { tokens } of file.records) {
      records += 1;
      for (const { kind, text } of tokens)
        if (kind === 'word') {
          const small = text.toLowerCase();
          counts.set(small, (counts.get(small) ?? 0) + 1);
        }
    }
  if (counts.size <= WORDS_KEPT_MAX) return undefined;
  const least = Math.max(3, 0.01 * records);
  return new Set([...counts].flatMap(([word, count]) => (count >= least ? [word] : [])));
}
