// Time that passes only when it is told to: a minute takes as long as its tasks take.
import { Agenda } from './agenda.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

export class VirtualScheduler implements Scheduler {
  readonly #agenda = new Agenda();
  #nowMs = 0;

  nowMs(): number {
    return this.#nowMs;
  }

  at(timeMs: number, task: () => void, rank = 0): Cancel {
    return this.#agenda.add(timeMs, task, rank);
  }

  /** Runs everything due up to and including `untilMs`, tasks added on the way too; then it is `untilMs`. */
  runUntil(untilMs: number): void {
    for (let next = this.#agenda.takeDue(untilMs); next; next = this.#agenda.takeDue(untilMs)) {
      this.#nowMs = Math.max(this.#nowMs, next.timeMs);
      next.run();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }
}
