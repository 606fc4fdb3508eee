// Lets work through at most once for each animation frame: at once if this frame has not had it, else with the next.
export class FrameGate {
  #waiting: number | undefined;
  /** The frame, by its time, that had the work. */
  #servedAt: number | undefined;

  constructor(private readonly work: () => void) {}

  ask(): void {
    if (this.#waiting !== undefined) return;
    const now = frameTime();
    if (now !== undefined && now !== this.#servedAt) {
      this.#servedAt = now;
      this.work();
      return;
    }
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = undefined;
      this.#servedAt = frameTime();
      this.work();
    });
  }

  /** What waits is forgotten. */
  close(): void {
    if (this.#waiting !== undefined) cancelAnimationFrame(this.#waiting);
    this.#waiting = undefined;
  }
}

/** The same for all that happens within one frame. */
function frameTime(): number | undefined {
  const time = document.timeline.currentTime;
  return typeof time === 'number' ? time : undefined;
}
