// What a program may keep and send: plain JSON, so that a state can be copied, compared, stored and sent to another tab.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Deeper values are refused: one that contains itself has no end. */
const DEPTH_MAX = 64;

/** A value that is not JSON: where it is (`state.queue[2]`), and what is there (`undefined`, `a Map`). */
export class NotJsonError extends Error {
  override readonly name = 'NotJsonError';
  /** Line and column in a program's text, `12:5`; whoever knows the text says it. */
  at: string | undefined;
  constructor(
    readonly path: string,
    readonly found: string,
  ) {
    super(`${path}: ${found}`);
  }
}

/** A copy that nobody can change any more. Throws {@link NotJsonError}, with `path` before what is inside. */
export function frozenJson(value: unknown, path: string, depth = 0): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'object') throw new NotJsonError(path, foundIn(value));
  if (depth > DEPTH_MAX) throw new NotJsonError(path, 'nested');
  if (Array.isArray(value)) {
    if (value.length === 0) return NOTHING;
    const list: Json[] = [];
    for (let i = 0; i < value.length; i++) list.push(frozenJson(value[i], `${path}[${i}]`, depth + 1));
    return Object.freeze(list);
  }
  if (!isPlain(value)) throw new NotJsonError(path, foundIn(value));
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(value))
    setOwn(copy, key, frozenJson((value as Record<string, unknown>)[key], `${path}.${key}`, depth + 1));
  return Object.freeze(copy);
}

const NOTHING: readonly Json[] = Object.freeze([]);

/** A copy that may be changed. */
export function draftOf(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(draftOf);
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(value)) setOwn(copy, key, draftOf((value as Record<string, Json>)[key]!));
  return copy;
}

/** Text that is the same for equal values, whatever the order of their keys. */
export function canonicalText(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const object = value as Record<string, Json>;
  const parts = Object.keys(object)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalText(object[key]!)}`);
  return `{${parts.join(',')}}`;
}

/** Where two values differ first; undefined when they are equal. `other` may be anything. */
export function differenceOf(one: Json, other: unknown, path: string): string | undefined {
  if (one === null || typeof one !== 'object')
    return Object.is(one, other) || one === other ? undefined : path;
  if (other === null || typeof other !== 'object' || Array.isArray(one) !== Array.isArray(other)) return path;
  const theirs = other as Readonly<Record<string, unknown>>;
  const inside = (key: string): string => (Array.isArray(one) ? `${path}[${key}]` : `${path}.${key}`);
  for (const [key, value] of Object.entries(one as Record<string, Json>)) {
    if (!Object.hasOwn(theirs, key)) return inside(key);
    const found = differenceOf(value, theirs[key], inside(key));
    if (found !== undefined) return found;
  }
  const more = Object.keys(theirs).find(key => !Object.hasOwn(one as object, key));
  return more === undefined ? undefined : inside(more);
}

/** A key that is called `__proto__` is a key like any other. */
export function setOwn(object: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  else object[key] = value;
}

/** An object literal, of whichever realm: a program may come from a frame or a context with objects of its own. */
function isPlain(value: object): boolean {
  const parent: unknown = Object.getPrototypeOf(value);
  return (
    parent === null ||
    (Object.getPrototypeOf(parent) === null && Object.hasOwn(parent as object, 'isPrototypeOf'))
  );
}

function foundIn(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const tag = (value as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
    const name = tag ?? (value.constructor as { name?: unknown } | undefined)?.name;
    return typeof name === 'string' && name !== '' ? name : 'object';
  }
  return typeof value === 'number' ? String(value) : typeof value;
}
