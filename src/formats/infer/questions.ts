// How sure a reading is, and what to ask a person: only where two answers are close, and at most one question of a kind.
import { type Attempt, RATE_LABEL } from './attempt.ts';
import type { Settled } from './settled.ts';
import { CHECK_LEAST } from './message-check.ts';
import type { ReadingField, ReadingPhrase, ReadingQuestion } from './reading.ts';

const CLOSE = 0.12;
const FIT_LEAST = 0.9;
const ABOVE_CHANCE_LEAST = 0.15;
const UNCOVERED_MOST = 0.03;
const SURE_QUEUE = 0.75;
/** That is always 0. */
const REST_QUEUE = 0.42;

const isRate = (phrase: string): boolean => RATE_LABEL.test(phrase);

export interface Doubts {
  readonly found: Attempt;
  readonly settled: Settled;
  readonly options: readonly Settled[];
  readonly fields: readonly ReadingField[];
  readonly phrases: readonly ReadingPhrase[];
  readonly hasVectors: boolean;
}

export function questionsOf({ found, settled, options, fields, phrases, hasVectors }: Doubts): {
  questions: ReadingQuestion[];
  confidence: number;
} {
  const questions: ReadingQuestion[] = [];
  const { clock, check, placing, behaviour } = settled;
  const checked = check.receives >= CHECK_LEAST;
  const fits = checked && check.fit >= FIT_LEAST && check.fit - check.chance >= ABOVE_CHANCE_LEAST;
  const rival = options.find(option => option.clock !== clock);
  const jumps = behaviour.jumps.reduce((sum, count) => sum + count, 0);
  const margin = clock && rival?.clock ? clock.score - rival.clock.score : 1;
  const clockDoubt = !clock
    ? !hasVectors
    : checked
      ? !fits
      : margin < CLOSE ||
        (jumps === 0 &&
          !fields.some(
            ({ role, label }) => role === 'clock' && /clock|lamport|logical|\blc\b|@/.test(label),
          ));
  if (clockDoubt || (clock && uncoveredShare(found, clock.choice) > UNCOVERED_MOST))
    questions.push({
      kind: 'clock',
      fields: fields
        .filter(
          ({ role, alternatives }) => role === 'clock' || alternatives.some(one => one.role === 'clock'),
        )
        .slice(0, 3)
        .map(({ id, score }, i) => ({
          id,
          score,
          fit: options[i] && options[i].check.receives > 0 ? options[i].check.fit : undefined,
        })),
    });
  const total = phrases.reduce((sum, { count, kind }) => sum + (kind === 'ignore' ? 0 : count), 0);
  const doubtful = phrases.filter(
    ({ phrase, kind, score, reason, count }) =>
      (kind !== 'ignore' && score < 0.9 && !(fits && reason === 'word')) ||
      (kind === 'ignore' && reason === 'no clock' && count > 0.05 * total + 2 && !isRate(phrase)),
  );
  if (doubtful.length > 0) questions.push({ kind: 'words', phrases: doubtful.map(({ phrase }) => phrase) });
  const runDoubt = placing.second !== undefined && !fits;
  if (runDoubt) questions.push({ kind: 'runs', options: [placing.places, placing.second!.places] });
  const explained = total === 0 ? 0 : 1 - doubtful.reduce((sum, { count }) => sum + count, 0) / (2 * total);
  const uncovered = clock ? uncoveredShare(found, clock.choice) : 0;
  const confidence =
    (clock || hasVectors ? 1 : 0.4) *
    (clockDoubt && clock ? 0.5 : 1) *
    Math.max(0.5, explained) *
    (runDoubt ? 0.7 : 1) *
    (placing.sure || found.split ? 1 : 0.8) *
    (uncovered > UNCOVERED_MOST ? 0.6 : 1) *
    (hasGuesses(fields, settled) ? 0.75 : 1) *
    (fits ? 1 : 0.95);
  return { questions, confidence: Math.round(100 * confidence) / 100 };
}

/** Share of the records taken for events that have no clock. */
function uncoveredShare({ sample, active }: Attempt, choice: ArrayLike<number>): number {
  let all = 0;
  let without = 0;
  for (const [t, { count }] of sample.templates.entries()) {
    if (!active[t]) continue;
    all += count;
    if (choice[t]! < 0) without += count;
  }
  return all === 0 ? 0 : without / all;
}

/** Numbers without a label on sends and receives that nothing tells, and a queue that only its place tells. */
function hasGuesses(fields: readonly ReadingField[], { kinds }: Settled): boolean {
  const receives = kinds.flatMap((kind, t) => (kind === 'receive' ? [t] : []));
  const hasQueue = fields.some(({ role }) => role === 'queue');
  return fields.some(({ role, label, score, slots, alternatives, by }) => {
    // Something that every receive has, which may well be its queue.
    if (!hasQueue && role === 'other' && by === 'label' && alternatives.length === 0)
      return receives.length > 0 && receives.every(t => slots.some(({ template }) => template === t));
    if (role === 'queue' && score < REST_QUEUE) return true;
    if (!/^value \d/.test(label) || alternatives.length > 0) return false;
    if (role === 'queue') return score < SURE_QUEUE;
    return (
      role === 'other' &&
      slots.some(({ template }) => kinds[template] === 'send' || kinds[template] === 'receive')
    );
  });
}
