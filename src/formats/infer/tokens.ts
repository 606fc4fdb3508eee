// Cuts the text of a record into tokens: times, numbers, lists, vectors, names and words, each with what separates it from
// the one before. One pass over the characters, and expressions that cannot backtrack far: a line costs its length.

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

const TIMES: readonly RegExp[] = [
  /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ,:_-]{1,3}\d{1,2}[:.-]\d{2}(?:[:.-]\d{2}(?:[.,:]\d{1,9})?)?(?: ?(?:Z|UTC|GMT)\b|[+-]\d{2}:?\d{2}\b)?)?(?![\w])/y,
  /\d{8}[-T_ ]\d{2}:?\d{2}:?\d{2}(?:[.,]\d{1,9})?(?![\w])/y,
  /\d{1,2}\/\d{1,2}\/\d{4}[ ,]{1,3}\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AP]M\b)?/iy,
  /\d{1,2}[-/]\d{1,2}[_ T]\d{1,2}[:-]\d{2}[:-]\d{2}(?:[.,]\d{1,9})?(?![\w])/y,
  /\d{1,2}:\d{2}:\d{2}(?:[.,:]\d{1,9})?(?: ?[AP]M\b)?(?![\w:])/iy,
];
const MONTH =
  /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? {1,2})?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? {1,2}\d{1,2},? {1,2}(?:\d{4},? {1,2})?\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: \d{4})?(?![\w])/y;
const ADDRESS = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?(?![\w.])/y;
const NUMBER = /\d{1,24}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?/iy;
const DECIMAL_COMMA = /\d{1,12},\d{1,9}(?![\w,])/y;
const PLAIN_LIST = /\d{1,15}(?:,\d{1,15}){1,63}(?![\w.,])/y;
const LIST =
  /\[ {0,2}(?:\d{1,15}(?: {0,2}[, ] {0,2}\d{1,15}){0,63})? {0,2}\]|\((?: {0,2}\d{1,15}(?: {0,2}, {0,2}\d{1,15}){1,63}) {0,2},?\)/y;
const VECTOR =
  /\{ {0,2}["']?[^"'{}:,\n]{1,64}["']? {0,2}[:=] {0,2}\d{1,15}(?: {0,2}, {0,2}["']?[^"'{}:,\n]{1,64}["']? {0,2}[:=] {0,2}\d{1,15}){0,999} {0,2}\}/y;
const UNIT = /(?:ns|us|µs|ms|s|sec|seconds|hz)(?![\w])/iy;
const WORD_REST = /[\p{L}\p{M}\d_']*(?:-[\p{L}\p{M}\d_']+)*/uy;
const HOST_REST = /(?:[.:]\w+)*:\d{1,5}(?![\w:.])/y;
const QUOTED_KEY = /(["'])([^"'\n]{1,80})\1 {0,2}: {0,2}/y;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 191;
}

export interface ScanStyle {
  /** "2,0,0" is a list. */
  readonly plainLists: boolean;
  /** "0,508" is a number. */
  readonly decimalCommas: boolean;
  /** Objects of JSON, or of Python, a line each: `"key":` is a column. */
  readonly keyed: boolean;
  readonly table: Table | undefined;
}

export const PLAIN_STYLE: ScanStyle = {
  plainLists: false,
  decimalCommas: false,
  keyed: false,
  table: undefined,
};

/** The tokens of a record, which may have several lines. */
export function scan(text: string, style: ScanStyle): Token[] {
  const tokens: Token[] = [];
  if (!style.table) scanInto(tokens, text, 0, text.length, style, '');
  else {
    let cell = 0;
    visitCells(text, style.table.delimiter, (start, end) => {
      scanInto(tokens, text, start, end, style, style.table!.columns[cell] ?? '');
      cell += 1;
    });
  }
  return tokens;
}

/** Quotes keep a delimiter inside a cell. */
export function visitCells(
  text: string,
  delimiter: string,
  visit: (start: number, end: number) => void,
): void {
  const between = delimiter.charCodeAt(0);
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) quoted = !quoted;
    if (i < text.length && (quoted || code !== between)) continue;
    visit(start, i);
    start = i + 1;
  }
}

