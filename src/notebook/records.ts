// What is remembered of a notebook: one record for each thing that a person can change, so that two tabs that change
// different things do not undo each other, and of the same thing the last word counts.
import * as v from 'valibot';
import { comparisonSchema, type DesignComparison } from '../core/design-facts.ts';
import { parseTrial, TIMESTAMP_RULES, type TimestampRule, type Trial } from '../core/trial.ts';
import { REPLICATES } from './replicates.ts';
import { FIRST_SEED } from './studies.ts';
import { NOTEBOOK_RULE } from './trials.ts';
import { coverRecordSchema, type CoverField } from './cover.ts';
import { OWN_MACHINES_MAX, refuseSize } from './own-trial.ts';

/** Where the last comparison of designs is saved. */
export const DESIGNS_KEY = 'designs';
/** Longer ones are cut where they are written. */
export const REMARK_LENGTH_MAX = 20_000;

export type NotebookRecord =
  | { readonly kind: 'rule'; readonly rule: TimestampRule }
  | { readonly kind: 'remark'; readonly about: string; readonly text: string }
  | { readonly kind: 'cover'; readonly field: CoverField; readonly text: string }
  | { readonly kind: 'sample'; readonly about: string; readonly seed: number }
  /** The last comparison of designs that was measured in this browser. */
  | { readonly kind: 'designs'; readonly comparison: DesignComparison }
  | {
      readonly kind: 'own-trial';
      readonly id: string;
      /** When it was added, in milliseconds since the epoch: the order in which they are shown. */
      readonly addedAtMs: number;
      readonly rates: readonly number[];
      readonly dieSides: number;
      readonly durationSeconds: number;
    };

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));

const recordSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('rule'), rule: v.picklist(TIMESTAMP_RULES) }),
  v.strictObject({
    kind: v.literal('remark'),
    about: id,
    text: v.pipe(v.string(), v.maxLength(REMARK_LENGTH_MAX)),
  }),
  coverRecordSchema,
  v.strictObject({
    kind: v.literal('sample'),
    about: id,
    seed: v.pipe(v.number(), v.integer(), v.minValue(FIRST_SEED), v.maxValue(FIRST_SEED + REPLICATES - 1)),
  }),
  v.strictObject({ kind: v.literal('designs'), comparison: comparisonSchema }),
  v.pipe(
    v.strictObject({
      kind: v.literal('own-trial'),
      id,
      addedAtMs: v.pipe(v.number(), v.finite()),
      rates: v.pipe(v.array(v.number()), v.maxLength(OWN_MACHINES_MAX)),
      dieSides: v.number(),
      durationSeconds: v.number(),
    }),
    v.check(record => trialOfRecord(record) !== undefined),
  ),
]);

/** Undefined for anything that is no record. */
export function parseRecord(value: unknown): NotebookRecord | undefined {
  const result = v.safeParse(recordSchema, value);
  return result.success ? result.output : undefined;
}

/** Undefined when the numbers are no trial, or one too large for a notebook. */
export function trialOfRecord(
  numbers: Pick<Trial, 'rates' | 'dieSides' | 'durationSeconds'>,
): Trial | undefined {
  const { rates, dieSides, durationSeconds } = numbers;
  const parsed = parseTrial({ rates, dieSides, durationSeconds, seed: FIRST_SEED, rule: NOTEBOOK_RULE });
  if (parsed.kind === 'problems' || refuseSize(parsed.trial) !== undefined) return undefined;
  return parsed.trial;
}

/** Where a record is kept: its newer version takes the same place. */
export function keyOf(record: NotebookRecord): string {
  switch (record.kind) {
    case 'rule':
      return 'rule';
    case 'designs':
      return DESIGNS_KEY;
    case 'cover':
      return `cover:${record.field}`;
    case 'remark':
    case 'sample':
      return `${record.kind}:${record.about}`;
    case 'own-trial':
      return ownTrialKey(record.id);
  }
}

export function ownTrialKey(id: string): string {
  return `own-trial:${id}`;
}
