// How a set of logs is read: plain data that inference makes, a person may change, and `applyReading` follows.
import type { KindReason } from './kinds.ts';
import type { MessageCheck } from './message-check.ts';
import type { RecordShape } from './record-shape.ts';
import { codePlace, type ScanStyle, type TokenKind } from './tokens.ts';
import type { NumberUnit } from './times.ts';

/** The kind of a log that is read by inference, as people are told it. */
export const INFERRED_NAME = 'Log whose form was found out';

/**
 * What a field may be taken for. peer: the other machine of a send or a receive. sender, recipient: both ends of a message,
 * where each record is one. timestamp: what the message carries. roll: the die. code: what happened, as a number or a
 * flag. rate: the machine's clock rate. other: nothing that is read.
 */
export const FIELD_ROLES = [
  'clock',
  'time',
  'queue',
  'machine',
  'peer',
  'sender',
  'recipient',
  'timestamp',
  'vector',
  'code',
  'roll',
  'rate',
  'other',
] as const;
export type FieldRole = (typeof FIELD_ROLES)[number];

export interface ReadingSlot {
  /** In {@link Reading.templates}. */
  readonly template: number;
  /** Which token of a record of that template, from 0. */
  readonly token: number;
}

/** What speaks for the role of a field, as facts from which words make a sentence. */
export interface FieldFacts {
  /** Share of the records that have it. */
  readonly share: number;
  /** Share of the steps from one record to the next that add exactly 1; that add nothing; that fall. */
  readonly plusOne: number;
  readonly zero: number;
  readonly falls: number;
  /** How far the kind of record explains where it jumps. */
  readonly jumps: number;
  /** Of a clock, or what might be one: the phrases at which it jumps, the most frequent first. */
  readonly jumpsAt: readonly string[];
  readonly named: boolean;
}

export interface ReadingField {
  readonly id: string;
  /** As the lines call it, or which value it is. */
  readonly label: string;
  readonly role: FieldRole;
  /** 0 to 1. */
  readonly score: number;
  readonly facts: FieldFacts | undefined;
  readonly by: 'behaviour' | 'label' | 'person';
  readonly slots: readonly ReadingSlot[];
  readonly examples: readonly string[];
  /** What else it might be taken for, and how that would score. */
  readonly alternatives: readonly { readonly role: FieldRole; readonly score: number }[];
}

/**
 * What the lines of a phrase are taken for. other: an event that is none of the three, so that nothing is concluded from what the
 * clock does at it. ignore: no event.
 */
