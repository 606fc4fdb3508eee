// What to take from each record: worked out once for each template, from the reading where it knows the template, and by
// labels, places and words where it does not.
import { AMONG_NAMES, JOINS } from '../logs/line-words.ts';
import { RATE_LABEL } from './attempt.ts';
import { kindByWords, saysSeveralKinds } from './kind-words.ts';
import { MACHINE_LABEL } from './names.ts';
import type { FieldRole, Reading, ReadingKind } from './reading.ts';
import { templateKey, templateOf, type Template, type Vocabulary } from './templates.ts';
import type { Token } from './tokens.ts';

export interface Plan {
  /** Whether so few lines are like it, and none of its labels is the clock's, that its clock has to fit among others. */
  readonly isRare: boolean;
  /** Whether so few lines are like it that it may lack a part, or have another thing in its place. */
  readonly isUnusual: boolean;
  /** ignore: understood, and no event. unknown: not understood. */
  readonly kind: ReadingKind | 'unknown';
  /** Its words, codes or flags that say what happened. */
  readonly phrase: string;
  /** Whether words say so; otherwise it was told from what the clock does. */
  readonly kindStated: boolean;
  /** Tokens by role, from 0; -1 where there is none. */
  readonly clock: number;
  readonly time: number;
  readonly queue: number;
  readonly machine: number;
  readonly timestamp: number;
  readonly roll: number;
  readonly vector: number;
  readonly rate: number;
  readonly sender: number;
  readonly recipient: number;
  readonly peers: readonly number[];
  /** Whether something among its peers is none, and may be the name of one that was spoilt. */
  readonly mayLackPeers: boolean;
  /** Words that mean all others, or both of them. */
  readonly all: 'all' | 'both' | undefined;
}

/** Fewer lines of one make, among at least so many others, may have been spoilt. */
const USUAL_LEAST = 3;
const RECORDS_LEAST = 20;
/** Of the clocks of a reading, so many have a label if it is theirs. */
const LABELLED_LEAST = 0.8;

/** “S”, “IE”. */
const CODE_LENGTH_MAX = 2;

/** Plans are kept for so many templates; others are worked out again. */
const PLANS_MAX = 2000;

interface Entry {
  readonly plan: Plan;
  readonly isKnown: boolean;
}

/**
 * Of the words and the kinds, separations and columns of the values (after Fowler, Noll and Vo): two hashes in one number, of
 * 32 and of 21 bits, so that two templates with the same are not to be expected.
 */
function hashShape(tokens: readonly Token[], text: string): number {
  let hash = 0x811c9dc5;
  let check = 0x9747b28c;
  let column = '';
  for (let i = 0; i < tokens.length; i++) {
    const { kind, start, end, separation, column: own } = tokens[i]!;
    if (own !== column) {
      column = own;
      hash = Math.imul(hash ^ 124, 0x01000193);
      check = Math.imul(check ^ 124, 0x5bd1e995);
    }
    const code = KIND_CODES[kind] + (separation << 4);
    hash = Math.imul(hash ^ code, 0x01000193);
    check = Math.imul(check ^ code, 0x5bd1e995);
    if (kind !== 'word') continue;
    for (let at = start; at < end; at++) {
      const letter = text.charCodeAt(at);
      hash = Math.imul(hash ^ letter, 0x01000193);
      hash ^= hash >>> 15;
      check = Math.imul(check ^ letter, 0x5bd1e995);
      check ^= check >>> 15;
    }
  }
  return (hash >>> 0) * 2 ** 21 + (check >>> 11);
}

const KIND_CODES: Readonly<Record<Token['kind'], number>> = {
  time: 1,
  number: 2,
  list: 3,
  vector: 4,
  name: 5,
  word: 6,
};

export class Planner {
  readonly #plans = new Map<string, Entry>();
  readonly #entries = new Map<number, Entry>();
  readonly #vocabulary: Vocabulary;
  readonly #roles: ReadonlyMap<string, ReadonlyMap<number, FieldRole>>;
  readonly #byLabel: ReadonlyMap<string, FieldRole>;
  readonly #kinds: ReadonlyMap<string, { readonly kind: ReadingKind; readonly stated: boolean }>;
  readonly #everywhere: ReadonlySet<string>;
  readonly #phraseOf: ReadonlyMap<string, string>;
  readonly #counts: ReadonlyMap<string, number>;
  /** How many records the reading was found from. */
  readonly #records: number;
  /** The label that nearly all clocks have; empty where there is none. */
  readonly #clockLabel: string;
  /** Whether a person says what fields are. */
  readonly #isSaid: boolean;
  readonly #machineSides: readonly MachineSide[];

