// One machine, one colour, one shape of mark and one dash of line, everywhere. Three cues at once, so that no eye has
// to rely on colour.
import type { MachineId } from '../../core/message.ts';
import { LINE_PIXELS, type Mark, type Stroke } from '../../formats/figure/figure.ts';

/** The marks, as SVG paths in a box of 16 × 16; the charts draw the same paths. */
export const SHAPES = {
  circle: 'M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5Z',
  square: 'M2.5 2.5h11v11h-11Z',
  triangle: 'M8 1.5 15.25 14.25H.75Z',
  diamond: 'M8 .5 15.5 8 8 15.5.5 8Z',
  'triangle-down': 'M8 14.5.75 1.75h14.5Z',
  plus: 'M5.75 1h4.5v4.75H15v4.5h-4.75V15h-4.5v-4.75H1v-4.5h4.75Z',
  star: 'M8 .4 10 5.6 15.6 5.9 11.2 9.4 12.7 14.8 8 11.7 3.3 14.8 4.8 9.4.4 5.9 6 5.6Z',
  cross: 'M3.7.9 8 5.2 12.3.9 15.1 3.7 10.8 8 15.1 12.3 12.3 15.1 8 10.8 3.7 15.1.9 12.3 5.2 8 .9 3.7Z',
} as const;

export type Shape = keyof typeof SHAPES;

export interface MachineLook {
  /** The custom property that holds the colour, `--machine-1` to `--machine-8`. */
  readonly colorToken: string;
  readonly shape: Shape;
  /** Lengths of strokes and gaps in pixels; empty for a solid line. */
  readonly dash: readonly number[];
}

const COLORS = 8;
const ORDER = Object.keys(SHAPES) as Shape[];
const DASHES: readonly (readonly number[])[] = [
  [],
  [12, 3],
  [5, 3],
  [10, 3, 2, 3],
  [2, 2],
  [16, 5],
  [6, 2, 2, 2],
];

/** The first eight differ in colour and in shape; beyond them no pair of colour and shape comes twice up to 64. */
export function lookOf(machine: MachineId): MachineLook {
  const index = machine - 1;
  const round = Math.floor(index / COLORS);
  return {
    colorToken: `--machine-${(index % COLORS) + 1}`,
    shape: ORDER[(index + round * 3) % ORDER.length]!,
    dash: DASHES[index % DASHES.length]!,
  };
}

/** A machine's line in every figure. */
export function machineStroke(machine: MachineId): Stroke {
  const { colorToken, dash } = lookOf(machine);
  return { color: colorToken, widthPixels: LINE_PIXELS, dash, opacity: 1 };
}

/** A machine's mark in every figure. */
export function machineMark(machine: MachineId): Mark {
  const { colorToken, shape } = lookOf(machine);
  return { color: colorToken, path: SHAPES[shape] };
}
