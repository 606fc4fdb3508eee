// Logs whose lines are whole messages: nearly every record names a sender and a recipient, by label or with an arrow between
// them, and no machine whose event it is.
import type { Attempt } from './attempt.ts';
import { endsOf } from './message-ends.ts';
import type { Reading, ReadingField, ReadingPhrase, ReadingSlot } from './reading.ts';
import type { Sample, Slot } from './templates.ts';

const CLOCK_LABEL = /(?:^|\s)(?:clock|lamport|logical|lc|timestamp|ts|l)(?:\s|$)/;
/** A field that says whose event a record is. */
const MACHINE =
  /(?:^|\s)(?:machine|host|node|process|proc|rank|vm|pid|server|client|replica|actor|worker)(?:\s|$)/;
const SURE = 0.85;

/** The reading with a sender and a recipient, where its records are messages; otherwise as it is. */
export function withWholeMessages(reading: Reading, { sample, active, split }: Attempt): Reading {
  const ends = endsOf(sample, active);
  if (!ends) return reading;
  const isEnd = (slot: number, t: number): boolean => ends[t]?.from === slot || ends[t]?.to === slot;
  const isStated = (slot: number, t: number): boolean =>
    !isEnd(slot, t) && MACHINE.test(sample.templates[t]!.slots[slot]!.label);
  if (split?.some((slot, t) => slot >= 0 && active[t] && isStated(slot, t))) return reading;
  const slotsOf = (at: (t: number) => number): ReadingSlot[] =>
    sample.templates.flatMap(({ slots }, template) => {
      const slot = slots[at(template)];
      return slot ? [{ template, token: slot.token }] : [];
    });
  const from = slotsOf(t => ends[t]?.from ?? -1);
  const to = slotsOf(t => ends[t]?.to ?? -1);
  // Numbers of messages rise by one too, over all machines: only what is called a clock is one.
  const clock = slotsOf(t =>
    ends[t] ? sample.templates[t]!.slots.findIndex((slot, s) => !isEnd(s, t) && isClock(slot)) : -1,
  );
  const taken = [...from, ...to, ...clock];
  const fields = reading.fields.flatMap((field): ReadingField[] => {
    const slots = field.slots.filter(slot => !taken.some(one => isSame(one, slot)));
    return slots.length === 0 ? [] : [{ ...field, slots, role: isOfEvents(field) ? 'other' : field.role }];
  });
  const field = (role: 'sender' | 'recipient' | 'clock', slots: readonly ReadingSlot[]): ReadingField[] =>
    slots.length === 0 ? [] : [fieldOf(role, slots, sample, reading)];
  return {
    ...reading,
    fields: [...field('clock', clock), ...fields, ...field('sender', from), ...field('recipient', to)],
    phrases: reading.phrases.map(withMessages(active, reading)),
    places: reading.places.map(place => ({ ...place, machine: undefined })),
    confidence: Math.max(reading.confidence, SURE),
    questions: [],
  };
}

/** What counts the events of a machine, which messages are not. */
function isOfEvents({ role }: ReadingField): boolean {
  return role === 'clock' || role === 'vector';
}

function isClock({ kind, label }: Slot): boolean {
  return kind === 'number' && CLOCK_LABEL.test(label);
}

function isSame(a: ReadingSlot, b: ReadingSlot): boolean {
  return a.template === b.template && a.token === b.token;
}

function fieldOf(
  role: 'sender' | 'recipient' | 'clock',
  slots: readonly ReadingSlot[],
  { templates }: Sample,
  { fields }: Reading,
): ReadingField {
  const [first] = slots as [ReadingSlot];
  const { label } = templates[first.template]!.slots.find(({ token }) => token === first.token)!;
  const before = fields.find(field => field.slots.some(slot => isSame(slot, first)));
  return {
    id: role,
    label: label === '' ? role : label,
    role,
    score: 0.8,
    facts: before?.facts,
    by: label === '' ? 'behaviour' : 'label',
    slots,
    examples: before?.examples ?? [],
    alternatives: [],
  };
}

/** What no word says is a message, which is sent and received. */
function withMessages(active: Uint8Array, { templates }: Reading) {
  const isActive = new Set(templates.flatMap(({ phrase }, t) => (active[t] ? [phrase] : [])));
  return (one: ReadingPhrase): ReadingPhrase =>
    !isActive.has(one.phrase) || one.reason === 'word' || one.reason === 'legend' || one.reason === 'person'
      ? one
      : { ...one, kind: 'send', reason: 'names both ends', score: SURE };
}
