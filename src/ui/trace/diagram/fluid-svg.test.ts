// A scene that is as wide as its place: at the width it was made for, everything is where the scene has it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Moments } from '../../../analysis/moments.ts';
import { simulate } from '../../../engine/simulate.ts';
import { DiagramModel } from './diagram-model.ts';
import { diagramScene } from './diagram-scene.ts';
import { fluidSvg } from './fluid-svg.ts';
import { layoutOf, viewHeight } from './layout.ts';

const HUE = 'currentColor';
const INKS = {
  ink: HUE,
  soft: HUE,
  sheet: HUE,
  hairline: HUE,
  amber: HUE,
  amberText: HUE,
  problem: HUE,
  font: 'inherit',
  machines: [HUE, HUE, HUE],
};
const BEFORE = 10;

test('marks, letters and tokens of any moment are where the scene has them, in the plot and beside it', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7, delay: { kind: 'uniform', minMs: 150, maxMs: 450 } });
  const model = new DiagramModel(trace, 0);
  const moments = new Moments(trace);
  fc.assert(
    fc.property(
      fc.integer({ min: 4000, max: 60_000 }),
      fc.integer({ min: 400, max: 1400 }),
      (atMs, width) => {
        const stage = { headed: true, narrow: width < 560, startMs: 0, queues: true };
        const height = viewHeight(3, stage);
        const window = { fromMs: atMs - 4000, toMs: atMs };
        const view = { ...window, width, height, scrollTop: 0, machines: 3, stage };
        const scene = diagramScene(model.index, view, {
          moment: moments.at(atMs),
          progress: moments.progressAt(atMs),
        });
        const { left, right } = layoutOf(view).scale;
        const groups = scene.layers.flatMap(layer => layer.groups);
        const marks = groups.flatMap(group =>
          group.kind === 'marks' ? group.coordinates.filter((_, i) => i % 2 === 0) : [],
        );
        const texts = groups.flatMap(group =>
          group.kind === 'texts' || group.kind === 'tokens' ? group.items.map(({ x }) => x) : [],
        );
        const svg = fluidSvg(scene, { left, right }, INKS, 'any');
        const placed = (element: string): number[] =>
          [...svg.matchAll(new RegExp(`<${element} (?:href="[^"]*" )?x="(-?[0-9.]+)(%?)"`, 'g'))].map(
            ([, value, part]) =>
              part === '%' ? left + (Number(value) * (right - left)) / 100 : right + Number(value),
          );
        expectSame(
          placed('use'),
          marks.filter(x => x >= left - BEFORE),
        );
        expectSame(placed('text'), texts);
        expect(svg).not.toContain('NaN');
      },
    ),
    { numRuns: 40 },
  );
});

function expectSame(found: readonly number[], wished: readonly number[]): void {
  const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
  expect(found).toHaveLength(wished.length);
  const sorted = ascending(wished);
  for (const [i, x] of ascending(found).entries()) expect(Math.abs(x - sorted[i]!)).toBeLessThan(0.1);
}
