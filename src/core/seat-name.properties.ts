// Whatever somebody types or a file says, what is taken for a name is one visible line that harms no view and no file, and reading
// it again changes nothing.
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { anySeatText } from '../testing/certificate-arbitrary.ts';
import { readSeatName, SEAT_NAME_MAX, seatNameSchema, seatNamesSchema } from './seat-name.ts';

test('a name has one line, no markup, nothing that cannot be seen, and stays as it is', () => {
  fc.assert(
    fc.property(anySeatText, text => {
      const read = readSeatName(text);
      if (read.kind !== 'name') {
        expect(v.is(seatNameSchema, text)).toBe(false);
        return;
      }
      const { name } = read;
      expect(name).not.toMatch(
        /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}<>]|(?![\u200c\u200d])\p{Cf}| {2}|^\s|\s$|^\p{M}|\p{M}{5}/u,
      );
      expect([...name].length).toBeLessThanOrEqual(SEAT_NAME_MAX);
      expect(readSeatName(name)).toEqual({ kind: 'name', name });
      expect(v.is(seatNameSchema, name)).toBe(true);
      expect(v.is(seatNameSchema, text)).toBe(text === name);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['Ada', 'Ada'],
  ['  Ada \t\n Lovelace ', 'Ada Lovelace'],
  ['', ''],
  [' \u200b\u00ad\u3164\u2800 ', ''],
  ['Ada\u0000\u0007', 'Ada'],
  ['\u202eadA\u2066', 'adA'],
  ['e\u0301va', 'éva'],
  ['\u0301Ada', 'Ada'],
  [`Z${'\u0335'.repeat(30)}`, `Z${'\u0335'.repeat(4)}`],
  ['Ada\ud800', 'Ada'],
  ['नीलम', 'नीलम'],
  ['نیلوفر‌ناز', 'نیلوفر‌ناز'],
  ['日本 太郎', '日本 太郎'],
  ['👩‍💻', '👩‍💻'],
  ['O\'Brien-Müller (she), "Bo"', 'O\'Brien-Müller (she), "Bo"'],
])('%j is read as %j', (text, name) => {
  expect(readSeatName(text)).toEqual({ kind: 'name', name });
});

test('what is too long or markup is refused, and not cut', () => {
  expect(readSeatName('a'.repeat(10_000))).toEqual({ kind: 'too-long', length: 10_000 });
  expect(readSeatName('👩'.repeat(SEAT_NAME_MAX))).toMatchObject({ kind: 'name' });
  expect(readSeatName('👩'.repeat(SEAT_NAME_MAX + 1))).toEqual({
    kind: 'too-long',
    length: SEAT_NAME_MAX + 1,
  });
  expect(readSeatName('<img src=x onerror=alert(1)>')).toEqual({ kind: 'markup' });
  expect(v.is(seatNameSchema, '<b>')).toBe(false);
  expect(v.is(seatNameSchema, 5)).toBe(false);
});

test('of the names in a file, those that are none are left out', () => {
  expect(v.parse(seatNamesSchema, 'Ada')).toEqual([]);
  expect(v.parse(seatNamesSchema, ['Ada', null, 7, '', '<b>', 'a\nb', { name: 'Ada' }, 'Lin'])).toEqual([
    'Ada',
    null,
    null,
    null,
    null,
    null,
    null,
    'Lin',
  ]);
});
