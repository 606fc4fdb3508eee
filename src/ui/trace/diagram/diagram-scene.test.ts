// What the scene of a diagram holds: every mark that is seen and nothing that is not, told apart by standing, whole
// where there is room and honestly thinned where there is none; and that odd traces do not break it.
import { DIAGRAM_AXIS } from '../../../words/diagram.ts';
import { describe, expect, test } from 'vitest';
import { conesOf, relationOf } from '../../../analysis/cones.ts';
import { cutAt, examineCut } from '../../../analysis/cuts.ts';
import { MachineLog, RECEIVE, SEND } from '../../../core/machine-log.ts';
import { Trace } from '../../../core/trace.ts';
import type { Trial } from '../../../core/trial.ts';
import { simulate } from '../../../engine/simulate.ts';
import { DiagramIndex } from './diagram-index.ts';
import { diagramScene, type SceneFocus } from './diagram-scene.ts';
import { layoutOf, viewHeight, type DiagramView } from './layout.ts';
import type { Group, LineGroup, MarkGroup, Scene, TextGroup } from './scene.ts';

const trace = simulate({ rates: [5, 1, 5], seed: 7, delay: { kind: 'uniform', minMs: 100, maxMs: 900 } });
const index = new DiagramIndex(trace);

function viewOf(of: DiagramIndex, fromMs: number, toMs: number, width = 1300): DiagramView {
  const { machines } = of.trace;
  return { fromMs, toMs, width, height: viewHeight(machines), scrollTop: 0, machines };
}

function groups<T extends Group['kind']>(scene: Scene, kind: T): Extract<Group, { kind: T }>[] {
  return scene.layers
    .flatMap(layer => layer.groups)
    .filter((group): group is Extract<Group, { kind: T }> => group.kind === kind);
}

const marks = (scene: Scene, wanted: Partial<MarkGroup>): number =>
  groups(scene, 'marks')
    .filter(group => Object.entries(wanted).every(([key, value]) => group[key as keyof MarkGroup] === value))
    .reduce((sum, { coordinates }) => sum + coordinates.length / 2, 0);

const lines = (scene: Scene, role: LineGroup['role']): number =>
  groups(scene, 'lines')
    .filter(group => group.role === role)
    .reduce((sum, { coordinates }) => sum + coordinates.length / 4, 0);

const texts = (scene: Scene, role: TextGroup['role']): string[] =>
  groups(scene, 'texts')
    .filter(group => group.role === role)
    .flatMap(({ items }) => items.map(({ text }) => text));

function eventsWithin(of: Trace, fromMs: number, toMs: number, kind?: number): number {
  return of.logs.reduce((sum, log) => {
    let count = 0;
    for (let at = 0; at < log.eventCount; at++)
      if (log.atMs[at]! >= fromMs && log.atMs[at]! <= toMs && (kind === undefined || log.kinds[at] === kind))
        count += 1;
    return sum + count;
  }, 0);
}

describe('where there is room', () => {
  const scene = diagramScene(index, viewOf(index, 8100, 16_900));

  test('each event of the window has its mark, by its kind', () => {
    expect(marks(scene, { shape: 'send' })).toBe(eventsWithin(trace, 8100, 16_900, SEND));
    expect(marks(scene, { shape: 'receive' })).toBe(eventsWithin(trace, 8100, 16_900, RECEIVE));
    expect(scene.facts).toMatchObject({ denseLanes: 0, messageStride: 1 });
  });

  test('a message has its flight, its arrival and its wait, even if it was sent before the window', () => {
    const crossing = trace.logs.flatMap(log =>
      Array.from({ length: log.messageCount }, (_, row) => trace.message(log.machine, row + 1)!).filter(
        ({ sentMs, receivedMs }) => sentMs! <= 16_900 && (receivedMs ?? Infinity) >= 8100,
      ),
    );
    expect(crossing.some(({ sentMs }) => sentMs! < 8100)).toBe(true);
    expect(scene.facts.messages).toBe(crossing.length);
    const marginMs = (24 * 8800) / 1166; // drawn a little beyond the plot
    const [fromMs, toMs] = [8100 - marginMs, 16_900 + marginMs];
    const flying = crossing.filter(({ sentMs, arrivedMs }) => sentMs! <= toMs && arrivedMs! >= fromMs);
    const arriving = crossing.filter(({ arrivedMs }) => arrivedMs! > fromMs && arrivedMs! < toMs);
    expect(lines(scene, 'flight')).toBe(flying.length);
    expect(marks(scene, { shape: 'arrival' })).toBe(arriving.length);
    expect(lines(scene, 'wait')).toBeGreaterThan(arriving.length);
  });

  test('timestamps stand at the marks, machines at their lanes, and the axis has a unit', () => {
    expect(texts(scene, 'timestamp')).toContain('29');
    expect(texts(scene, 'name')).toEqual(['Machine 1', 'Machine 2', 'Machine 3']);
    expect(texts(scene, 'rate')).toEqual(['5 ticks/s', '1 tick/s', '5 ticks/s']);
    expect(texts(scene, 'tick')).toContain('12 s');
    expect(texts(scene, 'axis')).toEqual([DIAGRAM_AXIS]);
  });

  test('other labels take the place of the clock', () => {
    const labelled = diagramScene(index, viewOf(index, 8050, 9000), {
      labelOf: machine => `from ${machine}`,
    });
    expect(new Set(texts(labelled, 'timestamp'))).toEqual(new Set(['from 1', 'from 2', 'from 3']));
  });
});

