// Where timestamps are written: beside their marks, never over one another, never cut off at an edge, and beside a
// message's line rather than across it where a few pixels are enough.
import type { Box, FreeRole, LineGroup, SceneLayer, Standing } from './scene.ts';

const GAP = 6; // pixels between two labels
const HEIGHT = 12;
/** Widths of a digit as parts of the size of the letters, in the widest of the page's fonts. */
const PLAIN = { size: 12, digit: 0.64 };
const BOLD = { size: 13, digit: 0.7 };
const SHIFTS = [0, 5, -5, 10, -10];
const SHIFT_MAX = 12; // pixels, or half its width: further away a label would seem to belong to another mark

/** The pixels that a label takes: of the chosen event it is bold. */
export function labelWidth(text: string, standing: Standing): number {
  const { size, digit } = standing === 'itself' ? BOLD : PLAIN;
  return text.length * size * digit;
}

/** The room around a label whose middle is at `x`, `y`. */
export function labelBox(text: string, standing: Standing, x: number, y: number): Box {
  const width = labelWidth(text, standing);
  return { x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT };
}

/** The labels of one drawing: each asks for a place. */
export class LabelRoom {
  readonly #strong: Box[] = [];
  /** All that are written. */
  readonly #written: Box[] = [];

  /** All labels lie within `bounds`. The lines that they are to avoid must be in `plot` already. */
  constructor(
    private readonly plot: SceneLayer,
    private readonly bounds: Box,
  ) {}

  /** Labels that are written for certain as long as they are in sight: they ask before all others. */
  addStrong(text: string, standing: Standing, x: number, y: number): void {
    const box = this.#place(text, standing, x, y, Infinity, []);
    if (!box) return;
    this.#strong.push(box);
    this.#write(text, standing, box);
  }

  /** Labels of one lane, on one line; the function that is returned writes one where there is room. */
  row(y: number): (text: string, standing: Standing, x: number) => void {
    const crossings = crossingsOf(this.plot.lines('flight', 'violation'), y);
    const row: Box[] = [];
    return (text, standing, x) => {
      const shiftMax = Math.max(SHIFT_MAX, labelWidth(text, standing) / 2);
      const box = this.#place(text, standing, x, y, shiftMax, crossings, row);
      if (!box) return;
      row.push(box);
      this.#write(text, standing, box);
    };
  }

  /** Labels that have no row: at the first of these places that is free. */
  addFree(role: FreeRole, text: string, places: readonly { readonly x: number; readonly y: number }[]): void {
    const { bounds } = this;
    for (const { x, y } of places) {
      const box = labelBox(text, 'neutral', x, y);
      const isInside =
        box.x >= bounds.x &&
        box.x + box.width <= bounds.x + bounds.width &&
        box.y >= bounds.y &&
        box.y + box.height <= bounds.y + bounds.height;
      if (!isInside || this.#written.some(other => touches(box, other))) continue;
      this.#written.push(box);
      this.plot.text(role, 'middle', text, x, y);
      return;
    }
  }

  #write(text: string, standing: Standing, { x, y, width, height }: Box): void {
    this.#written.push({ x, y, width, height });
    this.plot.text('timestamp', 'middle', text, x + width / 2, y + height / 2, standing);
  }

  #place(
    text: string,
    standing: Standing,
    x: number,
    y: number,
    shiftMax: number,
    crossings: readonly Crossing[],
    row: readonly Box[] = [],
  ): Box | undefined {
    const { bounds } = this;
    const wished = labelBox(text, standing, x, y);
    if (wished.width > bounds.width || wished.y < bounds.y || wished.y + HEIGHT > bounds.y + bounds.height)
      return undefined;
    if (x < bounds.x || x > bounds.x + bounds.width) return undefined;
    let crossed: Box | undefined;
    for (const shift of SHIFTS) {
      const left = Math.max(bounds.x, Math.min(bounds.x + bounds.width - wished.width, wished.x + shift));
      if (Math.abs(left - wished.x) > shiftMax) continue;
      const box = { ...wished, x: left };
      if (row.some(other => touches(box, other)) || this.#strong.some(other => touches(box, other))) continue;
      if (!crossings.some(({ from, to }) => to > left - 1 && from < left + box.width + 1)) return box;
      crossed ??= box;
    }
    return crossed;
  }
}

function touches(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP && a.y < b.y + b.height && b.y < a.y + a.height
  );
}

/** The stretch of a line that lies at the height of the labels. */
interface Crossing {
  readonly from: number;
  readonly to: number;
}

function crossingsOf(groups: readonly LineGroup[], y: number): Crossing[] {
  const [upper, lower] = [y - HEIGHT / 2, y + HEIGHT / 2];
  return groups.flatMap(({ coordinates }) => {
    const found: Crossing[] = [];
    for (let at = 0; at < coordinates.length; at += 4) {
      const [x1, y1] = [coordinates[at]!, coordinates[at + 1]!];
      const [x2, y2] = [coordinates[at + 2]!, coordinates[at + 3]!];
      if (Math.min(y1, y2) > lower || Math.max(y1, y2) < upper) continue;
      const xAt = (height: number): number => {
        const part = y1 === y2 ? 0 : (height - y1) / (y2 - y1);
        return x1 + Math.max(0, Math.min(1, part)) * (x2 - x1);
      };
      const ends = y1 === y2 ? [x1, x2] : [xAt(upper), xAt(lower)];
      found.push({ from: Math.min(...ends), to: Math.max(...ends) });
    }
    return found;
  });
}
