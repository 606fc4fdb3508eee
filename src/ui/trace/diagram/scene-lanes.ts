// The events of the lanes: a mark for each where there is room, with timestamps, and bars of their numbers where not.
import { relationOf, type Cones } from '../../../analysis/cones.ts';
import { KINDS } from '../../../core/machine-log.ts';
import type { MachineId } from '../../../core/message.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Progress } from '../../../analysis/inbox.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { EventRange, LaneIndex } from './lane-index.ts';
import type { Layout } from './layout.ts';
import type { ProgramPainter } from './scene-program.ts';
import { sizeOf, type SceneLayer, type Standing } from './scene.ts';
import { labelWidth, LabelRoom } from './scene-labels.ts';
import { roundStep, xOf } from './time-scale.ts';
import { partnersOf } from './walk.ts';

/** Marks closer than this become bars. */
export const MARK_PIXELS_MIN = 5;
const RADIUS = { min: 2.25, max: 6.5, compact: 5 };
const CHOSEN_RADIUS = 5;
const LABEL_GAP = 7;
/** Pixels beside the plot in which something is still drawn. */
export const BESIDE = 10;
const BAR = { minPixels: 4, maxPixels: 24, events: 5, laneShare: 0.42, maxHeight: 46 };

export type LabelOf = (machine: MachineId, index: number) => string;

export interface LaneFacts {
  readonly events: number;
  readonly denseLanes: number;
}

/** One lane's part in the window. */
interface LaneStretch {
  readonly machine: MachineId;
  readonly lane: LaneIndex;
  readonly range: EventRange;
  /** Pixels from one event to the next, on average. */
  readonly spacing: number;
  readonly dense: boolean;
}

/** The lanes that are seen; marks half outside count, and what has not happened yet does not. */
function stretchesOf(
  index: DiagramIndex,
  { scale, lanes }: Layout,
  progress: Progress | undefined,
): LaneStretch[] {
  const pixels = scale.right - scale.left;
  const marginMs = ((scale.toMs - scale.fromMs) * 10) / pixels;
  return lanes.map((machine): LaneStretch => {
    const lane = index.lane(machine);
    const range = happened(lane.range(scale.fromMs - marginMs, scale.toMs + marginMs), machine, progress);
    const spacing = pixels / Math.max(1, range.end - range.first);
    return { machine, lane, range, spacing, dense: spacing < MARK_PIXELS_MIN };
  });
}

function happened(range: EventRange, machine: MachineId, progress: Progress | undefined): EventRange {
  const end = Math.min(range.end, progress?.counts[machine - 1] ?? Infinity);
  return { first: Math.min(range.first, end), end };
}

function standingOf(cones: Cones | undefined, place: EventPlace): Standing {
  return cones ? relationOf(cones, place) : 'neutral';
}

export function addEvents(
  plot: SceneLayer,
  index: DiagramIndex,
  layout: Layout,
  cones: Cones | undefined,
  labelOf: LabelOf,
  progress?: Progress,
  program?: ProgramPainter,
): LaneFacts {
  const stretches = stretchesOf(index, layout, progress);
  const dense = stretches.filter(stretch => stretch.dense);
  if (dense.length > 0) addBars(plot, dense, layout, cones);
  const sparse = stretches.filter(stretch => !stretch.dense);
  for (const stretch of sparse) addMarks(plot, stretch, layout, cones);
  const { scale, top, bottom } = layout;
  const room = new LabelRoom(plot, {
    x: scale.left - BESIDE,
    y: top,
    width: scale.right - scale.left + 2 * BESIDE,
    height: bottom - top,
  });
  if (cones) addChosen(plot, room, index, stretches, layout, cones, labelOf, progress);
  if (!layout.compact) for (const stretch of sparse) addLabels(room, stretch, layout, cones, labelOf);
  program?.labels(room, index, layout, progress);
  return {
    events: stretches.reduce((sum, { machine, lane }) => {
      const { first, end } = happened(lane.range(scale.fromMs, scale.toMs), machine, progress);
      return sum + end - first;
    }, 0),
    denseLanes: dense.length,
  };
}

