// What a program's run shows beyond its events: the kinds of its messages on their arrows, what the program shows of its state along
// the lanes, and what its steps were for. Fetched when the first trace of a program is drawn.
import type { Progress } from '../../../analysis/inbox.ts';
import { NONE, type MachineLog } from '../../../core/machine-log.ts';
import type { MachineId } from '../../../core/message.ts';
import { letterOf, type ProgramRecord } from '../../../core/program/program-record.ts';
import { shownSpans, type ShownSpan } from '../../../core/program/record-states.ts';
import { firstWhere } from '../../../core/search.ts';
import { SHOWN_TONES } from '../../../core/program/program.ts';
import {
  kindInLegend,
  kindLabel,
  signMeanings,
  signsOf,
  stepLabel,
  TONE_NAMES,
} from '../../../words/program-steps.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { Layout } from './layout.ts';
import type { LegendItem, ProgramLegend } from './scene-legend.ts';
import type { SceneLayer } from './scene.ts';
import { labelWidth, type LabelRoom } from './scene-labels.ts';
import { PATTERNS } from './scene-style.ts';
import { xOf } from './time-scale.ts';

/** Pixels to each side of a lane. */
const BAND = { usual: 11, compact: 6 };
/** A narrower band is not seen. */
const BAND_MIN = 0.75;
/** Between a text in a band and the marks beside it. */
const TEXT_PADDING = 12;
/** More labels than that are no labels. */
const KINDS_MAX = 80;
const LEGEND_KINDS_MAX = 8;
const STEPS_MAX = 80;
/** Along an arrow, from its send: where its label may be. */
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78] as const;
const STEP_AWAY = { first: 27, others: 24 };

export interface ProgramPainter extends ProgramLegend {
  /** Of the arrow of a message: an index into {@link PATTERNS}. */
  patternOf(from: MachineId, number: number): number;
  /** Bands behind the lanes. */
  bands(plot: SceneLayer, index: DiagramIndex, layout: Layout, progress: Progress | undefined): void;
  /** After the timestamps, where there is room. */
  labels(room: LabelRoom, index: DiagramIndex, layout: Layout, progress: Progress | undefined): void;
}

export function programPainter(record: ProgramRecord): ProgramPainter {
  const kinds = [
    ...new Set(record.machines.flatMap(({ letters }) => letters.flatMap(letter => letter?.kind ?? []))),
  ];
  const spans = record.machines.map((_, i) => shownSpans(record, i + 1));
  const places = new Map(kinds.map((kind, i) => [kind, patternAt(i)]));
  return {
    legend: legendOf(record, kinds, spans.flat()),
    patternOf: (from, number) => places.get(letterOf(record, from, number)?.kind ?? '') ?? 0,
    bands: (plot, index, layout, progress) => {
      for (const machine of layout.lanes)
        addBands(plot, index, layout, machine, spans[machine - 1]!, progress);
    },
    labels: (room, index, layout, progress) => {
      if (layout.compact) return;
      for (const machine of layout.lanes)
        addShown(room, index, layout, machine, spans[machine - 1]!, progress);
      addSteps(room, record, index, layout, progress);
      addKinds(room, record, index, layout, progress);
    },
  };
}

/** Further kinds share the last pattern, and are told apart by their labels alone. */
function patternAt(kind: number): number {
  return Math.min(kind + 1, PATTERNS.length - 1);
}

function legendOf(
  { machines }: ProgramRecord,
  kinds: readonly string[],
  spans: readonly ShownSpan[],
): readonly LegendItem[] {
  const named = kinds.slice(0, LEGEND_KINDS_MAX);
  const tones = SHOWN_TONES.filter(tone => spans.some(({ shown }) => (shown.tone ?? 'calm') === tone));
  const signs = signMeanings(machines.flatMap(({ steps, outputs }) => signsOf(steps, outputs.length > 0)));
  return [
    ...named.map((kind, i): LegendItem => ({
      text: kindInLegend(kind),
      sample: { kind: 'arrow', pattern: patternAt(i) },
    })),
    ...tones.map((tone): LegendItem => ({
      text: TONE_NAMES[tone],
      sample: { kind: 'tone', tone, place: SHOWN_TONES.indexOf(tone) },
    })),
    ...signs.map((text): LegendItem => ({ text, sample: { kind: 'sign' } })),
  ];
}

