// How far the coordinator's clock is from this page's. Pages of one browser share a clock, but a page that was open
// while the computer slept may be minutes behind, and machines must start at a common moment.

/** The best of some question-and-answer rounds, as in Cristian's algorithm (1989). */
export class ClockOffset {
  #offsetMs = 0;
  #roundTripMs = Infinity;

  /** One round, in milliseconds: asked and heard on this page's clock, answered on the coordinator's. */
  add(askedMs: number, answeredMs: number, heardMs: number): void {
    const roundTripMs = heardMs - askedMs;
    if (roundTripMs < 0 || roundTripMs >= this.#roundTripMs) return;
    this.#roundTripMs = roundTripMs;
    // The answer was given at some moment of the round. Where the clocks may be one and the same, they are.
    const mayBeEqual = askedMs <= answeredMs && answeredMs <= heardMs;
    this.#offsetMs = mayBeEqual ? 0 : answeredMs - (askedMs + heardMs) / 2;
  }

  /** A moment of the coordinator's clock on this page's. */
  toLocalMs(coordinatorMs: number): number {
    return coordinatorMs - this.#offsetMs;
  }
}
