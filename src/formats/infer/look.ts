// How a reading takes the lines: the first records with the places of their fields, and a few of each wording, so that a
// person can see on the original lines what is read from them.
import type { InputFile, Wording } from '../read-result.ts';
import { headsOf } from './infer.ts';
import { type Plan, Planner } from './plans.ts';
import type { FieldRole, Reading, ReadingKind } from './reading.ts';
import { RecordCutter, type RecordText } from './record-shape.ts';
import { scan } from './scan.ts';
import { codePlace, isLabelWord, labelOf, plainWords, type Token } from './tokens.ts';

/** What a stretch of a line is read as. event: words, codes or flags that say what happened. */
export type LookRole = FieldRole | 'event';

export interface LookSpan {
  readonly start: number;
  readonly end: number;
  readonly role: LookRole;
}

export interface LookLine {
  readonly file: string;
  /** Of its first line, from 1. */
  readonly line: number;
  /** At most {@link LOOK_TEXT_MAX} characters; a record of several lines has line feeds. */
  readonly text: string;
  /** How many characters were left out at its end. */
  readonly leftOut: number;
  /** What it is taken for; unknown where it is not understood. */
  readonly kind: ReadingKind | 'unknown';
  readonly phrase: string;
  /** In order, without overlaps. */
  readonly spans: readonly LookSpan[];
}

export const LOOK_TEXT_MAX = 400;
const FIRST_RECORDS = 6;
const OF_EACH_WORDING = 2;
const LINES_MAX = 48;

/** The first records, then those that show wordings not yet seen often enough, in the order of the files. */
export function lookAt(reading: Reading, files: readonly InputFile[]): LookLine[] {
  const planner = new Planner(reading);
  const eventWords = eventWordsOf(reading);
  const codes = new Set(reading.codes);
  const found: LookLine[] = [];
  const seen = new Map<string, number>();
  for (const { name, lines } of headsOf(files)) {
    const cutter = new RecordCutter(reading.shape, record => {
      if (found.length >= LINES_MAX) return;
      const tokens = scan(record.text, reading.style);
      const plan = planner.planFor(tokens, record.text);
      const wording = `${plan.kind} ${plan.phrase}`;
      const times = seen.get(wording) ?? 0;
      if (found.length >= FIRST_RECORDS && times >= OF_EACH_WORDING) return;
      seen.set(wording, times + 1);
      found.push(lineOf(name, record, tokens, plan, eventWords, codes));
    });
    for (const [i, text] of lines.entries()) cutter.push(text, i + 1);
    cutter.end();
  }
  return found;
}

export interface LookWording extends Wording {
  /** The words as they are written, with "…" for values between them. */
  readonly words: string;
}

/** More are counted, and not shown. */
export const LOOK_WORDINGS_MAX = 500;
const WORDS_MAX = 120;

/** Those that come most often, as they are written. */
export function wordingsAt(reading: Reading, wordings: readonly Wording[]): LookWording[] {
  const planner = new Planner(reading);
  const eventWords = eventWordsOf(reading, wordings);
  const codes = new Set(reading.codes);
  return wordings.slice(0, LOOK_WORDINGS_MAX).map(wording => {
    const { example, phrase } = wording;
    const tokens = scan(example, reading.style);
    const plan = { ...planner.planFor(tokens, example), phrase };
    const { text, spans } = lineOf('', { text: example, line: 1, lines: 1 }, tokens, plan, eventWords, codes);
    const told = spans.filter(({ role }) => role === 'event');
    const words = told.map(({ start, end }) => text.slice(start, end)).join(' … ');
    return { ...wording, words: (words || phrase).slice(0, WORDS_MAX) };
  });
}

function eventWordsOf(
  { phrases }: Reading,
  wordings: readonly { readonly phrase: string }[] = [],
): ReadonlySet<string> {
  return new Set(
    [...phrases, ...wordings].flatMap(({ phrase }) => phrase.split(' ')).filter(word => word !== ''),
  );
}

function lineOf(
  file: string,
  { text, line }: RecordText,
  tokens: readonly Token[],
  plan: Plan,
  eventWords: ReadonlySet<string>,
  codes: ReadonlySet<string>,
): LookLine {
  const { kind, phrase } = plan;
  const cut = text.slice(0, LOOK_TEXT_MAX);
  const words = new Set(phrase.split(' '));
  const roles = rolesIn(plan);
  const spans: LookSpan[] = [];
  const told = tokens.map(({ kind: own, text: word }, i) =>
    own === 'word'
      ? plainWords(word)
          .split(' ')
          .every(part => words.has(part) && eventWords.has(part))
      : codes.has(codePlace(labelOf(tokens, i, text), i)),
  );
  // "Event" in "Event: internal event" is a label, and in "SEND: 3" what happened.
  const bare = told.map((says, i) => says && !isLabelWord(tokens, i));
  const says = bare.includes(true) ? bare : told;
  for (const [i, token] of tokens.entries()) {
    const { start, end } = token;
    if (end > cut.length) break;
    const role = roles.get(i) ?? (says[i] ? 'event' : undefined);
    if (role === undefined) continue;
    const last = spans.at(-1);
    // Words that follow one another are one stretch.
    if (role === 'event' && last?.role === 'event' && /^\s*$/.test(cut.slice(last.end, start)))
      spans[spans.length - 1] = { ...last, end };
    else spans.push({ start, end, role });
  }
  return { file, line, text: cut, leftOut: text.length - cut.length, kind, phrase, spans };
}

function rolesIn(plan: Plan): ReadonlyMap<number, FieldRole> {
  const roles = new Map<number, FieldRole>();
  for (const role of [
    'clock',
    'time',
    'queue',
    'machine',
    'timestamp',
    'roll',
    'vector',
    'rate',
    'sender',
    'recipient',
  ] as const)
    if (plan[role] >= 0) roles.set(plan[role], role);
  for (const token of plan.peers) roles.set(token, 'peer');
  return roles;
}
