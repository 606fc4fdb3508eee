// Cuts against their definition, on random runs and on logs with any fault.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NONE } from '../core/machine-log.ts';
import { eventsInOrder } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { simulate } from '../engine/simulate.ts';
import { conesOf } from './cones.ts';
import {
  CUT_MESSAGES_MAX,
  cutAt,
  examineCut,
  isConsistent,
  largestConsistentCut,
  type CutMessage,
} from './cuts.ts';
import { naiveOrder, oddTrace, placesOf } from '../testing/odd-trace-arbitrary.ts';

const smallRun = anyTrial.map(trial =>
  simulate({
    ...trial,
    rates: trial.rates.slice(0, 4).map(rate => 1 + (rate % 5)),
    durationSeconds: Math.min(trial.durationSeconds, 3),
  }),
);
const anyTrace = fc.oneof(smallRun, oddTrace);
const traceAndCut = anyTrace.chain(trace =>
  fc.tuple(
    fc.constant(trace),
    fc.tuple(...trace.logs.map(log => fc.nat({ max: log.eventCount }))).map(cut => Uint32Array.from(cut)),
  ),
);

function naivelyConsistent(trace: Trace, cut: Uint32Array): boolean {
  const before = naiveOrder(trace);
  const places = placesOf(trace);
  const inside = places.filter(({ machine, index }) => index < cut[machine - 1]!);
  return inside.every(b => places.every(a => !before(a, b) || a.index < cut[a.machine - 1]!));
}

const named = ({ from, number, to, receivedIndex }: CutMessage): string =>
  `${from}-${number} to ${to} ${receivedIndex}`;

describe('a cut', () => {
  test('is consistent when whatever happened before it holds is inside', () => {
    fc.assert(
      fc.property(traceAndCut, ([trace, cut]) => {
        const expected = naivelyConsistent(trace, cut);
        expect(isConsistent(trace, cut)).toBe(expected);
        expect(examineCut(trace, cut).consistent).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('names each message that comes from after it, and each that is in flight', () => {
    fc.assert(
      fc.property(traceAndCut, ([trace, cut]) => {
        const violations: string[] = [];
        const inFlight: string[] = [];
        for (const { machine, index } of placesOf(trace)) {
          const event = trace.event(machine, index);
          if (event.kind === 'receive' && event.message) {
            const { from, number } = event.message;
            const sentIndex = trace.message(from, number)?.sentIndex ?? -1;
            if (index < cut[machine - 1]! && sentIndex >= cut[from - 1]!)
              violations.push(`${from}-${number} to ${machine} ${index}`);
          }
          if (event.kind !== 'send' || index >= cut[machine - 1]!) continue;
          for (const { number, to } of event.messages) {
            const receivedIndex = trace.message(machine, number)?.receivedIndex ?? NONE;
            if (receivedIndex >= cut[to - 1]!)
              inFlight.push(`${machine}-${number} to ${to} ${receivedIndex}`);
          }
        }
        const report = examineCut(trace, cut);
        expect(report.violations.map(named)).toEqual(violations);
        expect(report.inFlight.map(named)).toEqual(inFlight);
        expect([report.violationCount, report.inFlightCount]).toEqual([violations.length, inFlight.length]);
      }),
      { numRuns: 300 },
    );
  });

  test('at a moment holds what happened until then, and is consistent where the clocks of the machines agree', () => {
    fc.assert(
      fc.property(smallRun, fc.nat({ max: 3000 }), (trace, timeMs) => {
        const cut = cutAt(trace, timeMs);
        const counted = new Uint32Array(trace.machines);
        for (const { machine, index } of eventsInOrder(trace))
          if (trace.logOf(machine).atMs[index]! <= timeMs) counted[machine - 1]! += 1;
        expect(cut).toEqual(counted);
        expect(isConsistent(trace, cut)).toBe(true);
      }),
    );
  });

  test('that holds the causal past of an event and no more is consistent', () => {
    fc.assert(
      fc.property(anyTrace, trace => {
        for (const place of placesOf(trace))
          expect(isConsistent(trace, conesOf(trace, place).past)).toBe(true);
      }),
    );
  });
});

describe('the largest consistent cut inside another one', () => {
  test('is consistent, inside, and holds every event whose causal past is inside', () => {
    fc.assert(
      fc.property(traceAndCut, ([trace, within]) => {
        const largest = largestConsistentCut(trace, within);
        expect(naivelyConsistent(trace, largest)).toBe(true);
        for (const place of placesOf(trace)) {
          const past = conesOf(trace, place).past;
          const fits = past.every((count, i) => count <= within[i]!);
          expect(place.index < largest[place.machine - 1]!).toBe(fits);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('holds every consistent cut inside', () => {
    fc.assert(
      fc.property(
        traceAndCut.chain(([trace, within]) =>
          fc.tuple(
            fc.constant(trace),
            fc.constant(within),
            fc.tuple(...[...within].map(count => fc.nat({ max: count }))),
          ),
        ),
        ([trace, within, some]) => {
          const smaller = Uint32Array.from(some);
          fc.pre(naivelyConsistent(trace, smaller));
          const largest = largestConsistentCut(trace, within);
          expect(smaller.every((count, i) => count <= largest[i]!)).toBe(true);
        },
      ),
    );
  });

  test('of everything is everything, and asks for no more events than there are', () => {
    fc.assert(
      fc.property(anyTrace, trace => {
        const all = Uint32Array.from(trace.logs, log => log.eventCount);
        expect(
          largestConsistentCut(
            trace,
            all.map(count => count + 5),
          ),
        ).toEqual(all);
      }),
    );
  });
});

describe('many messages', () => {
  test('are counted beyond those that are named', () => {
    const trace = simulate({
      rates: [1000, 1],
      dieSides: 2,
      durationSeconds: 10,
      seed: 7,
      rule: 'increment-then-send',
    });
    const all = Uint32Array.from(trace.logs, log => log.eventCount);
    const sent = trace.logs[0]!.messageCount;
    expect(sent).toBeGreaterThan(2 * CUT_MESSAGES_MAX);
    const flying = examineCut(trace, Uint32Array.of(all[0]!, 0));
    expect(flying.inFlightCount).toBe(sent);
    expect(flying.inFlight).toHaveLength(CUT_MESSAGES_MAX);
    expect(flying.consistent).toBe(true);
  });
});
