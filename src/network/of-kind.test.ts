// What is told apart without a schema, and that a schema would not have taken any of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOfKind } from './of-kind.ts';

const KINDS = new Set(['hello', 'goodbye']);

test('only an object with a known kind is looked at', () => {
  fc.assert(
    fc.property(fc.anything(), raw => {
      const kind = (raw as { kind?: unknown } | null | undefined)?.kind;
      expect(isOfKind(raw, KINDS)).toBe(typeof raw === 'object' && (kind === 'hello' || kind === 'goodbye'));
    }),
    { numRuns: 10_000 },
  );
  expect(isOfKind({ kind: 'hello' }, KINDS)).toBe(true);
  expect(isOfKind({ kind: 'hullo' }, KINDS)).toBe(false);
  expect(isOfKind('{"kind":"hello"}', KINDS)).toBe(false);
});
