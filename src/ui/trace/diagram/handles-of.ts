// Where the handles of a cut lie, and what each says of itself.
import type { CutHandle } from './cut-handles.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { SceneCut } from './diagram-scene.ts';
import type { Layout } from './layout.ts';
import { cutX } from './scene-cut.ts';
import { seconds } from './time-scale.ts';

/** Of the lanes that are seen. */
export function handlesOf({ lanes, trace }: DiagramIndex, layout: Layout, cut: SceneCut): CutHandle[] {
  return lanes.slice(layout.first - 1, layout.last).flatMap(({ log }): CutHandle[] => {
    const { machine, eventCount, atMs } = log;
    const count = Math.min(cut.counts[machine - 1]!, eventCount);
    const y = layout.laneY(machine);
    if (y < layout.top || y > layout.bottom) return [];
    const last = count > 0 ? `, the last at ${seconds(atMs[count - 1]!, 1)} s` : '';
    const text = `${count} of ${eventCount} events before the cut${last}`;
    const x = cutX(layout, cut.timesMs[machine - 1]!);
    return [{ machine, name: trace.nameOf(machine), x, y, count, events: eventCount, text }];
  });
}
