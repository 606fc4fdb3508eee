// How far a run is that goes on, between two reports of it: what flies and the line that is now move with every frame, not only when
// the laboratory tells something new.
import type { FrameClock } from '../playback.ts';

/** For one run after the other. */
export class LiveMotion {
  #reported: { readonly nowMs: number; readonly endMs: number } | undefined;
  /** The first frame after the last report. */
  #seenMs: number | undefined;
  #nowMs = 0;
  #cancel: (() => void) | undefined;

  /** `draw` is called once for each frame in which the run has gone on; it says whether anybody sees it. */
  constructor(
    private readonly clock: FrameClock,
    private readonly draw: () => boolean,
  ) {}

  /** As the run's own clock has it at this frame; undefined while no run goes on. It never goes back. */
  get nowMs(): number | undefined {
    return this.#reported && this.#nowMs;
  }

  /**
   * How far the run is by its own account, and when it is over, in milliseconds since its start. Undefined, and a run that has not
   * begun or is at its end, moves nothing.
   */
  report(nowMs: number | undefined, endMs: number): void {
    const before = this.#reported;
    if (nowMs === undefined) {
      this.#reported = undefined;
      return this.close();
    }
    if (before?.nowMs === nowMs && before.endMs === endMs) return;
    // A clock that was put back is another run's.
    const goesOn = before !== undefined && nowMs >= before.nowMs;
    this.#nowMs = goesOn ? Math.max(this.#nowMs, nowMs) : nowMs;
    this.#reported = { nowMs, endMs };
    this.#seenMs = undefined;
    if (nowMs > 0 && nowMs < endMs) this.#ask();
    else this.close();
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #ask(): void {
    this.#cancel ??= this.clock.request(frameMs => {
      this.#cancel = undefined;
      this.#goOn(frameMs);
    });
  }

  #goOn(frameMs: number): void {
    const { nowMs, endMs } = this.#reported!;
    this.#seenMs ??= frameMs;
    const next = Math.min(endMs, Math.max(this.#nowMs, nowMs + frameMs - this.#seenMs));
    const hasMoved = next > this.#nowMs;
    this.#nowMs = next;
    if (hasMoved && !this.draw()) return; // the next report asks again
    if (next < endMs) this.#ask();
  }
}