function scanInto(
  tokens: Token[],
  text: string,
  from: number,
  to: number,
  style: ScanStyle,
  cell: string,
): void {
  let separation: Separation = 3;
  let column = cell;
  let i = from;
  const first = tokens.length;
  const take = (kind: TokenKind, end: number, value: number): void => {
    tokens.push({ kind, start: i, end, text: text.slice(i, end), value, separation, column });
    separation = 0;
    i = end;
  };
  const end = (expression: RegExp): number => {
    expression.lastIndex = i;
    return expression.test(text) && expression.lastIndex <= to ? expression.lastIndex : 0;
  };
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code === 32) i += 1;
    else if (isDigit(code)) digits();
    else if (isLetter(code)) letters();
    else sign(code);
  }

  function digits(): void {
    for (const form of TIMES) {
      const found = timeEnd(form);
      if (found) return take('time', found, NaN);
    }
    const address = end(ADDRESS);
    if (address) return take('name', address, NaN);
    const list = style.plainLists ? end(PLAIN_LIST) : 0;
    if (list) return take('list', list, NaN);
    const decimal = style.decimalCommas ? end(DECIMAL_COMMA) : 0;
    if (decimal) return take('number', decimal, Number(text.slice(i, decimal).replace(',', '.')));
    const number = end(NUMBER);
    if (!number) {
      i += 1;
      return;
    }
    const value = Number(text.slice(i, number));
    if (number >= to || !isLetter(text.charCodeAt(number))) return take('number', number, value);
    UNIT.lastIndex = number;
    if (UNIT.test(text)) {
      take('number', number, value);
      i = Math.min(to, UNIT.lastIndex);
      return;
    }
    WORD_REST.lastIndex = number;
    WORD_REST.test(text);
    take('name', Math.min(to, Math.max(number, WORD_REST.lastIndex)), NaN);
  }

  function timeEnd(form: RegExp): number {
    const third = text.charCodeAt(i + 1);
    // Nearly every number is short and plain: tell so by the first sign that is no digit.
    if (!isDigit(third) && third !== 58 && third !== 47 && third !== 45) return 0;
    return end(form);
  }

  function letters(): void {
    const month = end(MONTH);
    if (month) return take('time', month, NaN);
    WORD_REST.lastIndex = i;
    WORD_REST.test(text);
    let stop = Math.min(to, Math.max(i + 1, WORD_REST.lastIndex));
    HOST_REST.lastIndex = stop;
    if (HOST_REST.test(text) && HOST_REST.lastIndex <= to && text.charCodeAt(stop) === 46)
      return take('name', HOST_REST.lastIndex, NaN);
    let digitsFrom = stop;
    while (digitsFrom > i && isDigit(text.charCodeAt(digitsFrom - 1))) digitsFrom -= 1;
    if (digitsFrom < stop) return take('name', stop, Number(text.slice(digitsFrom, stop)));
    while (stop > i + 1 && text.charCodeAt(stop - 1) === 39) stop -= 1;
    const hasDigit = /\d/.test(text.slice(i, stop));
    take(hasDigit ? 'name' : 'word', stop, NaN);
  }

  function sign(code: number): void {
    if (code === 91 || code === 40) {
      const list = end(LIST);
      if (list) return take('list', list, NaN);
    } else if (code === 123 && (!style.keyed || tokens.length > first)) {
      const vector = end(VECTOR);
      if (vector) return take('vector', vector, NaN);
    } else if (code === 34 || code === 39) {
      if (style.keyed) {
        const key = end(QUOTED_KEY);
        if (key) {
          QUOTED_KEY.lastIndex = i;
          column = QUOTED_KEY.exec(text)?.[2] ?? '';
          separation = 3;
          i = key;
          return;
        }
      }
    }
    separation = Math.max(separation, weightOf(code)) as Separation;
    i += 1;
  }

  function weightOf(code: number): Separation {
    switch (code) {
      case 9:
      case 10:
      case 33: // !
      case 44: // ,
      case 59: // ;
      case 124: // |
      case 93: // ]
      case 41: // )
      case 91: // [
        return 3;
      case 58: // :
      case 61: // =
        return 2;
      case 45: // -
        return text.charCodeAt(i + 1) === 62 ? 3 : text.charCodeAt(i + 1) === 32 ? 2 : 1;
      case 46: // .
        return text.charCodeAt(i + 1) === 32 || i + 1 >= to ? 3 : 1;
      default:
        return 1;
    }
  }
}

const words = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^A-Za-z_\s'.-]+/g;

/** "LogicalClock", "logical_clock" and "LOGICAL CLOCK" are "logical clock". */
export function plainWords(text: string): string {
  return (text.match(words) ?? []).join(' ').toLowerCase();
}

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
 * such as "@" count as a word.
 */
export function labelOf(tokens: readonly Token[], at: number, text: string): string {
  const token = tokens[at]!;
  if (token.column !== '' && isBare(tokens, at)) return plainWords(token.column);
  if (token.kind === 'number' && token.start > 0 && text[token.start - 1] === '@') return '@';
  const found: string[] = [];
  let separation = token.separation;
  let strong = separation === 2;
  for (let i = at - 1; i >= 0 && found.length < 4; i--) {
    const before = tokens[i]!;
    if (separation === 3 || (separation === 2 && !strong) || before.kind !== 'word') break;
    if (before.column !== token.column) break;
    strong = false;
    const plain = plainWords(before.text);
    if (found.length > 0 || !FILLERS.has(plain)) found.unshift(plain);
    separation = before.separation;
  }
  while (found.length > 1 && FILLERS.has(found[0]!)) found.shift();
  const prefix = token.kind === 'name' && token.separation !== 2 ? prefixOf(token.text) : '';
  if (prefix !== '' && !CONNECTING.has(found.at(-1) ?? '')) return plainWords(prefix);
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
export function isLabelWord(tokens: readonly Token[], at: number): boolean {
  for (let i = at + 1; i < tokens.length; i++) {
    const next = tokens[i]!;
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