/** Where a span is in the window, in pixels; undefined where it is not in it. */
function endsOf(
  { log }: { readonly log: MachineLog },
  { scale }: Layout,
  { from, to }: ShownSpan,
  progress: Progress | undefined,
): readonly [left: number, right: number] | undefined {
  const known = progress?.counts[log.machine - 1] ?? log.eventCount;
  if (from >= known) return undefined;
  const nowX = progress ? xOf(scale, progress.timeMs) : Infinity;
  const endX = to === undefined || to >= known ? Infinity : xOf(scale, log.atMs[to]!);
  const left = Math.max(scale.left - 10, from < 0 ? xOf(scale, 0) : xOf(scale, log.atMs[from]!));
  const right = Math.min(scale.right + 10, nowX, endX);
  return right - left < BAND_MIN ? undefined : [left, right];
}

/** The spans that can be in the window. */
function seen(spans: readonly ShownSpan[], { atMs }: MachineLog, { scale }: Layout): readonly ShownSpan[] {
  const first = firstWhere(0, spans.length, i => {
    const { to } = spans[i]!;
    return to === undefined || atMs[to]! >= scale.fromMs;
  });
  const end = firstWhere(first, spans.length, i => spans[i]!.from >= 0 && atMs[spans[i]!.from]! > scale.toMs);
  return spans.slice(first, end);
}

function addBands(
  plot: SceneLayer,
  index: DiagramIndex,
  layout: Layout,
  machine: MachineId,
  spans: readonly ShownSpan[],
  progress: Progress | undefined,
): void {
  const lane = index.lane(machine);
  const half = layout.compact ? BAND.compact : BAND.usual;
  const y = layout.laneY(machine);
  for (const span of seen(spans, lane.log, layout)) {
    const ends = endsOf(lane, layout, span, progress);
    if (!ends) continue;
    const [left, right] = ends;
    const tone = span.shown.tone ?? 'calm';
    plot.bar(tone, machine, 'neutral', { x: left, y: y - half, width: right - left, height: 2 * half });
    const edge = y + half;
    plot.line('shown', machine, 'neutral', [left, edge, right, edge], false, SHOWN_TONES.indexOf(tone));
  }
}

/** In the widest gap between the marks of its span. */
function addShown(
  room: LabelRoom,
  index: DiagramIndex,
  layout: Layout,
  machine: MachineId,
  spans: readonly ShownSpan[],
  progress: Progress | undefined,
): void {
  const lane = index.lane(machine);
  for (const span of seen(spans, lane.log, layout).slice(0, STEPS_MAX)) {
    const ends = endsOf(lane, layout, span, progress);
    const width = labelWidth(span.shown.text, 'neutral') + 2 * TEXT_PADDING;
    if (!ends || ends[1] - ends[0] < width) continue;
    const stops = [ends[0]];
    const last = Math.min(span.to ?? lane.log.eventCount, span.from + 500);
    for (let at = Math.max(0, span.from); at < last; at++) {
      const x = xOf(layout.scale, lane.log.atMs[at]!);
      if (x > ends[0] && x < ends[1]) stops.push(x);
    }
    stops.push(ends[1]);
    let widest = 0;
    for (let i = 1; i + 1 < stops.length; i++)
      if (stops[i + 1]! - stops[i]! > stops[widest + 1]! - stops[widest]!) widest = i;
    const [from, to] = [stops[widest]!, stops[widest + 1]!];
    if (to - from >= width)
      room.addFree('shown', span.shown.text, [{ x: (from + to) / 2, y: layout.laneY(machine) }]);
  }
}