function markRadius({ spacing }: Pick<LaneStretch, 'spacing'>, { compact }: Layout): number {
  const most = compact ? RADIUS.compact : RADIUS.max;
  // In steps, so that marks do not breathe while the window moves.
  return Math.max(RADIUS.min, Math.min(most, Math.floor(spacing * 0.42 * 2) / 2));
}

function addMarks(plot: SceneLayer, stretch: LaneStretch, layout: Layout, cones: Cones | undefined): void {
  const { machine, lane, range } = stretch;
  const { atMs, kinds } = lane.log;
  const y = layout.laneY(machine);
  const radius = markRadius(stretch, layout);
  for (let index = range.first; index < range.end; index++) {
    const standing = standingOf(cones, { machine, index });
    const size = radius * sizeOf(standing);
    plot.mark(KINDS[kinds[index]!]!, machine, standing, size, xOf(layout.scale, atMs[index]!), y);
  }
}

function addLabels(
  room: LabelRoom,
  { machine, lane, range, spacing }: LaneStretch,
  layout: Layout,
  cones: Cones | undefined,
  labelOf: LabelOf,
): void {
  const write = room.row(labelY(machine, layout));
  const widest = labelWidth(labelOf(machine, Math.max(range.first, range.end - 1)), 'neutral');
  const stride = roundStep(Math.max(1, (widest + LABEL_GAP) / spacing));
  // From a whole multiple on, so that the same events have labels while the window moves.
  for (let index = Math.ceil(range.first / stride) * stride; index < range.end; index += stride) {
    const standing = standingOf(cones, { machine, index });
    if (standing !== 'itself')
      write(labelOf(machine, index), standing, xOf(layout.scale, lane.log.atMs[index]!));
  }
}

/** Above the first machine, below the others: the waits of messages lie on the other side as often as can be. */
function labelY(machine: MachineId, layout: Layout): number {
  const y = layout.laneY(machine);
  const away = Math.min(30, layout.pitch * 0.36);
  return machine === 1 ? y - Math.min(18, away) : y + away;
}

/** Room for a label beside the ring. */
function strongLabelY(machine: MachineId, layout: Layout): number {
  const y = layout.laneY(machine);
  if (layout.compact) return machine === layout.lanes[0] ? y + 21 : y - 21;
  const plain = labelY(machine, layout);
  return plain < y ? Math.max(layout.top + 7, Math.min(plain, y - 18)) : Math.max(plain, y + 20);
}

/**
 * The chosen event, and whatever sent it its message or received one of it: marks with timestamps even where bars stand
 * for all others.
 */
function addChosen(
  plot: SceneLayer,
  room: LabelRoom,
  index: DiagramIndex,
  stretches: readonly LaneStretch[],
  layout: Layout,
  cones: Cones,
  labelOf: LabelOf,
  progress: Progress | undefined,
): void {
  const { scale } = layout;
  for (const place of [cones.event, ...partnersOf(index.trace, cones.event)]) {
    const stretch = stretches.find(({ machine }) => machine === place.machine);
    const known = progress?.counts[place.machine - 1] ?? stretch?.lane.log.eventCount ?? 0;
    if (!stretch || place.index >= known) continue;
    const { kinds, atMs } = stretch.lane.log;
    const x = xOf(scale, atMs[place.index]!);
    if (x < scale.left - BESIDE || x > scale.right + BESIDE) continue;
    const y = layout.laneY(place.machine);
    const standing = standingOf(cones, place);
    if (stretch.dense) plot.mark(KINDS[kinds[place.index]!]!, place.machine, standing, CHOSEN_RADIUS, x, y);
    if (standing === 'itself') plot.ring(x, y, layout.compact ? 10 : 14);
    const ringed = standing === 'itself' || layout.compact;
    const writtenY = ringed ? strongLabelY(place.machine, layout) : labelY(place.machine, layout);
    room.addStrong(labelOf(place.machine, place.index), standing, x, writtenY);
  }
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
