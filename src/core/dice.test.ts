// Dice: fair enough to model with, and dependent on their arguments alone.
import { describe, expect, test } from 'vitest';
import { diceOf, roll, rollDice } from './dice.ts';

/** Pearson's statistic of counted faces against equal chances. */
function chiSquare(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = total / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function countFaces(sides: number, rolls: number, face: (i: number) => number): number[] {
  const counts = new Array<number>(sides).fill(0);
  for (let i = 1; i <= rolls; i++) counts[face(i) - 1]! += 1;
  return counts;
}

// Chances of a fair die to exceed these: one in 100,000 (degrees of freedom: sides - 1).
const CRITICAL = new Map([
  [2, 19.51],
  [6, 30.86],
  [10, 39.34],
  [100, 173.6],
]);

describe('the dice', () => {
  test.each([...CRITICAL])('a die of %i faces is uniform over ticks', (sides, critical) => {
    for (const seed of [0, 1, 7, 0xffff_ffff]) {
      expect(chiSquare(countFaces(sides, 60_000, tick => roll(seed, 1, tick, sides)))).toBeLessThan(critical);
    }
  });

  test('are uniform over machines and over seeds too', () => {
    expect(chiSquare(countFaces(10, 60_000, machine => roll(1, machine, 1, 10)))).toBeLessThan(39.34);
    expect(chiSquare(countFaces(10, 60_000, seed => roll(seed, 1, 1, 10)))).toBeLessThan(39.34);
  });

  test('pairs are uniform: of neighbouring ticks, machines and seeds', () => {
    const pair = (first: number, second: number): number => (first - 1) * 10 + second;
    const rolls = 60_000;
    const critical = CRITICAL.get(100)!;
    const ticks = countFaces(100, rolls, i => pair(roll(7, 2, i, 10), roll(7, 2, i + 1, 10)));
    const machines = countFaces(100, rolls, i => pair(roll(7, 1, i, 10), roll(7, 2, i, 10)));
    const seeds = countFaces(100, rolls, i => pair(roll(i, 1, 1, 10), roll(i + 1, 1, 1, 10)));
    expect(chiSquare(ticks)).toBeLessThan(critical);
    expect(chiSquare(machines)).toBeLessThan(critical);
    expect(chiSquare(seeds)).toBeLessThan(critical);
  });

  test('depend on their arguments alone, in whatever order they are asked', () => {
    const forwards = Array.from({ length: 50 }, (_, i) => roll(3, 1, i, 6));
    const backwards = Array.from({ length: 50 }, (_, i) => roll(3, 1, 49 - i, 6)).reverse();
    expect(backwards).toEqual(forwards);
  });

  test('roll the same faces for ever: traces kept in files depend on it', () => {
    const first = Array.from({ length: 12 }, (_, i) => roll(1, 1, i + 1, 10));
    expect(first).toEqual([10, 9, 8, 5, 2, 7, 6, 8, 4, 2, 7, 3]);
  });

  test('rollDice is roll with the machine worked out once', () => {
    expect(rollDice(diceOf(9, 3), 17, 20)).toBe(roll(9, 3, 17, 20));
  });
});
