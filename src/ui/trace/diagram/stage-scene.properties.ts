// What holds for the stage of any run at any moment: nothing later is drawn, what waits lies behind the line that is now and is
// counted whole, what flies is a ball on that line between its lanes, and nothing leaves the drawing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Moments } from '../../../analysis/moments.ts';
import { NONE } from '../../../core/machine-log.ts';
import { Trace } from '../../../core/trace.ts';
import { simulate } from '../../../engine/simulate.ts';
import { anyImportedTrace } from '../../../testing/imported-trace-arbitrary.ts';
import { anyTrial } from '../../../testing/trial-arbitrary.ts';
import { STAGE_WORDS } from '../../../words/diagram.ts';
import { DiagramIndex } from './diagram-index.ts';
import { diagramScene } from './diagram-scene.ts';
import { HEADED_MAX, layoutOf, NARROW_BELOW, viewHeight, type DiagramView } from './layout.ts';
import type { Group, Scene } from './scene.ts';
import { xOf } from './time-scale.ts';

const delay = fc.constantFrom(undefined, {
  kind: 'uniform' as const,
  minMs: 150,
  maxMs: 450,
});

interface Staged {
  readonly trace: Trace;
  readonly atMs: number;
  readonly view: DiagramView;
}

const anyStage: fc.Arbitrary<Staged> = fc
  .tuple(
    anyTrial,
    delay,
    fc.double({ min: 0, max: 1.02, noNaN: true }),
    fc.constantFrom(300, 358, 700, 1072),
    fc.constantFrom(1000, 4000, 10_000),
  )
  .map(([trial, delayed, part, width, wishedMs]) => {
    const trace = simulate(delayed ? { ...trial, delay: delayed } : trial);
    const lengthMs = trial.durationSeconds * 1000;
    const atMs = Math.min(lengthMs, part * lengthMs);
    const spanMs = Math.min(wishedMs, lengthMs);
    const toMs = Math.max(spanMs, atMs);
    const machines = trace.machines;
    const stage = { headed: machines <= HEADED_MAX, narrow: width < NARROW_BELOW, startMs: 0, queues: true };
    const height = viewHeight(machines, stage);
    return {
      trace,
      atMs,
      view: { fromMs: toMs - spanMs, toMs, width, height, scrollTop: 0, machines, stage },
    };
  });

function sceneOf({ trace, atMs, view }: Staged): Scene {
  const moments = new Moments(trace);
  return diagramScene(new DiagramIndex(trace), view, {
    moment: moments.at(atMs),
    progress: moments.progressAt(atMs),
  });
}

function groups<T extends Group['kind']>(scene: Scene, kind: T): Extract<Group, { kind: T }>[] {
  return scene.layers
    .flatMap(layer => layer.groups)
    .filter((group): group is Extract<Group, { kind: T }> => group.kind === kind);
}

test('nothing later than the moment is drawn', () => {
  fc.assert(
    fc.property(anyStage, staged => {
      const { scale } = layoutOf(staged.view);
      const nowX = xOf(scale, staged.atMs) + 1e-6;
      const scene = sceneOf(staged);
      for (const { coordinates } of groups(scene, 'marks'))
        for (let i = 0; i < coordinates.length; i += 2) expect(coordinates[i]).toBeLessThanOrEqual(nowX);
      for (const { role, coordinates } of groups(scene, 'lines'))
        if (role === 'flight' || role === 'wait' || role === 'lane')
          for (let i = 0; i < coordinates.length; i += 4)
            expect(coordinates[i + 2]).toBeLessThanOrEqual(nowX);
      const events = staged.trace.logs.reduce(
        (sum, { atMs, eventCount }) =>
          sum +
          atMs.subarray(0, eventCount).filter(at => at >= staged.view.fromMs && at <= staged.atMs).length,
        0,
      );
      expect(scene.facts.events).toBe(events);
    }),
  );
});

test('a run that was stopped ends at its last event, on the stage as in its playback; one that goes on has its trial’s length before it', () => {
  fc.assert(
    fc.property(anyTrial, fc.integer({ min: 1, max: 5 }), (trial, longer) => {
      const { logs } = simulate(trial);
      const durationSeconds = trial.durationSeconds * longer;
      const trace = new Trace({ ...trial, durationSeconds }, 'live', undefined, logs);
      const { endMs } = new Moments(trace);
      expect(new DiagramIndex(trace).extent).toEqual({ fromMs: 0, toMs: endMs });
      expect(new DiagramIndex(trace, true).extent.toMs).toBe(durationSeconds * 1000);
      if (longer === 1) expect(endMs).toBe(durationSeconds * 1000);
    }),
  );
});

