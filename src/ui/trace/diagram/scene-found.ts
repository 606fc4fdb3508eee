// Lines under the events that a search found: one for each where there is room, one for many where there is not.
import type { FoundEvents } from '../../../analysis/find/found-events.ts';
import type { Progress } from '../../../analysis/inbox.ts';
import { firstAtLeast } from '../../../core/search.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { Layout } from './layout.ts';
import type { SceneLayer } from './scene.ts';
import { msAt, xOf } from './time-scale.ts';

const HALF = 6; // pixels to either side of an event
const BELOW = { wide: 11, compact: 9 };
/** Pixels in which lines are one. */
const CELL = 4;

/** Time: what is seen, or the pixels of the lanes where that is less, and the logarithm of what was found. */
export function addFound(
  plot: SceneLayer,
  index: DiagramIndex,
  layout: Layout,
  found: FoundEvents,
  progress: Progress | undefined,
): void {
  const { scale, lanes, compact } = layout;
  const cells = (scale.right - scale.left) / CELL;
  for (const machine of lanes) {
    const indices = found.indicesOf(machine);
    const lane = index.lane(machine);
    const seen = lane.range(scale.fromMs, scale.toMs);
    const from = firstAtLeast(indices, indices.length, seen.first);
    const happened = Math.min(seen.end, progress?.counts[machine - 1] ?? Infinity);
    const end = firstAtLeast(indices, indices.length, happened);
    const y = layout.laneY(machine) + (compact ? BELOW.compact : BELOW.wide);
    const { atMs } = lane.log;
    let untilX = -Infinity;
    for (let at = from; at < end;) {
      const x = xOf(scale, atMs[indices[at]!]!);
      const left = Math.max(untilX, x - HALF);
      if (x + HALF > left) plot.line('found', 0, 'neutral', [left, y, x + HALF, y]);
      untilX = Math.max(untilX, x + HALF);
      // Events of one cell have one line: the next one that counts is in the next cell.
      const next = lane.sorted && end - from > cells ? lane.firstFrom(msAt(scale, x + CELL)) : 0;
      at = next > 0 ? Math.max(at + 1, firstAtLeast(indices, end, next)) : at + 1;
    }
  }
}
