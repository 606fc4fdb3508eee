// A reading as a file, or packed into an address: without the lines that it was found from, so that other logs of the form can
// be read by it. What comes back is parsed by a schema and bounded.
import * as v from 'valibot';
import { packBytes, unpackBytes } from '../../core/address-bytes.ts';
import type { NamedFile } from '../named-file.ts';
import { KIND_REASONS } from './kinds.ts';
import { FIELD_ROLES, type Reading, READING_KINDS } from './reading.ts';
import type { TokenKind } from './tokens.ts';

export const READING_FORMAT = 'lamplight-reading';
/** Of a file, and of what an address unpacks to. */
export const READING_LENGTH_MAX = 2 ** 20;

const TOKEN_KINDS = [
  'time',
  'number',
  'list',
  'vector',
  'name',
  'word',
] as const satisfies readonly TokenKind[];
const text = (max = 4000) => v.pipe(v.string(), v.maxLength(max));
const list = <Item extends v.GenericSchema>(item: Item, max: number) =>
  v.pipe(v.array(item), v.maxLength(max), v.readonly());
const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));

const TEMPLATES_MAX = 1000;
const TOKENS_MAX = 5000;

const shape = v.variant('kind', [
  v.strictObject({ kind: v.literal('lines') }),
  v.strictObject({ kind: v.literal('blocks') }),
  v.strictObject({ kind: v.literal('starting'), lineClass: text() }),
  v.strictObject({ kind: v.literal('ending'), lineClass: text() }),
]);

const style = v.strictObject({
  plainLists: v.boolean(),
  decimalCommas: v.boolean(),
  commaFractions: v.optional(v.boolean(), true),
  keyed: v.boolean(),
  table: v.optional(
    v.strictObject({ delimiter: v.pipe(v.string(), v.length(1)), columns: list(text(), TOKENS_MAX) }),
  ),
});

const schema = v.pipe(
  v.strictObject({
    format: v.literal(READING_FORMAT),
    version: v.literal(1),
    shape,
    style,
    names: list(text(), 2000),
    kept: v.optional(list(text(), 20_000)),
    everywhere: list(text(), 20_000),
    codes: list(text(), 100),
    templates: list(
      v.strictObject({
        key: text(40_000),
        phrase: text(40_000),
        count: whole(0xffff_ffff),
        slots: list(v.tuple([whole(TOKENS_MAX), v.picklist(TOKEN_KINDS), text()]), TOKENS_MAX),
      }),
      TEMPLATES_MAX,
    ),
    fields: list(
      v.strictObject({
        label: text(),
        role: v.picklist(FIELD_ROLES),
        by: v.picklist(['behaviour', 'label', 'person']),
        slots: list(v.tuple([whole(TEMPLATES_MAX), whole(TOKENS_MAX)]), 20_000),
      }),
      5000,
    ),
    phrases: list(
      v.strictObject({
        phrase: text(40_000),
        kind: v.picklist(READING_KINDS),
        reason: v.picklist(KIND_REASONS),
      }),
      5000,
    ),
    places: list(v.strictObject({ file: text(), machine: v.optional(text()), run: text() }), 1000),
    aliases: list(v.strictObject({ name: text(), machine: text() }), 1000),
    unit: v.picklist(['s', 'ms', 'us', 'ns']),
    timesFrom: v.optional(v.literal('start')),
  }),
  v.check(
    ({ fields, templates }) =>
      fields.every(({ slots }) => slots.every(([template]) => template < templates.length)),
    'A field is in lines that it does not have.',
  ),
);

export type ParsedReading =
  | { readonly kind: 'reading'; readonly reading: Reading }
  /** `reason` is a sentence. */
  | { readonly kind: 'problem'; readonly reason: string };

