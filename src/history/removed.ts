// Which runs had to make room for others: remembered until a person has read it, so that nothing goes without a word.
import * as v from 'valibot';
import { NAME_LENGTH_MAX, type HistoryEntry } from './entry.ts';

/** So many are named, the latest; the others are counted. */
export const REMOVED_NAMED_MAX = 20;

export interface RemovedRuns {
  readonly named: readonly { readonly name: string; readonly keptAtMs: number }[];
  /** Beside those that are named. */
  readonly more: number;
}

export const NONE_REMOVED: RemovedRuns = { named: [], more: 0 };

const removedSchema = v.strictObject({
  named: v.pipe(
    v.array(
      v.strictObject({
        name: v.pipe(v.string(), v.maxLength(NAME_LENGTH_MAX)),
        keptAtMs: v.pipe(v.number(), v.finite()),
      }),
    ),
    v.maxLength(REMOVED_NAMED_MAX),
  ),
  more: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** Parses anything; what is not right stands for none. */
export function parseRemoved(value: unknown): RemovedRuns {
  const result = v.safeParse(removedSchema, value);
  return result.success ? result.output : NONE_REMOVED;
}

export function withRemoved(
  { named, more }: RemovedRuns,
  gone: readonly Pick<HistoryEntry, 'name' | 'keptAtMs'>[],
): RemovedRuns {
  const all = [...named, ...gone.map(({ name, keptAtMs }) => ({ name, keptAtMs }))];
  const dropped = Math.max(0, all.length - REMOVED_NAMED_MAX);
  return { named: all.slice(dropped), more: more + dropped };
}
