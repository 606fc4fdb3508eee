// The events of the lanes: a mark for each where there is room, with timestamps, and bars of their numbers where not.
import { relationOf, type Cones } from '../../../analysis/cones.ts';
import { KINDS } from '../../../core/machine-log.ts';
import type { MachineId } from '../../../core/message.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { EventRange, LaneIndex } from './lane-index.ts';
import type { Layout } from './layout.ts';
import type { SceneLayer, Standing } from './scene.ts';
import { roundStep, xOf } from './time-scale.ts';

/** Marks closer than this become bars. */
export const MARK_PIXELS_MIN = 5;
const RADIUS = { min: 2.25, max: 6.5, compact: 5 };
const LABEL_GAP = 7;
const CHARACTER_PIXELS = 6.7;
const BAR = { minPixels: 4, maxPixels: 24, events: 5, laneShare: 0.42, maxHeight: 46 };

export type LabelOf = (machine: MachineId, index: number) => string;

export interface LaneFacts {
  readonly events: number;
  readonly denseLanes: number;
}

/** One lane's part in the window. */
export interface LaneStretch {
  readonly machine: MachineId;
  readonly lane: LaneIndex;
  readonly range: EventRange;
  /** Pixels from one event to the next, on average. */
  readonly spacing: number;
  readonly dense: boolean;
}

/** The lanes that are seen; marks half outside count. */
export function stretchesOf(index: DiagramIndex, { scale, first, last }: Layout): LaneStretch[] {
  const pixels = scale.right - scale.left;
  const marginMs = ((scale.toMs - scale.fromMs) * 10) / pixels;
  return index.lanes.slice(first - 1, last).map((lane, i): LaneStretch => {
    const range = lane.range(scale.fromMs - marginMs, scale.toMs + marginMs);
    const spacing = pixels / Math.max(1, range.end - range.first);
    return { machine: first + i, lane, range, spacing, dense: spacing < MARK_PIXELS_MIN };
  });
}

export function standingOf(cones: Cones | undefined, place: EventPlace): Standing {
  return cones ? relationOf(cones, place) : 'neutral';
}

export function addEvents(
  plot: SceneLayer,
  stretches: readonly LaneStretch[],
  layout: Layout,
  cones: Cones | undefined,
  labelOf: LabelOf,
): LaneFacts {
  const dense = stretches.filter(stretch => stretch.dense);
  if (dense.length > 0) addBars(plot, dense, layout, cones);
  for (const stretch of stretches) if (!stretch.dense) addMarks(plot, stretch, layout, cones, labelOf);
  if (cones) addRing(plot, cones.event, stretches, layout, labelOf);
  return {
    events: stretches.reduce((sum, { lane }) => {
      const { first, end } = lane.range(layout.scale.fromMs, layout.scale.toMs);
      return sum + end - first;
    }, 0),
    denseLanes: dense.length,
  };
}

export function markRadius({ spacing }: Pick<LaneStretch, 'spacing'>, { compact }: Layout): number {
  const most = compact ? RADIUS.compact : RADIUS.max;
  // In steps, so that marks do not breathe while the window moves.
  return Math.max(RADIUS.min, Math.min(most, Math.floor(spacing * 0.42 * 2) / 2));
}

function addMarks(
  plot: SceneLayer,
  stretch: LaneStretch,
  layout: Layout,
  cones: Cones | undefined,
  labelOf: LabelOf,
): void {
  const { machine, lane, range, spacing } = stretch;
  const { atMs, kinds } = lane.log;
  const y = layout.laneY(machine);
  const radius = markRadius(stretch, layout);
  const labelY = labelLine(machine, y, layout);
  const label = layout.compact ? '' : labelOf(machine, Math.max(range.first, range.end - 1));
  const stride = roundStep(Math.max(1, (label.length * CHARACTER_PIXELS + LABEL_GAP) / spacing));
  let free = -Infinity;
  for (let index = range.first; index < range.end; index++) {
    const x = xOf(layout.scale, atMs[index]!);
    const standing = standingOf(cones, { machine, index });
    plot.mark(KINDS[kinds[index]!]!, machine, standing, radius, x, y);
    if (layout.compact || index % stride !== 0 || standing === 'itself') continue;
    const text = labelOf(machine, index);
    const half = (text.length * CHARACTER_PIXELS) / 2;
    if (x - half < free || isCovered(cones, machine, text, x, layout, lane)) continue;
    free = x + half + LABEL_GAP / 2;
    plot.text('timestamp', 'middle', text, x, labelY, standing);
  }
}

/** Whether the chosen event's own timestamp stands there. */
function isCovered(
  cones: Cones | undefined,
  machine: MachineId,
  text: string,
  x: number,
  { scale }: Layout,
  { log }: LaneIndex,
): boolean {
  if (cones?.event.machine !== machine) return false;
  const distance = Math.abs(xOf(scale, log.atMs[cones.event.index]!) - x);
  return distance < text.length * CHARACTER_PIXELS + LABEL_GAP;
}

