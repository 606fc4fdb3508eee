// The chains behind an event, against the slow way over every chain there is, and against what a clock counts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { simulate } from '../engine/simulate.ts';
import { chainHops, clockChain, longestChain, sendOf } from './causal-chain.ts';
import { oddTrace } from '../testing/odd-trace-arbitrary.ts';

const smallTrial = anyTrial.map(trial => ({
  ...trial,
  rates: trial.rates.map(rate => 1 + (rate % 5)),
  durationSeconds: Math.min(trial.durationSeconds, 6),
}));

function placesOf(trace: Trace): EventPlace[] {
  return trace.logs.flatMap(({ machine, eventCount }) =>
    Array.from({ length: eventCount }, (_, index) => ({ machine, index })),
  );
}

/** The events directly before one: on its machine, and the send of what it received. */
function directlyBefore(trace: Trace, { machine, index }: EventPlace): EventPlace[] {
  const event = trace.event(machine, index);
  const own = index > 0 ? [{ machine, index: index - 1 }] : [];
  if (event.kind !== 'receive' || !event.message) return own;
  const { from, number } = event.message;
  const sentIndex = trace.message(from, number)?.sentIndex;
  return sentIndex === undefined ? own : [...own, { machine: from, index: sentIndex }];
}

function naiveLength(trace: Trace, place: EventPlace, known: Map<string, number>): number {
  const name = `${place.machine}-${place.index}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const lengths = directlyBefore(trace, place).map(before => naiveLength(trace, before, known));
  known.set(name, 1 + Math.max(0, ...lengths));
  return known.get(name)!;
}

function expectChain(trace: Trace, chain: readonly EventPlace[], end: EventPlace): void {
  expect(chain.at(-1)).toEqual(end);
  for (const [i, place] of chain.entries()) {
    if (i > 0) expect(directlyBefore(trace, place)).toContainEqual(chain[i - 1]);
  }
}

test('the longest chain is a chain, and none is longer', () => {
  fc.assert(
    fc.property(smallTrial, trial => {
      const trace = simulate(trial);
      const known = new Map<string, number>();
      for (const place of placesOf(trace)) {
        const chain = longestChain(trace, place);
        expectChain(trace, chain, place);
        expect(chain).toHaveLength(naiveLength(trace, place, known));
      }
    }),
    { numRuns: 50 },
  );
});

test('by Lamport’s rule a clock counts the longest chain, and that is the chain it followed', () => {
  fc.assert(
    fc.property(smallTrial, trial => {
      const trace = simulate({ ...trial, rule: 'increment-then-send' });
      for (const place of placesOf(trace)) {
        const chain = longestChain(trace, place);
        expect(chain).toHaveLength(trace.event(place.machine, place.index).clock);
        expect(clockChain(trace, place)).toEqual(chain);
      }
    }),
    { numRuns: 50 },
  );
});

test('where messages carry the clock from before the send, each hop counts one less', () => {
  fc.assert(
    fc.property(smallTrial, trial => {
      const trace = simulate({ ...trial, rule: 'send-then-increment' });
      for (const place of placesOf(trace)) {
        const chain = clockChain(trace, place);
        expectChain(trace, chain, place);
        const hops = chainHops(trace, chain);
        expect(chain.length - (hops.length - 1)).toBe(trace.event(place.machine, place.index).clock);
      }
    }),
    { numRuns: 50 },
  );
});

test('hops cover the chain in order, and each begins with the receive of what the hop before sent last', () => {
  fc.assert(
    fc.property(smallTrial, trial => {
      const trace = simulate(trial);
      for (const place of placesOf(trace)) {
        const chain = longestChain(trace, place);
        const hops = chainHops(trace, chain);
        const covered = hops.flatMap(({ machine, firstIndex, lastIndex }) =>
          Array.from({ length: lastIndex - firstIndex + 1 }, (_, i) => ({ machine, index: firstIndex + i })),
        );
        expect(covered).toEqual(chain);
        hops.forEach(({ machine, firstIndex, number }, i) => {
          const former = hops[i - 1];
          if (!former) return expect(number).toBeUndefined();
          expect(sendOf(trace, { machine, index: firstIndex })).toEqual({
            machine: former.machine,
            index: former.lastIndex,
          });
          expect(trace.message(former.machine, number!)?.receivedIndex).toBe(firstIndex);
        });
      }
    }),
    { numRuns: 50 },
  );
});

test('odd logs, whose messages may go round in circles, give chains all the same', () => {
  fc.assert(
    fc.property(oddTrace, trace => {
      for (const place of placesOf(trace)) {
        expect(longestChain(trace, place).at(-1)).toEqual(place);
        const chain = clockChain(trace, place);
        expect(chain.at(-1)).toEqual(place);
        expect(new Set(chain.map(({ machine, index }) => `${machine}-${index}`)).size).toBe(chain.length);
        chainHops(trace, chain);
      }
    }),
  );
});
