// What a person says of a reading: each function gives another reading, in which that counts more than what was found out.
import type {
  FieldRole,
  MachineAlias,
  Reading,
  ReadingField,
  ReadingKind,
  ReadingPlace,
  ReadingQuestion,
  ReadingSlot,
} from './reading.ts';
import { codePlace } from './tokens.ts';

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

/** Another name for a machine that lines name; the name of another machine makes both one. */
export function withName(reading: Reading, name: string, machine: string): Reading {
  return { ...reading, aliases: withAlias(reading.aliases, name, machine) };
}

/** The files in the runs of one of the options that a question gives. */
export function withPlaces(reading: Reading, places: readonly ReadingPlace[]): Reading {
  return { ...reading, places: places.map(place => ({ ...place, by: 'person' })) };
}

/** What a person said of one reading, said of another one of the same files. */
export function carriedOver(from: Reading, to: Reading): Reading {
  let reading = to;
  for (const { by, label, role } of from.fields) {
    const same = by === 'person' ? reading.fields.find(field => field.label === label) : undefined;
    if (same && same.role !== role) reading = withRole(reading, same.id, role);
  }
  const phrases = new Set(to.phrases.map(({ phrase }) => phrase));
  for (const { phrase, kind, reason } of from.phrases)
    if (reason === 'person' && phrases.has(phrase)) reading = withKind(reading, phrase, kind);
  const said = new Map(from.places.filter(({ by }) => by === 'person').map(place => [place.file, place]));
  return {
    ...reading,
    places: reading.places.map(place => said.get(place.file) ?? place),
    aliases: from.aliases,
  };
}

/** Whether a person has said what a field, a wording or a place means. */
export function isSaid({ fields, phrases, places }: Reading): boolean {
  return (
    fields.some(({ by }) => by === 'person') ||
    phrases.some(({ reason }) => reason === 'person') ||
    places.some(({ by }) => by === 'person')
  );
}
