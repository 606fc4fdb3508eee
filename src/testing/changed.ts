// Plain data in which something, however deep, is another: what a stranger could post, or a damaged store give back.
import fc from 'fast-check';

const strange = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.constantFrom(-1, 0, 1, 2, 2 ** 26, 2 ** 32, 2 ** 53, NaN, -Infinity, 0.5, '', '1', null, undefined),
  fc.constantFrom<unknown>([], {}, [1], [1, 1], { kind: 'hello' }, 'send', 'arrival', 'forgot'),
  fc.integer({ min: 0, max: 30 }),
);

/** Where in a value something is, as steps: each is taken modulo what there is. */
const place = fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 });
export const change = fc.record({
  place,
  how: fc.constantFrom('other', 'without', 'twice', 'swapped', 'named'),
  other: strange,
});
export type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

/** A copy of `value` in which one thing, however deep, is another. */
export function changed(value: unknown, { place: [step, ...deeper], how, other }: Change): unknown {
  if (typeof value !== 'object' || value === null || step === undefined) return other;
  const keys = Object.keys(value);
  if (keys.length === 0) return other;
  const at = step % keys.length;
  const key = keys[at]!;
  const child = (value as Record<string, unknown>)[key];
  const goesDeeper = deeper.length > 0 && typeof child === 'object' && child !== null;
  if (Array.isArray(value)) {
    const list: unknown[] = [...(value as unknown[])];
    if (goesDeeper) list[at] = changed(child, { place: deeper, how, other });
    else if (how === 'without') list.splice(at, 1);
    else if (how === 'twice') list.splice(at, 0, child);
    else if (how === 'swapped') list.push(...list.splice(at, 1));
    else list[at] = other;
    return list;
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  if (goesDeeper) fields.set(key, changed(child, { place: deeper, how, other }));
  else if (how === 'without') fields.delete(key);
  else if (how === 'named') fields.set('__proto__', other);
  else fields.set(key, other);
  return Object.fromEntries(fields);
}

export const changes = fc.array(change, { minLength: 1, maxLength: 3 });