export const READING_KINDS = ['send', 'receive', 'internal', 'other', 'ignore'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/** What a phrase means: the words, codes or flags that say what happened. */
export interface ReadingPhrase {
  readonly phrase: string;
  readonly example: string;
  readonly count: number;
  readonly kind: ReadingKind;
  readonly reason: KindReason;
  /** 0 to 1. */
  readonly score: number;
}

export interface ReadingTemplate {
  readonly key: string;
  readonly phrase: string;
  readonly count: number;
  readonly example: string;
  readonly slots: readonly { readonly token: number; readonly kind: TokenKind; readonly label: string }[];
}

export interface ReadingPlace {
  readonly file: string;
  /** Undefined where the lines say it for each record. */
  readonly machine: string | undefined;
  /** The same for the files of one run. */
  readonly run: string;
  /** Whether a person said so. */
  readonly by?: 'person';
}

export interface MachineAlias {
  /** As lines, or names of files, call it. */
  readonly name: string;
  readonly machine: string;
}

/** What a person should be asked, because the reading is not sure of it. */
export type ReadingQuestion =
  | {
      readonly kind: 'clock';
      readonly fields: readonly {
        readonly id: string;
        readonly score: number;
        readonly fit: number | undefined;
      }[];
    }
  | { readonly kind: 'words'; readonly phrases: readonly string[] }
  | { readonly kind: 'runs'; readonly options: readonly (readonly ReadingPlace[])[] };

export interface Reading {
  readonly version: 1;
  readonly shape: RecordShape;
  readonly style: ScanStyle;
  /** Words that are names of machines, as they are written. */
  readonly names: readonly string[];
  /** Words that are told apart, in small letters; undefined where all are. */
  readonly kept: readonly string[] | undefined;
  /** Words that nearly all records have, so that they say nothing of what happened. */
  readonly everywhere: readonly string[];
  /** Columns, or places among the values, whose values are words: codes and flags. */
  readonly codes: readonly string[];
  readonly templates: readonly ReadingTemplate[];
  readonly fields: readonly ReadingField[];
  readonly phrases: readonly ReadingPhrase[];
  readonly places: readonly ReadingPlace[];
  /** What a person calls machines whose names the lines have. */
  readonly aliases: readonly MachineAlias[];
  /** Of times that are bare numbers and too small to count from 1970. */
  readonly unit: NumberUnit;
  /** How well messages fit: the judge of the reading, and no evidence about the program. Undefined where nothing could be checked. */
  readonly check: MessageCheck | undefined;
  /** 0 to 1. */
  readonly confidence: number;
  /** At most three, each of another kind. */
  readonly questions: readonly ReadingQuestion[];
}

/** A reading with one field taken for something else; what had that role before, where both are, loses it. */
export function withRole(reading: Reading, id: string, role: FieldRole): Reading {
  const chosen = reading.fields.find(field => field.id === id);
  if (!chosen) return reading;
  const single = role !== 'peer' && role !== 'code' && role !== 'other';
  const templates = new Set(chosen.slots.map(({ template }) => template));
  const fields = reading.fields.map((field): ReadingField => {
    if (field.id === id) return { ...field, role, by: 'person', score: 1, alternatives: [] };
    const rivals =
      single && field.role === role && field.slots.some(({ template }) => templates.has(template));
    const overlaps =
      field.role !== 'other' && field.slots.some(slot => chosen.slots.some(one => sameSlot(one, slot)));
    return rivals || overlaps ? { ...field, role: 'other' } : field;
  });
  return { ...reading, fields };
}

function sameSlot(a: ReadingSlot, b: ReadingSlot): boolean {
  return a.template === b.template && a.token === b.token;
}

/**
 * A phrase that the reading did not know is known from then on. Values of lines that were no events are taken for what they
 * are on others.
 */
export function withKind(reading: Reading, phrase: string, kind: ReadingKind): Reading {
  const said = { kind, reason: 'person', score: 1 } as const;
  const isKnown = reading.phrases.some(one => one.phrase === phrase);
  return {
    ...reading,
    fields: kind === 'ignore' ? reading.fields : fieldsWith(reading, phrase),
    phrases: isKnown
      ? reading.phrases.map(one => (one.phrase === phrase ? { ...one, ...said } : one))
      : [...reading.phrases, { phrase, example: '', count: 0, ...said }],
  };
}

/** The fields, with those of the phrase's lines that have no role taken for what their label, or their place, says. */
function fieldsWith({ fields, templates, phrases }: Reading, phrase: string): readonly ReadingField[] {
  const roles = new Map<string, ReadingField>();
  for (const field of fields)
    if (field.role !== 'other') for (const slot of field.slots) roles.set(slotKey(slot), field);
  const ignored = new Set(phrases.flatMap(one => (one.kind === 'ignore' ? [one.phrase] : [])));
  const events = templates
    .map((template, number) => ({ template, number }))
    .filter(({ template }) => !ignored.has(template.phrase) && template.phrase !== phrase)
    .sort((a, b) => b.template.count - a.template.count);
  const moved = new Map<string, ReadingField>();
  for (const [t, { phrase: own, slots }] of templates.entries()) {
    if (own !== phrase || slots.some(({ token }) => roles.has(slotKey({ template: t, token })))) continue;
    const taken = new Set<ReadingField>();
    for (const [s, slot] of slots.entries()) {
      const like = events.flatMap(({ template, number }) =>
        template.slots.flatMap((other, o) => {
          const fits = slot.label === '' ? other.label === '' && o === s : other.label === slot.label;
          return fits && other.kind === slot.kind ? [slotKey({ template: number, token: other.token })] : [];
        }),
      );
      const field = like.map(key => roles.get(key)).find(one => one !== undefined);
      if (!field || taken.has(field)) continue;
      taken.add(field);
      moved.set(slotKey({ template: t, token: slot.token }), field);
    }
  }
  if (moved.size === 0) return fields;
  return fields.map(field => {
    const kept = field.slots.filter(slot => (moved.get(slotKey(slot)) ?? field) === field);
    const own = new Set(field.slots.map(slotKey));
    const added = [...moved].flatMap(([key, to]) => (to === field && !own.has(key) ? [slotOf(key)] : []));
    return { ...field, slots: [...kept, ...added] };
  });
}

function slotKey({ template, token }: ReadingSlot): string {
  return `${template} ${token}`;
}

function slotOf(key: string): ReadingSlot {
  const [template, token] = key.split(' ').map(Number);
  return { template: template!, token: token! };
}

/**
 * A file given to a machine, or to a run. A machine whose name is new is another name for the same one; a name that another
 * file has says whose log it is.
 */
export function withPlace(reading: Reading, place: ReadingPlace): Reading {
  const said: ReadingPlace = { ...place, by: 'person' };
  const before = reading.places.find(({ file }) => file === place.file);
  const isNew = reading.places.every(({ machine }) => machine !== place.machine);
  const renamed = isNew && before?.machine !== undefined && place.machine !== undefined;
  return {
    ...reading,
    places: before ? reading.places.map(one => (one === before ? said : one)) : [...reading.places, said],
    aliases: renamed
      ? withAlias(reading.aliases, before.machine, place.machine)
      : reading.aliases.filter(({ name }) => name !== place.machine),
  };
}

function withAlias(aliases: readonly MachineAlias[], name: string, machine: string): MachineAlias[] {
  const others = aliases.filter(one => one.name !== name && one.name !== machine);
  const own = others.map(one => (one.machine === name ? { ...one, machine } : one));
  // A name that a person gave before is in no line.
  return own.some((one, i) => one !== others[i]) ? own : [...own, { name, machine }];
}

/** Whether a person has settled what was close. */
export function isSettled(question: ReadingQuestion, { fields, phrases, places }: Reading): boolean {
  switch (question.kind) {
    case 'clock':
      return fields.some(({ role, by }) => role === 'clock' && by === 'person');
    case 'words':
      return question.phrases.every(phrase =>
        phrases.some(one => one.phrase === phrase && one.reason === 'person'),
      );
    case 'runs':
      return places.some(({ by }) => by === 'person');
  }
}

/** The places (codes.ts) of a field's values, by which they can be said to say what happened. */
export function codePlacesOf({ templates }: Reading, { slots }: ReadingField): string[] {
  const places = slots.flatMap(({ template, token }) => {
    const slot = templates[template]?.slots.find(one => one.token === token);
    return slot ? [codePlace(slot.label, token)] : [];
  });
  return [...new Set(places)];
}
