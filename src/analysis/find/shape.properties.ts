// Shapes against the slow way: every choice of messages of a small trace, each held against the definition.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Trace } from '../../core/trace.ts';
import { simulate } from '../../engine/simulate.ts';
import { oddTrace } from '../../testing/odd-trace-arbitrary.ts';
import { SearchIndex } from './search-index.ts';
import {
  MATCHES_LISTED_MAX,
  matchShape,
  MOTIFS,
  shapeOf,
  shapeProblem,
  WITHIN_EVENTS,
  type Shape,
} from './shape.ts';

const end = fc.integer({ min: 1, max: 4 });
const anyShape: fc.Arbitrary<Shape> = fc
  .array(fc.record({ from: end, to: end }), { minLength: 1, maxLength: 3 })
  .filter(shape => shapeProblem(shape) === undefined);
const anyRun = fc
  .record({
    rates: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
    seed: fc.nat(999),
  })
  .map(({ rates, seed }) => simulate({ rates, seed, durationSeconds: 6, dieSides: 4 }));

interface Sent {
  readonly from: number;
  readonly to: number;
  readonly number: number;
  readonly sent: number;
  readonly received: number;
}

function messagesOf(trace: Trace): Sent[] {
  return trace.logs.flatMap(({ machine, messageCount }) =>
    Array.from({ length: messageCount }, (_, row) => trace.message(machine, row + 1)).flatMap(message =>
      message?.sentIndex !== undefined && message.receivedIndex !== undefined
        ? [{ ...message, sent: message.sentIndex, received: message.receivedIndex }]
        : [],
    ),
  );
}

/** The definition: different machines, and on each the ends in order, not too far apart. */
function isMatch(shape: Shape, chosen: readonly Sent[]): boolean {
  const machines = new Map<number, number>();
  for (const [i, { from, to }] of shape.entries())
    for (const [drawn, actual] of [
      [from, chosen[i]!.from],
      [to, chosen[i]!.to],
    ] as const) {
      if ((machines.get(drawn) ?? actual) !== actual) return false;
      machines.set(drawn, actual);
    }
  if (new Set(machines.values()).size < machines.size) return false;
  return [...machines].every(([drawn, machine]) => {
    const ends = chosen
      .filter((_, i) => shape[i]!.from === drawn || shape[i]!.to === drawn)
      .map(({ from, number, sent, received }) => (from === machine ? [sent, number] : [received, 0]));
    return ends.slice(1).every(([event, number], i) => {
      const [eventBefore, numberBefore] = ends[i]!;
      const apart = event! - eventBefore!;
      return apart <= WITHIN_EVENTS && (apart > 0 || (apart === 0 && number! > numberBefore!));
    });
  });
}

function naive(trace: Trace, shape: Shape): string[] {
  const messages = messagesOf(trace);
  const choices = (chosen: readonly Sent[]): string[] => {
    if (chosen.length === shape.length)
      return isMatch(shape, chosen) ? [chosen.map(({ from, number }) => `${from}-${number}`).join(' ')] : [];
    return messages.flatMap(each => choices([...chosen, each]));
  };
  return choices([]).sort();
}

test('what is found is every choice of messages that the definition lets through', () => {
  fc.assert(
    fc.property(fc.oneof(anyRun, oddTrace), anyShape, (trace, shape) => {
      fc.pre(messagesOf(trace).length <= 40);
      const wanted = naive(trace, shape);
      fc.pre(wanted.length <= MATCHES_LISTED_MAX);
      const { count, isMore, messages } = matchShape(new SearchIndex(trace), shape);
      const found = Array.from({ length: count }, (_, match) =>
        shape
          .map((_, i) => {
            const at = (match * shape.length + i) * 2;
            return `${messages[at]}-${messages[at + 1]}`;
          })
          .join(' '),
      );
      expect(found.toSorted()).toEqual(wanted);
      expect(isMore).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test('the motifs are shapes, and are found in a run in which machines answer each other', () => {
  const index = new SearchIndex(simulate({ rates: [5, 5, 5, 5], durationSeconds: 20, seed: 7 }));
  for (const motif of MOTIFS) {
    const shape = shapeOf(motif, 3);
    expect(shapeProblem(shape)).toBeUndefined();
    expect(matchShape(index, shape).count).toBeGreaterThan(0);
  }
});

test.each([
  [[], { kind: 'empty' }],
  [[{ from: 1, to: 1 }], { kind: 'to-itself', message: 1 }],
  [
    [
      { from: 1, to: 2 },
      { from: 3, to: 4 },
    ],
    { kind: 'apart', message: 2 },
  ],
  [Array.from({ length: 7 }, () => ({ from: 1, to: 2 })), { kind: 'too-many-messages' }],
  [Array.from({ length: 6 }, (_, i) => ({ from: 1, to: i + 2 })), { kind: 'too-many-machines' }],
])('%j is no shape', (shape, problem) => {
  expect(shapeProblem(shape)).toEqual(problem);
});
