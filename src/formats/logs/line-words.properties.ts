// Lists of recipients: whoever is named is read, and a list in which something else stands names nobody.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isListOf, recipientsOf } from './line-words.ts';

const JOINS = [' and ', ', ', ',', ' & ', ' / ', ' or '] as const;
const names = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }).map(String), { minLength: 1, maxLength: 6 });
/** What is left of a name that was spoilt: no letter or digit may be known. */
const debris = fc.string({
  unit: fc.constantFrom('~', '?', '%', '§', '¬', '\u0000', '\ufffd'),
  minLength: 1,
  maxLength: 5,
});
const BEFORE = [
  'SEND to ',
  'Sent message to ',
  'MULTICAST [',
  'sent to machines ',
  'Message sent to ports ',
] as const;

test('names are read whatever joins them', () => {
  fc.assert(
    fc.property(fc.constantFrom(...BEFORE), names, fc.constantFrom(...JOINS), (before, list, join) => {
      const text = `${before}${list.join(join)}${before.endsWith('[') ? ']' : ''}`;
      expect(recipientsOf(text)).toEqual(list);
      expect(isListOf(list, text)).toBe(true);
    }),
  );
});

test('a list in which a name was spoilt names nobody', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...BEFORE),
      names.filter(({ length }) => length > 1),
      fc.nat(),
      debris,
      (before, list, at, spoilt) => {
        const written = list.map((name, i) => (i === at % list.length ? spoilt : name));
        expect(recipientsOf(`${before}${written.join(' and ')}`)).toBeUndefined();
      },
    ),
  );
});

test('what a spoilt line has before the word for the event names nobody', () => {
  expect(recipientsOf('2025/§~%% 15:20:27.600000 MULTICAST')).toBe('all');
  expect(recipientsOf('2025/§~%% 15:20:27.600000 SEND to 3')).toEqual(['3']);
  expect(recipientsOf('MULTICAST #§#ystem time: Mar  4 15:20:27.968')).toBeUndefined();
});
