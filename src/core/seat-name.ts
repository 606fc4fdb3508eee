// What the person in a machine's seat is called: which texts are names, and what is left of one that somebody has typed. A name
// is shown in every view and written into every file, so it has one line, no markup and nothing that cannot be seen.
import * as v from 'valibot';

/** Characters (code points) of a name. */
export const SEAT_NAME_MAX = 40;
/** Marks on one letter: enough for every script, and too few to cover the lines above and below. */
const MARKS_MAX = 4;

export type SeatNameProblem =
  | { readonly kind: 'too-long'; /** Characters that it has. */ readonly length: number }
  /** It has a < or a >. */
  | { readonly kind: 'markup' };

export type ReadSeatName =
  /** Empty: no name. */
  { readonly kind: 'name'; readonly name: string } | SeatNameProblem;

/**
 * In Unicode's composed form, in one line, without what cannot be seen or turns the direction of what stands around it: control and
 * format characters (all but the two joiners that scripts and emoji need between letters), lone halves of characters, letters
 * that are blank, marks without a letter. Reading a name that was read changes nothing.
 */
export function readSeatName(text: string): ReadSeatName {
  let name = text;
  for (let before: string | undefined; before !== name; name = cleaned(name)) before = name;
  if (/[<>]/.test(name)) return { kind: 'markup' };
  const { length } = [...name];
  return length > SEAT_NAME_MAX ? { kind: 'too-long', length } : { kind: 'name', name };
}

/** `machine 2 (Ada)`: the number is always there, so that two of one name are told apart. */
export function withSeatName(machine: string, name: string | undefined): string {
  return name === undefined ? machine : `${machine} (${name})`;
}

function cleaned(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(/[\u115f\u1160\u3164\uffa0\u2800]/gu, '')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(new RegExp(`(\\p{M}{${MARKS_MAX}})\\p{M}+`, 'gu'), '$1')
    .replace(/([\u200c\u200d])[\u200c\u200d]+/gu, '$1')
    .replace(/ [\p{M}\u200c\u200d]+/gu, ' ')
    .replace(/ +/gu, ' ')
    .replace(/^[\p{M}\s\u200c\u200d]+|[\s\u200c\u200d]+$/gu, '');
}

/** Empty is one, too: it says that there is none. */
function isSeatName(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const read = readSeatName(value);
  return read.kind === 'name' && read.name === value;
}

/** As a page sends it; an empty one takes the name away. The page has checked what was typed before it sends it. */
export const seatNameSchema = v.pipe(
  v.string(),
  v.check(name => isSeatName(name)),
);

/** By machine, as a trace and its files have them: what is not a name is left out, because a run is worth more than what somebody was called. */
export const seatNamesSchema = v.pipe(
  v.unknown(),
  v.transform((values): readonly (string | null)[] =>
    Array.isArray(values) ? values.map(value => (isSeatName(value) && value !== '' ? value : null)) : [],
  ),
);
