// Where a cut runs: a count of events for each machine, drawn as a line from lane to lane.
import type { DiagramIndex } from './diagram-index.ts';
import type { Layout } from './layout.ts';
import type { MachineId } from '../../../core/message.ts';
import type { SceneLayer } from './scene.ts';
import { xOf } from './time-scale.ts';

/**
 * The moment at which a cut after `count` events crosses the lane: the wished one if it lies between these events and
 * the next, so that a cut made by one moment is upright; otherwise as near to it as that.
 */
export function cutMs(
  index: DiagramIndex,
  machine: MachineId,
  count: number,
  wishedMs: number | undefined,
): number {
  const { log } = index.lane(machine);
  const extent = index.extent;
  const before =
    count > 0 ? log.atMs[Math.min(count, log.eventCount) - 1]! : Math.min(extent.fromMs, log.atMs[0] ?? 0);
  const after = count < log.eventCount ? log.atMs[count]! : Math.max(extent.toMs, before);
  if (wishedMs === undefined || after < before) return (before + after) / 2;
  if (wishedMs >= before && wishedMs < after) return wishedMs;
  const nearEdge = Math.min((after - before) / 4, 20);
  return wishedMs < before ? before + nearEdge : after - nearEdge;
}

/** Where the cut crosses each lane; beyond the window it runs along the edge. */
export function cutX(layout: Layout, atMs: number): number {
  const { scale } = layout;
  return Math.max(scale.left - 8, Math.min(scale.right + 8, xOf(scale, atMs)));
}

export function addCut(plot: SceneLayer, layout: Layout, cutTimes: readonly number[]): void {
  const { pitch, lanes, top, bottom } = layout;
  const half = Math.min(pitch * 0.3, 26);
  const xs = cutTimes.map(atMs => cutX(layout, atMs));
  // From lane to lane, also to those that are out of sight.
  const shown = cutTimes.map((_, i) => i + 1).filter(machine => !Number.isNaN(layout.laneY(machine)));
  const from = Math.max(0, shown.indexOf(lanes[0]!) - 1);
  const to = Math.min(shown.length - 1, shown.indexOf(lanes.at(-1)!) + 1);
  for (let row = from; row <= to; row++) {
    const machine = shown[row]!;
    const x = xs[machine - 1]!;
    const y = layout.laneY(machine);
    const upper = row === 0 ? Math.min(top, y - half) : y - half;
    const lower = row === shown.length - 1 ? Math.max(bottom, y + half) : y + half;
    plot.line('cut', 0, 'neutral', [x, upper, x, lower]);
    const next = shown[row + 1];
    if (row < to && next !== undefined)
      plot.line('cut', 0, 'neutral', [x, lower, xs[next - 1]!, layout.laneY(next) - half]);
  }
}
