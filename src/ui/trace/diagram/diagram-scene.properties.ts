// What holds for the scene of any trace, looked at through any window: the chosen event and the other end of its message
// have marks, and timestamps can be read.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conesOf, relationOf } from '../../../analysis/cones.ts';
import { KINDS } from '../../../core/machine-log.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { simulate } from '../../../engine/simulate.ts';
import { oddTrace } from '../../../testing/odd-trace-arbitrary.ts';
import { anyTrial } from '../../../testing/trial-arbitrary.ts';
import { DiagramIndex } from './diagram-index.ts';
import { diagramScene } from './diagram-scene.ts';
import { layoutOf, fullHeight, type DiagramView } from './layout.ts';
import { labelBox } from './scene-labels.ts';
import type { Box, Group, Scene } from './scene.ts';
import { xOf } from './time-scale.ts';
import { partnersOf } from './walk.ts';

interface Look {
  readonly trace: Trace;
  readonly chosen: EventPlace | undefined;
  readonly view: DiagramView;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Busy machines as well, so that some lanes are bars, and many, so that lanes are close. */
const run = fc
  .tuple(anyTrial, fc.constantFrom(1, 1, 20), fc.constantFrom(1, 1, 3))
  .map(([trial, faster, more]) =>
    simulate({
      ...trial,
      rates: Array.from({ length: more }, () => trial.rates.map(rate => Math.min(100, rate * faster))).flat(),
      dieSides: trial.dieSides + 12,
    }),
  );

const anyLook: fc.Arbitrary<Look> = fc
  .tuple(
    fc.oneof(run, oddTrace),
    share,
    share,
    share,
    share,
    fc.constantFrom(320, 390, 760, 1300),
    fc.boolean(),
  )
  .map(([trace, machinePart, indexPart, start, part, width, chooses]) => {
    const index = new DiagramIndex(trace);
    const { fromMs, toMs } = index.extent;
    const span = Math.max(1, (toMs - fromMs) * part);
    const from = fromMs + (toMs - fromMs - span) * start;
    const { machine, eventCount } = trace.logs[Math.floor(machinePart * 0.999 * trace.machines)]!;
    return {
      trace,
      chosen:
        chooses && eventCount > 0
          ? { machine, index: Math.floor(indexPart * 0.999 * eventCount) }
          : undefined,
      view: {
        fromMs: from,
        toMs: from + span,
        width,
        height: fullHeight(trace.machines),
        scrollTop: 0,
        machines: trace.machines,
      },
    };
  });

function sceneOf({ trace, chosen, view }: Look): Scene {
  return diagramScene(new DiagramIndex(trace), view, { cones: chosen && conesOf(trace, chosen) });
}

function groups<T extends Group['kind']>(scene: Scene, kind: T): Extract<Group, { kind: T }>[] {
  return scene.layers
    .flatMap(layer => layer.groups)
    .filter((group): group is Extract<Group, { kind: T }> => group.kind === kind);
}

test('the chosen event, its ring, and the other ends of its messages are marks wherever they are in view', () => {
  fc.assert(
    fc.property(
      anyLook.filter(({ chosen }) => chosen !== undefined),
      look => {
        const { trace, view } = look;
        const chosen = look.chosen!;
        const scene = sceneOf(look);
        const layout = layoutOf(view);
        const cones = conesOf(trace, chosen);
        for (const place of [chosen, ...partnersOf(trace, chosen)]) {
          const log = trace.logOf(place.machine);
          const atMs = log.atMs[place.index]!;
          if (atMs < view.fromMs || atMs > view.toMs) continue;
          const [x, y] = [xOf(layout.scale, atMs), layout.laneY(place.machine)];
          const drawn = groups(scene, 'marks').some(
            group =>
              group.shape === KINDS[log.kinds[place.index]!] &&
              group.machine === place.machine &&
              group.standing === relationOf(cones, place) &&
              group.coordinates.some(
                (value, i) => i % 2 === 0 && value === x && group.coordinates[i + 1] === y,
              ),
          );
          expect(drawn, `${place.machine}/${place.index}`).toBe(true);
          if (place === chosen)
            expect(groups(scene, 'rings').map(ring => ring.coordinates)).toEqual([[x, y]]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('timestamps neither overlap one another nor leave the plot', () => {
  fc.assert(
    fc.property(anyLook, look => {
      const scene = sceneOf(look);
      const { scale, top, bottom } = layoutOf(look.view);
      const boxes = groups(scene, 'texts')
        .filter(({ role }) => role === 'timestamp')
        .flatMap(({ items, standing }) => items.map(({ text, x, y }) => labelBox(text, standing, x, y)));
      for (const [i, box] of boxes.entries()) {
        expect(box.x).toBeGreaterThanOrEqual(scale.left - 10 - 1e-6);
        expect(box.x + box.width).toBeLessThanOrEqual(scale.right + 10 + 1e-6);
        expect(box.y).toBeGreaterThanOrEqual(top);
        expect(box.y + box.height).toBeLessThanOrEqual(bottom);
        for (const other of boxes.slice(i + 1)) expect(apart(box, other)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('a chosen event in view has its timestamp', () => {
  fc.assert(
    fc.property(
      anyLook.filter(({ chosen }) => chosen !== undefined),
      look => {
        const { machine, index } = look.chosen!;
        const { atMs, clocks } = look.trace.logOf(machine);
        if (atMs[index]! < look.view.fromMs || atMs[index]! > look.view.toMs) return;
        const texts = groups(sceneOf(look), 'texts').filter(({ standing }) => standing === 'itself');
        expect(texts.flatMap(({ items }) => items.map(({ text }) => text))).toEqual([`${clocks[index]}`]);
      },
    ),
    { numRuns: 200 },
  );
});

function apart(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
}
