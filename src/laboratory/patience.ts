// How long a run waits: for its pages, for its links, and after its ticks for messages that are on their way.
import type { Trial } from '../core/trial.ts';
import { LANDING_MS } from '../engine/landing.ts';

/** The common start lies this far ahead when it is announced, so that every page knows of it in time. */
export const START_LEAD_MS = 300;
/** A page that said nothing for so long is called silent. It says something at least once a second. */
export const SILENT_AFTER_MS = 4000;
/** After so long a silence a person may end the run without the machine; and no link opens to such a page any more. */
export const GIVEN_UP_AFTER_MS = 10_000;
/** So long after the end of its length a run ends by itself without machines that are silent, or whose logs have not grown for as long. */
export const OVERTIME_MAX_MS = 30_000;
/** So long after the end of its length a run waits for a page that goes on with a machine whose page is gone. */
export const AWAY_MAX_MS = 10_000;
/** A second copy is on record at its latest so long after it was sent. */
const COPY_MAX_MS = 300;
/** After Stop, machines have so long to hand in the ends of their logs. */
export const STOP_MAX_MS = 3000;

/** While links open, each further one has so long. */
const LINKS_MAX_MS = 60_000;

/** They are given up when nothing has arrived for so long. */
const FLIGHT_MAX_MS = 5000;
/** The wait begins anew while a link is still opening, as after a page came back near the end; but not for longer than this. */
const OPENING_MAX_MS = 20_000;

/** Second copies of messages may come until then, and are not counted as in flight: in milliseconds since the start. */
export function lastCopyMs({ faults, durationSeconds }: Trial): number {
  const areDoubled = faults && !faults.session && faults.duplicationPercent > 0;
  return areDoubled ? durationSeconds * 1000 + LANDING_MS + COPY_MAX_MS : 0;
}

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
