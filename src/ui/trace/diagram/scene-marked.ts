// A frame around places on the lanes that somebody is to find: where two runs differ first, also where a run has no event there.
import type { MachineId } from '../../../core/message.ts';
import type { Layout } from './layout.ts';
import type { SceneLayer } from './scene.ts';
import { xOf } from './time-scale.ts';

export interface MarkedPlace {
  readonly machine: MachineId;
  /** Since the start of the run. */
  readonly atMs: number;
}

/** Pixels from the middle to the sides: outside of the ring of a selected event, and of the timestamps above and below it. */
const HALF = { wide: 17, high: 30, compact: 12 };
/** Of the way from lane to lane. */
const HIGHEST = 0.46;
/** Pixels beside the plot in which a frame is still drawn. */
const BESIDE = 20;

export function addMarked(plot: SceneLayer, layout: Layout, places: readonly MarkedPlace[]): void {
  const { scale, lanes, compact, pitch } = layout;
  const [across, along] = compact
    ? [HALF.compact, HALF.compact]
    : [HALF.wide, Math.min(HALF.high, pitch * HIGHEST)];
  for (const { machine, atMs } of places) {
    if (!lanes.includes(machine)) continue;
    const x = xOf(scale, atMs);
    if (x < scale.left - BESIDE || x > scale.right + BESIDE) continue;
    const y = layout.laneY(machine);
    const [left, right, top, bottom] = [x - across, x + across, y - along, y + along];
    plot.line('marked', 0, 'neutral', [left, top, right, top]);
    plot.line('marked', 0, 'neutral', [right, top, right, bottom]);
    plot.line('marked', 0, 'neutral', [right, bottom, left, bottom]);
    plot.line('marked', 0, 'neutral', [left, bottom, left, top]);
  }
}
