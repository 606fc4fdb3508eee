// What of a run is seen goes into an address and comes back the same; whatever else an address says there is read without an error,
// and what is wrong with it, or is not in the run, is said in sentences.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { TRACE_TABS } from '../words/trace-tabs.ts';
import { joinQueries, partQuery, SEEN_KEYS } from './seen-part.ts';
import {
  NOTHING_SEEN,
  readSeen,
  seenIn,
  wholeMicroseconds,
  writeSeen,
  type Seen,
  type TraceTab,
} from './seen.ts';

const FUZZED = 10_000;

const event = fc.record({ machine: fc.integer({ min: 1, max: 100 }), index: fc.nat({ max: 1e9 }) });
const time = fc
  .oneof(fc.double({ min: -1e6, max: 1e9, noNaN: true }), fc.integer({ min: -1000, max: 3_600_000 }))
  .map(wholeMicroseconds);
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const note = fc.record({
  at: fc.oneof(
    event.map(place => ({ kind: 'event' as const, place })),
    fc
      .tuple(time, time)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({ kind: 'stretch' as const, fromMs: Math.min(a, b), toMs: Math.max(a, b) })),
  ),
  text: fc
    .oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.stringMatching(/^[,:%&=+<> a]{1,20}$/))
    .filter(text => text.trim() !== ''),
});
const seen: fc.Arbitrary<Seen> = fc.record({
  event: optional(event),
  tab: optional(fc.constantFrom(...(Object.keys(TRACE_TABS) as TraceTab[]))),
  stretch: optional(
    fc.oneof(
      fc.constant('all' as const),
      fc
        .tuple(time, time)
        .filter(([a, b]) => a !== b)
        .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) })),
    ),
  ),
  cut: optional(fc.array(fc.nat({ max: 1e9 }), { minLength: 1, maxLength: 20 })),
  moment: optional(
    fc.oneof(
      time.map(atMs => ({ kind: 'time' as const, atMs })),
      event.map(each => ({ kind: 'step' as const, event: each })),
      fc.constant({ kind: 'end' as const }),
    ),
  ),
  times: optional(fc.constant('own' as const)),
  notes: optional(fc.array(note, { maxLength: 5 })),
});

test('what is seen comes back from its address, beside whatever else the address says', () => {
  fc.assert(
    fc.property(seen, fc.constantFrom('', 'rates=5,1,5&run=now', 'run=x_1'), (each, others) => {
      const parted = partQuery(joinQueries(others, writeSeen(each)));
      expect(parted.own).toBe(others);
      expect(readSeen(parted.seen)).toEqual({ seen: each, problems: [] });
    }),
    { numRuns: 2000 },
  );
});

test('garbage in an address is said in sentences and never throws; what is right beside it counts', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.stringMatching(/^[-\d.,]{0,12}$/),
    fc.constantFrom('1.1', '0.1', '1.0', '2-1', '1-1', '--', 'all', 'end', 'NaN', '1e3', '9'.repeat(40)),
  );
  const query = fc
    .array(fc.tuple(fc.constantFrom(...SEEN_KEYS), text), { maxLength: 5 })
    .map(pairs => new URLSearchParams(pairs).toString());
  const trace = simulate(trialFrom({ rates: [2, 3], durationSeconds: 2 }));
  const seenProblems = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(query, fc.string({ unit: 'binary', maxLength: 200 })), each => {
      const { seen: part } = partQuery(each);
      const first = readSeen(part);
      const known = seenIn(trace, first.seen);
      for (const problem of [...first.problems, ...known.problems]) {
        expect(problem).toMatch(/^[\s\S]{10,400}[.?]$/);
        seenProblems.add(problem.replace(/“[\s\S]*”|[\d,.-]+/g, ''));
      }
      // What is left is in the run.
      expect(seenIn(trace, known.seen)).toEqual({ seen: known.seen, problems: [] });
      expect(readSeen(writeSeen(first.seen)).seen).toEqual(first.seen);
    }),
    { numRuns: FUZZED },
  );
  expect(seenProblems.size).toBeGreaterThan(8);
});

test('each thing that a run does not have is named, and the rest is shown', () => {
  const trace = simulate(trialFrom({ rates: [2, 3], durationSeconds: 2 }));
  const { seen, problems } = seenIn(trace, {
    ...NOTHING_SEEN,
    tab: 'audit',
    event: { machine: 2, index: 998 },
    stretch: { fromMs: 5000, toMs: 6000 },
    cut: [1, 99],
    moment: { kind: 'step', event: { machine: 3, index: 0 } },
  });
  expect(seen).toEqual({ ...NOTHING_SEEN, tab: 'audit' });
  expect(problems).toEqual([
    'The address names event 999 of machine 2. Machine 2 has 6 events.',
    'The stretch in the address is outside the run, which is from 0 s to 2 s.',
    'The cut in the address takes 99 events of machine 2. Machine 2 has 6 events.',
    'The address names machine 3. The run has 2 machines.',
  ]);
  expect(seenIn(trace, { ...NOTHING_SEEN, cut: [1] }).problems).toEqual([
    'The cut in the address has 1 number. The run has 2 machines.',
  ]);
});
