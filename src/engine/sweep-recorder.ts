// Listens to one machine and keeps only sums: what a sweep needs of a run, without the run's trace.
import type { MessageFault } from '../core/fault.ts';
import type { Recorder } from '../core/machine.ts';
import type { Message } from '../core/message.ts';
import type { RunQuantity } from '../core/sweep-rows.ts';

export class SweepRecorder implements Recorder {
  #ticks = 0;
  #clock = 0;
  #jumpMax = 0;
  #jumpSquares = 0;
  #queue = 0;
  #queueMax = 0;
  #queueSum = 0;
  #sent = 0;
  #received = 0;
  #lost = 0;
  #doubled = 0;

  arrival(): void {
    // Not an event: the next one's queue length tells.
  }

  internal(_atMs: number, clock: number, queue: number): void {
    this.#event(clock, queue);
  }

  send(_atMs: number, clock: number, queue: number, _face: number, messages: readonly Message[]): void {
    this.#event(clock, queue);
    this.#sent += messages.length;
  }

  receive(_atMs: number, clock: number, queue: number): void {
    this.#event(clock, queue);
    this.#received += 1;
  }

  /** What went wrong with a message that the machine sent. */
  fault(kind: MessageFault['kind']): void {
    if (kind === 'lost') this.#lost += 1;
    if (kind === 'doubled') this.#doubled += 1;
  }

  /** All 0 before the first event. */
  results(): Record<RunQuantity, number> {
    const ticks = Math.max(1, this.#ticks);
    const jumpMean = this.#clock / ticks;
    return {
      finalClock: this.#clock,
      queueFinal: this.#queue,
      queueMax: this.#queueMax,
      queueMean: this.#queueSum / ticks,
      jumpMean,
      jumpVariance: this.#jumpSquares / ticks - jumpMean ** 2,
      jumpMax: this.#jumpMax,
      sent: this.#sent,
      received: this.#received,
      lost: this.#lost,
      doubled: this.#doubled,
    };
  }

  #event(clock: number, queue: number): void {
    const jump = clock - this.#clock;
    this.#ticks += 1;
    this.#clock = clock;
    this.#jumpSquares += jump * jump;
    if (jump > this.#jumpMax) this.#jumpMax = jump;
    this.#queue = queue;
    this.#queueSum += queue;
    if (queue > this.#queueMax) this.#queueMax = queue;
  }
}