/** Above the first machine, below the others: the waits of messages lie on the other side as often as can be. */
function labelLine(machine: MachineId, y: number, { pitch }: Layout): number {
  const away = Math.min(30, pitch * 0.36);
  return machine === 1 ? y - Math.min(18, away) : y + away;
}

function addRing(
  plot: SceneLayer,
  { machine, index }: EventPlace,
  stretches: readonly LaneStretch[],
  layout: Layout,
  labelOf: LabelOf,
): void {
  const stretch = stretches.find(each => each.machine === machine);
  if (!stretch || index >= stretch.lane.log.eventCount) return;
  const { kinds, atMs } = stretch.lane.log;
  const x = xOf(layout.scale, atMs[index]!);
  const y = layout.laneY(machine);
  const radius = Math.max(4.5, markRadius(stretch, layout));
  if (stretch.dense) plot.mark(KINDS[kinds[index]!]!, machine, 'itself', radius, x, y);
  plot.ring(x, y, layout.compact ? 10 : 14);
  const away = layout.compact ? 21 : Math.abs(labelLine(machine, y, layout) - y);
  const above = machine === 1 || (layout.compact && machine !== layout.first);
  if (!layout.compact || layout.pitch >= 28)
    plot.text(
      'timestamp',
      'middle',
      labelOf(machine, index),
      x,
      above ? y - Math.max(18, away - 4) : y + away,
      'itself',
    );
}

/** Heights compare events per second, between lanes and along them. */
function addBars(
  plot: SceneLayer,
  lanes: readonly LaneStretch[],
  layout: Layout,
  cones: Cones | undefined,
): void {
  const { scale, pitch } = layout;
  const msPerPixel = (scale.toMs - scale.fromMs) / (scale.right - scale.left);
  const height = Math.min(BAR.maxHeight, pitch * BAR.laneShare);
  const rows = lanes.map(stretch => {
    const pixels = Math.max(BAR.minPixels, Math.min(BAR.maxPixels, stretch.spacing * BAR.events));
    const stepMs = roundStep(msPerPixel * pixels);
    return { stretch, stepMs, buckets: bucketsOf(stretch.lane, scale.fromMs, scale.toMs, stepMs) };
  });
  const most = Math.max(
    ...rows.map(({ stepMs, buckets }) =>
      buckets.reduce((peak, { range }) => Math.max(peak, (range.end - range.first) / stepMs), 0),
    ),
  );
  for (const { stretch, stepMs, buckets } of rows) {
    const { machine, lane } = stretch;
    const base = layout.laneY(machine);
    const width = stepMs / msPerPixel;
    const gap = width > 5 ? 1 : 0;
    for (const { fromMs, range } of buckets) {
      const count = range.end - range.first;
      if (count === 0) continue;
      const x = xOf(scale, fromMs);
      const standing = bucketStanding(cones, machine, range);
      const counts = lane.kinds(range);
      const perEvent = height / (most * stepMs);
      const whole = Math.max(1.5, count * perEvent);
      plot.bar('ground', machine, 'neutral', { x, y: base - whole, width: width - gap, height: whole });
      let y = base;
      for (const kind of ['receive', 'send', 'internal'] as const) {
        const part = (whole * counts[kind]) / count;
        if (part === 0) continue;
        y -= part;
        plot.bar(kind, machine, standing, { x, y, width: width - gap, height: part });
      }
      if (standing === 'future')
        plot.line('bar-cap', machine, 'future', [x, base - whole, x + width - gap, base - whole]);
    }
  }
}

interface Bucket {
  readonly fromMs: number;
  readonly range: EventRange;
}

/** At whole multiples of the step, so that the bars stay the same while the window moves over them. */
function bucketsOf(lane: LaneIndex, fromMs: number, toMs: number, stepMs: number): Bucket[] {
  const first = Math.floor(fromMs / stepMs);
  const last = Math.floor(toMs / stepMs);
  const buckets: Bucket[] = [];
  let begin = lane.firstFrom(first * stepMs);
  for (let at = first; at <= last; at++) {
    const end = lane.firstFrom((at + 1) * stepMs);
    buckets.push({ fromMs: at * stepMs, range: { first: begin, end } });
    begin = end;
  }
  return buckets;
}

function bucketStanding(cones: Cones | undefined, machine: MachineId, { first, end }: EventRange): Standing {
  if (!cones) return 'neutral';
  const middle = (first + end - 1) / 2;
  if (middle < cones.past[machine - 1]!) return 'past';
  return middle >= cones.future[machine - 1]! ? 'future' : 'concurrent';
}
