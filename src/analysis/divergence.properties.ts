// What holds of where any two runs part: nothing differs between equal runs, one changed event is all that differs, and a
// consequence is never called first.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INTERNAL, RECEIVE, SEND } from '../core/machine-log.ts';
import { packCopy, unpackTrace } from '../core/packed-trace.ts';
import type { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { naiveOrder, oddTrace, placesOf } from '../testing/odd-trace-arbitrary.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { divergenceOf, type Difference } from './divergence.ts';

const copyOf = (trace: Trace): Trace => unpackTrace(packCopy(trace).packed);

const anyTrace = fc.oneof(
  oddTrace,
  anyImportedTrace,
  anyTrial.map(trial => simulate(trial)),
);

/** Small enough for an order that is worked out the slow way. */
const smallTrial = fc.record({
  rates: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }),
  dieSides: fc.integer({ min: 5, max: 7 }),
  seed: fc.nat(1000),
  durationSeconds: fc.integer({ min: 2, max: 4 }),
});

/** Two runs that have much in common: of one trial with and without delay, of two lengths, of other dice, or of another machine more. */
const twoRuns = fc.oneof(
  fc
    .tuple(smallTrial, fc.integer({ min: 1, max: 1500 }), fc.integer({ min: 1, max: 1500 }))
    .map(([trial, delayMs, otherMs]) =>
      [delayMs, otherMs].map(each => simulate({ ...trial, delay: { kind: 'fixed', delayMs: each } })),
    ),
  smallTrial.map(trial => [simulate(trial), simulate({ ...trial, durationSeconds: 2 })]),
  fc.tuple(smallTrial, fc.nat(1000)).map(([trial, seed]) => [simulate(trial), simulate({ ...trial, seed })]),
  smallTrial.map(trial => [simulate(trial), simulate({ ...trial, rates: [...trial.rates, 2] })]),
  fc.tuple(oddTrace, oddTrace),
);

test('a run differs nowhere from itself', () => {
  fc.assert(
    fc.property(anyTrace, trace => {
      expect(divergenceOf(trace, copyOf(trace))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('one changed event is the one difference, and the first', () => {
  let changes = 0;
  fc.assert(
    fc.property(
      anyTrace,
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.constantFrom('clock', 'kind', 'message'),
      (trace, at, what) => {
        const places = placesOf(trace);
        const place = places[Math.floor(at * places.length)];
        if (!place) return;
        const { machine, index } = place;
        const changed = copyOf(trace);
        const log = changed.logOf(machine);
        if (what === 'clock') log.clocks[index]! += 1;
        else if (what === 'kind') log.kinds[index] = log.kinds[index] === INTERNAL ? SEND : INTERNAL;
        else if (log.kinds[index] !== RECEIVE || log.peers[index] === 0) return;
        else log.peers[index] = (log.peers[index]! % trace.machines) + 1;
        changes += 1;
        const atMs = trace.logOf(machine).atMs[index]!;
        expect(divergenceOf(trace, changed)).toEqual([
          { machine, index, kind: 'differs', atMs: [atMs, atMs], isFirst: true },
        ]);
      },
    ),
    { numRuns: 500 },
  );
  expect(changes).toBeGreaterThan(250);
});

test('first is what no other difference happened before, in either run, by the slow way too', () => {
  let consequences = 0;
  fc.assert(
    fc.property(twoRuns, runs => {
      const [first, second] = runs as [Trace, Trace];
      const differences = divergenceOf(first, second);
      const before = [first, second].map(trace => ({ trace, order: naiveOrder(trace) }));
      const leads = (a: Difference, b: Difference): boolean =>
        before.some(
          ({ trace, order }) =>
            [a, b].every(({ machine, index }) => index < (trace.logs[machine - 1]?.eventCount ?? 0)) &&
            a.machine !== b.machine &&
            order(a, b),
        );
      // Whether a way of such steps leads from one to the other.
      const ways = differences.map(a => differences.map(b => leads(a, b)));
      for (const k of ways.keys())
        for (const row of ways) if (row[k]) for (const j of row.keys()) row[j] ||= ways[k]![j]!;
      for (const [j, { isFirst }] of differences.entries()) {
        expect(isFirst).toBe(differences.every((_, i) => !ways[i]![j] || ways[j]![i]!));
        if (!isFirst) consequences += 1;
      }
      if (differences.length > 0) expect(differences.some(({ isFirst }) => isFirst)).toBe(true);
    }),
    { numRuns: 400 },
  );
  expect(consequences).toBeGreaterThan(100);
});

test('which run is named first makes no difference', () => {
  const mirrored = { differs: 'differs', 'only-first': 'only-second', 'only-second': 'only-first' } as const;
  fc.assert(
    fc.property(twoRuns, runs => {
      const [first, second] = runs as [Trace, Trace];
      expect(divergenceOf(second, first)).toEqual(
        divergenceOf(first, second).map(difference => ({
          ...difference,
          kind: mirrored[difference.kind],
          atMs: [difference.atMs[1], difference.atMs[0]],
        })),
      );
    }),
    { numRuns: 200 },
  );
});

test('a run that was cut short differs where it ends, and nowhere before', () => {
  fc.assert(
    fc.property(smallTrial, trial => {
      const whole = simulate({ ...trial, durationSeconds: 6 });
      const part = simulate(trial);
      const differences = divergenceOf(whole, part);
      expect(differences).toHaveLength(trial.rates.length);
      for (const { machine, index, kind } of differences) {
        expect(kind).toBe('only-first');
        expect(index).toBe(part.logOf(machine).eventCount);
      }
    }),
    { numRuns: 100 },
  );
});

test('where each run has the other’s cause, both are first', () => {
  // In one run machine 1 sends and machine 2 receives; in the other it is the other way round.
  const run = (from: number): Trace => {
    const trace = simulate({ rates: [1, 1], durationSeconds: 1, seed: 1 });
    const empty = unpackTrace({
      ...packCopy(trace).packed,
      logs: packCopy(trace).packed.logs.map(log => ({ ...log, eventCount: 0, messageCount: 0 })),
    });
    const message = { from, to: 3 - from, number: 1, timestamp: 1 };
    empty.recorderOf(from).send(10, 1, 0, 1, [message]);
    empty.recorderOf(3 - from).arrival(message, 15, 1);
    empty.recorderOf(3 - from).receive(20, 2, 0, message);
    return empty;
  };
  expect(divergenceOf(run(1), run(2)).map(({ isFirst }) => isFirst)).toEqual([true, true]);
});
