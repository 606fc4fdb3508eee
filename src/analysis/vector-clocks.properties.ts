// Vector clocks and cones against reachability, worked out the slow way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conesOf, countRelations, relationOf } from './cones.ts';
import { simulate } from '../engine/simulate.ts';
import { visitCausally } from './causal-order.ts';
import { NONE } from '../core/machine-log.ts';
import type { EventPlace } from '../core/trace-order.ts';
import { Trace } from '../core/trace.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { trialFrom } from '../core/trial.ts';
import {
  concurrent,
  happenedBefore,
  TooManyVectorsError,
  vectorClocksOf,
  vectorOf,
} from './vector-clocks.ts';

const smallTrial = anyTrial.map(trial => ({
  ...trial,
  rates: trial.rates.map(rate => 1 + (rate % 5)),
  durationSeconds: Math.min(trial.durationSeconds, 4),
}));

function placesOf(trace: Trace): EventPlace[] {
  return trace.logs.flatMap(({ machine, eventCount }) =>
    Array.from({ length: eventCount }, (_, index) => ({ machine, index })),
  );
}

/** Warshall's closure over the next event of each machine and over each message. */
function reachability(trace: Trace, places: readonly EventPlace[]): boolean[][] {
  const at = new Map(places.map(({ machine, index }, i) => [`${machine}-${index}`, i]));
  const reaches = places.map(() => places.map(() => false));
  for (const [i, { machine, index }] of places.entries()) {
    const next = at.get(`${machine}-${index + 1}`);
    if (next !== undefined) reaches[i]![next] = true;
    const event = trace.event(machine, index);
    if (event.kind !== 'send') continue;
    for (const { number, to } of event.messages) {
      const receivedIndex = trace.message(machine, number)?.receivedIndex;
      if (receivedIndex !== undefined) reaches[i]![at.get(`${to}-${receivedIndex}`)!] = true;
    }
  }
  for (let k = 0; k < places.length; k++)
    for (const row of reaches) if (row[k]) for (let j = 0; j < places.length; j++) row[j] ||= reaches[k]![j]!;
  return reaches;
}

describe('happened-before', () => {
  test('by vector clocks, and by cones, is reachability along machines and messages', () => {
    fc.assert(
      fc.property(smallTrial, trial => {
        const trace = simulate(trial);
        const places = placesOf(trace);
        const reaches = reachability(trace, places);
        const clocks = vectorClocksOf(trace);
        for (const [i, a] of places.entries()) {
          const cones = conesOf(trace, a);
          expect(cones.past).toEqual(vectorOf(clocks, a.machine, a.index));
          const counted = { itself: 0, past: 0, future: 0, concurrent: 0 };
          for (const [j, b] of places.entries()) {
            expect(happenedBefore(clocks, a, b)).toBe(reaches[i]![j]);
            expect(concurrent(clocks, a, b)).toBe(i !== j && !reaches[i]![j] && !reaches[j]![i]);
            const relation =
              i === j ? 'itself' : reaches[j]![i] ? 'past' : reaches[i]![j] ? 'future' : 'concurrent';
            expect(relationOf(cones, b)).toBe(relation);
            counted[relation] += 1;
          }
          const { itself, ...others } = counted;
          expect(itself).toBe(1);
          expect(countRelations(trace, cones)).toEqual(others);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('each event is visited once, after all that happened before it', () => {
    fc.assert(
      fc.property(anyTrial, trial => {
        const trace = simulate(trial);
        const done = trace.logs.map(() => 0);
        const visited = visitCausally(trace, (machine, index, from, sentIndex) => {
          expect(index).toBe(done[machine - 1]);
          if (sentIndex !== NONE) expect(done[from - 1]).toBeGreaterThan(sentIndex);
          done[machine - 1] = index + 1;
        });
        expect([...visited]).toEqual(trace.logs.map(log => log.eventCount));
      }),
    );
  });
});

describe('a faulty log', () => {
  /** Two machines that each receive before they send what the other receives. */
  function circle(): Trace {
    const trace = new Trace(trialFrom({ rates: [1, 1], dieSides: 2, durationSeconds: 3 }), 'imported');
    const message = (from: number) => ({ from, to: 3 - from, number: 1, timestamp: 2 });
    for (const machine of [1, 2]) {
      const recorder = trace.recorderOf(machine);
      recorder.internal(1000, 1, 0, 2);
      recorder.receive(2000, 3, 0, message(3 - machine));
      recorder.send(3000, 4, 0, 1, [message(machine)]);
    }
    return trace;
  }

  test('with messages that go round in a circle is walked up to the circle', () => {
    const trace = circle();
    expect([...visitCausally(trace, () => undefined)]).toEqual([1, 1]);
    expect([...vectorClocksOf(trace).columns[0]!]).toEqual([1, 0, 0, 0, 0, 0]);
    expect(conesOf(trace, { machine: 1, index: 1 }).past).toEqual(new Uint32Array([3, 3]));
  });

  test('with more vectors than fit says so', () => {
    const many = new Trace(
      trialFrom({ rates: Array.from({ length: 1000 }, () => 1), dieSides: 1000 }),
      'virtual',
    );
    for (const log of many.logs) log.eventCount = 1000;
    expect(() => vectorClocksOf(many)).toThrow(TooManyVectorsError);
  });
});