  constructor(private readonly reading: Reading) {
    this.#vocabulary = {
      names: new Set(reading.names),
      kept: reading.kept && new Set(reading.kept),
      codes: new Set(reading.codes),
    };
    this.#everywhere = new Set(reading.everywhere);
    this.#kinds = new Map(
      reading.phrases.map(({ phrase, kind, reason }) => [
        phrase,
        {
          kind,
          stated: kind !== 'other' && (reason === 'word' || reason === 'legend' || reason === 'person'),
        },
      ]),
    );
    this.#phraseOf = new Map(reading.templates.map(({ key, phrase }) => [key, phrase]));
    const counts = new Map<string, number>();
    for (const { key, count } of reading.templates)
      counts.set(anyValue(key), (counts.get(anyValue(key)) ?? 0) + count);
    this.#counts = counts;
    this.#records = reading.templates.reduce((sum, { count }) => sum + count, 0);
    this.#isSaid = reading.fields.some(({ by }) => by === 'person');
    this.#roles = rolesOf(reading);
    this.#byLabel = rolesByLabel(reading);
    this.#clockLabel = clockLabelOf(reading, this.#byLabel);
    this.#machineSides = machineSidesOf(reading, this.#roles);
  }

  /** Whether the reading has met records of this template, as events. */
  knows(tokens: readonly Token[], text: string): boolean {
    return this.#entryFor(tokens, text).isKnown;
  }

  planFor(tokens: readonly Token[], text: string): Plan {
    return this.#entryFor(tokens, text).plan;
  }

  /** By a hash of what makes the template, because a key for each record is most of what reading would cost. */
  #entryFor(tokens: readonly Token[], text: string): Entry {
    if (this.#vocabulary.codes.size > 0) return this.#byKey(tokens, text);
    const shape = hashShape(tokens, text);
    const found = this.#entries.get(shape);
    if (found) return found;
    const entry = this.#byKey(tokens, text);
    if (this.#entries.size < PLANS_MAX) this.#entries.set(shape, entry);
    return entry;
  }

  #byKey(tokens: readonly Token[], text: string): Entry {
    const key = templateKey(tokens, this.#vocabulary, text);
    const known = this.#plans.get(key);
    if (known) return known;
    const phrase = this.#phraseOf.get(key);
    const isKnown = phrase !== undefined && this.#kinds.get(phrase)?.kind !== 'ignore';
    const entry = { plan: this.#work(key, tokens, text), isKnown };
    if (this.#plans.size < PLANS_MAX) this.#plans.set(key, entry);
    return entry;
  }

  #work(key: string, tokens: readonly Token[], text: string): Plan {
    const template = templateOf(key, tokens, text, this.#vocabulary);
    const roles = this.#roles.get(key) ?? this.#guessRoles(template);
    const all = (role: FieldRole): number[] =>
      [...roles].flatMap(([token, own]) => (own === role ? [token] : []));
    const one = (role: FieldRole): number => all(role)[0] ?? -1;
    const { kind, stated, phrase } = this.#kindOf(key, template);
    const isRare = (this.#counts.get(anyValue(key)) ?? 0) < USUAL_LEAST && this.#records >= RECORDS_LEAST;
    const labelled =
      this.#clockLabel === ''
        ? undefined
        : template.slots.find(({ label, kind }) => label === this.#clockLabel && kind === 'number');
    const clock = labelled?.token ?? this.#clockWithoutLabel(template, one('clock'), isRare);
    const timestamp = one('timestamp');
    const peers = all('peer');
    return {
      isRare: isRare && labelled === undefined,
      isUnusual: isRare,
      kind,
      phrase,
      // A letter of a line like hardly any other may be what is left of a word, and a word what is left of a label.
      kindStated: stated && !(isRare && isDoubtful(phrase)),
      clock,
      time: one('time') >= 0 || this.#isSaid ? one('time') : onlyTimeIn(template),
      queue: one('queue'),
      machine: isRare && !this.#isWhereMachinesAre(one) ? -1 : one('machine'),
      // A number of a spoilt time, or of a label that was spoilt, is no timestamp.
      timestamp: !isRare || this.#isStamp(template, timestamp) ? timestamp : -1,
      roll: one('roll'),
      vector: one('vector'),
      rate: one('rate'),
      sender: one('sender'),
      recipient: one('recipient'),
      peers,
      mayLackPeers: mayLack(tokens, peers),
      all: wholeOf(template.words),
    };
  }

  /** Where clocks have a label, a number that has none is no clock, nor is any on a line like hardly another. */
  #clockWithoutLabel({ slots }: Template, token: number, isRare: boolean): number {
    if (this.#clockLabel === '') return token;
    return isRare || slots.find(slot => slot.token === token)?.label === '' ? -1 : token;
  }

  /** Of a line like hardly any other: another name may have taken the place of one that was spoilt. */
  #isWhereMachinesAre(one: (role: FieldRole) => number): boolean {
    const machine = one('machine');
    return this.#machineSides.every(
      ({ role, isBefore }) => one(role) < 0 || machine < one(role) === isBefore,
    );
  }

  #isStamp({ slots }: Template, token: number): boolean {
    const label = slots.find(slot => slot.token === token)?.label ?? '';
    return label !== '' && this.#byLabel.get(label) === 'timestamp';
  }

  #kindOf(key: string, template: Template): { kind: Plan['kind']; stated: boolean; phrase: string } {
    const phrase = this.#phraseOf.get(key) ?? this.#phraseIn(template);
    const known = this.#kinds.get(phrase);
    if (known) return { ...known, phrase };
    const found = kindByWords(phrase.split(' '));
    // Labels say of what a value is, and not for sure what happened.
    if (found)
      return {
        kind: found.kind,
        stated: template.words.length > 0 && found.strength === 'strong',
        phrase,
      };
    const isRate = template.slots.some(({ label }) => RATE_LABEL.test(label));
    return { kind: isRate ? 'ignore' : 'unknown', stated: false, phrase };
  }

  #phraseIn({ words, labelWords }: Template): string {
    const telling = words.filter(word => !this.#everywhere.has(word));
    return (telling.length > 0 ? telling : words.length > 0 ? words : labelWords).join(' ');
  }

  /** Of a template that the sample did not have: by label, else as the template that is most like it. */
  #guessRoles({ slots, words }: Template): ReadonlyMap<number, FieldRole> {
    const roles = new Map<number, FieldRole>();
    for (const { token, label } of slots) {
      const role = label === '' ? undefined : (this.#byLabel.get(label) ?? headerRoleOf(label));
      if (role && role !== 'other') roles.set(token, role);
    }
    const like = this.reading.templates
      .filter(
        other =>
          other.slots.length === slots.length && other.slots.every(({ kind }, i) => kind === slots[i]!.kind),
      )
      .sort((a, b) => shared(b.phrase, words) - shared(a.phrase, words) || b.count - a.count)[0];
    const known = like && this.#roles.get(like.key);
    if (!like || !known) return roles;
    for (const [i, { token }] of like.slots.entries()) {
      const role = known.get(token);
      const own = slots[i]!.token;
      if (role && !roles.has(own) && (slots[i]!.label === '' || slots[i]!.label === like.slots[i]!.label))
        roles.set(own, role);
    }
    return roles;
  }
}

