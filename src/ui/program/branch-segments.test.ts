// The tree of runs by hand as pieces: every step is in one of them, or counted.
import { expect, test } from 'vitest';
import { branchesOf, withRun } from '../../engine/explore/branches.ts';
import type { Choice } from '../../engine/explore/choice.ts';
import { NESTED_MAX, piecesOf, PIECES_MAX, placesShown, type BranchPiece } from './branch-segments.ts';

const start: Choice = { do: 'start', machine: 1 };
const ask = (machine: number): Choice => ({ do: 'command', machine });

test('steps without a fork are one piece; starts that choose nothing are left out', () => {
  let tree = branchesOf([start, ask(1), ask(2), ask(3)]);
  tree = withRun(tree, [start, ask(1), ask(4)])!;
  expect(piecesOf(tree)).toEqual({
    nodes: [2],
    forks: [
      { nodes: [3, 4], forks: [], left: 0 },
      { nodes: [5], forks: [], left: 0 },
    ],
    left: 0,
  });
});

test('a tree with very many branches, or very deep ones, is shown in part, and the rest is counted', () => {
  const all = (piece: BranchPiece): number =>
    1 + piece.left + piece.forks.reduce((sum, fork) => sum + all(fork), 0);
  const shown = (piece: BranchPiece): number => 1 + piece.forks.reduce((sum, fork) => sum + shown(fork), 0);
  let wide = branchesOf();
  for (let i = 1; i <= 150; i++) wide = withRun(wide, [ask(i)])!;
  expect(all(piecesOf(wide))).toBe(151);
  expect(shown(piecesOf(wide))).toBe(PIECES_MAX);
  let deep = branchesOf();
  const line: Choice[] = [];
  for (let i = 0; i < 30; i++) {
    deep = withRun(deep, [...line, ask(2)])!;
    line.push(ask(1));
    deep = withRun(deep, line)!;
  }
  // Each fork has a piece that ends and one that goes on; the root is the first fork.
  expect(all(piecesOf(deep))).toBe(61);
  expect(shown(piecesOf(deep))).toBe(1 + 2 * (NESTED_MAX - 1));
});

test('of a long piece the first and the last steps are shown, and those around where one is', () => {
  expect(placesShown(5, -1)).toEqual([0, 1, 2, 3, 4]);
  expect(placesShown(20, 10)).toEqual([0, 1, 9, 10, 11, 16, 17, 18, 19]);
});
