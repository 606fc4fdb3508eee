// What a machine's program shows and takes now, as its own page and the coordinator's know it from the same log.
import type { ProgramEntry } from './program-entries.ts';
import type { SeatProgram } from './laboratory-state.ts';

export class SeatProgramNow {
  commands: readonly string[] = [];
  #shown: SeatProgram['shown'];
  #possible: readonly string[] = [];
  #problem: SeatProgram['problem'];
  #refused = 0;

  take(entry: ProgramEntry): void {
    if (entry.kind === 'refused') this.refuse();
    if (entry.kind !== 'step') return;
    const { shown, problem } = entry.step;
    this.#shown = shown;
    this.#problem = problem;
    this.#possible = entry.possible ?? this.#possible;
  }

  refuse(): void {
    this.#refused += 1;
  }

  get now(): SeatProgram {
    return {
      commands: this.commands,
      possible: this.#possible,
      refused: this.#refused,
      ...(this.#shown && { shown: this.#shown }),
      ...(this.#problem && { problem: this.#problem }),
    };
  }
}