/** Numbers and names alike: what is a number on one line, such as "1234", may be "12ab" on another. */
function anyValue(key: string): string {
  return key.replaceAll('# ', '@ ');
}

/**
 * The label that nearly all clocks of the reading have; where they have several, the one that is on most records, if it is
 * on nearly all that have a clock. Empty where there is none, or a person says which number is the clock.
 */
function clockLabelOf({ templates, fields }: Reading, byLabel: ReadonlyMap<string, FieldRole>): string {
  const used = new Map<string, number>();
  let all = 0;
  for (const { role, slots, by } of fields) {
    if (role !== 'clock') continue;
    if (by === 'person') return '';
    for (const { template, token } of slots) {
      const { count, slots: own } = templates[template]!;
      const label = own.find(slot => slot.token === token)?.label ?? '';
      used.set(label, (used.get(label) ?? 0) + count);
      all += count;
    }
  }
  const least = LABELLED_LEAST * all;
  const recordsWith = (label: string): number =>
    templates.reduce(
      (sum, { slots, count }) => (slots.some(slot => slot.label === label) ? sum + count : sum),
      0,
    );
  const [usual] = [...used].sort((a, b) => b[1] - a[1]);
  if (!usual || usual[1] >= least) return usual?.[0] ?? '';
  const [widest] = [...used.keys()]
    .filter(label => byLabel.get(label) === 'clock')
    .map(label => ({ label, count: recordsWith(label) }))
    .sort((a, b) => b.count - a.count);
  return widest && widest.count >= least ? widest.label : '';
}

