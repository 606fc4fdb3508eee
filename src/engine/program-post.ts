// The messages of a program's run in virtual time that are on their way: when they arrive by delays and faults, and what laws see
// of them.
import type { MessageFault } from '../core/fault.ts';
import type { MessageInTransit } from '../core/program/law.ts';
import type { Trial } from '../core/trial.ts';
import type { NumberedLetter } from './explore/program-world.ts';
import type { FaultCalendar } from './fault-calendar.ts';
import { Journeys } from './flight.ts';
import { MessageFates } from './message-fates.ts';

interface OnTheWay {
  readonly letter: NumberedLetter;
  /** How many times it is still received or forgotten: twice, where a copy comes; never, where it is held back until the end. */
  left: number;
}

export interface Delivery {
  readonly letter: NumberedLetter;
  readonly arrivesMs: number;
  readonly isCopy: boolean;
}

/** Bound: the messages that the trial sends, twice. */
export class ProgramPost {
  readonly #fates: MessageFates;
  readonly #journeys = new Journeys();
  readonly #onTheWay = new Map<string, OnTheWay>();

  constructor(
    trial: Trial,
    calendar: FaultCalendar,
    record: (fault: MessageFault) => void,
    keepsOrder: boolean,
  ) {
    this.#fates = new MessageFates(trial, calendar, record, keepsOrder);
  }

  send(letter: NumberedLetter, sentMs: number): void {
    const { arrivesMs, copyArrivesMs, isHeldBack } = this.#fates.send(letter, sentMs);
    let left = isHeldBack ? Infinity : 0;
    if (arrivesMs !== undefined) {
      this.#journeys.add(letter, arrivesMs, false);
      left += 1;
    }
    if (copyArrivesMs !== undefined) {
      this.#journeys.add(letter, copyArrivesMs, true);
      left += 1;
    }
    if (left > 0) this.#onTheWay.set(nameOf(letter), { letter, left });
  }

  /** The time of the next arrival. */
  get nextMs(): number {
    return this.#journeys.next?.arrivesMs ?? Infinity;
  }

  /** What arrives next, if it does so at `untilMs` at the latest. */
  takeUntil(untilMs: number): Delivery | undefined {
    const journey = this.#journeys.takeUntil(untilMs);
    if (!journey) return undefined;
    const { message, arrivesMs, isCopy } = journey;
    return { letter: message as NumberedLetter, arrivesMs, isCopy };
  }

  /** One that had arrived is received, or forgotten. */
  done(letter: NumberedLetter): void {
    const name = nameOf(letter);
    const known = this.#onTheWay.get(name);
    if (known && (known.left -= 1) <= 0) this.#onTheWay.delete(name);
  }

  /** Whether nothing is on its way, or waits at a machine. */
  get isEmpty(): boolean {
    return this.#onTheWay.size === 0;
  }

  /** As laws see them. */
  messages(): readonly MessageInTransit[] {
    return [...this.#onTheWay.values()]
      .map(({ letter }) => letter)
      .sort((a, b) => a.from - b.from || a.to - b.to || a.number - b.number)
      .map(({ from, to, message: kind, body }) => ({ from, to, kind, body }));
  }
}

function nameOf({ from, number }: NumberedLetter): string {
  return `${from}-${number}`;
}
