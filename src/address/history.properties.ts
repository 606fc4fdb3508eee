import fc from 'fast-check';
import { expect, test } from 'vitest';
import { badEntryId, OPEN_OR_COMPARE, tooManyRuns } from '../words/history.ts';
import { readHistoryAddress, writeHistoryAddress, type HistoryPlace } from './history.ts';

const id = fc.stringMatching(/^[\w-]{1,40}$/);
const place: fc.Arbitrary<HistoryPlace> = fc.oneof(
  fc.record({ kind: fc.constant('list' as const), chosen: fc.option(id, { nil: undefined }) }),
  fc.record({ kind: fc.constant('run' as const), run: id }),
  fc.record({ kind: fc.constant('comparison' as const), first: id, second: id }),
);

test('the list, a run and two runs come back from their address', () => {
  fc.assert(
    fc.property(place, each => {
      expect(readHistoryAddress(writeHistoryAddress(each))).toEqual({ place: each, problems: [] });
    }),
    { numRuns: 500 },
  );
});

test('whatever an address holds, it is read without an error: what it names is possible, and the rest is said', () => {
  const part = fc.oneof(id, fc.string({ unit: 'binary', maxLength: 60 }));
  const query = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .record({ run: part, compare: fc.array(part, { maxLength: 4 }) }, { requiredKeys: [] })
      .map(({ run, compare }) =>
        [run === undefined ? '' : `run=${run}`, compare ? `compare=${compare.join(',')}` : ''].join('&'),
      ),
  );
  let said = 0;
  fc.assert(
    fc.property(query, text => {
      const { place, problems } = readHistoryAddress(text);
      const named =
        place.kind === 'comparison'
          ? [place.first, place.second]
          : [place.kind === 'run' ? place.run : (place.chosen ?? 'none')];
      for (const each of named) expect(each).toMatch(/^[\w-]{1,40}$/);
      if (problems.length > 0) said += 1;
    }),
    { numRuns: 10_000 },
  );
  expect(said).toBeGreaterThan(1000);
});

test('what means nothing is said in words, and the list is shown', () => {
  for (const [query, sentence] of [
    ['run=a&compare=b,c', OPEN_OR_COMPARE],
    ['compare=a,b,c', tooManyRuns(3)],
    ['compare=a,%3Cb%3E', badEntryId('<b>')],
    ['run=..', badEntryId('..')],
  ] as const)
    expect(readHistoryAddress(query)).toEqual({ place: { kind: 'list' }, problems: [sentence] });
});
