// What is written is read again, and nothing that an address may hold is taken for a machine without a word.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEATS_MAX } from '../engine/settings.ts';
import { joiningAddressIn, readMachineAddress, writeMachineAddress } from './machine.ts';

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

const room = fc.stringMatching(/^[\w-]{1,40}$/);
const nothing = {
  seat: undefined,
  memory: 'kept',
  join: undefined,
  broker: undefined,
  key: undefined,
} as const;

test('a link to join is found in whatever is around it, and leads to this site', () => {
  fc.assert(
    fc.property(
      room,
      room,
      fc.webUrl(),
      fc.string().filter(text => !text.includes('#')),
      fc.oneof(
        fc.record({ broker: fc.webUrl(), key: fc.string({ minLength: 1 }) }),
        fc.record({ join: fc.string({ minLength: 1 }) }),
      ),
      (own, theirs, site, words, by) => {
        const address = { ...nothing, room: theirs, place: 'tab' as const, ...by };
        const link = `${words} ${site}#/machine?${writeMachineAddress(address)} \n`;
        const found = joiningAddressIn(link, own);
        if ('join' in by && own === theirs) expect(found).toBeUndefined();
        else
          expect(readMachineAddress(found!.replace(/^#\/machine\?/, ''))).toEqual({
            kind: 'address',
            address: { ...address, place: 'device' },
          });
      },
    ),
  );
});

test('what is no link to join is none', () => {
  fc.assert(
    fc.property(
      room,
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map(text => `#/machine?${text}`),
      ),
      (own, text) => {
        const found = joiningAddressIn(text, own);
        if (found !== undefined) expect(text).toMatch(/(broker|join)=/);
      },
    ),
  );
});
