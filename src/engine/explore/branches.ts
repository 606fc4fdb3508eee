// The runs that somebody has made by hand, as a tree: a step taken elsewhere before is found again, another one is a branch. Plain
// data that is never changed, so that a page can keep it, go back in it and store it.
import { isSameChoice, textOfChoice, type Choice } from './choice.ts';

/** A larger tree grows no more. */
export const BRANCHES_MAX = 20_000;

export interface Branches {
  /** Named by their place in this list; the first is the root, before anything has happened. A parent is before its children. */
  readonly nodes: readonly BranchNode[];
  /** Where one is. */
  readonly at: number;
}

export interface BranchNode extends StepFacts {
  /** Undefined for the root. */
  readonly parent?: number;
  /** What leads here from there. */
  readonly choice?: Choice;
}

/** What a person is told of a step, so that a tree can be read without the program. */
export interface StepFacts {
  /** The kind of the message, or the name of the command. */
  readonly about?: string;
  /** A law is broken after it. */
  readonly isBroken?: true;
}

/** A tree with one run in it, at its end. */
export function branchesOf(choices: readonly Choice[] = []): Branches {
  return withRun({ nodes: [{}], at: 0 }, choices) ?? { nodes: [{}], at: 0 };
}

/** One step on from where one is; the same node where it was taken before. Undefined where the tree is full. */
export function withStep(tree: Branches, choice: Choice): Branches | undefined {
  const { nodes, at } = tree;
  const known = childrenOf(tree).find(child => isSameChoice(nodes[child]!.choice!, choice));
  if (known !== undefined) return { nodes, at: known };
  if (nodes.length >= BRANCHES_MAX) return undefined;
  return { nodes: [...nodes, { parent: at, choice }], at: nodes.length };
}

/** With a whole run in it, from the root, and at its end. `facts`: of each of its steps. Undefined where it has no room. */
export function withRun(
  tree: Branches,
  choices: readonly Choice[],
  facts: readonly StepFacts[] = [],
): Branches | undefined {
  const nodes = [...tree.nodes];
  let at = 0;
  let isNew = false;
  for (const [i, choice] of choices.entries()) {
    const known = isNew ? undefined : childOf(nodes, at, choice);
    if (known === undefined) {
      if (nodes.length >= BRANCHES_MAX) return undefined;
      isNew = true;
      nodes.push({ parent: at, choice, ...facts[i] });
    }
    at = known ?? nodes.length - 1;
  }
  return { nodes, at };
}

/** One step back; the same where there is none, or where only starts of machines are left. */
export function back(tree: Branches): Branches {
  const { parent, choice } = tree.nodes[tree.at]!;
  return parent === undefined || choice?.do === 'start' ? tree : { nodes: tree.nodes, at: parent };
}

/** At another node; the same where there is no such node. */
export function goTo(tree: Branches, node: number): Branches {
  return tree.nodes[node] ? { nodes: tree.nodes, at: node } : tree;
}

/** The nodes from the root to a node, both of them included. */
export function lineTo({ nodes, at }: Branches, node = at): readonly number[] {
  const line: number[] = [];
  for (let each: number | undefined = node; each !== undefined; each = nodes[each]?.parent) line.push(each);
  return line.reverse();
}

/** The choices that lead from the root to a node. */
export function choicesTo(tree: Branches, node = tree.at): readonly Choice[] {
  return lineTo(tree, node).flatMap(each => tree.nodes[each]?.choice ?? []);
}

/** In the order in which they were made. */
export function childrenOf({ nodes, at }: Branches, node = at): readonly number[] {
  return nodes.flatMap(({ parent }, i) => (parent === node ? [i] : []));
}

/** Nodes from which nothing was tried: the ends of all runs. */
export function endsOf({ nodes }: Branches): readonly number[] {
  const parents = new Set(nodes.map(({ parent }) => parent));
  return [...nodes.keys()].filter(node => !parents.has(node));
}

function childOf(nodes: readonly BranchNode[], at: number, choice: Choice): number | undefined {
  const text = textOfChoice(choice);
  const found = nodes.findIndex(
    ({ parent, choice: own }) => parent === at && own && textOfChoice(own) === text,
  );
  return found < 0 ? undefined : found;
}
