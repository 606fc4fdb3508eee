// What a value has become, as a list of changes: states of a program are kept so, because a step changes little of a state.
import { differenceOf, draftOf, setOwn, type Json } from './json.ts';

export type JsonPath = readonly (string | number)[];
/** The value that is now at the path; without one, what was there is gone. Applied in turn. */
export type JsonChange = readonly [path: JsonPath] | readonly [path: JsonPath, value: Json];

/** The changes that make `after` of `before`; none where they are equal. */
export function changesBetween(before: Json, after: Json): readonly JsonChange[] {
  const changes: JsonChange[] = [];
  collect(before, after, [], changes);
  return changes;
}

function collect(before: Json, after: Json, path: JsonPath, changes: JsonChange[]): void {
  if (before === after) return;
  if (isList(before) && isList(after)) {
    for (let at = 0; at < after.length; at++)
      if (at < before.length) collect(before[at]!, after[at]!, [...path, at], changes);
      else changes.push([[...path, at], after[at]!]);
    for (let at = before.length - 1; at >= after.length; at--) changes.push([[...path, at]]);
  } else if (isObject(before) && isObject(after)) {
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) changes.push([[...path, key]]);
    for (const key of Object.keys(after))
      if (Object.hasOwn(before, key)) collect(before[key]!, after[key]!, [...path, key], changes);
      else changes.push([[...path, key], after[key]!]);
  } else if (differenceOf(before, after, '') !== undefined) changes.push([path, after]);
}

/** A new value; undefined where a change does not fit what is there, as in a record that somebody else wrote. */
export function applyChanges(before: Json, changes: readonly JsonChange[]): Json | undefined {
  const root: Record<string, Json> = { value: draftOf(before) };
  for (const change of changes) {
    const path = ['value', ...change[0]];
    const last = path.pop()!;
    let place: unknown = root;
    for (const key of path) {
      if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return undefined;
      place = (place as Record<string | number, unknown>)[key];
    }
    if (typeof place !== 'object' || place === null) return undefined;
    if (Array.isArray(place)) {
      if (typeof last !== 'number' || last < 0 || last > place.length) return undefined;
      if (change.length === 1) place.splice(last, 1);
      else place[last] = draftOf(change[1]);
    } else if (change.length === 1) Reflect.deleteProperty(place, last);
    else setOwn(place as Record<string, Json>, String(last), draftOf(change[1]));
  }
  return root['value'];
}

/** What a person is shown of a change: a field of the state, its list as a whole. Undefined where there was or is nothing. */
export interface FieldChange {
  /** `queue`, `votes.3`; empty for the whole. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The fields that differ, in the order of the later value, then those that are gone. */
export function fieldChanges(before: Json | undefined, after: Json, path = ''): readonly FieldChange[] {
  if (before === undefined || !isObject(before) || !isObject(after))
    return before !== undefined && differenceOf(before, after, '') === undefined
      ? []
      : [{ path, before, after }];
  const inside = (key: string): string => (path === '' ? key : `${path}.${key}`);
  return [
    ...Object.keys(after).flatMap(key =>
      Object.hasOwn(before, key)
        ? fieldChanges(before[key]!, after[key]!, inside(key))
        : [{ path: inside(key), before: undefined, after: after[key]! }],
    ),
    ...Object.keys(before)
      .filter(key => !Object.hasOwn(after, key))
      .map(key => ({ path: inside(key), before: before[key], after: undefined })),
  ];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
