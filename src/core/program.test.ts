// The assignment's faces, for any number of machines.
import { expect, test } from 'vitest';
import { dieProgram, EVERYBODY, NOBODY } from './program.ts';

test('of 3 machines and 10 faces: 1 and 2 name one other, 3 both, the rest nobody (the assignment)', () => {
  const destinations = Array.from({ length: 10 }, (_, i) => dieProgram(i + 1, 2));
  expect(destinations).toEqual([1, 2, EVERYBODY, ...new Array<number>(7).fill(NOBODY)]);
});

test('of 2 machines: the one other has a face, and "all of them" is the same one', () => {
  expect([1, 2, 3].map(face => dieProgram(face, 1))).toEqual([1, EVERYBODY, NOBODY]);
});
