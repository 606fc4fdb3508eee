// Dotted arrows for the order that runs through hidden machines. Where there are more than can be told apart, every n-th is drawn.
import { orderThrough, type HiddenOrder } from '../../../analysis/hidden-order.ts';
import type { Progress } from '../../../analysis/inbox.ts';
import type { MachineId } from '../../../core/message.ts';
import type { Trace } from '../../../core/trace.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { Layout } from './layout.ts';
import type { SceneLayer } from './scene.ts';
import { roundStep, xOf } from './time-scale.ts';

const PIXELS_PER_ARROW = 8; // on average
const HEAD = { length: 8, half: 3.2 };
const BEYOND = 24; // pixels beside the plot

/** Draws them, and returns of how many arrows one is drawn. Time: the arrows. */
export type ThroughPainter = (
  plot: SceneLayer,
  index: DiagramIndex,
  layout: Layout,
  progress: Progress | undefined,
) => number;

/** For the trace as it is now. Time: its events. */
export function throughPainter(trace: Trace, hidden: readonly MachineId[]): ThroughPainter {
  const order = orderThrough(trace, new Set(hidden));
  return (plot, index, layout, progress) => addThrough(plot, index, layout, order, progress);
}

function addThrough(
  plot: SceneLayer,
  index: DiagramIndex,
  layout: Layout,
  order: HiddenOrder,
  progress: Progress | undefined,
): number {
  const { scale } = layout;
  const seen: number[] = [];
  for (let i = 0; i < order.count; i++) {
    const [from, to] = [order.fromMachines[i]!, order.toMachines[i]!];
    if (!layout.spans(from, to)) continue;
    if (progress && order.toIndices[i]! >= progress.counts[to - 1]!) continue;
    const sentMs = index.lane(from).log.atMs[order.fromIndices[i]!]!;
    const takenMs = index.lane(to).log.atMs[order.toIndices[i]!]!;
    if (Math.max(sentMs, takenMs) >= scale.fromMs && Math.min(sentMs, takenMs) <= scale.toMs) seen.push(i);
  }
  const room = Math.max(20, (scale.right - scale.left) / PIXELS_PER_ARROW);
  const stride = seen.length <= room ? 1 : roundStep(seen.length / room);
  for (const i of seen) {
    // By the number in the trace, so that the same ones are drawn wherever the window moves.
    if (i % stride !== 0) continue;
    const [from, to] = [order.fromMachines[i]!, order.toMachines[i]!];
    const x1 = xOf(scale, index.lane(from).log.atMs[order.fromIndices[i]!]!);
    const x2 = xOf(scale, index.lane(to).log.atMs[order.toIndices[i]!]!);
    addArrow(plot, layout, [x1, layout.laneY(from), x2, layout.laneY(to)]);
  }
  return stride;
}

type Ends = readonly [x1: number, y1: number, x2: number, y2: number];

/** Ends far outside are drawn near, where a canvas still knows their slope. */
function addArrow(plot: SceneLayer, { scale }: Layout, [x1, y1, x2, y2]: Ends): void {
  const [low, high] = [scale.left - BEYOND, scale.right + BEYOND];
  const clamp = (x: number): number => Math.max(low, Math.min(high, x));
  const yAt = (x: number): number => (x1 === x2 ? y1 : y1 + ((x - x1) / (x2 - x1)) * (y2 - y1));
  const [beginY, endY] = [x1 === clamp(x1) ? y1 : yAt(clamp(x1)), x2 === clamp(x2) ? y2 : yAt(clamp(x2))];
  plot.line('through', 0, 'neutral', [clamp(x1), beginY, clamp(x2), endY]);
  if (x2 !== clamp(x2)) return;
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [backX, backY] = [x2 - dx * HEAD.length, y2 - dy * HEAD.length];
  for (const side of [-1, 1])
    plot.line('through-head', 0, 'neutral', [
      x2,
      y2,
      backX - side * dy * HEAD.half,
      backY + side * dx * HEAD.half,
    ]);
}
