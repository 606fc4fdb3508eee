// What happened: the phrase of each template (its words that not all records have), and for each phrase its kind, by its
// words first, by a legend, and by what the clock does at it where words fail.
import type { EventKind } from '../../core/event.ts';
import { isChatter, kindByWords } from './kind-words.ts';
import { type Choice, explained, isRestart, type Streams } from './series.ts';
import type { Sample, Template } from './templates.ts';

export type PhraseKind = EventKind | 'ignore';
export const KIND_REASONS = [
  'word',
  'legend',
  'jumps',
  'names others',
  'names both ends',
  'messages fit',
  'vectors',
  'frequent',
  'chatter',
  'no clock',
  'person',
] as const;
export type KindReason = (typeof KIND_REASONS)[number];

export interface Phrases {
  /** Of each template. */
  readonly of: readonly string[];
  /** By template: which of `list` is its. */
  readonly groups: Int32Array;
  readonly list: readonly string[];
}

/** Nearly all records have such a word: it says nothing of what happened. */
const EVERYWHERE = 0.98;

export function phrasesOf(sample: Sample, active: Uint8Array): Phrases {
  const counts = new Map<string, number>();
  let records = 0;
  for (const [t, template] of sample.templates.entries()) {
    if (!active[t]) continue;
    records += template.count;
    for (const word of new Set(template.words)) counts.set(word, (counts.get(word) ?? 0) + template.count);
  }
  const everywhere = (word: string): boolean => (counts.get(word) ?? 0) >= EVERYWHERE * records;
  const list: string[] = [];
  const numbers = new Map<string, number>();
  const of = sample.templates.map((template, t) => {
    if (!active[t]) return allWords(template);
    const telling = template.words.filter(word => !everywhere(word));
    if (telling.length > 0) return telling.join(' ');
    return allWords(template);
  });
  const groups = Int32Array.from(of, phrase => {
    let number = numbers.get(phrase);
    if (number === undefined) {
      number = list.length;
      numbers.set(phrase, number);
      list.push(phrase);
    }
    return number;
  });
  return { of, groups, list };
}

/** Where a sentence is left with nothing but labels, such as "SEND: 3", those are its words. */
function allWords({ words, labelWords }: Template): string {
  return (words.length > 0 ? words : labelWords).join(' ');
}

export interface Judged {
  readonly kind: PhraseKind | undefined;
  readonly reason: KindReason | undefined;
  readonly strength: 'strong' | 'weak';
}

const UNKNOWN: Judged = { kind: undefined, reason: undefined, strength: 'weak' };

/** `inactive` are templates that are no events: among them the lines of a legend, such as "IE: internal event". */
export function judgeByWords(phrases: Phrases, sample: Sample, active: Uint8Array): Judged[] {
  const legend = legendOf(sample, active, new Set(phrases.list));
  return phrases.list.map((phrase, group) => {
    const told = legend.get(phrase);
    if (told) return { kind: told, reason: 'legend', strength: 'strong' };
    const words = phrase.split(' ');
    const template = sample.templates.find((_, t) => phrases.groups[t] === group);
    if (template && lacksWords(template, sample, active)) return UNKNOWN;
    const found = kindByWords(words);
    if (found) return { kind: found.kind, reason: 'word', strength: found.strength };
    const more = template && kindByWords([...template.labelWords]);
    const labelled = template && template.words.length === 0 ? more : undefined;
    if (labelled) return { kind: labelled.kind, reason: 'word', strength: 'weak' };
    return isChatter(words) ? { kind: 'ignore', reason: 'chatter', strength: 'weak' } : UNKNOWN;
  });
}

/** Whether all its words are labels that records with words of their own have too: “sent clock: 3” does not say what happened. */
function lacksWords({ words, labelWords }: Template, sample: Sample, active: Uint8Array): boolean {
  return (
    words.length === 0 &&
    labelWords.length > 0 &&
    sample.templates.some(
      (other, t) =>
        active[t] && other.words.length > 0 && labelWords.every(word => other.labelWords.includes(word)),
    )
  );
}

function legendOf(
  sample: Sample,
  active: Uint8Array,
  phrases: ReadonlySet<string>,
): ReadonlyMap<string, EventKind> {
  const legend = new Map<string, EventKind>();
  for (const [t, { labelWords, words, tokens }] of sample.templates.entries()) {
    if (active[t] || words.length === 0 || tokens.length > 12) continue;
    const code = labelWords.join(' ');
    const kind = code !== '' && phrases.has(code) ? kindByWords(words)?.kind : undefined;
    if (kind) legend.set(code, kind);
  }
  return legend;
}

/** Of each phrase: how often the clock was seen to go on, and how often it jumped. */
export interface Behaviour {
  readonly steps: Float64Array;
  readonly jumps: Float64Array;
  /** Whether the jumps are those of the record after: the clock is written before the event moves it. */
  readonly isBefore: boolean;
}

const BEFORE_GAIN_LEAST = 0.2;

export function behaviourOf(
  sample: Sample,
  streams: Streams,
  active: Uint8Array,
  clock: Choice,
  phrases: Phrases,
): Behaviour {
  const steps = new Float64Array(phrases.list.length);
  const jumps = new Float64Array(phrases.list.length);
  const stepsAfter = new Float64Array(phrases.list.length);
  const jumpsAfter = new Float64Array(phrases.list.length);
  for (const stream of streams) {
    let before = NaN;
    let groupBefore = -1;
    for (const { file, record } of stream) {
      const { template, values } = sample.files[file]!.records[record]!;
      const slot = active[template] ? clock[template]! : -1;
      const value = slot < 0 ? NaN : values[slot]!;
      if (value !== value) continue;
      const group = phrases.groups[template]!;
      if (before === before && !isRestart(before, value)) {
        steps[group]! += 1;
        stepsAfter[groupBefore]! += 1;
        if (value - before > 1) {
          jumps[group]! += 1;
          jumpsAfter[groupBefore]! += 1;
        }
      }
      before = value;
      groupBefore = group;
    }
  }
  return explained(jumpsAfter, stepsAfter) > explained(jumps, steps) + BEFORE_GAIN_LEAST
    ? { steps: stepsAfter, jumps: jumpsAfter, isBefore: true }
    : { steps, jumps, isBefore: false };
}

/** Rare jumps are slips of the log, not receives. */
const JUMP_RATE_LEAST = 0.1;

/** Receives among phrases that words do not settle: those that jump about as often as the one that jumps most. */
export function receivesByJumps(judged: readonly Judged[], { steps, jumps }: Behaviour): Judged[] {
  const rate = (group: number): number => (steps[group]! < 2 ? 0 : jumps[group]! / steps[group]!);
  const highest = judged.reduce((most, _, group) => Math.max(most, rate(group)), 0);
  return judged.map((one, group) => {
    if (one.kind !== undefined || highest <= JUMP_RATE_LEAST) return one;
    return rate(group) > JUMP_RATE_LEAST && rate(group) >= highest / 2
      ? { kind: 'receive', reason: 'jumps', strength: 'strong' }
      : one;
  });
}
