// Where the lanes of a diagram lie: how far apart, how high the whole is, and what of it is seen.
import type { MachineId } from '../../../core/message.ts';
import type { TimeWindow } from '../trace-focus.ts';
import type { TimeScale } from './time-scale.ts';

const PITCH = { min: 30, max: 118, together: 372 };
const TOP = 6;
const AXIS_HEIGHT = 46;
const NARROW_BELOW = 560; // pixels of width
const HEIGHT_MAX = 560; // pixels; more lanes than that are scrolled through
const RIGHT = 22;

/** What a person sees of a trace, in pixels of the drawing and milliseconds of the run. */
export interface DiagramView extends TimeWindow {
  readonly width: number;
  readonly height: number;
  /** How far the lanes are scrolled down. */
  readonly scrollTop: number;
  readonly machines: number;
}

/** A drawing's measures, all in pixels; y counts from the top of the drawing, scrolling included. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly scale: TimeScale;
  readonly top: number;
  readonly bottom: number;
  readonly pitch: number;
  /** Names stand in one short line. */
  readonly narrow: boolean;
  /** Too little room for timestamps beside the marks. */
  readonly compact: boolean;
  /** The machines whose lanes are seen, from the first up to and including the last. */
  readonly first: MachineId;
  readonly last: MachineId;
  laneY(machine: MachineId): number;
}

function pitchFor(machines: number): number {
  return Math.max(PITCH.min, Math.min(PITCH.max, PITCH.together / machines));
}

/** The height of a drawing that shows all its lanes. */
export function fullHeight(machines: number): number {
  return Math.ceil(TOP + pitchFor(machines) * machines + AXIS_HEIGHT);
}

/** The height of what is seen at once. */
export function viewHeight(machines: number): number {
  return Math.min(HEIGHT_MAX, fullHeight(machines));
}

export function layoutOf({ width, height, scrollTop, machines, fromMs, toMs }: DiagramView): Layout {
  const pitch = pitchFor(machines);
  const narrow = width < NARROW_BELOW;
  const left = narrow ? 50 : pitch < 40 ? 148 : 112;
  const bottom = height - AXIS_HEIGHT;
  const laneY = (machine: MachineId): number => TOP + (machine - 0.5) * pitch - scrollTop;
  return {
    width,
    height,
    scale: { fromMs, toMs, left, right: Math.max(left + 40, width - RIGHT) },
    top: TOP,
    bottom,
    pitch,
    narrow,
    compact: pitch < 44,
    first: Math.max(1, Math.floor(scrollTop / pitch) + 1),
    last: Math.min(machines, Math.ceil((scrollTop + bottom - TOP) / pitch)),
    laneY,
  };
}

/** The machine whose lane a place belongs to; undefined outside the plot. */
export function machineAt(layout: Layout, x: number, y: number): MachineId | undefined {
  const { scale, top, bottom, pitch, first, last } = layout;
  if (x < scale.left - 10 || x > scale.right + 10 || y < top || y > bottom) return undefined;
  const machine = Math.round((y - layout.laneY(1)) / pitch) + 1;
  return machine >= first && machine <= last ? machine : undefined;
}

/** How far the lanes are to be scrolled, in pixels, until a machine's lane is seen with its neighbour; 0 if it is. */
export function scrollBy(layout: Layout, machine: MachineId): number {
  const { pitch, top, bottom } = layout;
  const y = layout.laneY(machine);
  if (y - pitch / 2 < top) return y - pitch - top;
  return y + pitch / 2 > bottom ? y + pitch - bottom : 0;
}
