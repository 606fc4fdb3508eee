// Where everything of the heat map lies, in pixels: pure, so that drawing, pointing and the boundary agree.

export interface HeatMapAxes {
  /** Faces of the dice, ascending: one column each, all equally wide. */
  readonly dice: readonly number[];
  /** Ticks per second, ascending: one row each, from the bottom up. */
  readonly rates: readonly number[];
}

export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly columns: number;
  readonly rows: number;
}

export interface Place {
  readonly column: number;
  readonly row: number;
}

const LEFT = 56;
const RIGHT = 2;
const TOP = 4;
const BOTTOM = 44;
const PLOT_HEIGHT = 280;
const CELL_HEIGHT = { min: 6, max: 56 };
const LABEL_HEIGHT = 16;

export function geometryOf({ dice, rates }: HeatMapAxes, width: number): Geometry {
  const { min, max } = CELL_HEIGHT;
  const cellHeight = Math.min(max, Math.max(min, Math.floor(PLOT_HEIGHT / rates.length)));
  return {
    width,
    height: TOP + cellHeight * rates.length + BOTTOM,
    left: LEFT,
    top: TOP,
    cellWidth: Math.max(1, (width - LEFT - RIGHT) / dice.length),
    cellHeight,
    columns: dice.length,
    rows: rates.length,
  };
}

/** The upper left corner of a cell. */
export function cornerOf(geometry: Geometry, { column, row }: Place): { x: number; y: number } {
  const { left, top, cellWidth, cellHeight, rows } = geometry;
  return { x: left + column * cellWidth, y: top + (rows - 1 - row) * cellHeight };
}

/** The cell at a point of the figure; undefined outside of all. */
export function placeAt(geometry: Geometry, x: number, y: number): Place | undefined {
  const { left, top, cellWidth, cellHeight, columns, rows } = geometry;
  const column = Math.floor((x - left) / cellWidth);
  const row = rows - 1 - Math.floor((y - top) / cellHeight);
  return column >= 0 && column < columns && row >= 0 && row < rows ? { column, row } : undefined;
}

/** Every how many-th label there is room for. */
export function labelStride(spacePx: number, labelPx: number): number {
  return Math.max(1, Math.ceil(labelPx / spacePx));
}

export function rowLabelStride({ cellHeight }: Geometry): number {
  return labelStride(cellHeight, LABEL_HEIGHT);
}

const STEPS = 8; // points of the boundary from one column to the next

/**
 * The boundary as points, from half a column before the first to half a column after the last die. `rateAt` takes dice
 * between whole ones. Rates beyond the rows lie up to half a row outside; the figure cuts the line there.
 */
export function boundaryPoints(
  geometry: Geometry,
  { dice, rates }: HeatMapAxes,
  rateAt: (dieSides: number) => number,
): { x: number; y: number }[] {
  const { left, top, cellWidth, cellHeight, columns, rows } = geometry;
  const points = columns * STEPS;
  return Array.from({ length: points + 1 }, (_, i) => {
    const column = i / STEPS - 0.5;
    const row = positionOf(rates, rateAt(valueAt(dice, column)));
    return { x: left + (column + 0.5) * cellWidth, y: top + (rows - 0.5 - row) * cellHeight };
  });
}

/** The value at a place between the entries of an axis; beyond its ends it goes on as between the last two. */
function valueAt(axis: readonly number[], place: number): number {
  if (axis.length === 1) return axis[0]!;
  const below = Math.min(axis.length - 2, Math.max(0, Math.floor(place)));
  return Math.max(2, axis[below]! + (axis[below + 1]! - axis[below]!) * (place - below));
}

/** The other way round: where a value lies on an axis, from -1 to its length at most. */
function positionOf(axis: readonly number[], value: number): number {
  if (axis.length === 1) return Math.sign(value - axis[0]!);
  let below = 0;
  while (below < axis.length - 2 && axis[below + 1]! <= value) below += 1;
  const place = below + (value - axis[below]!) / (axis[below + 1]! - axis[below]!);
  return Math.min(axis.length, Math.max(-1, place));
}
