// The diagram of any run of a program: every label has room of its own, nothing is drawn nowhere, with all lanes or with some hidden.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceOfProgram } from '../../../core/program/program-trace.ts';
import { anyProgramRun } from '../../../testing/program-run-arbitrary.ts';
import { DiagramIndex } from './diagram-index.ts';
import { diagramScene } from './diagram-scene.ts';
import { fullHeight } from './layout.ts';
import { labelBox } from './scene-labels.ts';
import { programPainter } from './scene-program.ts';

const ROLES: readonly string[] = ['kind', 'step', 'shown'];

test('labels do not lie over one another, and all that is drawn has a place', () => {
  fc.assert(
    fc.property(anyProgramRun, fc.integer({ min: 360, max: 1400 }), fc.boolean(), (run, width, hides) => {
      const trace = traceOfProgram(run);
      const index = new DiagramIndex(trace);
      const hidden = hides && trace.machines > 1 ? [1] : [];
      const height = fullHeight(trace.machines - hidden.length);
      const view = { ...index.extent, width, height, scrollTop: 0, machines: trace.machines, hidden };
      const { layers } = diagramScene(index, view, { program: programPainter(trace.program!) });
      const groups = layers.flatMap(layer => layer.groups);
      for (const group of groups)
        if ('coordinates' in group) expect(group.coordinates.every(Number.isFinite)).toBe(true);
      const boxes = groups.flatMap(group =>
        group.kind === 'texts' && ROLES.includes(group.role)
          ? group.items.map(({ text, x, y }) => labelBox(text, 'neutral', x, y))
          : [],
      );
      boxes.forEach((a, i) =>
        boxes.slice(i + 1).forEach(b => {
          const isApart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          expect(isApart).toBe(true);
        }),
      );
    }),
    { numRuns: 100 },
  );
});
