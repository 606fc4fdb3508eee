// The words that lines of logs have in common: kinds of events, lists of machines, whole numbers.
import type { EventKind } from '../../core/event.ts';
import { NONE } from '../../core/machine-log.ts';
import type { Recipients } from './log-record.ts';

const RECEIVE_WORDS = /\b(?:rece?i?ei?v\w*|re?cv?d?|got|deliver\w*|incoming|r)\b/i;
const SEND_WORDS = /\b(?:sen[dt]\w*|multi-?cast\w*|broad-?cast\w*|transmit\w*|outgoing|s)\b/i;
const INTERNAL_WORDS = /\b(?:internal\w*|local\w*|idle|comput\w*|none|i)\b/i;
const ALL_WORDS = /\b(?:all|every(?:one|body)?|others|multi-?cast\w*|broad-?cast\w*)\b/i;

/** Generous: "RECEIVE", "recv", "Message got", "multicast to all", "internal event". */
export function kindOf(words: string): EventKind | undefined {
  const plain = words.replace(/_/g, ' ');
  const receive = plain.search(RECEIVE_WORDS);
  const send = plain.search(SEND_WORDS);
  if (receive >= 0 && (send < 0 || receive < send)) return 'receive';
  if (send >= 0) return 'send';
  return INTERNAL_WORDS.test(plain) ? 'internal' : undefined;
}

/**
 * "SEND to 1 and 2", "2,3", "[1, 2]", "both other machines", "all". Undefined when nobody is named, or when something else is
 * among the names, which may be a name that was spoilt.
 */
export function recipientsOf(words: string): Recipients {
  const text = words.slice(Math.max(0, words.search(SEND_WORDS)));
  if (/\bboth\b/i.test(text) && !/\d/.test(text)) return 'both';
  const names = namesIn(text);
  if (names.length > 0) return isListOf(names, text) ? names : undefined;
  return everyoneIn(text);
}

const NAME = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.:@/-]*[\p{L}\p{N}_])?/gu;
/** What joins the names of a list, and what people call machines. */
export const AMONG_NAMES =
  /^(?:and|or|to|both|machines?|vms?|nodes?|process(?:es)?|servers?|ports?|peers?|ranks?|hosts?|ids?|m|p)$/i;
export const JOINS = /^(?:and|or)$/i;
/** Signs that stand around the names of a list. */
const PLAIN_SIGNS = /^[\s,;.:!&+|/()[\]{}'"#=<>→\p{Pd}\p{Pi}\p{Pf}]*$/u;

/** The words of a text that may be names. */
export function namesAmong(text: string): string[] {
  return text.match(NAME) ?? [];
}

/** Whether nothing but what joins them is among the names of a list, and nothing is joined to its ends that is no name. */
export function isListOf(names: readonly string[], text: string): boolean {
  const known = new Set(names);
  const words = [...text.matchAll(NAME)];
  const isName = ({ 0: word }: RegExpExecArray): boolean =>
    known.has(word) || known.has(plainNumber(word)) || known.has(plainNumber(/\d+$/.exec(word)?.[0] ?? ''));
  const first = words.findIndex(isName);
  const last = words.findLastIndex(isName);
  if (first < 0) return true;
  if (words.filter(isName).length !== names.length) return false;
  const between = (from: number, to: number): string =>
    text.slice(from < 0 ? 0 : words[from]!.index + words[from]![0].length, words[to]?.index);
  for (let at = first; at <= last; at++) {
    if (!isName(words[at]!) && !AMONG_NAMES.test(words[at]![0])) return false;
    if (at > first && !PLAIN_SIGNS.test(between(at - 1, at))) return false;
  }
  if (first > 0 && JOINS.test(words[first - 1]![0])) return false;
  if (words[last + 1] && JOINS.test(words[last + 1]![0])) return false;
  return PLAIN_SIGNS.test(between(first - 1, first)) && PLAIN_SIGNS.test(between(last, last + 1).slice(0, 1));
}

/** The same from words that say what happened: a code such as "S" is not a name. */
export function recipientsIn(event: string): Recipients {
  return recipientsOf(event.replace(/^\s*s\b/i, ''));
}

/** Words for all others, whatever names stand beside them. */
export function everyoneIn(words: string): 'both' | 'all' | undefined {
  if (/\bboth\b/i.test(words)) return 'both';
  return ALL_WORDS.test(words) ? 'all' : undefined;
}

function namesIn(words: string): string[] {
  const numbers = words.match(/\d+/g);
  if (numbers) return [...new Set(numbers.map(plainNumber))];
  const letters = words.match(/\b[A-Z]\b/g);
  return letters ? [...new Set(letters)] : [];
}

/** The name of a machine in some text: its number, or a single letter, or the text itself. */
export function machineNameIn(words: string): string | undefined {
  const number = /\d+(?!.*\d)/.exec(words)?.[0];
  if (number !== undefined) return plainNumber(number);
  const trimmed = words.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** "007" and "7" are one machine. */
export function plainNumber(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** A clock, a queue length or a timestamp; undefined for anything else and for what no column can hold. */
export function countOf(written: string | undefined): number | undefined {
  if (written === undefined || !/^\s*\d+(?:\.0+)?\s*$/.test(written)) return undefined;
  const value = Number(written);
  return value < NONE ? value : undefined;
}

export const COUNT_PROBLEM = 'Its logical clock is not a whole number from 0 to 4,294,967,294.';
