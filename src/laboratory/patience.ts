// How long a run waits: for its links, and after its ticks for messages that are on their way.

/** While links open, each further one has so long. */
const LINKS_MAX_MS = 60_000;

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

export class LinkPatience {
  #most = -1;
  #sinceMs = 0;

  /** `open`: what is open so far; whether for long nothing has been added to it. */
  isOver(nowMs: number, open: number): boolean {
    if (open > this.#most) {
      this.#most = open;
      this.#sinceMs = nowMs;
    }
    return nowMs - this.#sinceMs > LINKS_MAX_MS;
  }
}
