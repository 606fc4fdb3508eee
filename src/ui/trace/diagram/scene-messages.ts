// The messages that cross the window: their flight from lane to lane, their wait in the queue along the receiver's lane.
// Where there are more than can be told apart, every n-th of a pair is drawn, the same ones wherever the window moves.
import type { Cones } from '../../../analysis/cones.ts';
import { INTERNAL, NONE, RECEIVE } from '../../../core/machine-log.ts';
import type { MachineId } from '../../../core/message.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { FlyingMessage } from '../../../analysis/flights.ts';
import type { Progress } from '../../../analysis/inbox.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { Layout } from './layout.ts';
import type { PairMessages } from './message-index.ts';
import { sizeOf, type SceneLayer, type Standing } from './scene.ts';
import { roundStep, xOf } from './time-scale.ts';

const PIXELS_PER_MESSAGE = 4; // drawn messages, on average
const DETAIL_PIXELS = 7; // from here on arrivals and waits are drawn, not only flights
const OFFSET = { nearest: 9, step: 3.5, slots: 4, compact: 6, compactSlots: 2 };
const ARRIVAL_RADIUS = 3.6;
const STUB_PIXELS = 16;
const BEYOND = 24; // pixels beside the plot in which something may still reach into it
/** Of a chosen send, so many of its messages are drawn for certain. */
const OWN_MAX = 1000;
const VIOLATIONS_MAX = 500;
const GOLDEN = 0.618034;

export interface MessageFacts {
  readonly messages: number;
  readonly messageStride: number;
  readonly violations: number;
}

interface Part {
  readonly pair: PairMessages;
  readonly first: number;
  readonly end: number;
}

/** How a message is drawn. */
interface Look {
  readonly standing: Standing;
  /** With its arrival and its wait, not only its flight. */
  readonly detail: boolean;
  readonly dense: boolean;
  /** Received before the cut and sent after it. */
  readonly violates?: boolean;
  /** How far the run is that is drawn: what is to come is not. */
  readonly progress?: Progress | undefined;
  readonly patternOf?: PatternOf | undefined;
}

/** Which pattern tells the kind of a message. */
type PatternOf = (from: MachineId, number: number) => number;

export function addMessages(
  plot: SceneLayer,
  index: DiagramIndex,
  layout: Layout,
  cones: Cones | undefined,
  cut: Uint32Array | undefined,
  progress?: Progress,
  patternOf?: PatternOf,
): MessageFacts {
  const { fromMs, toMs, left, right } = layout.scale;
  const parts = index.messages.pairs.flatMap((pair): Part[] => {
    if (!isSeen(pair, layout)) return [];
    const { first, end } = pair.crossing(fromMs, toMs);
    return end > first ? [{ pair, first, end }] : [];
  });
  const messages = parts.reduce((sum, { first, end }) => sum + end - first, 0);
  const room = Math.max(60, (right - left) / PIXELS_PER_MESSAGE);
  const messageStride = messages <= room ? 1 : roundStep(messages / room);
  const detail = messages / messageStride <= (right - left) / DETAIL_PIXELS && messageStride <= 2;
  const dense = messageStride > 1 || messages > (right - left) / DETAIL_PIXELS;
  for (const { pair, first, end } of parts) {
    const phase = phaseOf(pair, messageStride);
    const start = phase + Math.ceil((first - phase) / messageStride) * messageStride;
    for (let at = start; at < end; at += messageStride) {
      const row = pair.rows[at]!;
      const standing = messageStanding(pair, row, cones);
      addMessage(plot, pair, row, layout, { standing, detail, dense, progress, patternOf });
    }
  }
  if (cones) addOwn(plot, index, layout, cones.event, progress, patternOf);
  return { messages, messageStride, violations: cut ? addViolations(plot, parts, layout, cut) : 0 };
}

/** Spread by the golden ratio, so that pairs that send alike are not thinned to the same moments. */
function phaseOf({ place }: PairMessages, stride: number): number {
  return Math.floor(((place * GOLDEN) % 1) * stride);
}

function isSeen({ from, to }: PairMessages, layout: Layout): boolean {
  return layout.spans(from.machine, to.machine);
}