describe('with a chosen event', () => {
  const event = { machine: 2, index: 13 };
  const cones = conesOf(trace, event);
  const scene = diagramScene(index, viewOf(index, 2000, 18_050), { cones });

  test('each mark says how its event stands to the chosen one', () => {
    for (const standing of ['past', 'future', 'concurrent', 'itself'] as const) {
      let expected = 0;
      for (const { machine, atMs, eventCount } of trace.logs)
        for (let at = 0; at < eventCount; at++)
          if (
            atMs[at]! >= 2000 &&
            atMs[at]! <= 18_050 &&
            relationOf(cones, { machine, index: at }) === standing
          )
            expected += 1;
      const drawn = (['send', 'receive', 'internal'] as const).reduce(
        (sum, shape) => sum + marks(scene, { shape, standing }),
        0,
      );
      expect(drawn, standing).toBe(expected);
      expect(expected, standing).toBeGreaterThan(0);
    }
  });

  test('it is ringed, and its own message is drawn strongest', () => {
    expect(groups(scene, 'rings')).toHaveLength(1);
    expect(
      groups(scene, 'lines').some(({ role, standing }) => role === 'flight' && standing === 'itself'),
    ).toBe(true);
  });
});

describe('where marks would be too close', () => {
  const busy = simulate({ rates: [90, 100, 95], durationSeconds: 600, seed: 3 });
  const busyIndex = new DiagramIndex(busy);
  const scene = diagramScene(busyIndex, viewOf(busyIndex, 0, 600_000));

  test('bars count the events instead, by kind, and few things are drawn', () => {
    expect(scene.facts.denseLanes).toBe(3);
    expect(scene.facts.events).toBe(busy.eventCount);
    expect(groups(scene, 'marks').filter(({ shape }) => shape !== 'arrival')).toEqual([]);
    const drawn = groups(scene, 'bars').reduce((sum, { coordinates }) => sum + coordinates.length / 4, 0);
    expect(drawn).toBeGreaterThan(100);
    expect(drawn).toBeLessThan(10_000);
    expect(new Set(groups(scene, 'bars').map(({ shape }) => shape))).toEqual(
      new Set(['ground', 'receive', 'send', 'internal']),
    );
  });

  test('messages are thinned as the caption says, and the same ones stay while the window moves', () => {
    const { messages, messageStride } = scene.facts;
    expect(messageStride).toBeGreaterThan(1);
    expect(Math.abs(lines(scene, 'flight') - messages / messageStride)).toBeLessThanOrEqual(6);
    const moved = diagramScene(busyIndex, viewOf(busyIndex, 30_000, 600_000));
    const { scale } = layoutOf(viewOf(busyIndex, 30_000, 600_000));
    const before = sentTimes(scene, layoutOf(viewOf(busyIndex, 0, 600_000)).scale);
    for (const time of sentTimes(moved, scale).slice(0, 20))
      expect(Math.min(...before.map(each => Math.abs(each - time)))).toBeLessThan(0.01);
  });
});

function sentTimes(
  scene: Scene,
  scale: { fromMs: number; toMs: number; left: number; right: number },
): number[] {
  return groups(scene, 'lines')
    .filter(({ role }) => role === 'flight')
    .flatMap(({ coordinates }) => coordinates.filter((_, place) => place % 4 === 0))
    .map(x => scale.fromMs + ((x - scale.left) / (scale.right - scale.left)) * (scale.toMs - scale.fromMs))
    .filter(time => time > 31_000);
}

describe('a cut', () => {
  const cutOf = (counts: Uint32Array): SceneFocus => ({
    cut: { counts, timesMs: Array.from(counts, (count, i) => trace.logs[i]!.atMs[Math.max(0, count - 1)]!) },
  });

  test('an upright one is drawn as a line through all lanes and violates nothing', () => {
    const scene = diagramScene(index, viewOf(index, 0, 60_000), cutOf(cutAt(trace, 12_050)));
    expect(lines(scene, 'cut')).toBe(5);
    expect(scene.facts.violations).toBe(0);
  });

  test('every message that makes it inconsistent is drawn as one, however many others there are', () => {
    const counts = Uint32Array.from([20, 50, 250]);
    const { violationCount } = examineCut(trace, counts);
    const scene = diagramScene(index, viewOf(index, 0, 60_000), cutOf(counts));
    expect(violationCount).toBeGreaterThan(3);
    expect(scene.facts.violations).toBe(violationCount);
    expect(lines(scene, 'violation')).toBe(violationCount);
  });
});

