// Lenses and the counts over all pairs, against algorithms and definitions worked out the slow way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareHybrid, hybridClocksOf, physicalTimeMs, type PhysicalClockError } from './hybrid-clocks.ts';
import { lamportClocksOf } from './lamport-clocks.ts';
import { knownToAll, matrixOf } from './matrix-clocks.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { vectorClocksOf } from './vector-clocks.ts';
import { simulate } from '../engine/simulate.ts';
import { matrixAt } from './clock-lenses-event.ts';
import { LENS_KINDS, lensLabel, lensOf, NO_LABEL, type Lens } from './clock-lenses.ts';
import { countLens, countPairs } from './concurrency.ts';
import { naiveOrder, oddTrace, placesOf } from '../testing/odd-trace-arbitrary.ts';
import { eventsInTotalOrder } from './total-order.ts';

const smallRun = anyTrial.map(trial =>
  simulate({
    ...trial,
    rates: trial.rates.slice(0, 4).map(rate => 1 + (rate % 5)),
    durationSeconds: Math.min(trial.durationSeconds, 4),
  }),
);
const anyTrace = fc.oneof(smallRun, oddTrace);
const clockError: fc.Arbitrary<PhysicalClockError> = fc.record({
  offsetMs: fc.integer({ min: -2000, max: 2000 }),
  driftPartsPerMillion: fc.integer({ min: -100_000, max: 100_000 }),
});
const clockErrors = fc.array(clockError, { maxLength: 4 });

/** By the definitions: a negative, zero or positive number, as the timestamps say. */
function compareBy(lens: Lens, before: (a: EventPlace, b: EventPlace) => boolean) {
  return (a: EventPlace, b: EventPlace): number => {
    if (lens.kind === 'hybrid') return compareHybrid(lens.clocks, a, b);
    if (lens.kind === 'vector' || lens.kind === 'matrix') return before(a, b) ? -1 : before(b, a) ? 1 : 0;
    return lens.columns[a.machine - 1]![a.index]! - lens.columns[b.machine - 1]![b.index]!;
  };
}