function addMessage(plot: SceneLayer, pair: PairMessages, row: number, layout: Layout, look: Look): void {
  const { standing, detail, dense, violates, progress } = look;
  if (progress && !isSentBy(pair, row, progress)) return;
  const ends = endsOf(pair, row, layout);
  const { sentX, takenX, fromY, toY, waitY } = ends;
  const nowX = progress ? Math.min(xOf(layout.scale, progress.timeMs), layout.scale.right) : Infinity;
  const isTaken = !progress || pair.from.receivedIndices[row]! < progress.counts[pair.to.machine - 1]!;
  const { arrivedX } = ends;
  const machine = violates ? 0 : pair.from.machine;
  const landX = arrivedX ?? (Number.isNaN(pair.lostMs(row)) ? takenX : undefined);
  if (landX === undefined) {
    // What the trial's plan lost ends with a cross.
    if (sentX !== undefined && Number.isNaN(pair.lostMs(row)))
      addStub(plot, machine, standing, sentX, fromY, toY);
    return;
  }
  const waits = detail && arrivedX !== undefined;
  const flight = violates ? 'violation' : 'flight';
  const { left, right } = layout.scale;
  const line =
    sentX === undefined
      ? undefined
      : between([sentX, fromY, landX, waits ? waitY : toY], left - BEYOND, Math.min(right + BEYOND, nowX));
  const pattern = violates ? 0 : look.patternOf?.(pair.from.machine, row + 1);
  if (line) plot.line(flight, machine, standing, line, dense, pattern);
  if (!waits || arrivedX > nowX) return;
  const untilX = isTaken ? (takenX ?? Infinity) : Infinity;
  const [x1, x2] = [Math.max(left - 20, arrivedX), Math.min(right + 20, nowX, untilX)];
  if (x2 > x1) plot.line(violates ? 'violation-wait' : 'wait', machine, standing, [x1, waitY, x2, waitY]);
  if (arrivedX > left - BEYOND && arrivedX < right + BEYOND)
    plot.mark('arrival', machine, standing, ARRIVAL_RADIUS * sizeOf(standing), arrivedX, waitY);
}

type LineEnds = readonly [x1: number, y1: number, x2: number, y2: number];

/** The part of a line that may be seen: deep in a run its ends are so far away that a canvas would lose its slope. */
function between([x1, y1, x2, y2]: LineEnds, low: number, high: number): LineEnds | undefined {
  if (Math.max(x1, x2) < low || Math.min(x1, x2) > high) return undefined;
  const clamp = (x: number): number => Math.max(low, Math.min(high, x));
  const yAt = (x: number): number => (x1 === x2 ? y1 : y1 + ((x - x1) / (x2 - x1)) * (y2 - y1));
  return [
    clamp(x1),
    x1 === clamp(x1) ? y1 : yAt(clamp(x1)),
    clamp(x2),
    x2 === clamp(x2) ? y2 : yAt(clamp(x2)),
  ];
}

function isSentBy({ from }: PairMessages, row: number, { counts }: Progress): boolean {
  const sentIndex = from.sentIndices[row]!;
  return sentIndex === NONE || sentIndex < counts[from.machine - 1]!;
}

/** The height at which a message that flies crosses a moment; undefined where its flight is not known to its end. */
export function flightY(
  { messages }: DiagramIndex,
  layout: Layout,
  { from, to, number, sentMs, arrivedMs }: FlyingMessage,
  atMs: number,
): number | undefined {
  const pair = messages.pair(from, to);
  if (!pair || arrivedMs === undefined || arrivedMs <= sentMs) return undefined;
  const { fromY, waitY } = endsOf(pair, number - 1, layout);
  return fromY + ((waitY - fromY) * (atMs - sentMs)) / (arrivedMs - sentMs);
}

/** Sent, and never seen again as far as is known. */
function addStub(
  plot: SceneLayer,
  machine: number,
  standing: Standing,
  x: number,
  fromY: number,
  toY: number,
): void {
  plot.line('wait', machine, standing, [
    x,
    fromY,
    x + STUB_PIXELS / 2,
    fromY + Math.sign(toY - fromY) * STUB_PIXELS,
  ]);
}

/** A message is in the past if its receive is, and in the future if its send is or is the chosen event itself. */
function messageStanding({ from, to }: PairMessages, row: number, cones: Cones | undefined): Standing {
  if (!cones) return 'neutral';
  const { event, past, future } = cones;
  const sentIndex = from.sentIndices[row]!;
  const receivedIndex = from.receivedIndices[row]!;
  if (receivedIndex < past[to.machine - 1]!) return 'past';
  if (sentIndex === NONE) return 'concurrent';
  const own = event.machine === from.machine && event.index === sentIndex;
  return own || sentIndex >= future[from.machine - 1]! ? 'future' : 'concurrent';
}

