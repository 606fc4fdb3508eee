import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WORD_MEANINGS } from '../words/word-meanings.ts';
import { PATTERN_MAX, READING_MAX, readOpenAddress, WORDS_MAX, writeOpenAddress } from './open.ts';

const words = fc.uniqueArray(
  fc.tuple(fc.string({ minLength: 1, maxLength: 20 }), fc.constantFrom(...WORD_MEANINGS)),
  { selector: ([word]) => word, maxLength: WORDS_MAX },
);

test('a pattern, its words, a packed reading and a packed run survive their address', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      words,
      fc.stringMatching(/^[\w-]{0,200}$/),
      fc.stringMatching(/^[\w-]{0,200}$/),
      (pattern, words, reading, trace) => {
        expect(readOpenAddress(writeOpenAddress({ pattern, words, reading, trace }))).toEqual({
          pattern,
          words,
          reading,
          trace,
          problems: [],
        });
      },
    ),
  );
});

test('whatever an address holds, it is read without an error, and within its bounds', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000 }), query => {
      const { pattern, reading } = readOpenAddress(query);
      expect(pattern.length).toBeLessThanOrEqual(PATTERN_MAX);
      expect(reading.length).toBeLessThanOrEqual(READING_MAX);
    }),
  );
});

test('what means nothing is said in words', () => {
  expect(readOpenAddress('colour=red&pattern=a&pattern=b')).toEqual({
    pattern: 'a',
    words: [],
    reading: '',
    trace: '',
    problems: [
      'The address has an unknown key “colour”.',
      'The address says “pattern” more than once; the first one counts.',
    ],
  });
  const { pattern, problems } = readOpenAddress(`pattern=${'a'.repeat(PATTERN_MAX + 1)}`);
  expect([pattern, problems.length]).toEqual(['', 1]);
  for (const bad of [
    'ie',
    'ie:dance',
    ':send',
    '%:send',
    Array(WORDS_MAX + 1)
      .fill('a:send')
      .join(','),
  ])
    expect(readOpenAddress(new URLSearchParams({ words: bad }).toString())).toMatchObject({
      words: [],
      problems: [expect.stringMatching(/^The words in the address/)],
    });
  for (const bad of ['a b', '<b>', 'a'.repeat(READING_MAX + 1)])
    expect(readOpenAddress(new URLSearchParams({ reading: bad }).toString())).toMatchObject({
      reading: '',
      problems: [expect.stringMatching(/^The reading in the address/)],
    });
});
