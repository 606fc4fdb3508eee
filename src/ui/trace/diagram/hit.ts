// Which event lies under the pointer.
import type { EventPlace } from '../../../core/trace-order.ts';
import type { DiagramIndex } from './diagram-index.ts';
import { machineAt, type Layout } from './layout.ts';
import { MARK_PIXELS_MIN } from './scene-lanes.ts';
import { msAt, xOf } from './time-scale.ts';

const REACH = 14; // pixels to either side of a mark

export interface Hit {
  readonly place: EventPlace;
  /** Whether the event has a mark there, rather than a share of a bar. */
  readonly onMark: boolean;
}

export function hitAt(index: DiagramIndex, layout: Layout, x: number, y: number): Hit | undefined {
  const machine = machineAt(layout, x, y);
  if (machine === undefined) return undefined;
  const { scale } = layout;
  const lane = index.lane(machine);
  const nearest = lane.nearest(msAt(scale, x));
  if (nearest === undefined || Math.abs(xOf(scale, lane.log.atMs[nearest]!) - x) > REACH) return undefined;
  const { first, end } = lane.range(scale.fromMs, scale.toMs);
  const dense = (scale.right - scale.left) / Math.max(1, end - first) < MARK_PIXELS_MIN;
  const near = Math.abs(layout.laneY(machine) - y) <= REACH;
  return { place: { machine, index: nearest }, onMark: near && !dense };
}
