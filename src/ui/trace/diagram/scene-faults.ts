// What went wrong by the trial's faults, in the diagram: crosses where messages are lost, a second arrow for a second copy,
// grey bands where machines are down or paused and where a partition is.
import { firstWhere } from '../../../core/search.ts';
import { faultAtMs, isMessageFault, type MessageFault } from '../../../core/fault.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { Layout } from './layout.ts';
import type { SceneLayer } from './scene.ts';
import { xOf } from './time-scale.ts';

/** Pixels to each side of a lane. */
const BAND = 11;
const CROSS = 4.5;
/** Of the way between the lanes: where a message ends that never arrives. */
const LOST_AT = 0.62;
/** Of the faults in the window so many are drawn, each n-th, where there are more. */
const DRAWN_MAX = 400;
const BEYOND = 20;

export function addFaults(plot: SceneLayer, { trace }: DiagramIndex, layout: Layout): void {
  const { faults } = trace;
  if (faults.length === 0) return;
  addBands(plot, trace.trial.faults?.timed ?? [], layout);
  const { fromMs, toMs } = layout.scale;
  const first = firstWhere(0, faults.length, at => faultAtMs(faults[at]!) >= fromMs);
  const end = firstWhere(first, faults.length, at => faultAtMs(faults[at]!) > toMs);
  const stride = Math.ceil(Math.max(1, end - first) / DRAWN_MAX);
  for (let at = Math.ceil(first / stride) * stride; at < end; at += stride) {
    const fault = faults[at]!;
    if (isMessageFault(fault)) addMessageFault(plot, fault, trace.logOf(fault.from), layout);
  }
}

type Timed = NonNullable<DiagramIndex['trace']['trial']['faults']>['timed'];

function addBands(plot: SceneLayer, timed: Timed, layout: Layout): void {
  const { scale, top, bottom, lanes } = layout;
  for (const fault of timed) {
    if (fault.kind === 'rate') continue;
    const x = Math.max(scale.left - BEYOND, xOf(scale, fault.fromMs));
    const right = Math.min(scale.right + BEYOND, xOf(scale, fault.toMs));
    if (right <= x) continue;
    const width = right - x;
    if (fault.kind === 'partition')
      plot.bar('partition', 0, 'neutral', { x, y: top, width, height: bottom - top });
    else if (lanes.includes(fault.machine)) {
      const y = layout.laneY(fault.machine);
      plot.bar('stopped', 0, 'neutral', { x, y: y - BAND, width, height: 2 * BAND });
      if (fault.kind === 'crash' && xOf(scale, fault.fromMs) > scale.left - BEYOND) addCross(plot, x, y);
    }
  }
}

function addMessageFault(
  plot: SceneLayer,
  fault: MessageFault,
  sender: DiagramIndex['trace']['logs'][number],
  layout: Layout,
): void {
  if (fault.kind !== 'lost' && fault.kind !== 'doubled') return;
  const { scale } = layout;
  if (!layout.spans(fault.from, fault.to)) return;
  const row = fault.number - 1;
  const sentIndex = sender.sentIndices[row]!;
  if (sentIndex >= sender.eventCount) return;
  const [fromY, toY] = [layout.laneY(fault.from), layout.laneY(fault.to)];
  const sentX = xOf(scale, sender.atMs[sentIndex]!);
  const atX = xOf(scale, fault.atMs);
  if (fault.kind === 'doubled') {
    plot.line('copy', fault.from, 'neutral', clamped(sentX, fromY, atX, toY, layout));
    plot.mark('arrival', fault.from, 'neutral', 3, atX, toY);
    return;
  }
  // One that was forgotten in a queue ends on its machine's lane; any other between the two.
  const isForgotten = !Number.isNaN(sender.arrivedMs[row]);
  const y = isForgotten ? toY : fromY + (toY - fromY) * LOST_AT;
  if (!isForgotten) plot.line('flight', fault.from, 'neutral', clamped(sentX, fromY, atX, y, layout));
  addCross(plot, atX, y);
}

function clamped(x1: number, y1: number, x2: number, y2: number, { scale }: Layout) {
  const low = scale.left - BEYOND;
  if (x1 >= low || x1 === x2) return [x1, y1, x2, y2] as const;
  return [low, y1 + ((low - x1) / (x2 - x1)) * (y2 - y1), x2, y2] as const;
}

function addCross(plot: SceneLayer, x: number, y: number): void {
  plot.line('lost', 0, 'neutral', [x - CROSS, y - CROSS, x + CROSS, y + CROSS]);
  plot.line('lost', 0, 'neutral', [x - CROSS, y + CROSS, x + CROSS, y - CROSS]);
}
