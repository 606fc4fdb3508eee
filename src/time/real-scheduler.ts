// Real time. The page's own timers fall to one a second in a hidden tab, so the wake-ups come from elsewhere (a waker);
// deadlines are absolute, so that a late wake-up makes one task late and not all that follow.
import { Agenda } from './agenda.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

/** Wakes its owner: calls `onWake` once at, or as soon after, the last `timeMs` asked for. An earlier call is forgotten. */
export interface Waker {
  wakeAt(timeMs: number): void;
  close(): void;
}

export interface RealSchedulerOptions {
  /** Milliseconds that never go back. */
  readonly now: () => number;
  /** Makes the waker; `timeMs` given to it are on the clock of `now`. */
  readonly waker: (onWake: () => void, now: () => number) => Waker;
  /** After so many milliseconds of overdue tasks in one go, the page gets a turn before the rest. */
  readonly sliceMs?: number;
}

export class RealScheduler implements Scheduler {
  readonly #agenda = new Agenda();
  readonly #now: () => number;
  readonly #waker: Waker;
  readonly #sliceMs: number;
  #wakeMs = Infinity;
  #closed = false;

  constructor({ now, waker, sliceMs = 30 }: RealSchedulerOptions) {
    this.#now = now;
    this.#sliceMs = sliceMs;
    this.#waker = waker(() => this.#wake(), now);
  }

  nowMs(): number {
    return this.#now();
  }

  at(timeMs: number, task: () => void, rank = 0): Cancel {
    const cancel = this.#agenda.add(timeMs, task, rank);
    this.#arrange();
    return cancel;
  }

  /** Nothing runs any more. */
  close(): void {
    this.#closed = true;
    this.#waker.close();
  }

  #wake(): void {
    this.#wakeMs = Infinity;
    const sliceEndMs = this.#now() + this.#sliceMs;
    try {
      for (;;) {
        const nowMs = this.#now();
        const next = this.#closed || nowMs > sliceEndMs ? undefined : this.#agenda.takeDue(nowMs);
        if (!next) break;
        next.run();
      }
    } finally {
      this.#arrange();
    }
  }

  #arrange(): void {
    const nextMs = this.#agenda.next()?.timeMs;
    if (this.#closed || nextMs === undefined || nextMs >= this.#wakeMs) return;
    this.#wakeMs = nextMs;
    this.#waker.wakeAt(nextMs);
  }
}
