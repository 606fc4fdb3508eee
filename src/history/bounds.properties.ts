import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boundsFor,
  bytesOf,
  DELETED_KEPT_MS,
  HISTORY_BYTES_MAX,
  overdue,
  roomFor,
  type Kept,
} from './bounds.ts';

const kept: fc.Arbitrary<Kept> = fc.record({
  id: fc.uuid(),
  keptAtMs: fc.nat(50),
  starred: fc.boolean(),
  deletedAtMs: fc.option(fc.nat(50), { nil: undefined }),
  traceBytes: fc.nat(50_000),
});
const some = fc.uniqueArray(kept, { maxLength: 12, selector: ({ id }) => id });
const bounds = fc.record({ runs: fc.integer({ min: 1, max: 12 }), bytes: fc.nat(200_000) });
const more = fc.record({ runs: fc.integer({ min: 0, max: 2 }), bytes: fc.nat(60_000) });

const fits = (
  left: readonly Kept[],
  with_: { runs: number; bytes: number },
  most: { runs: number; bytes: number },
) =>
  left.length + with_.runs <= most.runs &&
  left.reduce((sum, entry) => sum + bytesOf(entry), with_.bytes) <= most.bytes;

test('where there is room, what is left and what comes are within the bounds, and no more was removed than that took', () => {
  fc.assert(
    fc.property(some, more, bounds, (entries, coming, most) => {
      const room = roomFor(entries, coming, most);
      if (room.kind === 'none') return;
      const left = entries.filter(entry => !room.remove.includes(entry));
      expect(fits(left, coming, most)).toBe(true);
      const last = room.remove.at(-1);
      if (last) expect(fits([...left, last], coming, most)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('deleted runs go first, then the oldest; one with a star goes only when it was deleted', () => {
  fc.assert(
    fc.property(some, more, bounds, (entries, coming, most) => {
      const room = roomFor(entries, coming, most);
      if (room.kind === 'none') return;
      const left = entries.filter(entry => !room.remove.includes(entry));
      for (const gone of room.remove) {
        expect(gone.starred && gone.deletedAtMs === undefined).toBe(false);
        for (const stays of left) {
          const mayGo = !stays.starred || stays.deletedAtMs !== undefined;
          if (gone.deletedAtMs === undefined) {
            expect(stays.deletedAtMs).toBeUndefined();
            if (mayGo) expect(stays.keptAtMs).toBeGreaterThanOrEqual(gone.keptAtMs);
          }
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('there is no room only for what is too large alone, or where what must stay leaves none', () => {
  fc.assert(
    fc.property(some, more, bounds, (entries, coming, most) => {
      const room = roomFor(entries, coming, most);
      if (room.kind === 'room') return;
      const stay = entries.filter(({ starred, deletedAtMs }) => starred && deletedAtMs === undefined);
      expect(room.reason === 'too-large' ? fits([], coming, most) : fits(stay, coming, most)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('the bounds are a part of what the browser offers, and never more than ours', () => {
  expect(boundsFor(undefined).bytes).toBe(HISTORY_BYTES_MAX);
  expect(boundsFor(1e12).bytes).toBe(HISTORY_BYTES_MAX);
  expect(boundsFor(1000).bytes).toBe(500);
});

test('a deleted run can be brought back for a week', () => {
  const entry = { id: 'a', keptAtMs: 0, starred: true, traceBytes: 0 };
  const entries = [
    { ...entry, deletedAtMs: 0 },
    { ...entry, deletedAtMs: 1 },
    { ...entry, deletedAtMs: undefined },
  ];
  expect(overdue(entries, DELETED_KEPT_MS + 1)).toEqual([entries[0]]);
});
