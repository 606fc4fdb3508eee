// A pattern that a person types, or that an address brings: it is refused with a sentence, or reads what it matches.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern, PATTERN_GROUPS } from './pattern.ts';
import { previewPattern } from './preview-pattern.ts';
import { readLogs } from './read-logs.ts';

const LINES = [
  '12:00:01 alice send 4 to bob',
  '12:00:02 bob receive 5 from alice (queue 0)',
  '',
  'café ☕ <b>#7</b> {"event":"tick","clock":1e999}',
];

/** Without a repetition of repetitions: how long those may take is the worker's business, which is ended after a while. */
const piece = fc.oneof(
  fc.constantFrom(...PATTERN_GROUPS, 'host', 'date', 'other', '__proto__', '0').map(name => `(?<${name}>`),
  fc.constantFrom(
    '(?P<event>',
    '(?<event>',
    ')',
    '(',
    '|',
    '^',
    '$',
    '\\n',
    '[^]',
    '\\d+',
    '\\S+',
    '.*?',
    '\\w+ ',
    '\\b',
    ' ',
  ),
  fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    '{2,1}',
    '*',
    '\\',
    '\\k<event>',
    '\\1',
    '(?=',
    '(?<!',
    '\\p{L}',
    '/',
    '/i',
    '/u',
    '/v',
    '/gimsuy',
  ),
  fc.string({ maxLength: 4, unit: 'binary' }),
);

const source = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('', 'i', 'u', 'v', 's', 'm', 'd', 'gy', 'ii'), fc.array(piece, { maxLength: 6 }))
      .map(([flags, pieces]) => `/(?<event>\\w+) (?<clock>\\d+)${pieces.join('')}/${flags}`),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

const words = fc.dictionary(
  fc.oneof(fc.constantFrom('send', 'receive', 'alice', '__proto__'), fc.string({ maxLength: 5 })),
  fc.constantFrom('send', 'receive', 'internal', 'ignore' as const),
  { maxKeys: 3 },
);

test('any text is refused with a sentence, or reads the lines that it matches', () => {
  const seen = { refused: 0, read: 0, matched: 0 };
  fc.assert(
    fc.property(source, words, (text, meanings) => {
      const pattern = compilePattern(text);
      if (pattern.kind === 'problem') {
        expect(pattern.message).toMatch(/\S.*\.$/s);
        seen.refused += 1;
        return;
      }
      seen.read += 1;
      const preview = previewPattern(pattern, LINES, meanings);
      expect(preview).toHaveLength(LINES.length);
      for (const { isEvent, continues, reason } of preview) {
        if (isEvent) seen.matched += 1;
        expect(isEvent || continues || reason !== '').toBe(true);
      }
      const result = readLogs([{ name: 'a.log', text: LINES.join('\n') }], {
        pattern: text,
        words: meanings,
      });
      for (const { lines, eventLines, headerLines, blankLines, skippedLines } of result.files)
        expect(eventLines + headerLines + blankLines + skippedLines).toBe(lines);
    }),
    { numRuns: 10_000 },
  );
  expect(seen.refused).toBeGreaterThan(1000);
  expect(seen.read).toBeGreaterThan(1000);
  expect(seen.matched).toBeGreaterThan(500);
});
