import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PATTERN_MAX, readOpenAddress, writeOpenAddress } from './open.ts';

test('a pattern survives its address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), pattern => {
      expect(readOpenAddress(writeOpenAddress(pattern))).toEqual({ pattern, problems: [] });
    }),
  );
});

test('whatever stands in an address, it is read without a fault, and within its bounds', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000 }), query => {
      expect(readOpenAddress(query).pattern.length).toBeLessThanOrEqual(PATTERN_MAX);
    }),
  );
});

test('what means nothing is said in words', () => {
  expect(readOpenAddress('colour=red&pattern=a&pattern=b')).toEqual({
    pattern: 'a',
    problems: [
      'The address has an unknown key “colour”.',
      'The address says “pattern” more than once; the first one counts.',
    ],
  });
  const { pattern, problems } = readOpenAddress(`pattern=${'a'.repeat(PATTERN_MAX + 1)}`);
  expect([pattern, problems.length]).toEqual(['', 1]);
});
