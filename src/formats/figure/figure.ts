// A figure as a value: what it shows and how, without a word on what draws it. The page's charts and the drawings in
// documents are two ways to draw the same one.
import type { Axis } from './axis.ts';

/** On the figure's axes, in their units. */
export interface FigurePoint {
  readonly x: number;
  readonly y: number;
}

export interface Stroke {
  /** A custom property that holds a colour: `--machine-1`. */
  readonly color: string;
  readonly widthPixels: number;
  /** Lengths of strokes and gaps in pixels; empty for a solid line. */
  readonly dash: readonly number[];
  /** From 0 to 1. */
  readonly opacity: number;
}

export interface Mark {
  /** A custom property that holds a colour. */
  readonly color: string;
  /** An SVG path in a box of 16 × 16. */
  readonly path: string;
}

export interface Bar {
  /** On the x axis. */
  readonly from: number;
  readonly to: number;
  /** On the y axis, from whose beginning the bar rises. */
  readonly value: number;
  /** Above the bar; empty for none. */
  readonly label: string;
}

export type Layer =
  /** `low` and `high` are at equal distances from the beginning of the x axis to its end. */
  | {
      readonly kind: 'band';
      readonly color: string;
      readonly low: ArrayLike<number>;
      readonly high: ArrayLike<number>;
    }
  /** The array may grow after the figure was made; a drawing shows what was in it then. */
  | { readonly kind: 'line'; readonly stroke: Stroke; readonly points: readonly FigurePoint[] }
  | { readonly kind: 'bars'; readonly color: string; readonly bars: readonly Bar[] }
  /** A stretch of the x axis, shaded from top to bottom. */
  | {
      readonly kind: 'interval';
      readonly color: string;
      /** From 0 to 1. */
      readonly opacity: number;
      readonly from: number;
      readonly to: number;
    }
  /** A line from top to bottom. */
  | { readonly kind: 'moment'; readonly color: string; readonly x: number }
  | { readonly kind: 'mark'; readonly mark: Mark; readonly at: FigurePoint }
  /** The name of what is beside it, ending at a point and `risePixels` above it. */
  | {
      readonly kind: 'label';
      readonly text: string;
      readonly at: FigurePoint;
      readonly risePixels: number;
    };

export interface LegendEntry {
  readonly label: string;
  readonly stroke: Stroke;
  readonly mark: Mark;
}

/** What somebody else published, beside our own lines: a hollow mark, and how far the reading may be off. */
export interface Reading {
  readonly mark: Mark;
  /** On the y axis. */
  readonly value: number;
  /** To both sides, on the y axis; 0 for what could be read exactly. */
  readonly tolerance: number;
}

export interface Figure {
  /** Unique in its document, of letters, digits and hyphens. */
  readonly id: string;
  /** Also the name of the drawing. */
  readonly title: string;
  /** What the figure shows, for whoever does not see it. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  /** The lowest first. */
  readonly layers: readonly Layer[];
  /** Right of the plot in drawings, on its y axis; charts in the page have none. Without it the plot takes the place. */
  readonly readings?: { readonly label: string; readonly values: readonly Reading[] };
  /** Empty where the legend is beside the figure. */
  readonly legend: readonly LegendEntry[];
}

/** A machine's line, as all figures draw it. */
export const LINE_PIXELS = 1.75;
/** The box that the paths of marks are drawn in, and the size of a mark at the end of a line. */
export const MARK_BOX = 16;
export const MARK_PIXELS = 10;