/** Files' places are kept only where a person said them: other files have names of their own. */
export function writeReading(reading: Reading): string {
  const { shape, style, names, kept, everywhere, codes, unit, timesFrom } = reading;
  const saved: v.InferOutput<typeof schema> = {
    format: READING_FORMAT,
    version: 1,
    shape,
    style,
    names,
    kept,
    everywhere,
    codes,
    templates: reading.templates.map(({ key, phrase, count, slots }) => ({
      key,
      phrase,
      count,
      slots: slots.map(({ token, kind, label }) => [token, kind, label] as [number, TokenKind, string]),
    })),
    fields: reading.fields.map(({ label, role, by, slots }) => ({
      label,
      role,
      by,
      slots: slots.map(({ template, token }) => [template, token] as [number, number]),
    })),
    phrases: reading.phrases.map(({ phrase, kind, reason }) => ({ phrase, kind, reason })),
    places: reading.places.flatMap(({ file, machine, run, by }) =>
      by === 'person' ? [{ file, machine, run }] : [],
    ),
    aliases: reading.aliases,
    unit,
    ...(timesFrom && { timesFrom }),
  };
  return JSON.stringify(saved);
}

export function readingFile(reading: Reading): NamedFile {
  return { name: 'lamplight-reading.json', text: `${writeReading(reading)}\n`, type: 'application/json' };
}

/** Whether a text says that it is a reading, whole or not. */
export function looksLikeReading(beginning: string): boolean {
  return /^\uFEFF?\s*\{\s*"format"\s*:\s*"lamplight-reading"/.test(beginning);
}

export function parseReading(source: string): ParsedReading {
  if (source.length > READING_LENGTH_MAX) return { kind: 'problem', reason: 'It is too long for a reading.' };
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { kind: 'problem', reason: 'It is not whole: it is not JSON.' };
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return { kind: 'reading', reading: readingOf(parsed.output) };
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  return {
    kind: 'problem',
    reason: `It is not a reading of this version: ${place === null ? '' : `${place}: `}${issue.message}`,
  };
}

function readingOf(saved: v.InferOutput<typeof schema>): Reading {
  const { version, shape, style, names, kept, everywhere, codes, unit, timesFrom } = saved;
  return {
    version,
    shape,
    style: { ...style, table: style.table },
    names,
    kept,
    everywhere,
    codes,
    templates: saved.templates.map(({ key, phrase, count, slots }) => ({
      key,
      phrase,
      count,
      example: '',
      slots: slots.map(([token, kind, label]) => ({ token, kind, label })),
    })),
    fields: saved.fields.map(({ label, role, by, slots }, i) => ({
      id: `${role} ${i}`,
      label,
      role,
      score: 1,
      facts: undefined,
      by,
      slots: slots.map(([template, token]) => ({ template, token })),
      examples: [],
      alternatives: [],
    })),
    phrases: saved.phrases.map(({ phrase, kind, reason }) => ({
      phrase,
      kind,
      reason,
      example: '',
      count: 0,
      score: 1,
    })),
    places: saved.places.map(({ file, machine, run }) => ({ file, machine, run, by: 'person' })),
    aliases: saved.aliases,
    unit,
    ...(timesFrom && { timesFrom }),
    check: undefined,
    confidence: 1,
    questions: [],
  };
}

/** For an address: packed, in letters, digits, "-" and "_". */
export function packReading(reading: Reading): Promise<string> {
  return packBytes(new TextEncoder().encode(writeReading(reading)));
}

/** Never rejects. Unpacks no more than {@link READING_LENGTH_MAX} bytes. */
export async function unpackReading(packed: string): Promise<ParsedReading> {
  const unpacked = await unpackBytes(packed, READING_LENGTH_MAX);
  switch (unpacked.kind) {
    case 'bytes':
      return parseReading(new TextDecoder().decode(unpacked.bytes));
    case 'too-long':
      return { kind: 'problem', reason: 'It is too long for a reading.' };
    case 'damaged':
      return { kind: 'problem', reason: 'It is not whole: a part of the address may be missing.' };
  }
}