describe('odd traces', () => {
  const trial: Trial = { rates: [1], dieSides: 2, durationSeconds: 10, seed: 1, rule: 'increment-then-send' };
  const imported = (logs: MachineLog[]): DiagramIndex =>
    new DiagramIndex(new Trace({ ...trial, rates: logs.map(() => 1) }, 'imported', undefined, logs));

  test('one machine, none of whose receives has a sender', () => {
    const log = new MachineLog(1, 4);
    log.addInternal(1000, 1, 0, 0);
    log.addReceive(2000, 2, 0, undefined);
    const scene = diagramScene(imported([log]), viewOf(imported([log]), 0, 3000));
    expect(marks(scene, { shape: 'receive' })).toBe(1);
    expect(lines(scene, 'flight')).toBe(0);
  });

  test('a machine without events beside one whose times go backwards: every event is still found', () => {
    const log = new MachineLog(1, 8);
    for (const time of [5000, 1000, 4000, 2000, 9000, 3000]) log.addInternal(time, 1, 0, 0);
    const odd = imported([log, new MachineLog(2, 1)]);
    const scene = diagramScene(odd, viewOf(odd, 500, 9500));
    expect(marks(scene, { shape: 'internal' })).toBe(6);
    expect(odd.lane(1).nearest(2900)).toBe(5);
    expect(odd.extent).toEqual({ fromMs: 1000, toMs: 9000 });
  });

  test('a message without an arrival flies straight to its receive', () => {
    const [one, two] = [new MachineLog(1, 4), new MachineLog(2, 4)];
    const message = { from: 1, to: 2, number: 1, timestamp: 1 };
    one.addSend(1000, 1, 0, 0, [message]);
    one.addSend(2000, 2, 0, 0, [{ ...message, number: 2, timestamp: 2 }]);
    two.addReceive(3000, 2, 0, message);
    one.markReceived(message, 0);
    const odd = imported([one, two]);
    const view = viewOf(odd, 0, 4000);
    const scene = diagramScene(odd, view);
    const flight = groups(scene, 'lines').find(({ role }) => role === 'flight')!;
    expect(flight.coordinates).toHaveLength(4);
    expect(flight.coordinates[3]).toBe(layoutOf(view).laneY(2));
    expect(marks(scene, { shape: 'arrival' })).toBe(0);
    expect(lines(scene, 'wait')).toBe(1); // the stub of the one that was never seen again
  });

  test('no events at all', () => {
    const none = imported([new MachineLog(1, 1), new MachineLog(2, 1)]);
    const { fromMs, toMs } = none.extent;
    expect(diagramScene(none, viewOf(none, fromMs, toMs)).facts).toMatchObject({ events: 0, messages: 0 });
  });

  test('a trace that grows is drawn as one that was whole from the start', () => {
    const whole = simulate({ rates: [5, 1, 5], seed: 7 });
    const logs = whole.logs.map(({ machine }) => new MachineLog(machine, 1));
    const growing = new Trace(whole.trial, 'live', undefined, logs);
    const grown = new DiagramIndex(growing);
    for (const part of [0.3, 0.7, 1]) {
      whole.logs.forEach((log, i) => copyUntil(log, logs[i]!, Math.floor(log.eventCount * part)));
      whole.logs.forEach((log, i) => copyMessages(log, logs[i]!, logs));
      grown.update(part < 1);
    }
    const view = viewOf(grown, 20_000, 40_000);
    expect(diagramScene(grown, view)).toEqual(diagramScene(new DiagramIndex(whole), view));
  });
});

function copyUntil(from: MachineLog, into: MachineLog, count: number): void {
  for (let at = into.eventCount; at < count; at++) {
    into.addInternal(from.atMs[at]!, from.clocks[at]!, from.queues[at]!, from.faces[at]!);
    into.kinds[at] = from.kinds[at]!;
    into.peers[at] = from.peers[at]!;
    into.messageNumbers[at] = from.messageNumbers[at]!;
  }
}

function copyMessages(from: MachineLog, into: MachineLog, logs: readonly MachineLog[]): void {
  for (let row = 0; row < from.messageCount; row++) {
    if (from.sentIndices[row]! >= into.eventCount) break;
    const to = from.recipients[row]!;
    const message = { from: from.machine, to, number: row + 1, timestamp: from.timestamps[row]! };
    into.markArrived(message, from.arrivedMs[row]!, from.arrivedBeforeTicks[row]!);
    into.sentIndices[row] = from.sentIndices[row]!;
    if (from.receivedIndices[row]! < logs[to - 1]!.eventCount)
      into.markReceived(message, from.receivedIndices[row]!);
  }
}
