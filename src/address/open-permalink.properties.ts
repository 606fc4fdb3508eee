import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PATTERN_MAX, readOpenPermalink, writeOpenPermalink } from './open-permalink.ts';

test('a pattern survives its address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), pattern => {
      expect(readOpenPermalink(writeOpenPermalink(pattern))).toEqual({ pattern, problems: [] });
    }),
  );
});

test('whatever stands in an address, it is read without a fault, and within its bounds', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000 }), query => {
      expect(readOpenPermalink(query).pattern.length).toBeLessThanOrEqual(PATTERN_MAX);
    }),
  );
});

test('what means nothing is said in words', () => {
  expect(readOpenPermalink('colour=red&pattern=a&pattern=b')).toEqual({
    pattern: 'a',
    problems: [
      'The address says "pattern" more than once; the first one counts.',
      'The address has an unknown key "colour".',
    ],
  });
  const { pattern, problems } = readOpenPermalink(`pattern=${'a'.repeat(PATTERN_MAX + 1)}`);
  expect([pattern, problems.length]).toEqual(['', 1]);
});
