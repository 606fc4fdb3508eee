// The tasks that both schedulers still have to run, in their one order: time, rank, then as asked for.
import TinyQueue from 'tinyqueue';
import type { Cancel } from './scheduler.ts';

interface Task {
  readonly timeMs: number;
  readonly rank: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** Bound: the tasks that its users have asked for and not cancelled, plus cancelled ones whose time has not come. */
export class Agenda {
  readonly #tasks = new TinyQueue<Task>(
    [],
    (a, b) => a.timeMs - b.timeMs || a.rank - b.rank || a.order - b.order,
  );
  #order = 0;

  add(timeMs: number, run: () => void, rank: number): Cancel {
    const task: Task = { timeMs, rank, order: this.#order++, run };
    this.#tasks.push(task);
    return () => {
      task.run = undefined;
    };
  }

  /** The time and the rank of the next task; undefined when none is left. */
  next(): { readonly timeMs: number; readonly rank: number } | undefined {
    this.#dropCancelled();
    return this.#tasks.peek();
  }

  /** Takes the next task out if it is due at `nowMs`. */
  takeDue(nowMs: number): { timeMs: number; run: () => void } | undefined {
    this.#dropCancelled();
    const next = this.#tasks.peek();
    if (!next?.run || next.timeMs > nowMs) return undefined;
    this.#tasks.pop();
    return { timeMs: next.timeMs, run: next.run };
  }

  #dropCancelled(): void {
    while (this.#tasks.length > 0 && !this.#tasks.peek()!.run) this.#tasks.pop();
  }
}
