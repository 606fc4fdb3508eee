// Messages on their way: where a delay holds them, and in which order they come out again.
import TinyQueue from 'tinyqueue';
import type { Message } from '../core/message.ts';
import type { DelayMs } from './delay.ts';

export interface Journey {
  readonly message: Message;
  readonly arrivesMs: number;
  /** Whether it is the second copy of its message. */
  readonly isCopy: boolean;
  /** How many set out before it: the order of those that arrive at the same moment. */
  readonly order: number;
}

/** Those that arrive first come out first. Its owner bounds it. */
export class Journeys {
  readonly #journeys = new TinyQueue<Journey>([], (a, b) => a.arrivesMs - b.arrivesMs || a.order - b.order);
  #order = 0;

  /** The one that arrives next. */
  get next(): Journey | undefined {
    return this.#journeys.peek();
  }

  add(message: Message, arrivesMs: number, isCopy: boolean): void {
    this.#journeys.push({ message, arrivesMs, isCopy, order: this.#order++ });
  }

  take(): Journey | undefined {
    return this.#journeys.pop();
  }

  /** Takes out the one that arrives next, if it does so at `untilMs` at the latest. */
  takeUntil(untilMs: number): Journey | undefined {
    const { next } = this;
    return next && next.arrivesMs <= untilMs ? this.take() : undefined;
  }

  clear(): void {
    this.#journeys.length = 0;
    this.#journeys.data.length = 0;
  }
}

/**
 * First in, first out for each ordered pair of machines: a message that would overtake an earlier one of its pair arrives
 * together with it, right behind. Bound: the messages that a trial sends within its longest delay.
 */
export class Flight {
  readonly #delayMs: DelayMs;
  readonly #machines: number;
  readonly #journeys = new Journeys();
  /** The latest arrival so far of each ordered pair, by sender, then recipient. */
  readonly #latestMs: Float64Array;

  constructor(delayMs: DelayMs, machines: number) {
    this.#delayMs = delayMs;
    this.#machines = machines;
    this.#latestMs = new Float64Array(machines * machines);
  }

  add(message: Message, sentMs: number): void {
    const pair = (message.from - 1) * this.#machines + message.to - 1;
    const arrivesMs = Math.max(sentMs + this.#delayMs(message), this.#latestMs[pair]!);
    this.#latestMs[pair] = arrivesMs;
    this.#journeys.add(message, arrivesMs, false);
  }

  takeUntil(untilMs: number): Journey | undefined {
    return this.#journeys.takeUntil(untilMs);
  }
}
