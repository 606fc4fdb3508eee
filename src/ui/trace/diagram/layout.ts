// Where the lanes of a diagram lie: how far apart, how high the whole is, and what of it is seen.
import { firstAtLeast } from '../../../core/search.ts';
import type { MachineId } from '../../../core/message.ts';
import type { TimeWindow } from '../trace-focus.ts';
import type { TimeScale } from './time-scale.ts';

const PITCH = { min: 30, max: 118, together: 372 };
const TOP = 6;
const AXIS_HEIGHT = 46;
export const NARROW_BELOW = 560; // pixels of width
const HEIGHT_MAX = 560; // pixels; more lanes than that are scrolled through
const RIGHT = 22;
/** Where cards are the heads of lanes: by the number of machines, how far apart. */
const STAGE_PITCH = { wide: [125, 140, 140, 126, 100, 84, 84], narrow: [88, 100, 100, 88, 76, 64, 56] };
const STAGE_AXIS_HEIGHT = 28;
/** Pixels for the messages that wait at the ends of the lanes. */
const STAGE_QUEUE = { wide: 148, narrow: 98 };

/** What a person sees of a trace, in pixels of the drawing and milliseconds of the run. */
export interface DiagramView extends TimeWindow {
  readonly width: number;
  readonly height: number;
  /** How far the lanes are scrolled down. */
  readonly scrollTop: number;
  readonly machines: number;
  /** Machines that have no lane; ascending, and never all. None where it is not said. */
  readonly hidden?: readonly MachineId[];
  /** How the drawing is the stage of a run: its lanes end at queues, and with `headed` each begins at its machine's card. */
  readonly stage?: StageLook | undefined;
  /** Pixels behind the lanes for what is not part of the run; none where it is not said. */
  readonly ahead?: number | undefined;
  /** How far apart lanes are at the most; as far as there is room where it is not said. */
  readonly pitchMax?: number;
}

export interface StageLook {
  readonly headed: boolean;
  /** Too little room for marks and slips of the usual size. */
  readonly narrow: boolean;
  /** When the run begins: before that there are no lanes. */
  readonly startMs: number;
  /** Whether it is known of any machine what waits there. */
  readonly queues: boolean;
}

/** Cards of more machines than this are too high for lanes that are all in view. */
export const HEADED_MAX = 6;
/** From so many machines on, cards as heads have less room. */
export const DENSE_HEADS_FROM = 5;

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
  /** Whether it is a stage, which has a line that is now. */
  readonly isStage: boolean;
  /** Where the waiting messages lie, behind the lanes; undefined where they are not shown. */
  readonly queues: { readonly left: number; readonly width: number } | undefined;
  /** Before this moment there is nothing, not even a lane. */
  readonly startMs: number;
  /** The machines whose lanes are seen, from top to bottom. */
  readonly lanes: readonly MachineId[];
  /** NaN for a hidden machine. */
  laneY(machine: MachineId): number;
  /** Whether a line from lane to lane may be seen: neither is hidden, and what is seen is not all above or below. */
  spans(machine: MachineId, other: MachineId): boolean;
}

/** From one lane to the next. */
export function pitchFor(machines: number, stage: StageLook | undefined, pitchMax = PITCH.max): number {
  if (stage && machines <= HEADED_MAX) return STAGE_PITCH[stage.narrow ? 'narrow' : 'wide'][machines]!;
  return Math.max(PITCH.min, Math.min(pitchMax, PITCH.together / machines));
}

/** The height of a drawing that shows all its lanes. */
export function fullHeight(machines: number, stage?: StageLook, pitchMax?: number): number {
  return Math.ceil(TOP + pitchFor(machines, stage, pitchMax) * machines + axisHeight(stage));
}

/** The height of what is seen at once. */
export function viewHeight(machines: number, stage?: StageLook): number {
  return Math.min(HEIGHT_MAX, fullHeight(machines, stage));
}

function axisHeight(stage: StageLook | undefined): number {
  return stage ? STAGE_AXIS_HEIGHT : AXIS_HEIGHT;
}

export function layoutOf(view: DiagramView): Layout {
  const { width, height, scrollTop, machines, hidden = [], fromMs, toMs, stage, pitchMax, ahead = 0 } = view;
  const rows = machines - hidden.length;
  const pitch = pitchFor(rows, stage, pitchMax);
  const narrow = width < NARROW_BELOW;
  const named = narrow ? 50 : pitch < 40 ? 148 : 112;
  const left = !stage?.headed ? named : narrow ? 18 : 22;
  const queueWidth = narrow ? STAGE_QUEUE.narrow : STAGE_QUEUE.wide;
  const right = Math.max(left + 40, width - ahead - (stage?.queues ? queueWidth : RIGHT));
  const bottom = height - axisHeight(stage);
  /** By row, from 0: the machine there. */
  const shown = hidden.length === 0 ? undefined : machinesShown(machines, hidden);
  const rowOf = (machine: MachineId): number => {
    if (!shown) return machine - 1;
    const row = firstAtLeast(shown, shown.length, machine);
    return shown[row] === machine ? row : NaN;
  };
  const laneY = (machine: MachineId): number => TOP + (rowOf(machine) + 0.5) * pitch - scrollTop;
  const firstRow = Math.max(0, Math.floor(scrollTop / pitch));
  const endRow = Math.min(rows, Math.ceil((scrollTop + bottom - TOP) / pitch));
  const lanes = Array.from({ length: Math.max(0, endRow - firstRow) }, (_, i) =>
    shown ? shown[firstRow + i]! : firstRow + i + 1,
  );
  return {
    width,
    height,
    scale: { fromMs, toMs, left, right },
    top: TOP,
    bottom,
    pitch,
    narrow,
    compact: pitch < 44,
    lanes,
    isStage: stage !== undefined,
    queues: stage?.queues ? { left: right, width: width - ahead - right } : undefined,
    startMs: stage?.startMs ?? -Infinity,
    laneY,
    spans: (machine, other) => {
      const [row, otherRow] = [rowOf(machine), rowOf(other)];
      // A row that is not a number is below and above nothing.
      return Math.max(row, otherRow) >= firstRow && Math.min(row, otherRow) < endRow;
    },
  };
}

/** In order. */
export function machinesShown(machines: number, hidden: readonly MachineId[]): MachineId[] {
  const without = new Set(hidden);
  return Array.from({ length: machines }, (_, i) => i + 1).filter(machine => !without.has(machine));
}

/** The machine whose lane a place belongs to; undefined outside the plot. */
export function machineAt(layout: Layout, x: number, y: number): MachineId | undefined {
  const { scale, top, bottom, pitch, lanes } = layout;
  if (x < scale.left - 10 || x > scale.right + 10 || y < top || y > bottom) return undefined;
  const [first] = lanes;
  return first && lanes[Math.round((y - layout.laneY(first)) / pitch)];
}

/** How far the lanes are to be scrolled, in pixels, until a machine's lane is seen with its neighbour; 0 if it is. */
export function scrollBy(layout: Layout, machine: MachineId): number {
  const { pitch, top, bottom } = layout;
  const y = layout.laneY(machine);
  if (Number.isNaN(y)) return 0;
  if (y - pitch / 2 < top) return y - pitch - top;
  return y + pitch / 2 > bottom ? y + pitch - bottom : 0;
}
