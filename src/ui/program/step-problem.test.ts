// Where a step’s problem is in the text: where the error says, or else where the name is that nobody knows.
import { expect, test } from 'vitest';
import { placeOf } from './step-problem.ts';

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
] as const)('%j', (problem, place) => {
  expect(placeOf(problem, CODE)).toEqual(place);
});
