// Cuts the text of a record into tokens: times, numbers, lists, vectors, names and words, each with what separates it from
// the one before. One pass over the characters, and expressions that cannot backtrack far: a line costs its length.
import type { ScanStyle, Separation, Token, TokenKind } from './tokens.ts';

const YEAR_FIRST: readonly RegExp[] = [
  /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ,:_-]{1,3}\d{1,2}[:.-]\d{2}(?:[:.-]\d{2}(?:[.,:]\d{1,9})?)?(?: ?(?:Z|UTC|GMT)\b| [+-]\d{4} UTC\b|[+-]\d{2}:?\d{2}\b)?(?: m=[+-]\d{1,9}\.\d{1,9}\b)?)?(?![\w])/y,
];
const COMPACT: readonly RegExp[] = [/\d{8}[-T_ ]\d{2}:?\d{2}:?\d{2}(?:[.,]\d{1,9})?(?![\w])/y];
const DAY_FIRST: readonly RegExp[] = [
  /\d{1,2}\/\d{1,2}\/\d{4}[ ,]{1,3}\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AP]M\b)?/iy,
  /\d{1,2}[-/]\d{1,2}[_ T]\d{1,2}[:-]\d{2}[:-]\d{2}(?:[.,]\d{1,9})?(?![\w])/y,
];
const NAMED_DAY: readonly RegExp[] = [
  /\d{1,2}\/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\/\d{4}[: ]\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: [+-]\d{4}\b)?(?![\w])/y,
];
const SLASHED = [...DAY_FIRST, ...NAMED_DAY];
const DOTTED: readonly RegExp[] = [
  /\d{1,2}\.\d{1,2}\.\d{4}[ ,T]{1,3}\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?![\w])/y,
];
const OF_DAY: readonly RegExp[] = [/\d{1,2}:\d{2}:\d{2}(?:[.,:]\d{1,9})?(?: ?[AP]M\b)?(?![\w:])/iy];
const NO_TIMES: readonly RegExp[] = [];
const MONTH =
  /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? {1,2})?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? {1,2}\d{1,2},? {1,2}(?:\d{4},? {1,2})?\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: \d{4})?(?![\w])/y;
const ADDRESS = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?(?![\w.])/y;
/** An exponent has a sign or follows a fraction: "1365e770" is an id. */
const NUMBER = /\d{1,24}(?:(?:\.\d{1,20})?e[+-]\d{1,3}(?!\w)|\.\d{1,20}(?:e\d{1,3}(?!\w))?)?/iy;
const DECIMAL_COMMA = /\d{1,12},\d{1,9}(?![\w,])/y;
const PLAIN_LIST = /\d{1,15}(?:,\d{1,15}){1,63}(?![\w.,])/y;
const LIST =
  /\[ {0,2}(?:\d{1,15}(?: {0,2}[, ] {0,2}\d{1,15}){0,63})? {0,2}\]|\((?: {0,2}\d{1,15}(?: {0,2}, {0,2}\d{1,15}){1,63}) {0,2},?\)/y;
const VECTOR =
  /\{ {0,2}["']?[^"'{}:,\n]{1,64}["']? {0,2}[:=] {0,2}\d{1,15}(?: {0,2}, {0,2}["']?[^"'{}:,\n]{1,64}["']? {0,2}[:=] {0,2}\d{1,15}){0,999} {0,2}\}/y;
