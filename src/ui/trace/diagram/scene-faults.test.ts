// What the diagram shows of faults: a cross for each message lost, an arrow for each second copy, a band for each interval.
import { expect, test } from 'vitest';
import { simulate } from '../../../engine/simulate.ts';
import type { FaultPlanInput } from '../../../core/fault-plan.ts';
import { DiagramIndex } from './diagram-index.ts';
import { diagramScene } from './diagram-scene.ts';
import { legendItems } from './scene-legend.ts';
import type { BarGroup, LineGroup, LineRole, Scene } from './scene.ts';

function sceneOf(faults: FaultPlanInput | undefined): { readonly scene: Scene; readonly lost: number } {
  const trace = simulate({ rates: [5, 4, 5], durationSeconds: 10, ...(faults && { faults }) });
  const view = { fromMs: 0, toMs: 10_000, width: 1200, height: 400, machines: 3, scrollTop: 0 };
  return {
    scene: diagramScene(new DiagramIndex(trace), view),
    lost: trace.faults.filter(({ kind }) => kind === 'lost').length,
  };
}

function crossesIn(scene: Scene): number {
  const lines = scene.layers
    .flatMap(({ groups }) => groups)
    .filter((group): group is LineGroup => group.kind === 'lines' && group.role === 'lost');
  return lines.reduce((sum, { coordinates }) => sum + coordinates.length / 8, 0);
}

function bandsIn(scene: Scene, shape: BarGroup['shape']): number {
  const bars = scene.layers
    .flatMap(({ groups }) => groups)
    .filter((group): group is BarGroup => group.kind === 'bars' && group.shape === shape);
  return bars.reduce((sum, { coordinates }) => sum + coordinates.length / 4, 0);
}

test('a run without faults shows none', () => {
  const { scene } = sceneOf(undefined);
  expect([crossesIn(scene), bandsIn(scene, 'stopped'), bandsIn(scene, 'partition')]).toEqual([0, 0, 0]);
});

test('each lost message ends with a cross', () => {
  const { scene, lost } = sceneOf({ lossPercent: 40 });
  expect(lost).toBeGreaterThan(5);
  expect(crossesIn(scene)).toBe(lost);
});

test('pauses and crashes lie over a lane, partitions over all, and a crash begins with a cross', () => {
  const { scene, lost } = sceneOf({
    timed: [
      { kind: 'partition', fromMs: 1000, toMs: 2000, machines: [1] },
      { kind: 'pause', machine: 2, fromMs: 3000, toMs: 4000 },
      { kind: 'crash', machine: 3, fromMs: 5000, toMs: 6000, memory: 'amnesic' },
      { kind: 'rate', machine: 1, fromMs: 5000, rate: 2 },
    ],
  });
  expect(bandsIn(scene, 'partition')).toBe(1);
  expect(bandsIn(scene, 'stopped')).toBe(2);
  expect(crossesIn(scene)).toBe(lost + 1);
});

test('each second copy has an arrow of its own', () => {
  const linesOf = (role: LineRole, { scene }: { readonly scene: Scene }): number =>
    scene.layers
      .flatMap(({ groups }) => groups)
      .reduce(
        (sum, group) =>
          sum + (group.kind === 'lines' && group.role === role ? group.coordinates.length / 4 : 0),
        0,
      );
  const trace = simulate({ rates: [5, 4, 5], durationSeconds: 10, faults: { duplicationPercent: 50 } });
  const copies = trace.faults.filter(({ kind }) => kind === 'doubled').length;
  const messages = trace.messageCount;
  expect(copies).toBeGreaterThan(5);
  const shown = sceneOf({ duplicationPercent: 50 });
  expect([linesOf('flight', shown), linesOf('copy', shown)]).toEqual([messages, copies]);
});

test('the legend names them where the trial has faults', () => {
  const texts = (faults: boolean): string[] =>
    legendItems({ chosen: false, cut: false, bars: false, faults }).map(({ text }) => text);
  expect(texts(true)).toEqual(
    expect.arrayContaining(['lost, or a crash', 'second copy', 'down or paused', 'partition']),
  );
  expect(texts(false)).not.toContain('partition');
});
