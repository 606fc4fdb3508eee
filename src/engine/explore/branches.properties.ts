// The tree of runs by hand: whatever is done with it, each node is reached by its own choices, and nothing is there twice.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  back,
  BRANCHES_MAX,
  branchesOf,
  childrenOf,
  choicesTo,
  endsOf,
  goTo,
  lineTo,
  withRun,
  withStep,
  type Branches,
} from './branches.ts';
import type { Choice } from './choice.ts';

const anyChoice: fc.Arbitrary<Choice> = fc.oneof(
  fc.record({
    do: fc.constant('deliver' as const),
    machine: fc.integer({ min: 1, max: 2 }),
    from: fc.constant(3),
    nth: fc.nat(1),
  }),
  fc.record({
    do: fc.constant('command' as const),
    machine: fc.integer({ min: 1, max: 2 }),
    chosen: fc.array(fc.nat(1), { maxLength: 1 }),
  }),
);
const anyAct = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('step' as const), choice: anyChoice }) },
  fc.record({ act: fc.constant('back' as const) }),
  fc.record({ act: fc.constant('go' as const), to: fc.nat(30) }),
  fc.record({ act: fc.constant('run' as const), choices: fc.array(anyChoice, { maxLength: 5 }) }),
);
type Act = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

function after(tree: Branches, act: Act): Branches {
  switch (act.act) {
    case 'step':
      return withStep(tree, act.choice)!;
    case 'back':
      return back(tree);
    case 'go':
      return goTo(tree, act.to);
    case 'run':
      return withRun(tree, act.choices)!;
  }
}

test('each node has its own choices, and every run is in the tree once', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 40 }), acts => {
      let tree = branchesOf();
      for (const act of acts) {
        const before = JSON.stringify(tree);
        const next = after(tree, act);
        expect(JSON.stringify(tree)).toBe(before);
        if (act.act === 'step') expect(choicesTo(next)).toEqual([...choicesTo(tree), act.choice]);
        if (act.act === 'run') expect(choicesTo(next)).toEqual(act.choices);
        tree = next;
      }
      const all = tree.nodes.map((_, node) => JSON.stringify(choicesTo(tree, node)));
      expect(new Set(all).size).toBe(all.length);
      for (const node of tree.nodes.keys())
        for (const child of childrenOf(tree, node))
          expect(lineTo(tree, child).slice(0, -1)).toEqual(lineTo(tree, node));
      for (const end of endsOf(tree)) expect(childrenOf(tree, end)).toEqual([]);
    }),
  );
});

test('a choice without options is the same whether it says so or not', () => {
  const tree = branchesOf([{ do: 'command', machine: 1 }]);
  expect(withStep(goTo(tree, 0), { do: 'command', machine: 1, chosen: [] })).toEqual(tree);
});

test('a full tree takes no new step, and still finds those that it has', () => {
  const run = Array.from({ length: BRANCHES_MAX - 1 }, (): Choice => ({ do: 'command', machine: 1 }));
  const full = branchesOf(run);
  expect(full.nodes).toHaveLength(BRANCHES_MAX);
  expect(withStep(full, { do: 'idle', machine: 1 })).toBeUndefined();
  expect(withRun(full, [{ do: 'idle', machine: 1 }])).toBeUndefined();
  expect(withStep(goTo(full, 0), run[0]!)).toMatchObject({ at: 1 });
});

test('one goes back to where all machines have started, and no further', () => {
  const tree = branchesOf([
    { do: 'start', machine: 1 },
    { do: 'command', machine: 1 },
  ]);
  expect(back(back(tree)).at).toBe(1);
});
