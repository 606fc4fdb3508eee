// The tokens of a record (scan.ts) and what their surroundings say of them: labels, the entries of lists and vectors, the
// parts of names.

/** name: letters and digits together, or an address: "P1", "node-2", "10.0.0.1:8080". */
export type TokenKind = 'time' | 'number' | 'list' | 'vector' | 'name' | 'word';

/** 0: a blank. 1: a weak sign, such as a bracket or a full stop. 2: "label:", "label =", "label -". 3: a field ends here. */
export type Separation = 0 | 1 | 2 | 3;

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of a number; of a name, the digits that it ends with; NaN where there are none. */
  readonly value: number;
  /** Between this token and the one before it. */
  readonly separation: Separation;
  /** A key of JSON or a column's name; empty where the text before the token is all there is. */
  readonly column: string;
}

export interface Table {
  readonly delimiter: string;
  /** Empty where there is no header row. */
  readonly columns: readonly string[];
}

export interface ScanStyle {
  /** "2,0,0" is a list. */
  readonly plainLists: boolean;
  /** "0,508" is a number. */
  readonly decimalCommas: boolean;
  /** "15:20:28,123" is one time, and not a time and a number. */
  readonly commaFractions: boolean;
  /** Objects of JSON, or of Python, a line each: `"key":` is a column. */
  readonly keyed: boolean;
  readonly table: Table | undefined;
}

export const PLAIN_STYLE: ScanStyle = {
  plainLists: false,
  decimalCommas: false,
  commaFractions: true,
  keyed: false,
  table: undefined,
};

const words = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^A-Za-z_\s'.-]+/g;

/** "LogicalClock", "logical_clock" and "LOGICAL CLOCK" are "logical clock". */
export function plainWords(text: string): string {
  return (text.match(words) ?? []).join(' ').toLowerCase();
}

const NO_NAMES: ReadonlySet<string> = new Set();
const FILLERS = new Set([
  'is',
  'of',
  'at',
  'was',
  'now',
  'the',
  'a',
  'an',
  'with',
  'and',
  'value',
  'its',
  'my',
  's',
]);

/**
 * What the text before a token calls it: up to four words since the field began; a column's name where it has one. Signs
 * such as "@" count as a word. Names of machines are no labels.
 */
export function labelOf(
  tokens: readonly Token[],
  at: number,
  text: string,
  names: ReadonlySet<string> = NO_NAMES,
): string {
  const token = tokens[at]!;
  if (token.column !== '' && isBare(tokens, at)) return plainWords(token.column);
  if (token.kind === 'number' && token.start > 0 && text[token.start - 1] === '@') return '@';
  const found: string[] = [];
  let separation = token.separation;
  let strong = separation === 2;
  for (let i = at - 1; i >= 0 && found.length < 4; i--) {
    const before = tokens[i]!;
    if (separation === 3 || (separation === 2 && !strong) || before.kind !== 'word') break;
    if (before.column !== token.column || names.has(before.text)) break;
    strong = false;
    const plain = plainWords(before.text);
    if (found.length > 0 || !FILLERS.has(plain)) found.unshift(plain);
    separation = before.separation;
  }
  while (found.length > 1 && FILLERS.has(found[0]!)) found.shift();
  const prefix = token.kind === 'name' && token.separation !== 2 ? prefixOf(token.text) : '';
  const isMachine = CONNECTING.has(found.at(-1) ?? '') || CONNECTING.has(plainWords(prefix));
  if (prefix !== '' && !isMachine) return plainWords(prefix);
  const own = found.join(' ');
  return own === '' && token.column !== '' ? plainWords(token.column) : own;
}

/** After these comes a name: "to P2". */
const CONNECTING = new Set([
  'to',
  'from',
  'by',
  'machine',
  'node',
  'process',
  'host',
  'vm',
  'server',
  'peer',
  'port',
  'src',
  'source',
  'dest',
  'dst',
  'destination',
  'sender',
  'receiver',
  'recipient',
]);

/** "q" of "q0"; empty where digits stand before. */
function prefixOf(name: string): string {
  return /^[A-Za-z_]{1,12}(?=-?\d+$)/.exec(name)?.[0] ?? '';
}

/** Whether its cell has this token alone. */
function isBare(tokens: readonly Token[], at: number): boolean {
  const { column } = tokens[at]!;
  return tokens[at - 1]?.column !== column && tokens[at + 1]?.column !== column;
}

const COPULA = /^(?:is|was)$/i;

/** Whether the words before it are a label with a sign behind: "Queue length: 3", and no part of a sentence. */
export function isLabelWord(
  tokens: readonly Token[],
  at: number,
  names: ReadonlySet<string> = NO_NAMES,
): boolean {
  for (let i = at + 1; i < tokens.length; i++) {
    const next = tokens[i]!;
    if (next.kind === 'word' && next.separation !== 2 && names.has(next.text)) return false;
    if (next.column !== tokens[at]!.column) return false;
    if (next.separation === 2) return next.kind !== 'word' || i - at <= 4;
    if (next.separation === 0 && COPULA.test(next.text) && i - at <= 4) {
      const value = tokens[i + 1];
      return (
        value !== undefined &&
        value.separation === 0 &&
        (value.kind !== 'word' || !tokens[i + 2] || tokens[i + 2]!.separation === 3)
      );
    }
    if (next.separation === 3 || next.kind !== 'word') return false;
  }
  return false;
}

/** The numbers in a list, or in a vector without its names. */
export function numbersIn(text: string): number[] {
  const found = text.match(/\d+(?=\s*[,\]})\s]|$)/g) ?? [];
  return found.map(Number);
}

const PREFIX_WORD = /^(?:machine|node|process|proc|server|host|client|peer|rank|vm|log)(?=[A-Za-z])/i;
const PREFIX_WORDS = /^(?:machine|node|process|proc|server|host|client|peer|rank|vm|log)s?$/i;

/** Runs of digits and of letters, "vmA" as "vm" and "A". */
export function nameParts(name: string): { readonly text: string; readonly start: number }[] {
  return [...name.matchAll(/\d+|[A-Za-z]+/g)].flatMap(({ 0: text, index }) => {
    const prefix = PREFIX_WORDS.test(text) ? undefined : PREFIX_WORD.exec(text)?.[0];
    if (prefix === undefined || (text.length - prefix.length === 1 && /s$/.test(text)))
      return [{ text, start: index }];
    return [
      { text: prefix, start: index },
      { text: text.slice(prefix.length), start: index + prefix.length },
    ];
  });
}

export interface VectorEntry {
  readonly host: string;
  readonly value: number;
}

export function vectorOf(text: string): VectorEntry[] {
  const entries: VectorEntry[] = [];
  for (const part of text.slice(1, -1).split(',')) {
    const at = Math.max(part.lastIndexOf(':'), part.lastIndexOf('='));
    entries.push({
      host: part
        .slice(0, at)
        .trim()
        .replace(/^["']|["']$/g, ''),
      value: Number(part.slice(at + 1)),
    });
  }
  return entries;
}

/** How the place of a slot is called among codes: by its column or label, else by its number among the tokens. */
export function codePlace(label: string, token: number): string {
  return label === '' ? `#${token}` : label;
}
