// Another party's time, kept on one's own clock: its offset is corrected little by little, so that time never goes back and
// never leaps; only before its first task, and where it is far behind, it is set.
import { Agenda } from './agenda.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

/** How far behind it must be to be set forward while tasks wait: its own clock stood still, in a computer that slept. */
const STEP_MS = 1000;
/** A correction takes about so long; … */
const SLEW_OVER_MS = 4000;
/** … and makes time run faster or slower by so much. */
const SLEW_MIN = 0.005;
const SLEW_MAX = 0.5;
/** A task whose moment is less than the rounding of a time away is looked for again after so long. */
const AGAIN_MS = 0.01;

export class DisciplinedScheduler implements Scheduler {
  readonly #own: Scheduler;
  readonly #agenda = new Agenda();
  /** From a moment of the own clock on, the offset wanted is a line; what is applied comes closer to it at the pace of the slew. */
  #sinceMs = 0;
  #wantedMs = 0;
  #rate = 0;
  #gapMs = 0;
  #slew = SLEW_MIN;
  #lastMs = -Infinity;
  #hasBegun = false;
  #cancelWake: Cancel = () => undefined;
  #wakeMs = Infinity;

  /** It is the own clock's time until it is steered. */
  constructor(own: Scheduler) {
    this.#own = own;
  }

  nowMs(): number {
    this.#lastMs = Math.max(this.#lastMs, this.#timeAt(this.#own.nowMs()));
    return this.#lastMs;
  }

  at(timeMs: number, task: () => void, rank = 0): Cancel {
    this.#hasBegun = true;
    const cancel = this.#agenda.add(timeMs, task, rank);
    this.#arrange();
    return cancel;
  }

  /** What is added to the own clock now, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetAt(this.#own.nowMs());
  }

  /** Whether what is added is still on its way to what was asked for last. */
  get isSlewing(): boolean {
    return this.#gapAt(this.#own.nowMs()) !== 0;
  }

  /** From now on to add `offsetMs`, and `rate` more for each millisecond that passes. */
  steer(offsetMs: number, rate: number): void {
    const ownMs = this.#own.nowMs();
    const gapMs = this.#offsetAt(ownMs) - offsetMs;
    const isSet = !this.#hasBegun || gapMs < -STEP_MS;
    if (isSet) this.#lastMs = this.#hasBegun ? this.#lastMs : -Infinity;
    this.#sinceMs = ownMs;
    this.#wantedMs = offsetMs;
    this.#rate = rate;
    this.#gapMs = isSet ? 0 : gapMs;
    this.#slew = Math.max(SLEW_MIN, Math.min(SLEW_MAX, Math.abs(gapMs) / SLEW_OVER_MS));
    this.#cancelWake();
    this.#wakeMs = Infinity;
    this.#arrange();
  }

  #gapAt(ownMs: number): number {
    const leftMs = Math.abs(this.#gapMs) - this.#slew * (ownMs - this.#sinceMs);
    return Math.sign(this.#gapMs) * Math.max(0, leftMs);
  }

  #offsetAt(ownMs: number): number {
    return this.#wantedMs + this.#rate * (ownMs - this.#sinceMs) + this.#gapAt(ownMs);
  }

  #timeAt(ownMs: number): number {
    return ownMs + this.#offsetAt(ownMs);
  }

  /** When the own clock shows what makes it `timeMs` here, as long as nobody steers. */
  #ownAt(timeMs: number): number {
    if (this.#wantedMs === 0 && this.#rate === 0 && this.#gapMs === 0) return timeMs;
    const aheadMs = timeMs - this.#timeAt(this.#sinceMs);
    const slewedMs = aheadMs / (1 + this.#rate - Math.sign(this.#gapMs) * this.#slew);
    if (slewedMs <= Math.abs(this.#gapMs) / this.#slew) return this.#sinceMs + slewedMs;
    return this.#sinceMs + (aheadMs + this.#gapMs) / (1 + this.#rate);
  }

  #arrange(): void {
    const next = this.#agenda.next();
    if (!next || next.timeMs >= this.#wakeMs) return;
    this.#wakeAt(this.#ownAt(next.timeMs), next);
  }

  #wakeAt(ownMs: number, { timeMs, rank }: NonNullable<ReturnType<Agenda['next']>>): void {
    this.#cancelWake();
    this.#wakeMs = timeMs;
    this.#cancelWake = this.#own.at(ownMs, () => this.#wake(timeMs), rank);
  }

  /** One task for each waking: the own scheduler says when others have their turn. */
  #wake(dueMs: number): void {
    this.#wakeMs = Infinity;
    const next = this.#agenda.takeDue(this.nowMs());
    try {
      next?.run();
    } finally {
      const later = this.#agenda.next();
      // A time that rounding makes a hair too early is not asked for again at this very moment.
      if (!next && later?.timeMs === dueMs)
        this.#wakeAt(Math.max(this.#ownAt(dueMs), this.#own.nowMs() + AGAIN_MS), later);
      else this.#arrange();
    }
  }
}
