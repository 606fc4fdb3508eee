// The messages of a program's run in virtual time that are on their way: when they arrive by delays and faults, and what laws see
// of them.
import type { MessageFault } from '../core/fault.ts';
import type { MessageInTransit } from '../core/program/law.ts';
import { hasDelay, type Trial } from '../core/trial.ts';
import { linkDelayMsOf, type DelayMs } from './delay.ts';
import type { NumberedLetter } from './explore/program-world.ts';
import type { FaultCalendar } from './fault-calendar.ts';
import { Journeys, type Journey } from './flight.ts';
import { MessageFates } from './message-fates.ts';

/** A message with how many times it is still received or forgotten: twice, where a copy comes; for ever, where it is held back. */
interface OnTheWay extends NumberedLetter {
  left?: number;
}

/** Bound: the messages that the trial sends, twice. */
export class ProgramPost {
  readonly #fates: MessageFates | undefined;
  readonly #delayMs: DelayMs | undefined;
  readonly #machines: number;
  /** By sender, then recipient: the latest arrival so far, where messages keep their order. */
  readonly #latestMs: Float64Array | undefined;
  readonly #journeys = new Journeys();
  /** Only where laws look at messages; they are many, and most programs have no such law. */
  readonly #onTheWay: Set<OnTheWay> | undefined;
  #count = 0;
  /** Messages take no time. */
  readonly #isPrompt: boolean;

  constructor(
    trial: Trial,
    calendar: FaultCalendar,
    record: (fault: MessageFault) => void,
    { keepsOrder, isWatched }: { readonly keepsOrder: boolean; readonly isWatched: boolean },
  ) {
    const machines = trial.rates.length;
    this.#machines = machines;
    this.#isPrompt = !trial.faults && !hasDelay(trial);
    if (trial.faults) this.#fates = new MessageFates(trial, calendar, record, keepsOrder);
    else if (!this.#isPrompt) {
      this.#delayMs = linkDelayMsOf(trial, trial.seed);
      if (keepsOrder) this.#latestMs = new Float64Array(machines * machines);
    }
    if (isWatched) this.#onTheWay = new Set();
  }

  /** True where it has arrived by that. */
  send(letter: NumberedLetter, sentMs: number): boolean {
    if (this.#fates) this.#sendBy(this.#fates, letter, sentMs);
    else {
      this.#add(letter, 1);
      if (this.#isPrompt) return true;
      this.#journeys.add(letter, this.#arrivalMs(letter, sentMs), false);
    }
    return false;
  }

  #sendBy(fates: MessageFates, letter: NumberedLetter, sentMs: number): void {
    const { arrivesMs, copyArrivesMs, isHeldBack } = fates.send(letter, sentMs);
    let left = isHeldBack ? Infinity : 0;
    if (arrivesMs !== undefined) {
      this.#journeys.add(letter, arrivesMs, false);
      left += 1;
    }
    if (copyArrivesMs !== undefined) {
      this.#journeys.add(letter, copyArrivesMs, true);
      left += 1;
    }
    if (left > 0) this.#add(letter, left);
  }

  #arrivalMs(letter: NumberedLetter, sentMs: number): number {
    const arrivesMs = sentMs + this.#delayMs!(letter);
    const latestMs = this.#latestMs;
    if (!latestMs) return arrivesMs;
    const pair = (letter.from - 1) * this.#machines + letter.to - 1;
    return (latestMs[pair] = Math.max(arrivesMs, latestMs[pair]!));
  }

  #add(letter: OnTheWay, left: number): void {
    this.#count += 1;
    if (left !== 1) letter.left = left;
    this.#onTheWay?.add(letter);
  }

  /** The time of the next arrival. */
  get nextMs(): number {
    return this.#journeys.next?.arrivesMs ?? Infinity;
  }

  /** What arrives next, if it does so at `untilMs` at the latest. */
  takeUntil(untilMs: number): Journey | undefined {
    return this.#journeys.takeUntil(untilMs);
  }

  /** One that had arrived is received, or forgotten. */
  done(letter: OnTheWay): void {
    const left = (letter.left ?? 1) - 1;
    if (left > 0) letter.left = left;
    else {
      this.#count -= 1;
      this.#onTheWay?.delete(letter);
    }
  }

  /** Whether nothing is on its way, or waits at a machine. */
  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** As laws see them; undefined where they are not watched. */
  messages(): readonly MessageInTransit[] | undefined {
    return (
      this.#onTheWay &&
      [...this.#onTheWay]
        .sort((a, b) => a.from - b.from || a.to - b.to || a.number - b.number)
        .map(({ from, to, message: kind, body }) => ({ from, to, kind, body }))
    );
  }
}
