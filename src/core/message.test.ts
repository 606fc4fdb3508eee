// How messages are called where people read it: after their sender's own name, and never two senders alike.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageName, shownMessageName } from './message.ts';

test.each([
  [[], 3, '3-17'],
  [['machine 0', 'machine 1', 'machine 2'], 3, '2-17'],
  [['port 3056', 'port 3057'], 1, '3056-17'],
  [['Alice', 'Bob'], 2, 'Bob-17'],
  [['a1', 'b1', 'b2'], 1, 'a1-17'],
  [['a1', 'b1', 'b2'], 3, '2-17'],
  [['1', 'a1'], 1, '1-17'],
  [['machine 1 (Ada)', 'machine 2', 'machine 3 (R2)'], 1, '1-17'],
  [['machine 1 (Ada)', 'machine 2', 'machine 3 (R2)'], 3, '3-17'],
])('of machines %j the %ith sends %s', (names, from, name) => {
  expect(shownMessageName(names, from, 17)).toBe(name);
});

test('messages of different machines have different names', () => {
  const name = fc.oneof(
    fc.tuple(fc.constantFrom('', 'a', 'machine '), fc.nat({ max: 3 })).map(parts => parts.join('')),
    fc.constantFrom('a', 'b', 'machine'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), names => {
      const shown = names.map((_, i) => shownMessageName(names, i + 1, 5));
      expect(new Set(shown).size).toBe(names.length);
    }),
  );
});

test('without names of their own, machines go by their numbers, as in our files', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9999 }), (from, number) => {
      expect(shownMessageName([], from, number)).toBe(messageName(from, number));
    }),
  );
});
