// Where a step’s problem is in the text: where the error says, or else where the name is that nobody knows.
import { describe, expect, test } from 'vitest';
import { program } from '../../core/program/program.ts';
import { explore } from '../../engine/explore/explore.ts';
import { placeOf, stepProblemIn } from './step-problem.ts';

const CODE = "program({\n  on: {\n    ping(me) { me.send(1, 'pong', null); },\n  },\n});\n";

test.each([
  [
    { kind: 'threw', message: 'no', at: '3:7' },
    { line: 3, column: 7 },
  ],
  [{ kind: 'threw', message: 'no', at: '300:7' }, undefined],
  [{ kind: 'threw', message: 'no' }, undefined],
  [
    { kind: 'unknown-name', of: 'message', name: 'pong' },
    { line: 3, column: 28 },
  ],
  [{ kind: 'unknown-name', of: 'message', name: 'never' }, undefined],
  [{ kind: 'not-json', path: 'state.x', found: 'undefined' }, undefined],
  [{ kind: 'not-json', path: 'state', found: 'undefined' }, undefined],
  [
    { kind: 'shape', path: 'on.ping', expected: 'a function' },
    { line: 3, column: 5 },
  ],
  [
    { kind: 'shape', path: 'on.never', expected: 'a function' },
    { line: 2, column: 3 },
  ],
  [
    { kind: 'shape', path: 'program', expected: 'an object' },
    { line: 1, column: 1 },
  ],
] as const)('%j', (problem, place) => {
  expect(placeOf(problem, CODE)).toEqual(place);
});

describe('a first look', () => {
  const found = (law: Record<string, unknown>, handlers: Record<string, unknown> = {}) => {
    const made = program({
      name: 'x',
      start: () => ({ n: 1 }),
      commands: { go: { run: () => undefined } },
      trial: { machines: 2, script: [['go']] },
      ...handlers,
      laws: [{ name: 'my law', ...law }],
    } as never);
    return stepProblemIn(explore(made, made.trial!), "laws: [{ name: 'my law' }]");
  };

  test('finds the step that fails, and what it was for', () => {
    const throws = () => {
      throw new Error('no');
    };
    expect(found({ always: () => true }, { commands: { go: { run: throws } } })).toMatchObject({
      sentence: expect.stringContaining('The handler threw an error: no') as string,
      step: 'machine 1 is asked for “go”',
    });
    expect(found({ always: () => true }, { start: () => undefined })).toMatchObject({
      sentence: '“start” gives nothing back. It should give the state, as in start: () => ({ count: 0 }).',
      step: 'machine 1 starts',
    });
  });

  test.each([
    ['answers nothing', () => undefined, 'undefined'],
    ['answers a number', () => 1, '1'],
    ['throws', () => (null as never as { x: 1 }).x, "Error: Cannot read properties of null (reading 'x')"],
  ])('finds the law that %s', (_, always, given) => {
    expect(found({ always })).toEqual({
      sentence: `My law: the law gives neither true, false nor a sentence, but this: ${given}.`,
      step: undefined,
      place: { line: 1, column: 17 },
    });
  });

  test('finds nothing wrong with a law that is broken', () => {
    expect(found({ always: () => 'no' })).toBeUndefined();
    expect(found({ always: () => false })).toBeUndefined();
  });
});
