// The fields of a reading: those that behaviour tells, those that their label tells, and all others, each with what else it
// might be taken for.
import type { Attempt } from './attempt.ts';
import { RATE_LABEL } from './attempt.ts';
import { coveredShare, type Candidate } from './choices.ts';
import { namesMachine } from './file-places.ts';
import type { Behaviour } from './kinds.ts';
import { isPeerSlot, peersIn } from './peers.ts';
import type { Settled } from './settled.ts';
import { MACHINE_LABEL } from './names.ts';
import type { FieldFacts, FieldRole, ReadingField, ReadingSlot } from './reading.ts';
import { type Choice, stepsOf } from './series.ts';
import type { Slot, Template } from './templates.ts';
import type { VectorField } from './vectors.ts';

export interface FieldSearch {
  readonly found: Attempt;
  readonly settled: Settled;
  readonly vectors: VectorField | undefined;
  readonly time: Candidate | undefined;
  readonly queue: Candidate | undefined;
  /** What was settled for each candidate of a clock, the best first. */
  readonly clocks: readonly Settled[];
  readonly isFree: (slot: number, template: number) => boolean;
}

const EXAMPLES_MAX = 3;
const ALTERNATIVES_MAX = 3;

export function fieldsOf(search: FieldSearch): ReadingField[] {
  const { found, settled, vectors, time, queue, clocks } = search;
  const { clock } = settled;
  const fields: ReadingField[] = [];
  const add = (
    role: FieldRole,
    choice: Choice,
    label: string,
    score: number,
    by: ReadingField['by'],
    alternatives: ReadingField['alternatives'] = [],
    behaviour?: Behaviour,
  ): void => {
    const slots = slotsOf(found, choice);
    if (slots.length === 0) return;
    fields.push({
      id: `${role} ${fields.length}`,
      label,
      role,
      score: clamp(score),
      by,
      facts: factsOf(found, settled, choice, by === 'label', behaviour),
      slots,
      examples: examplesOf(found, choice),
      alternatives,
    });
  };
  if (clock) add('clock', clock.choice, clock.label, clock.score, 'behaviour', [], settled.behaviour);
  if (vectors) add('vector', vectors.choice, vectors.label, 0.9, 'behaviour');
  if (found.split) add('machine', found.split, labelAt(found, found.split), 0.9, 'behaviour');
  if (time) add('time', time.choice, time.label, time.score, 'behaviour');
  if (queue) add('queue', queue.choice, queue.label, queue.score, 'behaviour');
  for (const { choice, label, role, by } of remaining(search))
    add(role, choice, label, by === 'label' ? 0.8 : 0.7, by);
  const others = clocks.filter(option => option.clock !== clock).slice(0, ALTERNATIVES_MAX);
  for (const { clock: other, behaviour } of others)
    if (other && other.score > 0.4)
      add(
        'other',
        other.choice,
        other.label,
        0.5,
        'behaviour',
        [{ role: 'clock', score: clamp(other.score) }],
        behaviour,
      );
  return fields;
}

/** What is 1.3 and more is beyond doubt. */
function clamp(score: number): number {
  return Math.round(100 * Math.max(0, Math.min(1, score / 1.3))) / 100;
}

interface Remaining {
  readonly role: FieldRole;
  readonly label: string;
  readonly choice: Choice;
  readonly by: ReadingField['by'];
}

/** By label, and by place where there is none: each slot that no role has yet. */
function remaining({ found, settled, isFree }: FieldSearch): Remaining[] {
  const { sample, active } = found;
  const byKey = new Map<string, Remaining>();
  for (const [t, template] of sample.templates.entries()) {
    const taken = new Set<string>();
    let peerBefore = -1;
    for (const [s, slot] of template.slots.entries()) {
      if (!isFree(s, t)) continue;
      let role = active[t] ? eventRole(found, settled, t, s, slot) : headerRole(slot);
      if (
        role === 'other' &&
        peerBefore >= 0 &&
        settled.kinds[t] !== 'receive' &&
        continues(template, peerBefore, slot) &&
        !isOwnName(found, settled, t, s)
      )
        role = 'peer';
      if (role === 'peer') peerBefore = slot.token;
      const place = slot.label === '' ? `value ${s + 1}` : slot.label;
      let key = `${role} ${place}`;
      while (taken.has(key)) key += ' again';
      taken.add(key);
      let field = byKey.get(key);
      if (!field) {
        field = {
          role,
          label: place,
          choice: new Int16Array(sample.templates.length).fill(-1),
          by: slot.label === '' ? 'behaviour' : 'label',
        };
        byKey.set(key, field);
      }
      field.choice[t] = s;
    }
  }
  return [...byKey.values()];
}

