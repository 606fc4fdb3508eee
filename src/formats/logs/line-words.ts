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

/** "1 and 2", "2,3", "[1, 2]", "both other machines", "all". Undefined when nobody is named. */
export function recipientsOf(words: string): Recipients {
  if (/\bboth\b/i.test(words)) return /\d/.test(words) ? namesIn(words) : 'both';
  const names = namesIn(words);
  if (names.length > 0) return names;
  return everyoneIn(words);
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
