// Reads what somebody types into the search of events: terms joined by "and", "or" and "not", in a form that people guess
// (`receive with jump > 5`). What cannot be read is said as a fact, with the words it is about; nothing throws.
import { KINDS } from '../../core/machine-log.ts';
import {
  COMPARISONS,
  MARKS,
  PLAIN_PARTS,
  QUERY_FIELDS,
  QUERY_PARTS,
  type Comparison,
  type Query,
  type QueryField,
  type QueryPart,
  type QueryPlace,
  type QueryRelation,
} from './query.ts';

/** Characters; what is longer is refused. */
export const QUERY_LENGTH_MAX = 500;

export type QueryProblem =
  | { readonly kind: 'too-long' }
  /** It is followed by a comparison and not a field. */
  | { readonly kind: 'unknown-field'; readonly word: string }
  /** A comparison, a range or a number without a field before it. */
  | { readonly kind: 'needs-field'; readonly word: string }
  /** `found` is what came instead; '' at the end. */
  | { readonly kind: 'needs-number' | 'needs-comparison'; readonly field: QueryField; readonly found: string }
  | { readonly kind: 'needs-name'; readonly of: 'machine' | 'message' }
  | { readonly kind: 'needs-event'; readonly relation: QueryRelation; readonly found: string }
  | { readonly kind: 'needs-with' }
  /** Nothing after "and", "or", "not" or an opening parenthesis. */
  | { readonly kind: 'needs-term'; readonly after: string }
  | { readonly kind: 'not-closed' }
  | { readonly kind: 'not-opened' };

export type ParsedQuery =
  /** Undefined where nothing is asked. */
  | { readonly kind: 'query'; readonly query: Query | undefined }
  | { readonly kind: 'problem'; readonly problem: QueryProblem };

/** What only the trace of a program has is a text elsewhere. */
export interface QueryGround {
  readonly hasProgram: boolean;
}

/** Time: the length of the text. */
export function parseQuery(text: string, ground: QueryGround = { hasProgram: false }): ParsedQuery {
  if (text.length > QUERY_LENGTH_MAX) return { kind: 'problem', problem: { kind: 'too-long' } };
  const tokens = tokensOf(text);
  if (tokens.length === 0) return { kind: 'query', query: undefined };
  try {
    return { kind: 'query', query: new Reader(tokens, ground).all() };
  } catch (error) {
    if (error instanceof UnreadableError) return { kind: 'problem', problem: error.problem };
    throw error;
  }
}

class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  constructor(readonly problem: QueryProblem) {
    super(problem.kind);
  }
}

type Token = { readonly kind: 'word' | 'quoted' | 'sign'; readonly text: string };

const SIGNS: Readonly<Record<string, string>> = { '≥': '>=', '≤': '<=', '≠': '!=', '==': '=' };

/** A quote that is not closed goes to the end: somebody is still typing. */
function tokensOf(text: string): Token[] {
  const pattern = /"((?:[^"]|"")*)"?|(>=|<=|!=|==|[><=≥≤≠()])|((?:(?!!=)[^\s"><=≥≤≠()])+)/gu;
  return [...text.matchAll(pattern)].map(([, quoted, sign, word]): Token => {
    if (quoted !== undefined) return { kind: 'quoted', text: quoted.replaceAll('""', '"') };
    if (sign !== undefined) return { kind: 'sign', text: SIGNS[sign] ?? sign };
    return { kind: 'word', text: word! };
  });
}

const NUMBER = String.raw`-?\d{1,10}(?:\.\d{1,6})?`;
const ALONE = new RegExp(`^${NUMBER}$`);
const RANGE = new RegExp(`^(${NUMBER})?\\.\\.(${NUMBER})?$`);
const MESSAGE_NAME = /^.+-\d+$/;
const EVENT_NAME = /^.+\.\d+$/;
const JOINTS = new Set(['and', 'with', 'or']);

