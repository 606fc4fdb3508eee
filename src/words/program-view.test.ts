// What the table of laws says of many runs by seed.
import { expect, test } from 'vitest';
import { virtualCell } from './program-view.ts';

test.each([
  [0, 0, 1000, 'held in 1,000 runs'],
  [0, 1000, 1000, 'not asked: no run came to its end'],
  [0, 400, 1000, 'held in 600 runs'],
  [1, 0, 10, 'broken in 1 of 10 runs'],
  [15, 0, 148, 'broken in 15 of 148 runs (6.2–16.0 % of all runs, with 95 % confidence)'],
])('broken in %i, open in %i of %i runs', (broken, open, runs, words) => {
  expect(virtualCell(broken, open, runs)).toBe(words);
});