describe('counts over all pairs', () => {
  test('are those of looking at each pair', () => {
    fc.assert(
      fc.property(anyTrace, clockErrors, (trace, errors) => {
        const before = naiveOrder(trace);
        // On a circle, an event happened before itself; after it, it has one that did in its past.
        const circles = placesOf(trace).filter(place => before(place, place));
        const places = placesOf(trace).filter(
          place => !before(place, place) && !circles.some(c => before(c, place)),
        );
        const vectors = vectorClocksOf(trace);
        const pairs = places.flatMap((a, i) => places.slice(i + 1).map(b => [a, b] as const));
        const causal = pairs
          .map(([a, b]) => (before(b, a) ? ([b, a] as const) : ([a, b] as const)))
          .filter(([a, b]) => before(a, b));
        const concurrent = pairs.filter(([a, b]) => !before(a, b) && !before(b, a));
        expect(countPairs(vectors)).toEqual({
          events: places.length,
          pairs: pairs.length,
          causal: causal.length,
          concurrent: concurrent.length,
        });
        for (const kind of LENS_KINDS) {
          const lens = lensOf(trace, kind, { clockErrors: errors });
          const compare = compareBy(lens, before);
          expect({ kind, ...countLens(vectors, lens) }).toEqual({
            kind,
            concurrentOrdered: concurrent.filter(([a, b]) => compare(a, b) !== 0).length,
            causalEqual: causal.filter(([a, b]) => compare(a, b) === 0).length,
            causalReversed: causal.filter(([a, b]) => compare(a, b) > 0).length,
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  test('deny nothing that happened under Lamport’s rule, vectors, matrices and hybrid clocks', () => {
    fc.assert(
      fc.property(anyTrace, clockErrors, (trace, errors) => {
        const vectors = vectorClocksOf(trace);
        for (const kind of ['increment-then-send', 'vector', 'matrix', 'hybrid'] as const) {
          const { causalEqual, causalReversed } = countLens(
            vectors,
            lensOf(trace, kind, { clockErrors: errors }),
          );
          expect([kind, causalEqual, causalReversed]).toEqual([kind, 0, 0]);
        }
      }),
    );
  });
});

describe('Lamport’s clock, worked out anew', () => {
  test('under the rule of the run is what the machines recorded', () => {
    fc.assert(
      fc.property(smallRun, trace => {
        const recorded = trace.logs.map(log => log.clocks.slice(0, log.eventCount));
        expect(lamportClocksOf(trace, trace.trial.rule)).toEqual(recorded);
      }),
    );
  });
});

describe('a matrix clock', () => {
  /** The algorithm on the machines: each message carries the sender's matrix. */
  function keptByMachines(trace: Trace): Map<string, number[][]> {
    const n = trace.machines;
    const kept = new Map<string, number[][]>();
    const last = trace.logs.map(() => Array.from({ length: n }, () => new Array<number>(n).fill(0)));
    for (const { machine, index } of eventsInTotalOrder(trace)) {
      const own = last[machine - 1]!.map(row => [...row]);
      const event = trace.event(machine, index);
      if (event.kind === 'receive') {
        const { from, number } = event.message!;
        const received = kept.get(`${from}-${trace.message(from, number)!.sentIndex}`)!;
        for (const [k, row] of received.entries())
          for (const [l, count] of row.entries()) own[k]![l] = Math.max(own[k]![l]!, count);
        for (const [l, count] of received[from - 1]!.entries())
          own[machine - 1]![l] = Math.max(own[machine - 1]![l]!, count);
      }
      own[machine - 1]![machine - 1] = index + 1;
      last[machine - 1] = own;
      kept.set(`${machine}-${index}`, own);
    }
    return kept;
  }

  test('derived from vectors is the one that machines would keep', () => {
    fc.assert(
      fc.property(smallRun, trace => {
        fc.pre(trace.trial.rule === 'increment-then-send'); // so that the total order comes after every cause
        const vectors = vectorClocksOf(trace);
        const kept = keptByMachines(trace);
        for (const place of placesOf(trace)) {
          const expected = kept.get(`${place.machine}-${place.index}`)!;
          expect(matrixOf(vectors, place).map(row => [...row])).toEqual(expected);
          expect(matrixAt(trace, place).map(row => [...row])).toEqual(expected);
          const least = expected[0]!.map((_, l) => Math.min(...expected.map(row => row[l]!)));
          expect([...knownToAll(vectors, place)]).toEqual(least);
        }
      }),
    );
  });
});

describe('a hybrid clock', () => {
  test('is never behind its physical clock, and never further ahead than the clocks are apart', () => {
    fc.assert(
      fc.property(smallRun, fc.array(clockError, { minLength: 4, maxLength: 4 }), (trace, errors) => {
        const { physicalPartsMs } = hybridClocksOf(trace, errors);
        for (const { machine, index } of placesOf(trace)) {
          const atMs = trace.logOf(machine).atMs[index]!;
          const shown = trace.logs.map((_, i) => physicalTimeMs(atMs, errors[i]));
          const part = physicalPartsMs[machine - 1]![index]!;
          expect(part).toBeGreaterThanOrEqual(shown[machine - 1]!);
          expect(part).toBeLessThanOrEqual(Math.max(...shown));
        }
      }),
    );
  });

  test('bears physical time where every clock is right', () => {
    fc.assert(
      fc.property(smallRun, trace => {
        const { physicalPartsMs } = hybridClocksOf(trace, []);
        for (const log of trace.logs)
          for (let index = 0; index < log.eventCount; index++)
            expect(physicalPartsMs[log.machine - 1]![index]).toBe(
              physicalTimeMs(log.atMs[index]!, undefined),
            );
      }),
    );
  });
});

describe('labels', () => {
  test('stand at every event but those on and after a circle of messages', () => {
    fc.assert(
      fc.property(oddTrace, trace => {
        const before = naiveOrder(trace);
        const circles = placesOf(trace).filter(place => before(place, place));
        for (const kind of LENS_KINDS) {
          if (kind === 'recorded') continue;
          const lens = lensOf(trace, kind);
          for (const place of placesOf(trace)) {
            const onCircle = circles.some(c => before(c, place));
            expect(lensLabel(lens, place.machine, place.index) === NO_LABEL).toBe(onCircle);
          }
        }
      }),
    );
  });

  test('say what the timestamp is', () => {
    const trace = simulate({
      rates: [5, 1, 5],
      dieSides: 10,
      durationSeconds: 60,
      seed: 7,
      rule: 'send-then-increment',
    });
    const labels = LENS_KINDS.map(kind =>
      lensLabel(lensOf(trace, kind, { clockErrors: [{ offsetMs: 2000, driftPartsPerMillion: 0 }] }), 2, 13),
    );
    expect(labels).toMatchInlineSnapshot(`
      [
        "28",
        "29",
        "28",
        "[28 14 25]",
        "all know [23 0 3]",
        "14000",
      ]
    `);
  });
});
