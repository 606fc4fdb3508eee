// How long a run whose ticks are all done waits for messages that are on their way.

/** They are given up when nothing has arrived for so long. */
const FLIGHT_MAX_MS = 5000;
/** The wait begins anew while a link is still opening, as after a page came back near the end; but not for longer than this. */
const OPENING_MAX_MS = 20_000;

export class FlightPatience {
  readonly #sinceMs: number;
  #heardMs: number;

  constructor(nowMs: number) {
    this.#sinceMs = this.#heardMs = nowMs;
  }

  /** Something has arrived. */
  heard(nowMs: number): void {
    this.#heardMs = nowMs;
  }

  isOver(nowMs: number, isOpening: boolean): boolean {
    if (isOpening && nowMs - this.#sinceMs < OPENING_MAX_MS) this.#heardMs = nowMs;
    return nowMs - this.#heardMs >= FLIGHT_MAX_MS;
  }
}