/** "7002, 7003", "1 and 2". */
function continues({ tokens }: Template, from: number, { token, kind, label }: Slot): boolean {
  if (kind !== tokens[from]!.kind) return false;
  // What is before a name that is joined to another is no label of it, but the other.
  if (token === from + 2) return /^(?:and|or)$/i.test(tokens[from + 1]!.text);
  return token === from + 1 && label === '';
}

function headerRole({ label }: Slot): FieldRole {
  if (RATE_LABEL.test(label)) return 'rate';
  return MACHINE_LABEL.test(label) && !/\bto\b|\bfrom\b/.test(label) ? 'machine' : 'other';
}

function eventRole(found: Attempt, settled: Settled, t: number, s: number, slot: Slot): FieldRole {
  const { kinds, placing } = settled;
  const { label, kind } = slot;
  if (/\b(?:die|dice|roll|rolled|random|rand)\b/.test(label)) return 'roll';
  if (RATE_LABEL.test(label) && kind === 'number') return 'other';
  if (kind === 'time' || kind === 'vector') return 'other';
  if (isStatedMachine(found, settled, s, slot)) return 'machine';
  const event = kinds[t];
  if (event !== 'send' && event !== 'receive') return 'other';
  if (isPeerSlot(label, false)) return 'peer';
  if (kind === 'number' && isStamp(found, settled, t, s, label)) return 'timestamp';
  return namesOthers(found, placing.places, t, s) ? 'peer' : 'other';
}

/** One value in each file. */
function isStatedMachine(
  { sample, active, split }: Attempt,
  { placing }: Settled,
  s: number,
  { label }: Slot,
): boolean {
  if (split || /\b(?:to|from|receivers?|sender|recipients?)\b/.test(label)) return false;
  if (
    label === ''
      ? s > 1
      : !/(?:^|\s)(?:machine|host|node|process|proc|rank|vm|pid|server|client|replica|id)(?:\s|$)/.test(label)
  )
    return false;
  const own: string[] = [];
  for (const [f, { records }] of sample.files.entries()) {
    const values = new Set<string>();
    let all = 0;
    let has = 0;
    for (const { template, tokens } of records) {
      if (!active[template]) continue;
      all += 1;
      const { slots } = sample.templates[template]!;
      const at = label === '' ? s : slots.findIndex(slot => slot.label === label);
      const slot = slots[at];
      if (!slot || slot.label !== label || slot.kind === 'time') continue;
      has += 1;
      values.add(tokens[slot.token]!.text);
      if (values.size > 1) return false;
    }
    if (label === '' && has < 0.9 * all) return false;
    for (const value of values) own.push(value);
    // What stands there without a label may as well be a thread's or a process's number.
    if (
      label === '' &&
      ![...values].every(value => namesMachine(new Set([placing.places[f]!.machine]), value))
    )
      return false;
  }
  return own.length > 0 && (own.length === 1 ? label !== '' : new Set(own).size === own.length);
}

/** What the message carries: at receives that jump it is the clock less one, and elsewhere it is not above the clock. */
function isStamp(
  { sample, streams }: Attempt,
  { clock, behaviour }: Settled,
  t: number,
  s: number,
  label: string,
): boolean {
  if (!clock || /\b(?:old|prev|previous|before|queue|length|len|size)\b/.test(label)) return false;
  const at = clock.choice[t]!;
  if (at < 0) return false;
  const named = /\b(?:logical|lamport|clock|time|timestamp|stamp|value|ts|lc)\b/.test(label);
  let jumps = 0;
  let fits = 0;
  let above = 0;
  let all = 0;
  for (const { places } of streams) {
    let before = NaN;
    for (const { file, record } of places) {
      const { template, values } = sample.files[file]!.records[record]!;
      const slot = clock.choice[template]!;
      const now = slot < 0 ? NaN : values[slot]!;
      if (now !== now) continue;
      if (template === t) {
        const value = values[s]!;
        all += 1;
        if (value > now) above += 1;
        if (now - before > 1) {
          jumps += 1;
          if (now - value <= 1 && now >= value) fits += 1;
        }
      }
      before = now;
    }
  }
  if (behaviour.steps.length === 0 || above > 0.05 * all) return false;
  if (jumps >= 3) return fits >= 0.8 * jumps && (named || all > jumps + 2);
  return named;
}

