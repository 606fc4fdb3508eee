// The address of the page that opens logs: the fragment may carry the pattern for files of an unknown kind, a reading of such
// files, or a small run.
import { badLinkedRun, badReading, badWords, patternTooLong } from '../words/form-problems.ts';
import { WORD_MEANINGS, type WordMeaning } from '../words/word-meanings.ts';
import {
  defaultsOf,
  parseFields,
  plainField,
  problem,
  Problems,
  readFields,
  value,
  writeFields,
} from './fields.ts';

/** Characters of a pattern: an address has to carry it. */
export const PATTERN_MAX = 2000;

/** Characters of a packed reading. */
export const READING_MAX = 16_000;

/** Characters of a run inside a link; what is written is shorter. */
export const LINKED_RUN_MAX = 16_000;

/** Words with a meaning; more would make the address too long. */
export const WORDS_MAX = 40;
const WORD_LENGTH_MAX = 60;
/** What words that a pattern takes for what happened mean, as pairs in the order in which a person said them. */
export type WordMeanings = readonly (readonly [word: string, meaning: WordMeaning])[];

/** `ie:internal,xmit%20to:send`: a comma, a colon or a percent sign in a word is written as in an address. */
export function wordsText(words: WordMeanings): string {
  return words.map(([word, meaning]) => `${encodeURIComponent(word)}:${meaning}`).join(',');
}

function parseWords(text: string): WordMeanings | undefined {
  if (text === '') return [];
  const words: (readonly [string, WordMeaning])[] = [];
  for (const pair of text.split(',')) {
    const [, written = '', named] = /^(.{1,400}):(\w+)$/s.exec(pair) ?? [];
    const meaning = WORD_MEANINGS.find(one => one === named);
    const word = decoded(written);
    if (!meaning || !word || word.length > WORD_LENGTH_MAX || words.length === WORDS_MAX) return undefined;
    words.push([word, meaning]);
  }
  return words;
}

function decoded(written: string): string | undefined {
  try {
    return decodeURIComponent(written);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

export const OPEN_FIELDS = {
  pattern: plainField('', text =>
    text.length > PATTERN_MAX ? problem(patternTooLong(PATTERN_MAX)) : value(text),
  ),
  words: plainField('', text => {
    const words = parseWords(text);
    return words ? value(words) : problem(badWords(WORDS_MAX));
  }),
  /** Packed; whether it is a whole reading is seen when it is unpacked. */
  reading: plainField('', text =>
    /^[\w-]*$/.test(text) && text.length <= READING_MAX ? value(text) : problem(badReading(READING_MAX)),
  ),
  /** A run, packed; whether it is whole is seen when it is unpacked. */
  trace: plainField('', text =>
    /^[\w-]*$/.test(text) && text.length <= LINKED_RUN_MAX
      ? value(text)
      : problem(badLinkedRun(LINKED_RUN_MAX)),
  ),
};

export interface OpenAddress {
  /** Empty when the address has none, or one that is too long. */
  readonly pattern: string;
  readonly words: WordMeanings;
  /** As it is packed; empty when the address has none, or one that cannot be one. */
  readonly reading: string;
  /** A run, as it is packed; empty when the address has none, or one that cannot be one. */
  readonly trace: string;
  /** What the address says and means nothing here, in sentences. */
  readonly problems: readonly string[];
}

/** `query` is what follows `#/open?`. Never throws: what cannot be understood is a problem. */
export function readOpenAddress(query: string): OpenAddress {
  const { draft, problems } = readFields(OPEN_FIELDS, query);
  const found = new Problems<keyof typeof OPEN_FIELDS>();
  const values = parseFields(OPEN_FIELDS, draft, found.complain);
  const { pattern = '', words = [], reading = '', trace = '' } = values;
  return {
    pattern,
    words,
    reading,
    trace,
    problems: [...problems, ...found.list].map(({ message }) => message),
  };
}

/** The fragment's query for a pattern, its words, a reading and a run: what {@link readOpenAddress} turns back into the same ones. */
export function writeOpenAddress({
  pattern = '',
  words = [],
  reading = '',
  trace = '',
}: Partial<Omit<OpenAddress, 'problems'>>): string {
  return writeFields(OPEN_FIELDS, {
    ...defaultsOf(OPEN_FIELDS),
    pattern,
    words: wordsText(words),
    reading,
    trace,
  });
}
