// Where possible steps are drawn: beside the lane that takes them, with an arrow from where the message was sent, and not at all where
// the end of the run is not in view.
import { expect, test } from 'vitest';
import { traceOfProgram } from '../../core/program/program-trace.ts';
import { positionOf } from '../../engine/explore/by-hand.ts';
import { shippedProgram } from '../../programs/shipped.ts';
import { DiagramIndex } from '../trace/diagram/diagram-index.ts';
import { layoutOf } from '../trace/diagram/layout.ts';
import { AHEAD, nextPlaces } from './next-places.ts';

const { run, next } = positionOf(
  shippedProgram('ricart-agrawala')!,
  { machines: 3, script: [['enter'], ['enter'], []], losses: 1, crashes: 1 },
  [
    { do: 'start', machine: 1 },
    { do: 'start', machine: 2 },
    { do: 'start', machine: 3 },
    { do: 'command', machine: 1 },
  ],
);
const index = new DiagramIndex(traceOfProgram(run));
const view = { width: 800, height: 400, scrollTop: 0, machines: 3, ahead: AHEAD };

test('each step is behind the lane of its machine, and a message comes from its send', () => {
  const layout = layoutOf({ ...view, ...index.extent });
  const places = nextPlaces(next, layout, index);
  expect(places).toHaveLength(next.length);
  for (const { next: step, x, y, from } of places) {
    expect(x).toBeGreaterThan(layout.scale.right);
    expect(x).toBeLessThan(view.width);
    expect(y).toBeGreaterThanOrEqual(layout.laneY(step.choice.machine));
    expect(from?.machine).toBe(step.choice.do === 'deliver' ? step.choice.from : undefined);
    if (from) {
      expect(from.y).toBe(layout.laneY(1));
      expect(from.x).toBeLessThanOrEqual(layout.scale.right);
    }
  }
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(places.length);
});

test('nothing is drawn where the end is out of view', () => {
  const { fromMs, toMs } = index.extent;
  const layout = layoutOf({ ...view, fromMs, toMs: (fromMs + toMs) / 2 });
  expect(nextPlaces(next, layout, index)).toEqual([]);
});
