import { expect, test } from 'vitest';
import { clockStepOf } from '../analysis/clock-step.ts';
import { eventsInOrder } from '../core/trace-order.ts';
import { simulate } from '../engine/simulate.ts';
import { placeInRun, stepWords } from './playback.ts';

const wordsOf = (trace: ReturnType<typeof simulate>, machine: number, index: number): string =>
  stepWords(trace, clockStepOf(trace, { machine, index }), words => words).join('');

test('a step says what the machine did, and how its clock came to its value', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7 });
  const first = (kind: string) =>
    [...eventsInOrder(trace)].find(({ machine, index }) => trace.event(machine, index).kind === kind)!;
  const said = ['internal', 'send', 'receive'].map(kind =>
    wordsOf(trace, first(kind).machine, first(kind).index),
  );
  expect(said).toMatchInlineSnapshot(`
    [
      "Machine 1 has an internal event: 0 + 1 = 1.",
      "Machine 3 sends messages 3-1 and 3-2 to machines 1 and 2: 0 + 1 = 1.",
      "Machine 1 takes message 3-1 after 0.20 s in its queue: max(1, 1) + 1 = 2.",
    ]
  `);
});

test('a step of the assignment’s rule says what its message carries', () => {
  const trace = simulate({ rates: [2, 2], dieSides: 2, rule: 'send-then-increment' });
  const log = trace.logOf(1);
  const index = log.kinds.indexOf(1);
  expect(wordsOf(trace, 1, index)).toBe(
    `Machine 1 sends message 1-1 to machine 2: ${index} + 1 = ${index + 1}. The message carries ${index}.`,
  );
});

test('every receive of a run says its own arithmetic', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7, delay: { kind: 'fixed', delayMs: 300 } });
  for (const { machine, index } of eventsInOrder(trace)) {
    const { event, before, received } = clockStepOf(trace, { machine, index });
    const sum = received === undefined ? `${before} + 1` : `max(${before}, ${received}) + 1`;
    expect(wordsOf(trace, machine, index)).toContain(`: ${sum} = ${event.clock}.`);
  }
});

test('where one is in a run is told as finely as the run is long', () => {
  expect(placeInRun(21_149, 60_000)).toBe('21.1 of 60 s');
  expect(placeInRun(1500, 12_500)).toBe('1.50 of 12.5 s');
  expect(placeInRun(1500, 1750)).toBe('1.500 of 1.75 s');
});
