// A text in the search matches what stands about an event in words: its kind, its machine's name, the names of its messages,
// its file, the line that an opened log has for it, and what a program's run says beside it. Upper and lower case are the same.
import { KINDS, NONE, RECEIVE, SEND } from '../../core/machine-log.ts';
import type { SearchIndex, Stretch } from './search-index.ts';

/** `text` in lower case. */
export function narrowByText(index: SearchIndex, text: string, { log, first, end, mask }: Stretch): void {
  const { trace } = index;
  if (trace.nameOf(log.machine).toLowerCase().includes(text)) return;
  const inKind = KINDS.map(kind => kind.includes(text));
  const origin = trace.origin?.machines[log.machine - 1];
  const inFile = trace.origin?.files.map(file => file.toLowerCase().includes(text));
  const anyFile = inFile?.includes(true) ? origin?.files : undefined;
  const texts = index.textsOf(log.machine);
  const said = index.programWordsOf(log.machine);
  const names = index.prefixes.map(prefix => nameMatch(prefix, text));
  const own = names[log.machine - 1]!;
  const { kinds, peers, messageNumbers } = log;
  for (let at = first; at < end; at++) {
    if (mask[at - first] !== 1) continue;
    const kind = kinds[at]!;
    if (
      inKind[kind] ||
      texts?.[at]?.includes(text) ||
      said?.[at]?.includes(text) ||
      (anyFile && inFile![anyFile[at]!])
    )
      continue;
    const number = messageNumbers[at]!;
    let isIn = false;
    if (number !== NONE && kind === RECEIVE) isIn = matches(names[peers[at]! - 1], number);
    else if (number !== NONE && kind === SEND)
      for (let i = 0; i < peers[at]! && !isIn; i++) isIn = matches(own, number + i);
    if (!isIn) mask[at - first] = 0;
  }
}

/** Which of a sender's messages have a text in their names, without making a string for each. */
interface NameMatch {
  readonly all: boolean;
  /** The number begins with one of these digits. */
  readonly begins: readonly Digits[];
  /** It has these digits somewhere. */
  readonly has: Digits | undefined;
}

interface Digits {
  readonly value: number;
  /** 10 to the number of digits. */
  readonly power: number;
  /** Whether the first one is 0, which no number begins with. */
  readonly zero: boolean;
}

const DIGITS = /^\d+$/;
const DIGITS_MAX = 10; // of any number of a message

/** The name is the prefix, a hyphen and the number: the text can lie before, across or behind the hyphen. */
function nameMatch(prefix: string, text: string): NameMatch | undefined {
  let all = prefix.includes(text);
  const begins: Digits[] = [];
  for (let hyphen = text.indexOf('-'); hyphen !== -1; hyphen = text.indexOf('-', hyphen + 1)) {
    const behind = text.slice(hyphen + 1);
    if (!prefix.endsWith(text.slice(0, hyphen))) continue;
    if (behind === '') all = true;
    const digits = digitsOf(behind);
    if (digits && !digits.zero) begins.push(digits);
  }
  const has = digitsOf(text);
  return all || begins.length > 0 || has ? { all, begins, has } : undefined;
}

function digitsOf(text: string): Digits | undefined {
  if (!DIGITS.test(text) || text.length > DIGITS_MAX) return undefined;
  return { value: Number(text), power: 10 ** text.length, zero: text.startsWith('0') };
}

function matches(match: NameMatch | undefined, number: number): boolean {
  if (!match) return false;
  if (match.all || (match.has && hasDigits(match.has, number))) return true;
  for (const digits of match.begins) if (beginsWith(digits, number)) return true;
  return false;
}

function beginsWith({ value, power }: Digits, number: number): boolean {
  let rest = number;
  while (rest >= power) rest = Math.floor(rest / 10);
  return rest === value;
}

function hasDigits({ value, power, zero }: Digits, number: number): boolean {
  for (let rest = number; rest > 0; rest = Math.floor(rest / 10))
    // Digits that begin with 0 need another one before them.
    if (rest % power === value && (!zero || rest >= power)) return true;
  return false;
}