/** By recursive descent; depth is bounded by the length of the text. */
class Reader {
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly ground: QueryGround,
  ) {}

  all(): Query {
    const query = this.#any('');
    if (this.#at < this.tokens.length) throw new UnreadableError({ kind: 'not-opened' });
    return query;
  }

  #any(after: string): Query {
    const terms = [this.#every(after)];
    while (this.#takeWord('or')) terms.push(this.#every('or'));
    return terms.length === 1 ? terms[0]! : { kind: 'or', terms };
  }

  /** Terms side by side belong together. */
  #every(after: string): Query {
    const terms = [this.#one(after)];
    for (;;) {
      const joint = this.#takeWord('and') ?? this.#takeWord('with');
      if (joint === undefined && !this.#isTermNext) break;
      terms.push(this.#one(joint ?? ''));
    }
    return terms.length === 1 ? terms[0]! : { kind: 'and', terms };
  }

  get #isTermNext(): boolean {
    const next = this.tokens[this.#at];
    return next !== undefined && !this.#isWord(next, 'or') && !(next.kind === 'sign' && next.text === ')');
  }

  #one(after: string): Query {
    if (this.#takeWord('not') !== undefined) return { kind: 'not', term: this.#one('not') };
    const token = this.tokens[this.#at];
    if (!token || (token.kind === 'word' && JOINTS.has(token.text.toLowerCase())))
      throw new UnreadableError({ kind: 'needs-term', after });
    this.#at += 1;
    if (token.kind === 'quoted') return this.#text(token.text, after);
    if (token.kind === 'sign') return this.#sign(token.text, after);
    return this.#word(token.text);
  }

  #sign(sign: string, after: string): Query {
    if (sign === ')') throw new UnreadableError({ kind: 'needs-term', after });
    if (sign !== '(') throw new UnreadableError({ kind: 'needs-field', word: sign });
    const query = this.#any('(');
    const end = this.tokens[this.#at];
    if (end?.kind !== 'sign' || end.text !== ')') throw new UnreadableError({ kind: 'not-closed' });
    this.#at += 1;
    return query;
  }

  #word(word: string): Query {
    const lower = word.toLowerCase();
    const kind = KINDS.find(each => each === lower);
    if (kind) return { kind: 'event-kind', is: kind };
    const mark = MARKS.find(each => each === lower);
    if (mark) return { kind: 'mark', is: mark };
    const field = QUERY_FIELDS.find(each => each === lower);
    if (field && (field !== 'step' || this.ground.hasProgram)) return this.#field(field);
    const part = this.ground.hasProgram ? QUERY_PARTS.find(each => each === lower) : undefined;
    if (part) return { kind: 'part', part, text: this.#partText(part) };
    if (lower === 'machine' || lower === 'message') return { kind: lower, name: this.#name(lower) };
    if (lower === 'before' || lower === 'after')
      return { kind: 'relation', relation: lower, to: this.#place(lower) };
    if (lower === 'concurrent') {
      if (this.#takeWord('with') === undefined) throw new UnreadableError({ kind: 'needs-with' });
      return { kind: 'relation', relation: 'concurrent with', to: this.#place('concurrent with') };
    }
    if (this.#comparison !== undefined) throw new UnreadableError({ kind: 'unknown-field', word });
    if (RANGE.test(word)) throw new UnreadableError({ kind: 'needs-field', word });
    return this.#text(word, '');
  }

  #text(text: string, after: string): Query {
    if (text === '') throw new UnreadableError({ kind: 'needs-term', after });
    return { kind: 'text', text: text.toLowerCase() };
  }

  /** The sign that comes next, if it compares. */
  get #comparison(): Comparison | undefined {
    const next = this.tokens[this.#at];
    return next?.kind === 'sign' ? COMPARISONS.find(each => each === next.text) : undefined;
  }

  #field(field: QueryField): Query {
    const by = this.#comparison;
    if (by !== undefined) this.#at += 1;
    const next = this.tokens[this.#at];
    const found = next?.text ?? '';
    if (next?.kind === 'word' && ALONE.test(found)) {
      this.#at += 1;
      return { kind: 'compare', field, by: by ?? '=', value: plain(found) };
    }
    const ends = next?.kind === 'word' ? RANGE.exec(found) : null;
    if (by !== undefined || !next || (ends && (ends[1] === undefined || ends[2] === undefined)))
      throw new UnreadableError({ kind: 'needs-number', field, found });
    if (!ends) throw new UnreadableError({ kind: 'needs-comparison', field, found });
    this.#at += 1;
    return { kind: 'range', field, from: plain(ends[1]!), to: plain(ends[2]!) };
  }

  /** What comes next, unless it joins, asks for something else or ends. */
  #partText(part: QueryPart): string | undefined {
    if (this.#comparison !== undefined) throw new UnreadableError({ kind: 'unknown-field', word: part });
    const next = this.tokens[this.#at];
    if (PLAIN_PARTS.includes(part) || !next || next.kind === 'sign' || next.text === '') return undefined;
    if (next.kind === 'word' && (JOINTS.has(next.text.toLowerCase()) || this.#isWord(next, 'not')))
      return undefined;
    this.#at += 1;
    return next.text.toLowerCase();
  }

  #name(of: 'machine' | 'message'): string {
    const next = this.tokens[this.#at];
    if (!next || next.kind === 'sign' || next.text === '')
      throw new UnreadableError({ kind: 'needs-name', of });
    this.#at += 1;
    return next.text;
  }

  #place(relation: QueryRelation): QueryPlace {
    const named = this.#takeWord('event') ?? this.#takeWord('message');
    const next = this.tokens[this.#at];
    const found = next?.text ?? '';
    const problem: QueryProblem = { kind: 'needs-event', relation, found };
    if (!next || next.kind === 'sign') throw new UnreadableError(problem);
    const isMessage = named === undefined ? MESSAGE_NAME.test(found) : named === 'message';
    if (!(isMessage ? MESSAGE_NAME : EVENT_NAME).test(found)) throw new UnreadableError(problem);
    this.#at += 1;
    return { kind: isMessage ? 'message' : 'event', name: found };
  }

  /** Takes the word if it comes next. */
  #takeWord<Word extends string>(word: Word): Word | undefined {
    const next = this.tokens[this.#at];
    if (!next || !this.#isWord(next, word)) return undefined;
    this.#at += 1;
    return word;
  }

  #isWord({ kind, text }: Token, word: string): boolean {
    return kind === 'word' && text.toLowerCase() === word;
  }
}

/** −0 is 0. */
function plain(text: string): number {
  return Number(text) + 0;
}
