// A pattern for logs of no known family: a regular expression whose named groups say what is what in a record, which may
// span lines.
import type { EventKind } from '../../core/event.ts';
import { kindByWords } from '../infer/kind-words.ts';
import type { WordMeaning } from '../../words/word-meanings.ts';
import { kindOf } from './line-words.ts';

/** What groups may be called. The three kinds: the group that takes part says what happened. */
export const PATTERN_GROUPS = [
  'event',
  'clock',
  'queue',
  'time',
  'machine',
  'from',
  'to',
  'timestamp',
  'send',
  'receive',
  'internal',
] as const;
export type PatternGroup = (typeof PATTERN_GROUPS)[number];

/** As ShiViz and its relatives call them. */
const ALIASES: Readonly<Partial<Record<string, PatternGroup>>> = { host: 'machine', date: 'time' };
const KIND_GROUPS = ['receive', 'send', 'internal'] as const;

/** By the word, in small letters. */
export type WordTable = ReadonlyMap<string, WordMeaning>;

export interface Pattern {
  readonly kind: 'pattern';
  readonly source: string;
  /** Global, with `^` and `$` at each line where a record spans lines. */
  readonly expression: RegExp;
  /** Whether a record may span lines. */
  readonly spansLines: boolean;
  readonly groups: readonly PatternGroup[];
  /** Groups of other names: fields that are not read. */
  readonly others: readonly string[];
}

export type CompiledPattern = Pattern | { readonly kind: 'problem'; readonly message: string };

/** `/…/i` is read with its flags, and Python's `(?P<name>…)` as what it means. */
export function compilePattern(source: string): CompiledPattern {
  const [, inside, flags = ''] = /^\s*\/(.*)\/([a-z]*)\s*$/s.exec(source) ?? [];
  const body = (inside ?? source).replaceAll('(?P<', '(?<');
  if (body.trim() === '') return problem('The pattern is empty.');
  const spansLines = /\\n|\\r|\[\\s\\S\]|\[\^\]|\n/.test(body) || flags.includes('s');
  let expression: RegExp;
  let named: readonly string[];
  try {
    expression = new RegExp(body, `${flags.replace(/[gym]/g, '')}g${spansLines ? 'm' : ''}`);
    // The alternative of nothing matches everywhere, and then each group that the pattern has is there.
    named = Object.keys(new RegExp(`${body}|`, expression.flags.replace('g', '')).exec('')?.groups ?? {});
  } catch (error) {
    return problem(`This is not a regular expression: ${reasonOf(error)}.`);
  }
  const groups = PATTERN_GROUPS.filter(group => named.some(name => groupOf(name) === group));
  const tells = groups.includes('event') || KIND_GROUPS.some(kind => groups.includes(kind));
  if (!tells && !(groups.includes('from') && groups.includes('to')))
    return problem(
      'The pattern needs a group named event, for what happened: for example (?<event>SEND|RECEIVE|INTERNAL). ' +
        'Groups named send, receive and internal, or from and to for whole messages, do as well.',
    );
  return {
    kind: 'pattern',
    source,
    expression,
    spansLines,
    groups,
    others: named.filter(name => groupOf(name) === undefined),
  };
}

/** Undefined for a name that means nothing here. */
export function groupOf(name: string): PatternGroup | undefined {
  const own = PATTERN_GROUPS.find(group => group === name);
  return own ?? (Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined);
}

function problem(message: string): CompiledPattern {
  return { kind: 'problem', message };
}

/** What engines say, without the pattern that they repeat. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.slice(message.lastIndexOf(': ') + 1).trim();
  return `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`.replace(/\.$/, '');
}

export function wordTableOf(words: Readonly<Record<string, WordMeaning>> | undefined): WordTable {
  return new Map(Object.entries(words ?? {}).map(([word, meaning]) => [word.trim().toLowerCase(), meaning]));
}

/** The texts that the groups of a pattern took, by what they mean; missing where a group took no part. */
export type GroupTexts = ReadonlyMap<PatternGroup, string>;

export function groupTexts(found: RegExpExecArray | RegExpMatchArray): GroupTexts {
  const texts = new Map<PatternGroup, string>();
  for (const [name, text] of Object.entries(found.groups ?? {})) {
    const group = groupOf(name);
    if (group && text !== undefined && !texts.has(group)) texts.set(group, text.trim());
  }
  return texts;
}

/**
 * What happened: by the group that took part, by a person's table, by the words that logs have. Where a pattern or a table
 * says what sends and receives are, all else is internal. Undefined where nothing says.
 */
export function meaningOf(texts: GroupTexts, { groups }: Pattern, words: WordTable): WordMeaning | undefined {
  const kind = KIND_GROUPS.find(group => texts.has(group));
  if (kind) return kind;
  const event = texts.get('event');
  if (event !== undefined) {
    const known = inTable(event.toLowerCase(), words) ?? kindInWords(event);
    if (known) return known;
  }
  const isTold = KIND_GROUPS.some(group => groups.includes(group)) || words.size > 0;
  return isTold ? 'internal' : undefined;
}

function kindInWords(event: string): EventKind | undefined {
  const words = event.toLowerCase().match(/[a-z]+(?:-[a-z]+)*/g) ?? [];
  // Codes such as "IE" mean what their program's legend says, which a pattern does not read.
  return kindOf(event) ?? (words.some(({ length }) => length > 2) ? kindByWords(words)?.kind : undefined);
}

/** The longest entry that is there as whole words. */
function inTable(event: string, words: WordTable): WordMeaning | undefined {
  const exact = words.get(event);
  if (exact) return exact;
  let best = '';
  for (const word of words.keys()) if (word.length > best.length && hasWhole(event, word)) best = word;
  return best === '' ? undefined : words.get(best);
}

function hasWhole(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isWordAt(text, at - 1, word[0]!) && !isWordAt(text, at + word.length, word.at(-1)!)) return true;
  return false;
}

/** Whether the word goes on at `at`, where it ends with `edge`. */
function isWordAt(text: string, at: number, edge: string): boolean {
  return /\w/.test(edge) && /\w/.test(text[at] ?? ' ');
}
