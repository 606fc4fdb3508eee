// What a stage has at the ends of its lanes: the line that is now, the messages on their way across it, and those that have
// arrived and wait, each by its timestamp.
import type { FlyingMessage } from '../../../analysis/flights.ts';
import type { Moment } from '../../../analysis/moments.ts';
import { grouped } from '../../../core/counted.ts';
import { STAGE_WORDS } from '../../../words/diagram.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { Layout } from './layout.ts';
import { flightY } from './scene-messages.ts';
import type { SceneLayer } from './scene.ts';
import { xOf } from './time-scale.ts';

/** All in pixels. */
const SLIP = { wide: 36, narrow: 27, height: 19, gap: 3, perDigit: 8, digits: 3 };
const BALL = { wide: 27, narrow: 23 };
const BESIDE_NOW = { wide: 14, narrow: 8 };
const LANE_GAP = 13;
/** Of the way, at most, for a message whose arrival is not known yet. */
const NEARLY = 0.9;
/** A message whose arrival is not known for so long has no place on its way. */
const OVERDUE_MS = 5000;
const USUAL_MS = 300;

/** Below what else the plot has, so that no mark and no label is crossed out. */
export function addNowLine(layer: SceneLayer, { scale, top, bottom }: Layout, nowMs: number): void {
  const x = xOf(scale, nowMs);
  if (x >= scale.left && x <= scale.right + 0.5) layer.line('now', 0, 'neutral', [x, top, x, bottom]);
}

/** The words on the axis: at the moment, and under the queues. `isEdge`: nothing later is drawn. */
export function addNowWords(layer: SceneLayer, layout: Layout, nowMs: number, isEdge: boolean): void {
  const { scale, bottom, queues, narrow } = layout;
  const x = xOf(scale, nowMs);
  if (x >= scale.left && x <= scale.right + 0.5) layer.text('now', 'middle', STAGE_WORDS.now, x, bottom + 17);
  if (!queues) return;
  const words = narrow ? STAGE_WORDS.waitingShort : STAGE_WORDS.waiting;
  layer.text(
    'waiting',
    'start',
    words,
    Math.max(scale.left, isEdge ? x : scale.right) + (narrow ? 18 : 22),
    bottom + 17,
  );
}

/**
 * As many of the waiting messages as there is room for, oldest first; the rest is counted. Right behind the moment where nothing
 * later is drawn, otherwise behind the plot.
 */
export function addWaiting(
  layer: SceneLayer,
  layout: Layout,
  { timeMs, machines, waiting }: Moment,
  isEdge: boolean,
): void {
  const { queues, scale, lanes, narrow, pitch } = layout;
  if (!queues) return;
  const nowX = isEdge ? Math.max(scale.left, Math.min(scale.right, xOf(scale, timeMs))) : scale.right;
  const left = nowX + (narrow ? BESIDE_NOW.narrow : BESIDE_NOW.wide);
  for (const machine of lanes) {
    const y = layout.laneY(machine);
    const slips = waiting[machine - 1] ?? [];
    const count = machines[machine - 1]?.queue;
    if (count === undefined) continue;
    // A log may tell how many wait, and not which.
    if (slips.length === 0) {
      layer.text('waiting', 'start', count === 0 ? STAGE_WORDS.empty : grouped(count), left, y + 4);
      continue;
    }
    const digits = Math.max(...slips.map(({ timestamp }) => String(timestamp).length));
    const width = (narrow ? SLIP.narrow : SLIP.wide) + Math.max(0, digits - SLIP.digits) * SLIP.perDigit;
    const columns = Math.max(1, Math.floor((queues.width - (left - nowX) + SLIP.gap) / (width + SLIP.gap)));
    const rowsMax = Math.max(1, Math.floor((pitch - LANE_GAP) / (SLIP.height + SLIP.gap)));
    const room = columns * rowsMax;
    const shown = count > room ? room - 1 : count;
    const rows = Math.min(rowsMax, Math.ceil(Math.min(count, room) / columns));
    const placeOf = (at: number): { readonly x: number; readonly y: number } => ({
      x: left + (at % columns) * (width + SLIP.gap) + width / 2,
      y: y + (Math.floor(at / columns) - (rows - 1) / 2) * (SLIP.height + SLIP.gap),
    });
    const known = slips.slice(0, shown);
    for (const [at, { from, timestamp }] of known.entries())
      layer.token('slip', from, { ...placeOf(at), width, height: SLIP.height }, `${timestamp}`);
    if (count <= known.length) continue;
    const rest = placeOf(known.length);
    layer.text('waiting', 'middle', `+${grouped(count - known.length)}`, rest.x, rest.y + 4);
  }
}

/** A ball for each message that is on its way, where its flight crosses the line that is now. */
export function addFlying(layer: SceneLayer, index: DiagramIndex, layout: Layout, moment: Moment): void {
  const { scale, narrow } = layout;
  const x = xOf(scale, moment.timeMs);
  if (x < scale.left || x > scale.right + 0.5) return;
  for (const message of moment.flying) {
    const { from, to, timestamp, sentMs } = message;
    if (!layout.spans(from, to)) continue;
    const known = flightY(index, layout, message, moment.timeMs);
    // Of what another program's log does not tell, nothing is guessed: the message may as well wait, or be lost.
    const isForeign = index.trace.engine === 'imported';
    const y = known ?? (isForeign ? undefined : guessedY(layout, message, moment.timeMs));
    if (y === undefined) continue;
    if (known === undefined)
      layer.line('flight', from, 'neutral', [xOf(scale, sentMs), layout.laneY(from), x, y]);
    const size = (narrow ? BALL.narrow : BALL.wide) + Math.max(0, `${timestamp}`.length - SLIP.digits) * 7;
    layer.token('ball', from, { x, y, width: size, height: size }, `${timestamp}`);
  }
}

/** Of a run that goes on nobody knows when a message will arrive: it comes nearer the longer it flies. */
function guessedY(layout: Layout, { from, to, sentMs }: FlyingMessage, atMs: number): number | undefined {
  const flownMs = atMs - sentMs;
  if (flownMs > OVERDUE_MS || flownMs < 0) return undefined;
  const part = NEARLY * (1 - Math.exp(-flownMs / USUAL_MS));
  return layout.laneY(from) + part * (layout.laneY(to) - layout.laneY(from));
}
