// The length of the message queue: small whole numbers that fall by one, and that are at their least wherever a machine
// goes on to something of its own.
import { candidatesFor, type Candidate, labelWorth, mixedShare } from './choices.ts';
import type { EventKind } from '../../core/event.ts';
import { type Choice, stepsOf, type Streams } from './series.ts';
import { holdsNumber, type Sample, type Slot, type Template } from './templates.ts';

const QUEUE_MAX = 1e5;
/** Of internal events, so many have the queue where sends have it. */
const ON_OTHERS_LEAST = 0.9;
/** A machine that does nothing but receive never shows its queue at rest. */
const RECEIVES_ALONE = 0.25;

export interface QueueSearch {
  readonly sample: Sample;
  readonly streams: Streams;
  readonly active: Uint8Array;
  /** By template; undefined where it is not known. */
  readonly kinds: readonly (EventKind | undefined)[];
  /** The fields that are known: a queue stands before or behind them on all kinds of records alike. */
  readonly anchors: readonly Choice[];
  /** Whether a slot is still free. */
  readonly isFree: (slot: number, template: number) => boolean;
}

export function queueCandidates(search: QueueSearch): Candidate[] {
  const { sample, streams, active, kinds, isFree } = search;
  const receives = active.map((flag, t) => (flag && kinds[t] === 'receive' ? 1 : 0));
  const anyReceive = receives.includes(1);
  const none = new Int32Array(sample.templates.length);
  const mayHold = (slot: Slot, t: number): boolean =>
    holdsNumber(sample.templates[t]!, slot) &&
    isFree(sample.templates[t]!.slots.indexOf(slot), t) &&
    !/\b(?:die|dice|roll|rolled|rate|speed|port|pid)\b/.test(slot.label) &&
    !hasUnit(sample.templates[t]!, slot) &&
    !/\b(?:from|to|sender|receivers?|recipients?|peers?)$/.test(slot.label);
  const score = (choice: Choice): number => {
    const looked = anyReceive ? receives : active;
    const steps = stepsOf(sample, streams, choice, none, looked);
    if (steps.covered < 0.5 * steps.records || steps.most > QUEUE_MAX || steps.fractions > 0)
      return -Infinity;
    const moves = steps.steps + steps.falls + steps.restarts;
    const falls = steps.falls + steps.restarts;
    const byOne = falls === 0 ? 0 : steps.fallsByOne / falls;
    const stands = 2 * steps.zero === moves;
    const named = labelWorth(sample, active, choice, ({ label }) => queueWorth(label));
    // A number that never changes within a file, and differs between files, is the machine's own.
    if (named <= 0 && steps.most > steps.least && moves > 0 && stands) return -Infinity;
    const rest = restsAtLeast(sample, streams, active, kinds, choice);
    return (
      0.2 * (steps.covered / Math.max(1, steps.records)) +
      0.25 * (stands ? 0.5 : byOne) +
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
    choice: anyReceive ? elsewhere(search, candidate.choice) : candidate.choice,
  }));
}

/**
 * What is chosen on receives, and on the others the slot under the label that receives have; where they have no label, the
 * one that is always 0 and in the same place among the fields that are known.
 */
function elsewhere(search: QueueSearch, choice: Choice): Choice {
  const { sample, active, kinds, isFree } = search;
  const { templates } = sample;
  const labels = new Set<string>();
  let usual = -1;
  for (const [t, { slots, count }] of templates.entries()) {
    if (kinds[t] !== 'receive' || choice[t]! < 0) continue;
    labels.add(slots[choice[t]!]!.label);
    if (usual < 0 || count > templates[usual]!.count) usual = t;
  }
  const found = choice.map((slot, t) => {
    if (kinds[t] === 'receive') return slot;
    const labelled = templates[t]!.slots.findIndex(
      (own, s) => own.label !== '' && labels.has(own.label) && own.kind === 'number' && isFree(s, t),
    );
    if (active[t] && labelled >= 0) return labelled;
    return active[t] && labels.has('') ? restingSlot(search, t, usual, choice[usual]!) : -1;
  });
  // A queue without a label is on all of the others or on none: what sends alone have is a recipient.
  let internal = 0;
  let has = 0;
  for (const [t, { count }] of templates.entries()) {
    if (!active[t] || kinds[t] !== 'internal') continue;
    internal += count;
    if (found[t]! >= 0) has += count;
  }
  const isTold = has >= ON_OTHERS_LEAST * internal;
  return found.map((slot, t) =>
    slot >= 0 && kinds[t] !== 'receive' && templates[t]!.slots[slot]!.label === '' && !isTold ? -1 : slot,
  );
}

/** The slot of a template that is always 0 and stands among the anchors as `like` does in another one; -1 where none or several do. */
function restingSlot(
  { sample, anchors, isFree }: QueueSearch,
  t: number,
  other: number,
  like: number,
): number {
  const template = sample.templates[t]!;
  const model = sample.templates[other]!;
  const marks = anchors.map(({ [t]: own, [other]: theirs }) => [
    template.slots[own!]?.token ?? -1,
    model.slots[theirs!]?.token ?? -1,
  ]);
  marks.push([template.firstWord, model.firstWord]);
  const known = marks.filter(([own, theirs]) => own! >= 0 && theirs! >= 0) as [number, number][];
  const at = model.slots[like]!.token;
  const standsAlike = (token: number): boolean => known.every(([own, theirs]) => token < own === at < theirs);
  const isBeside = (token: number): boolean =>
    known.some(([own, theirs]) => Math.abs(token - own) === 1 && token - own === at - theirs);
  const resting = template.slots.flatMap((slot, s) =>
    slot.label === '' &&
    holdsNumber(template, slot) &&
    isFree(s, t) &&
    standsAlike(slot.token) &&
    isAlwaysZero(sample, t, s)
      ? [s]
      : [],
  );
  if (resting.length < 2) return resting[0] ?? -1;
  const beside = resting.filter(s => isBeside(template.slots[s]!.token));
  return beside.length === 1 ? beside[0]! : -1;
}

const UNIT = /^ ?(?:ns|us|µs|ms|s|secs?|seconds?|minutes?|bytes?|kb|mb|hz)\b/i;

/** "5 ms" is a length of time. */
function hasUnit({ tokens, text }: Template, { token }: Slot): boolean {
  return UNIT.test(text.slice(tokens[token]!.end, tokens[token]!.end + UNIT_LENGTH_MAX));
}

const UNIT_LENGTH_MAX = 10;

function isAlwaysZero({ files }: Sample, t: number, slot: number): boolean {
  return files.every(({ records }) =>
    records.every(({ template, values }) => template !== t || values[slot] === 0),
  );
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