/** Whether it is always the machine's own name. */
function isOwnName({ sample, split }: Attempt, { placing }: Settled, t: number, s: number): boolean {
  if (split) return false;
  return sample.files.every(({ records }, f) =>
    records.every(({ template, tokens }) => {
      if (template !== t) return true;
      const { token } = sample.templates[t]!.slots[s]!;
      return namesMachine(new Set([placing.places[f]!.machine]), tokens[token]!.text);
    }),
  );
}

/** Its values are the other machines' names, and never the own. */
function namesOthers(
  { sample, split }: Attempt,
  places: Settled['placing']['places'],
  t: number,
  s: number,
): boolean {
  const known = new Set(places.map(({ machine }) => machine));
  if (split)
    for (const { records } of sample.files)
      for (const { template, tokens } of records) {
        const slot = split[template]!;
        if (slot >= 0) known.add(tokens[sample.templates[template]!.slots[slot]!.token]!.text);
      }
  if (known.size < 2) return false;
  let count = 0;
  const seen = new Set<string>();
  for (const [f, { records }] of sample.files.entries())
    for (const { template, tokens } of records) {
      if (template !== t) continue;
      const { slots } = sample.templates[t]!;
      const { token, kind } = slots[s]!;
      const at = split ? split[t]! : -1;
      const own = at < 0 ? places[f]!.machine : tokens[slots[at]!.token]!.text;
      for (const peer of peersIn(tokens[token]!.text, kind)) {
        if (namesMachine(new Set([own]), peer) || !namesMachine(known, peer)) return false;
        seen.add(peer);
        count += 1;
      }
    }
  return count >= 3 || (count > 0 && [...seen].every(name => !/^\d+$/.test(name)));
}

function labelAt({ sample }: Attempt, choice: Choice): string {
  const t = choice.findIndex(slot => slot >= 0);
  return sample.templates[t]?.slots[choice[t]!]?.label ?? '';
}

function slotsOf({ sample }: Attempt, choice: Choice): ReadingSlot[] {
  return [...choice].flatMap((slot, t) =>
    slot < 0 ? [] : [{ template: t, token: sample.templates[t]!.slots[slot]!.token }],
  );
}

function examplesOf({ sample }: Attempt, choice: Choice): string[] {
  const examples = new Set<string>();
  for (const [t, slot] of choice.entries()) {
    if (slot < 0 || examples.size >= EXAMPLES_MAX) continue;
    const { slots, tokens } = sample.templates[t]!;
    examples.add(tokens[slots[slot]!.token]!.text.slice(0, 60));
  }
  return [...examples];
}

function factsOf(
  { sample, active, phrases }: Attempt,
  { streams }: Settled,
  choice: Choice,
  named: boolean,
  behaviour: Behaviour | undefined,
): FieldFacts {
  const steps = stepsOf(
    sample,
    streams.map(({ places }) => places),
    choice,
    phrases.groups,
    active,
  );
  const moves = Math.max(1, steps.steps + steps.falls + steps.restarts);
  const share = (count: number): number => Math.round((1000 * count) / moves) / 1000;
  return {
    share: Math.round(1000 * coveredShare(sample, active, choice)) / 1000,
    plusOne: share(steps.plusOne),
    zero: share(steps.zero),
    falls: share(steps.falls + steps.restarts),
    jumps: Math.round(1000 * steps.association) / 1000,
    jumpsAt: behaviour ? jumpsAt(phrases.list, behaviour) : [],
    named,
  };
}

/** Of phrases told apart, so that a sentence can name them. */
const JUMPS_NAMED_MAX = 4;

function jumpsAt(phrases: readonly string[], { jumps }: Behaviour): string[] {
  return phrases
    .map((phrase, group) => ({ phrase, count: jumps[group]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, JUMPS_NAMED_MAX)
    .map(({ phrase }) => phrase);
}
