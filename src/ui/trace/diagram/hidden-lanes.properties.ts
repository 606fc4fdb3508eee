// A diagram in which machines are hidden has nothing of them, and all of the others as before.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conesOf } from '../../../analysis/cones.ts';
import { simulate } from '../../../engine/simulate.ts';
import { DiagramIndex } from './diagram-index.ts';
import { diagramScene } from './diagram-scene.ts';
import { layoutOf, machineAt, machinesShown, viewHeight } from './layout.ts';
import { throughPainter } from './scene-through.ts';
import { walk, type Step } from './walk.ts';

const anyHidden = fc.record({
  rates: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 20 }),
  seed: fc.nat(999),
  chosen: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 }),
  scrolled: fc.double({ min: 0, max: 1, noNaN: true }),
});

function drawn({
  rates,
  seed,
  chosen,
  scrolled,
}: typeof anyHidden extends fc.Arbitrary<infer T> ? T : never) {
  const machines = rates.length;
  const trace = simulate({ rates, seed, durationSeconds: 4, dieSides: machines + 4 });
  const hidden = [...new Set(chosen.filter(machine => machine < machines))].sort((a, b) => a - b);
  const index = new DiagramIndex(trace);
  const height = viewHeight(machines - hidden.length);
  const scrollTop = scrolled * Math.max(0, 30 * machines - height);
  const view = { ...index.extent, width: 900, height, scrollTop, machines, hidden };
  return { trace, hidden, index, view, layout: layoutOf(view) };
}

test('no lane, mark or message of a hidden machine, and each shown lane where its row is', () => {
  fc.assert(
    fc.property(anyHidden, given => {
      const { trace, hidden, index, view, layout } = drawn(given);
      const shown = machinesShown(trace.machines, hidden);
      expect(layout.lanes.every(machine => shown.includes(machine))).toBe(true);
      const ys = shown.map(machine => layout.laneY(machine));
      for (const [row, y] of ys.slice(1).entries()) expect(y - ys[row]!).toBeCloseTo(layout.pitch);
      for (const machine of layout.lanes) {
        const y = layout.laneY(machine);
        if (y > layout.top && y < layout.bottom)
          expect(machineAt(layout, layout.scale.left + 10, y)).toBe(machine);
      }
      const [selected] = trace.logs.filter(({ eventCount }) => eventCount > 0);
      const scene = diagramScene(index, view, {
        through: throughPainter(trace, hidden),
        cones: selected && conesOf(trace, { machine: selected.machine, index: 0 }),
        cut: { counts: Uint32Array.from(trace.logs, () => 0), timesMs: trace.logs.map(() => 1000) },
      });
      for (const { groups } of scene.layers)
        for (const group of groups) {
          if ('coordinates' in group) expect(group.coordinates.every(Number.isFinite)).toBe(true);
          if (group.kind === 'marks' || group.kind === 'bars' || group.kind === 'lines')
            expect(hidden).not.toContain(group.machine);
        }
    }),
    { numRuns: 60 },
  );
});

test('no step by keys leads to a hidden machine', () => {
  const steps: readonly Step[] = ['previous', 'next', 'lane-above', 'lane-below', 'first', 'last'];
  fc.assert(
    fc.property(anyHidden, fc.constantFrom(...steps), fc.nat(), (given, step, choice) => {
      const { trace, hidden, index } = drawn(given);
      const from = { machine: (choice % trace.machines) + 1, index: 0 };
      fc.pre(trace.logOf(from.machine).eventCount > 0);
      for (const start of [from, undefined]) {
        const to = walk(index, start, step, index.extent, hidden);
        if (to) expect(hidden).not.toContain(to.machine);
      }
    }),
    { numRuns: 60 },
  );
});
