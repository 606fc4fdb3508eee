// The outlines of the marks, as numbers: a canvas path and an SVG path are drawn from the same.
import type { MarkShape } from './scene.ts';

/** Corners around 0, 0 for a radius of 1; undefined for the circle. */
export function cornersOf(shape: MarkShape): readonly (readonly [number, number])[] | undefined {
  switch (shape) {
    case 'internal':
      return undefined;
    case 'send':
      return [
        [0, -1.3],
        [1.22, 0.92],
        [-1.22, 0.92],
      ];
    case 'receive':
      return [
        [-0.95, -0.95],
        [0.95, -0.95],
        [0.95, 0.95],
        [-0.95, 0.95],
      ];
    case 'arrival':
      return [
        [0, -1.2],
        [1.2, 0],
        [0, 1.2],
        [-1.2, 0],
      ];
  }
}

/** Of a circle, in radii: as large to the eye as the other marks. */
export const CIRCLE = 0.92;
