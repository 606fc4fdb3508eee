// The length of the message queue: small whole numbers that fall by one, and that are at their least wherever a machine
// goes on to something of its own.
import { candidatesFor, type Candidate, labelWorth, mixedShare } from './choices.ts';
import type { EventKind } from '../../core/event.ts';
import { type Choice, stepsOf, type Streams } from './series.ts';
import { holdsNumber, type Sample, type Slot } from './templates.ts';

const QUEUE_MAX = 1e5;
/** A machine that does nothing but receive never shows its queue at rest. */
const RECEIVES_ALONE = 0.25;

export interface QueueSearch {
  readonly sample: Sample;
  readonly streams: Streams;
  readonly active: Uint8Array;
  /** By template; undefined where it is not known. */
  readonly kinds: readonly (EventKind | undefined)[];
  /** Whether a slot is still free. */
  readonly isFree: (slot: number, template: number) => boolean;
}

export function queueCandidates({ sample, streams, active, kinds, isFree }: QueueSearch): Candidate[] {
  const receives = active.map((flag, t) => (flag && kinds[t] === 'receive' ? 1 : 0));
  const anyReceive = receives.includes(1);
  const none = new Int32Array(sample.templates.length);
  const mayHold = (slot: Slot, t: number): boolean =>
    holdsNumber(sample.templates[t]!, slot) &&
    isFree(sample.templates[t]!.slots.indexOf(slot), t) &&
    !/\b(?:die|dice|roll|rolled|rate|speed|port|pid)\b/.test(slot.label);
  const score = (choice: Choice): number => {
    const looked = anyReceive ? receives : active;
    const steps = stepsOf(sample, streams, choice, none, looked);
    if (steps.covered < 0.5 * steps.records || steps.most > QUEUE_MAX || steps.fractions > 0)
      return -Infinity;
    const moves = steps.steps + steps.falls + steps.restarts;
    const falls = steps.falls + steps.restarts;
    const byOne = falls === 0 ? 0 : steps.fallsByOne / falls;
    const named = labelWorth(sample, active, choice, ({ label }) => queueWorth(label));
    const rest = restsAtLeast(sample, streams, active, kinds, choice);
    return (
      0.2 * (steps.covered / Math.max(1, steps.records)) +
      0.25 * (moves === 0 ? 0.5 : byOne) +
      0.6 * rest +
      named -
      (steps.least > 1 && rest !== RECEIVES_ALONE ? 0.6 : 0)
    );
  };
  return candidatesFor({
    sample,
    streams,
    active,
    mayHold,
    score: choice => score(choice) - 0.5 * mixedShare(sample, active, choice),
  }).map(candidate => ({
    ...candidate,
    choice: anyReceive ? onlyWhereItRests(sample, kinds, candidate.choice) : candidate.choice,
  }));
}

/** On events that are no receives a slot counts only under the label that receives have, or where it is always 0. */
function onlyWhereItRests(
  { files, templates }: Sample,
  kinds: readonly (EventKind | undefined)[],
  choice: Choice,
): Choice {
  const labels = new Set(
    templates.flatMap(({ slots }, t) =>
      kinds[t] === 'receive' && choice[t]! >= 0 ? [slots[choice[t]!]!.label] : [],
    ),
  );
  const most = new Float64Array(templates.length);
  for (const { records } of files)
    for (const { template, values } of records) {
      const slot = choice[template]!;
      if (slot >= 0) most[template] = Math.max(most[template]!, values[slot]!);
    }
  return choice.map((slot, t) => {
    if (slot < 0 || kinds[t] === 'receive') return slot;
    const { label } = templates[t]!.slots[slot]!;
    return (label !== '' && labels.has(label)) || (label === '' && most[t] === 0) ? slot : -1;
  });
}

/**
 * From receive to receive of one stream: how far "it is at its least" and "the next event is no receive" agree beyond
 * chance (Cohen's kappa). A machine that always empties its queue shows its least alone, which speaks a little for it.
 */
function restsAtLeast(
  sample: Sample,
  streams: Streams,
  active: Uint8Array,
  kinds: readonly (EventKind | undefined)[],
  choice: Choice,
): number {
  const table = [0, 0, 0, 0];
  let least = Infinity;
  const pairs: [number, boolean][] = [];
  for (const stream of streams) {
    let value = NaN;
    for (const { file, record } of stream) {
      const { template, values } = sample.files[file]!.records[record]!;
      if (!active[template] || kinds[template] === undefined) continue;
      if (value === value) pairs.push([value, kinds[template] !== 'receive']);
      value = NaN;
      if (kinds[template] !== 'receive') continue;
      const slot = choice[template]!;
      if (slot >= 0) value = values[slot]!;
      if (value < least) least = value;
    }
  }
  for (const [value, own] of pairs) table[(value === least ? 2 : 0) + (own ? 1 : 0)]! += 1;
  const all = pairs.length;
  if (all === 0) return 0;
  if (pairs.every(([, own]) => !own)) return RECEIVES_ALONE;
  const [waitsThenReceive, waitsThenOwn, emptyThenReceive, emptyThenOwn] = table as [
    number,
    number,
    number,
    number,
  ];
  if (waitsThenReceive + waitsThenOwn === 0) return least <= 1 ? 0.3 : 0;
  const agreed = (waitsThenReceive + emptyThenOwn) / all;
  const empty = (emptyThenOwn + emptyThenReceive) / all;
  const own = (emptyThenOwn + waitsThenOwn) / all;
  const chance = empty * own + (1 - empty) * (1 - own);
  const wrong = waitsThenOwn / all;
  return Math.max(0, (agreed - chance) / Math.max(0.05, 1 - chance) + (wrong === 0 ? 0.5 : -2 * wrong));
}

function queueWorth(label: string): number {
  if (/\b(?:clock|lamport|logical|stamp|timestamp|time)\b/.test(label)) return -0.4;
  if (
    /\bque+u?e?\b|\bqueue|\bq\b|\bqlen|\bbacklog|\bpending|\bwaiting|\binbox|\bbuffer|\bmailbox/.test(label)
  )
    return 0.8;
  return /\b(?:length|len|size|remaining|left)\b/.test(label) ? 0.4 : 0;
}