interface Ends {
  readonly sentX: number | undefined;
  readonly arrivedX: number | undefined;
  readonly takenX: number | undefined;
  readonly fromY: number;
  readonly toY: number;
  readonly waitY: number;
}

function endsOf(pair: PairMessages, row: number, layout: Layout): Ends {
  const { from, to } = pair;
  const { scale } = layout;
  const sentIndex = from.sentIndices[row]!;
  const receivedIndex = from.receivedIndices[row]!;
  const arrivedMs = from.arrivedMs[row]!;
  // Until it was taken, or forgotten.
  const takenMs = receivedIndex < to.eventCount ? to.atMs[receivedIndex]! : pair.lostMs(row);
  const fromY = layout.laneY(from.machine);
  const toY = layout.laneY(to.machine);
  const side = from.machine < to.machine ? -1 : 1;
  return {
    sentX: sentIndex < from.eventCount ? xOf(scale, from.atMs[sentIndex]!) : undefined,
    arrivedX: Number.isNaN(arrivedMs) ? undefined : xOf(scale, arrivedMs),
    takenX: Number.isNaN(takenMs) ? undefined : xOf(scale, takenMs),
    fromY,
    toY,
    waitY: toY + side * offsetOf({ from, to }, row, layout),
  };
}

/** Messages that wait together lie apart: by how many waited when they came, so that a lone one is near its lane. */
function offsetOf({ from, to }: Pick<PairMessages, 'from' | 'to'>, row: number, { compact }: Layout): number {
  const beforeTick = from.arrivedBeforeTicks[row]!;
  const waiting = beforeTick >= 2 && beforeTick - 2 < to.eventCount ? to.queues[beforeTick - 2]! : 0;
  let together = 0;
  for (let at = row - 1; at >= 0 && together < 3 && from.arrivedBeforeTicks[at] === beforeTick; at--)
    if (from.recipients[at] === to.machine) together += 1;
  const place = (waiting === NONE ? 0 : waiting) + together;
  if (compact) return OFFSET.compact + (place % OFFSET.compactSlots) * 2.5;
  return OFFSET.nearest + (place % OFFSET.slots) * OFFSET.step;
}

/** The messages of the chosen event itself: strong, and drawn however many others are left out. */
function addOwn(
  plot: SceneLayer,
  { trace, messages }: DiagramIndex,
  layout: Layout,
  event: EventPlace,
  progress: Progress | undefined,
  patternOf: PatternOf | undefined,
): void {
  const log = trace.logOf(event.machine);
  const first = log.messageNumbers[event.index]!;
  const kind = log.kinds[event.index];
  if (first === NONE || kind === INTERNAL) return;
  const look: Look = { standing: 'itself', detail: true, dense: false, progress, patternOf };
  if (kind === RECEIVE) {
    const pair = messages.pair(log.peers[event.index]!, event.machine);
    if (pair && isSeen(pair, layout)) addMessage(plot, pair, first - 1, layout, look);
    return;
  }
  for (let row = first - 1; row < first - 1 + Math.min(OWN_MAX, log.peers[event.index]!); row++) {
    const pair = messages.pair(event.machine, log.recipients[row]!);
    if (pair && isSeen(pair, layout)) addMessage(plot, pair, row, layout, look);
  }
}

/**
 * Messages that make the cut inconsistent, at most {@link VIOLATIONS_MAX}. In each pair the order of sending is the
 * order of receiving, so that those received before the cut are a beginning and those sent after it an end.
 */
function addViolations(plot: SceneLayer, parts: readonly Part[], layout: Layout, cut: Uint32Array): number {
  let drawn = 0;
  for (const { pair, first, end } of parts) {
    const { sentIndices, receivedIndices } = pair.from;
    const [sent, received] = [cut[pair.from.machine - 1]!, cut[pair.to.machine - 1]!];
    for (let at = pair.firstSentFrom(sent, first, end); at < end && drawn < VIOLATIONS_MAX; at++) {
      const row = pair.rows[at]!;
      const sentIndex = sentIndices[row]!;
      if (sentIndex === NONE || sentIndex < sent) continue;
      const isIn = receivedIndices[row]! < received;
      if (!isIn && pair.ordered) break;
      if (!isIn) continue;
      addMessage(plot, pair, row, layout, {
        standing: 'neutral',
        detail: true,
        dense: false,
        violates: true,
      });
      drawn += 1;
    }
  }
  return drawn;
}
