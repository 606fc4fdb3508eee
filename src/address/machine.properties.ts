// What is written is read again, and nothing that an address may hold is taken for a machine without a word.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEATS_MAX } from '../engine/settings.ts';
import { readMachineAddress, writeMachineAddress } from './machine.ts';

test('every address is read as it was written', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[\w-]{1,40}$/),
      fc.option(fc.integer({ min: 1, max: SEATS_MAX }), { nil: undefined }),
      fc.constantFrom('frame' as const, 'tab' as const, 'device' as const),
      fc.constantFrom('kept' as const, 'lost' as const),
      fc.option(fc.string(), { nil: undefined }),
      fc.option(fc.string(), { nil: undefined }),
      (room, seat, place, memory, join, key) => {
        const address = { room, seat, place, memory, join, broker: join, key };
        expect(readMachineAddress(writeMachineAddress(address))).toEqual({ kind: 'address', address });
      },
    ),
  );
});

test('a seat that is not a number of a seat is a problem that quotes it', () => {
  const isSeat = (text: string): boolean =>
    /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= SEATS_MAX;
  const nonsense = fc.oneof(
    fc.string().filter(text => !isSeat(text)),
    fc.constantFrom('abc', '', '0', '-1', '1.5', '1e1', '0x1', String(SEATS_MAX + 1), '٣'),
  );
  fc.assert(
    fc.property(nonsense, seat => {
      const parsed = readMachineAddress(new URLSearchParams({ seat }).toString());
      expect(parsed.kind).toBe('problems');
      if (parsed.kind === 'problems') expect(parsed.problems).toHaveLength(1);
    }),
  );
});

test('every query is an address or says what is wrong', () => {
  fc.assert(
    fc.property(fc.string(), query => {
      const parsed = readMachineAddress(query);
      if (parsed.kind === 'problems') expect(parsed.problems.join('')).not.toBe('');
    }),
  );
});