test('of somebody’s log only what is known is drawn: no queue that nobody wrote down, and no message without a known arrival', () => {
  fc.assert(
    fc.property(anyImportedTrace, fc.double({ min: 0, max: 1, noNaN: true }), (trace, part) => {
      const moments = new Moments(trace);
      const { fromMs, toMs } = new DiagramIndex(trace).extent;
      const atMs = fromMs + part * (toMs - fromMs);
      const look = { headed: trace.machines <= HEADED_MAX, narrow: false, startMs: fromMs };
      const stage = { ...look, queues: moments.tellsQueues };
      const height = viewHeight(trace.machines, stage);
      const view = { fromMs, toMs, width: 1072, height, scrollTop: 0, machines: trace.machines, stage };
      const layout = layoutOf(view);
      const { machines, flying } = moments.at(atMs);
      const scene = sceneOf({ trace, atMs, view });
      const waiting = groups(scene, 'texts').filter(({ role }) => role === 'waiting');
      for (const machine of layout.lanes) {
        const y = layout.laneY(machine);
        const words = waiting.flatMap(({ items }) =>
          items.filter(item => Math.abs(item.y - y) < layout.pitch / 2).map(({ text }) => text),
        );
        const { queue } = machines[machine - 1]!;
        if (queue !== 0) expect(words).not.toContain(STAGE_WORDS.empty);
        if (queue === undefined) expect(words).toEqual([]);
      }
      const balls = groups(scene, 'tokens').filter(({ shape }) => shape === 'ball');
      const known = flying.filter(({ arrivedMs }) => arrivedMs !== undefined);
      expect(balls.reduce((sum, { items }) => sum + items.length, 0)).toBeLessThanOrEqual(known.length);
    }),
  );
});

test('all that waits is shown or counted, behind the line and within the drawing', () => {
  fc.assert(
    fc.property(anyStage, staged => {
      const layout = layoutOf(staged.view);
      const { lanes, width, pitch, scale } = layout;
      const { machines } = new Moments(staged.trace).at(staged.atMs);
      const scene = sceneOf(staged);
      const slips = groups(scene, 'tokens').filter(({ shape }) => shape === 'slip');
      const texts = groups(scene, 'texts').filter(({ role }) => role === 'waiting');
      for (const machine of lanes) {
        const y = layout.laneY(machine);
        const isHere = (item: { readonly y: number }): boolean => Math.abs(item.y - y) < pitch / 2;
        const shown = slips.flatMap(group =>
          group.items
            .filter(isHere)
            .map(({ x }) => ({ left: x - group.width / 2, right: x + group.width / 2 })),
        );
        for (const { left, right } of shown) {
          expect(left).toBeGreaterThan(xOf(scale, staged.atMs));
          expect(right).toBeLessThanOrEqual(width);
        }
        const words = texts.flatMap(({ items }) => items.filter(isHere).map(({ text }) => text));
        const rest = words.find(text => text.startsWith('+'));
        const counted = shown.length + (rest ? Number(rest.replaceAll(',', '')) : 0);
        expect(counted).toBe(machines[machine - 1]!.queue);
        expect(words.includes(STAGE_WORDS.empty)).toBe(counted === 0);
      }
    }),
  );
});

test('each message on its way is a ball on the line, between the lanes of its machines', () => {
  fc.assert(
    fc.property(anyStage, staged => {
      const layout = layoutOf(staged.view);
      const { flying } = new Moments(staged.trace).at(staged.atMs);
      const balls = groups(sceneOf(staged), 'tokens').filter(({ shape }) => shape === 'ball');
      const seen = flying.filter(({ from, to }) => layout.spans(from, to));
      expect(balls.reduce((sum, { items }) => sum + items.length, 0)).toBe(seen.length);
      for (const { machine, items } of balls)
        for (const { x, y, text } of items) {
          expect(x).toBeCloseTo(xOf(layout.scale, staged.atMs));
          const its = seen.filter(({ from, timestamp }) => from === machine && `${timestamp}` === text);
          const fits = its.some(({ from, to }) => {
            const ys = [layout.laneY(from), layout.laneY(to)];
            return y >= Math.min(...ys) - 25 && y <= Math.max(...ys) + 25;
          });
          expect(fits).toBe(true);
        }
    }),
  );
});

test('of a run that goes on, a message without an arrival yet is a ball too', () => {
  const trace = simulate({ rates: [5, 1, 5], delay: { kind: 'uniform', minMs: 150, maxMs: 450 } });
  const before = new Moments(trace).at(12_000).flying;
  expect(before.length).toBeGreaterThan(0);
  for (const { from, number } of before) {
    const log = trace.logOf(from);
    log.arrivedMs[number - 1] = NaN;
    log.receivedIndices[number - 1] = NONE;
  }
  const stage = { headed: true, narrow: false, startMs: 0, queues: true };
  const view = {
    fromMs: 2000,
    toMs: 12_000,
    width: 1072,
    height: viewHeight(3, stage),
    scrollTop: 0,
    machines: 3,
    stage,
  };
  const balls = groups(sceneOf({ trace, atMs: 12_000, view }), 'tokens').filter(
    ({ shape }) => shape === 'ball',
  );
  expect(balls.flatMap(({ items }) => items.map(({ text }) => text))).toEqual(
    before.map(({ timestamp }) => `${timestamp}`),
  );
});