/** What terminals take for a colour. */
const COLOUR = /\u001b\[[\d;]{0,20}m/y;
const UNIT_BEHIND = / (?:ns|us|µs|ms|secs?|seconds)(?![\w])/y;
const UNIT = /(?:ns|us|µs|ms|s|sec|seconds|hz)(?![\w])/iy;
const WORD_REST = /[\p{L}\p{M}\d_']*(?:-[\p{L}\p{M}\d_']+)*/uy;
const HOST_REST = /(?:[.:]\w+)*:\d{1,5}(?![\w:.])/y;
const QUOTED_KEY = /(["'])([^"'\n]{1,80})\1 {0,2}: {0,2}/y;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 191;
}

/**
 * The tokens of a record, which may have several lines, in `tokens`. Who reads a whole file gives its own empty array: an
 * engine puts arrays that are made where some are kept for long into old memory, where each would hold its tokens.
 */
export function scan(text: string, style: ScanStyle, tokens: Token[] = []): Token[] {
  const { table } = style;
  if (!table) new Scanner(tokens, text, 0, text.length, style, '').run();
  else {
    let cell = 0;
    visitCells(text, table.delimiter, (start, end) => {
      new Scanner(tokens, text, start, end, style, table.columns[cell] ?? '').run();
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

/** Most tokens are never asked for their text. */
class ScannedToken implements Token {
  constructor(
    private readonly source: string,
    readonly kind: TokenKind,
    readonly start: number,
    readonly end: number,
    readonly value: number,
    readonly separation: Separation,
    readonly column: string,
  ) {}

  get text(): string {
    return this.source.slice(this.start, this.end);
  }
}

class Scanner {
  #separation: Separation = 3;
  readonly #first: number;

  constructor(
    private readonly tokens: Token[],
    private readonly text: string,
    private at: number,
    private readonly to: number,
    private readonly style: ScanStyle,
    private column: string,
  ) {
    this.#first = tokens.length;
  }

  run(): void {
    const { text, to } = this;
    while (this.at < to) {
      const code = text.charCodeAt(this.at);
      if (code === 32) this.at += 1;
      else if (isDigit(code)) this.#digits();
      else if (isLetter(code)) this.#letters(code);
      else this.#sign(code);
    }
  }

  #take(kind: TokenKind, end: number, value: number): void {
    this.tokens.push(new ScannedToken(this.text, kind, this.at, end, value, this.#separation, this.column));
    this.#separation = 0;
    this.at = end;
  }

  /** Where a match that begins here ends; 0 where there is none. */
  #end(expression: RegExp): number {
    expression.lastIndex = this.at;
    if (!expression.test(this.text)) return 0;
    if (expression.lastIndex <= this.to) return expression.lastIndex;
    // It ran over the end of its cell.
    expression.lastIndex = 0;
    return expression.test(this.text.slice(this.at, this.to)) ? this.at + expression.lastIndex : 0;
  }

  /** The same for a time, without what follows behind a comma where that is another value. */
  #timeEnd(expression: RegExp): number {
    const end = this.#end(expression);
    if (!end || this.style.commaFractions) return end;
    const comma = this.text.lastIndexOf(',', end - 1);
    return comma > this.at && isDigit(this.text.charCodeAt(comma + 1)) ? comma : end;
  }

  #digits(): void {
    const { text, at, to, style } = this;
    let stop = at;
    let whole = 0;
    for (; stop < to; stop++) {
      const code = text.charCodeAt(stop);
      if (!isDigit(code)) break;
      whole = 10 * whole + (code - 48);
    }
    const next = stop < to ? text.charCodeAt(stop) : 32;
    for (const form of timesAfter(stop - at, next)) {
      const found = this.#timeEnd(form);
      if (found) return this.#take('time', found, NaN);
    }
    if (next === 46 && stop - at <= 3) {
      const address = this.#end(ADDRESS);
      if (address) return this.#take('name', address, NaN);
    }
    if (next === 44) {
      const list = style.plainLists ? this.#end(PLAIN_LIST) : 0;
      if (list) return this.#take('list', list, NaN);
      const decimal = style.decimalCommas ? this.#end(DECIMAL_COMMA) : 0;
      if (decimal) return this.#take('number', decimal, Number(text.slice(at, decimal).replace(',', '.')));
    }
    // A whole number, as nearly all are, needs no expression.
    const isPlain = next !== 46 && next !== 101 && next !== 69 && stop - at <= 24;
    const number = isPlain ? stop : this.#end(NUMBER);
    if (!number) {
      this.at += 1;
      return;
    }
    const value = isPlain && stop - at <= 15 ? whole : Number(text.slice(at, number));
    if (number >= to || !isLetter(text.charCodeAt(number))) {
      this.#take('number', number, value);
      this.at = (text.charCodeAt(number) === 32 && this.#end(UNIT_BEHIND)) || this.at;
      return;
    }
    UNIT.lastIndex = number;
    if (UNIT.test(text)) {
      this.#take('number', number, value);
      this.at = Math.min(to, UNIT.lastIndex);
      return;
    }
    WORD_REST.lastIndex = number;
    WORD_REST.test(text);
    this.#take('name', Math.min(to, Math.max(number, WORD_REST.lastIndex)), NaN);
  }

  #letters(code: number): void {
    const { text, at, to } = this;
    if (mayBeginMonth(code, text.charCodeAt(at + 1))) {
      const month = this.#timeEnd(MONTH);
      if (month) return this.#take('time', month, NaN);
    }
    let stop = at + 1;
    while (stop < to && isAsciiLetter(text.charCodeAt(stop))) stop += 1;
    const next = stop < to ? text.charCodeAt(stop) : 32;
    // A word of letters, as nearly all are, needs no expression.
    if (code <= 122 && (next === 32 || next === 58 || next === 61 || next === 44))
      return this.#take('word', stop, NaN);
    WORD_REST.lastIndex = at;
    WORD_REST.test(text);
    stop = Math.min(to, Math.max(at + 1, WORD_REST.lastIndex));
    HOST_REST.lastIndex = stop;
    if (text.charCodeAt(stop) === 46 && HOST_REST.test(text) && HOST_REST.lastIndex <= to)
      return this.#take('name', HOST_REST.lastIndex, NaN);
    let digitsFrom = stop;
    while (digitsFrom > at && isDigit(text.charCodeAt(digitsFrom - 1))) digitsFrom -= 1;
    if (digitsFrom < stop) return this.#take('name', stop, Number(text.slice(digitsFrom, stop)));
    while (stop > at + 1 && text.charCodeAt(stop - 1) === 39) stop -= 1;
    const hasDigit = /\d/.test(text.slice(at, stop));
    this.#take(hasDigit ? 'name' : 'word', stop, NaN);
  }

  #sign(code: number): void {
    if (code === 27) {
      const colour = this.#end(COLOUR);
      this.at = colour || this.at + 1;
      return;
    }
    if (code === 91 || code === 40) {
      const list = this.#end(LIST);
      if (list) return this.#take('list', list, NaN);
    } else if (code === 123 && (!this.style.keyed || this.tokens.length > this.#first)) {
      const vector = this.#end(VECTOR);
      if (vector) return this.#take('vector', vector, NaN);
    } else if (this.style.keyed && (code === 34 || code === 39)) {
      const key = this.#end(QUOTED_KEY);
      if (key) {
        QUOTED_KEY.lastIndex = this.at;
        this.column = QUOTED_KEY.exec(this.text)?.[2] ?? '';
        this.#separation = 3;
        this.at = key;
        return;
      }
    }
    const weight = this.#weightOf(code);
    if (weight > this.#separation) this.#separation = weight;
    this.at += 1;
  }

  #weightOf(code: number): Separation {
    const next = this.at + 1 < this.to ? this.text.charCodeAt(this.at + 1) : 32;
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
        return next === 62 ? 3 : next === 32 ? 2 : 1;
      case 46: // .
        return next === 32 ? 3 : 1;
      default:
        return 1;
    }
  }
}

/** Whether the names of months and weekdays have such first letters: an expression for each capital letter takes long. */
function mayBeginMonth(first: number, second: number): boolean {
  return first >= 65 && first <= 87 && MONTH_SECONDS.has(second);
}

const MONTH_SECONDS: ReadonlySet<number> = new Set(Array.from('aeopuchr', letter => letter.charCodeAt(0)));

/** The forms that begin with so many digits and the sign behind them. */
function timesAfter(digits: number, next: number): readonly RegExp[] {
  if (digits === 4) return next === 45 || next === 47 || next === 46 ? YEAR_FIRST : NO_TIMES;
  if (digits === 8) return next === 45 || next === 84 || next === 95 || next === 32 ? COMPACT : NO_TIMES;
  if (digits > 2) return NO_TIMES;
  if (next === 58) return OF_DAY;
  if (next === 46) return DOTTED;
  return next === 47 ? SLASHED : next === 45 ? DAY_FIRST : NO_TIMES;
}
