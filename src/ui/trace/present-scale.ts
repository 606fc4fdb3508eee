// How much larger a drawing is presented than it is drawn elsewhere: so that its smallest letters can be read from the last row of a
// class, and more where the screen has more pixels than a projector.

/** Pixels of the smallest letters of a drawing; a test holds it against all of them. */
export const DRAWN_TEXT = 11.5;
/** Pixels of letters that the last row can read at 1024 × 768. */
export const READ_TEXT = 18;
/** Pixels of the drawing itself: on a wide screen it is not wider, but larger. */
const WIDTH_MAX = 900;

/** `width` in pixels of the page. */
export function presentScale(width: number): number {
  return Math.max(READ_TEXT / DRAWN_TEXT, width / WIDTH_MAX);
}