/** Commands, timers, outputs and notes: one label for each step that has any, on the side without timestamps. */
function addSteps(
  room: LabelRoom,
  { machines }: ProgramRecord,
  index: DiagramIndex,
  layout: Layout,
  progress: Progress | undefined,
): void {
  for (const machine of layout.lanes) {
    const { steps, outputs } = machines[machine - 1]!;
    const { log } = index.lane(machine);
    const known = progress?.counts[machine - 1] ?? log.eventCount;
    const atOf = (i: number): number => log.atMs[Math.min(steps[i]!.at, log.eventCount - 1)] ?? 0;
    const first = firstWhere(0, steps.length, i => atOf(i) >= layout.scale.fromMs);
    const end = firstWhere(first, steps.length, i => atOf(i) > layout.scale.toMs);
    if (end - first > STEPS_MAX) continue;
    const y = layout.laneY(machine) + (machine === 1 ? STEP_AWAY.first : -STEP_AWAY.others);
    for (let i = first; i < end; i++) {
      const step = steps[i]!;
      if (step.at >= known) break;
      const until = steps[i + 1]?.at ?? log.eventCount;
      if (until === step.at) continue;
      const from = firstWhere(0, outputs.length, at => outputs[at]!.at >= step.at);
      const to = firstWhere(from, outputs.length, at => outputs[at]!.at >= until);
      const text = stepLabel(step, outputs.slice(from, to));
      const x = xOf(layout.scale, log.atMs[step.at]!);
      if (text !== '')
        room.addFree(
          'step',
          text,
          [0, 14, -14, 28, -28].map(shift => ({ x: x + shift, y })),
        );
    }
  }
}

/** On each arrow its kind and the timestamp that the message carries. */
function addKinds(
  room: LabelRoom,
  record: ProgramRecord,
  { messages, lanes }: DiagramIndex,
  layout: Layout,
  progress: Progress | undefined,
): void {
  const { scale } = layout;
  const parts = messages.pairs
    .filter(({ from, to }) => layout.spans(from.machine, to.machine))
    .map(pair => ({ pair, ...pair.crossing(scale.fromMs, scale.toMs) }));
  if (parts.reduce((sum, { first, end }) => sum + Math.max(0, end - first), 0) > KINDS_MAX) return;
  for (const { pair, first, end } of parts)
    for (let at = first; at < end; at++) {
      const row = pair.rows[at]!;
      const { from, to } = pair;
      const letter = letterOf(record, from.machine, row + 1);
      const sent = from.sentIndices[row]!;
      if (!letter || sent === NONE || sent >= (progress?.counts[from.machine - 1] ?? from.eventCount))
        continue;
      const received = from.receivedIndices[row]!;
      const arrivedMs = from.arrivedMs[row]!;
      const lostMs = pair.lostMs(row);
      const isSeenLanding =
        received < (progress?.counts[to.machine - 1] ?? lanes[to.machine - 1]!.log.eventCount);
      const landMs = !Number.isNaN(arrivedMs) ? arrivedMs : isSeenLanding ? to.atMs[received]! : lostMs;
      const [x1, y1] = [xOf(scale, from.atMs[sent]!), layout.laneY(from.machine)];
      const stub = Number.isNaN(landMs);
      const [x2, y2] = stub
        ? [x1 + 16, y1 + Math.sign(layout.laneY(to.machine) - y1) * 44]
        : [xOf(scale, landMs), layout.laneY(to.machine)];
      // Only where the arrow can be followed so far.
      const until = progress ? Math.min(1, (xOf(scale, progress.timeMs) - x1) / Math.max(1, x2 - x1)) : 1;
      const text = kindLabel(letter.kind, from.timestamps[row]!);
      const places = (stub ? [1] : ALONG)
        .filter(part => part <= until)
        .map(part => ({ x: x1 + (x2 - x1) * part, y: y1 + (y2 - y1) * part }));
      room.addFree('kind', text, places);
    }
}