/** A time that is written as one is one, where no field is known to be: it tells which lines are of one moment. */
function onlyTimeIn({ slots }: Template): number {
  const times = slots.filter(({ kind }) => kind === 'time');
  return times.length === 1 ? times[0]!.token : -1;
}

function shared(phrase: string, words: readonly string[]): number {
  const own = phrase.split(' ');
  return words.filter(word => own.includes(word)).length;
}

function headerRoleOf(label: string): FieldRole | undefined {
  if (RATE_LABEL.test(label)) return 'rate';
  return MACHINE_LABEL.test(label) && !/\b(?:to|from)\b/.test(label) ? 'machine' : undefined;
}

/** On which side of another field the machine is on all lines that are like others. */
interface MachineSide {
  readonly role: FieldRole;
  readonly isBefore: boolean;
}

function machineSidesOf(
  { templates }: Reading,
  roles: ReadonlyMap<string, ReadonlyMap<number, FieldRole>>,
): MachineSide[] {
  return (['time', 'clock', 'vector'] as const).flatMap(role => {
    const sides = templates.flatMap(({ key, count }) => {
      const own = [...(roles.get(key) ?? [])];
      const first = (of: FieldRole): number | undefined => own.find(([, role]) => role === of)?.[0];
      const [machine, other] = [first('machine'), first(role)];
      return count < USUAL_LEAST || machine === undefined || other === undefined ? [] : [machine < other];
    });
    return new Set(sides).size === 1 ? [{ role, isBefore: sides[0]! }] : [];
  });
}

function rolesOf({ templates, fields }: Reading): Map<string, Map<number, FieldRole>> {
  const roles = new Map<string, Map<number, FieldRole>>();
  for (const { role, slots } of fields) {
    if (role === 'other') continue;
    for (const { template, token } of slots) {
      const key = templates[template]?.key;
      if (key === undefined) continue;
      const own = roles.get(key) ?? new Map<number, FieldRole>();
      own.set(token, role);
      roles.set(key, own);
    }
  }
  for (const { key } of templates) if (!roles.has(key)) roles.set(key, new Map());
  return roles;
}

/** Whether what says what happened is a letter, says it weakly, or says several things. */
function isDoubtful(phrase: string): boolean {
  const words = phrase.split(' ');
  return (
    phrase.length <= CODE_LENGTH_MAX || kindByWords(words)?.strength !== 'strong' || saysSeveralKinds(words)
  );
}

/** Whether what is between the peers of a record, or is joined to the last, is none. */
function mayLack(tokens: readonly Token[], peers: readonly number[]): boolean {
  const last = peers.at(-1);
  if (last === undefined) return false;
  for (let at = peers[0]! + 1; at < last; at++)
    if (!peers.includes(at) && !(tokens[at]!.kind === 'word' && AMONG_NAMES.test(tokens[at]!.text)))
      return true;
  const next = tokens[last + 1];
  return next !== undefined && next.kind === 'word' && JOINS.test(next.text);
}

/** What most records with the label take it for. */
function rolesByLabel({ templates, fields }: Reading): Map<string, FieldRole> {
  const counts = new Map<string, Map<FieldRole, number>>();
  for (const { role, slots } of fields)
    for (const { template, token } of slots) {
      const own = templates[template];
      const label = own?.slots.find(slot => slot.token === token)?.label ?? '';
      if (label === '') continue;
      const byRole = counts.get(label) ?? new Map<FieldRole, number>();
      byRole.set(role, (byRole.get(role) ?? 0) + own!.count);
      counts.set(label, byRole);
    }
  return new Map(
    [...counts].flatMap(([label, byRole]): [string, FieldRole][] => {
      const [role] = [...byRole].sort((a, b) => b[1] - a[1])[0]!;
      return role === 'other' ? [] : [[label, role]];
    }),
  );
}

function wholeOf(words: readonly string[]): Plan['all'] {
  if (words.includes('both')) return 'both';
  return words.some(word =>
    /^(?:all|everyone|everybody|every|others|multi-?cast\w*|broad-?cast\w*)$/.test(word),
  )
    ? 'all'
    : undefined;
}
