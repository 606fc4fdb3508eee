// The tree of runs by hand as it is shown: steps without a fork between them are one piece, and only forks are nested.
import type { Branches } from '../../engine/explore/branches.ts';

export interface BranchPiece {
  /** One after the other, without those that tell nothing. */
  readonly nodes: readonly number[];
  readonly forks: readonly BranchPiece[];
  /** Pieces after it that are not among the forks. */
  readonly left: number;
}

/** Pieces that are shown, and how deep they are nested. */
export const PIECES_MAX = 100;
export const NESTED_MAX = 12;

/** The piece that begins at the root. */
export function piecesOf({ nodes }: Branches): BranchPiece {
  const children: number[][] = nodes.map(() => []);
  for (const [node, { parent }] of nodes.entries()) if (parent !== undefined) children[parent]!.push(node);
  let shown = 0;
  /** Of pieces from a node on; counted without recursion, for a tree may be deep. */
  const count = (first: number): number => {
    let pieces = 0;
    const open = [first];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (children[node]!.length !== 1) pieces += 1;
      open.push(...children[node]!);
    }
    return pieces;
  };
  const pieceFrom = (first: number, depth: number): BranchPiece => {
    shown += 1;
    const line: number[] = [];
    let last = first;
    for (;;) {
      if (isTold(nodes[last]!)) line.push(last);
      const [next, ...others] = children[last]!;
      if (next === undefined || others.length > 0) break;
      last = next;
    }
    const forks: BranchPiece[] = [];
    let left = 0;
    for (const fork of children[last]!)
      if (depth < NESTED_MAX && shown < PIECES_MAX) forks.push(pieceFrom(fork, depth + 1));
      else left += count(fork);
    return { nodes: line, forks, left };
  };
  return pieceFrom(0, 1);
}

/** The start of a machine that had nothing to choose is not told. */
function isTold({ choice }: Branches['nodes'][number]): boolean {
  return choice !== undefined && (choice.do !== 'start' || (choice.chosen ?? []).length > 0);
}

/** The places in a piece that are shown: its first and last ones, and where one is; the others are counted. */
export function placesShown(length: number, at: number): readonly number[] {
  const [first, last] = [2, 4];
  return Array.from({ length }, (_, i) => i).filter(
    i => length <= first + last + 2 || i < first || i >= length - last || Math.abs(i - at) <= 1,
  );
}
