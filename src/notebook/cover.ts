// Whose notebook it is: name, course and date, as they are on the first page and in the names of saved files.
import * as v from 'valibot';

export const COVER_FIELDS = ['name', 'course', 'date'] as const;
export type CoverField = (typeof COVER_FIELDS)[number];
/** Empty where nothing is written; the date as `2026-11-30`. */
export type Cover = Readonly<Record<CoverField, string>>;

export const NO_COVER: Cover = { name: '', course: '', date: '' };
/** Longer ones are cut where they are written. */
export const COVER_LENGTH_MAX = 120;

const line = v.pipe(v.string(), v.maxLength(COVER_LENGTH_MAX));
const date = v.union([v.literal(''), v.pipe(v.string(), v.isoDate(), v.check(isDay))]);

/** What is remembered of it: one record for each field. */
export const coverRecordSchema = v.variant('field', [
  v.strictObject({ kind: v.literal('cover'), field: v.picklist(['name', 'course']), text: line }),
  v.strictObject({ kind: v.literal('cover'), field: v.literal('date'), text: date }),
]);

const SLUG_LENGTH_MAX = 40;

/** `lamplight-notebook-ada-lovelace-cs-262`: without an ending, of letters, digits and hyphens of any script. */
export function fileNameOf({ name, course }: Cover): string {
  return ['lamplight-notebook', slug(name), slug(course)].filter(part => part !== '').join('-');
}

function slug(text: string): string {
  const letters = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  return [...letters].slice(0, SLUG_LENGTH_MAX).join('').replace(/^-|-$/g, '');
}

/** The 30th of February is not one. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
