// Which send each receive belongs to, as far as it is known, and how sure that is.
import type { MachineId } from '../../core/message.ts';
import { type Pairing, PAIRINGS } from '../../core/trace-origin.ts';
import type { ValueVariant } from './infer-values.ts';
import { countEvents, type RunEvent, type RunEvents } from './run-event.ts';

export interface PairedReceive {
  /** Undefined when none fits, and when the sender's log is missing. */
  readonly send: RunEvent | undefined;
  readonly pairing: Pairing;
}

export interface PairingFacts {
  readonly variant: ValueVariant;
  /** Whether the times say anything about what came before what. */
  readonly timed: boolean;
  /** How finely times are written: by so much two of them may seem to be in the wrong order. */
  readonly timeStepMs: number;
  /** Whether the events have logical clocks. */
  readonly clocked: boolean;
  /** Whether any machine's log is missing, so that messages may exist that no file tells of. */
  readonly incomplete: boolean;
}

/** Who received what, as far as it is known. By the events' ordinals: maps by object take several times the memory. */
export class Pairs {
  readonly #sends: (RunEvent | undefined)[];
  /** 1 + the index in PAIRINGS; 0 while nothing is settled. */
  readonly #pairings: Uint8Array;
  /** By machine, by the send's ordinal: which of its receives took the message. */
  readonly #takenBy: readonly Map<number, RunEvent>[];
  readonly #recipients: Uint16Array;

  constructor(events: RunEvents) {
    const count = countEvents(events);
    this.#sends = new Array<RunEvent | undefined>(count).fill(undefined);
    this.#pairings = new Uint8Array(count);
    this.#recipients = new Uint16Array(count);
    this.#takenBy = events.map(() => new Map<number, RunEvent>());
  }

  /** Undefined while it is not settled. */
  of({ ordinal }: RunEvent): PairedReceive | undefined {
    const pairing = PAIRINGS[this.#pairings[ordinal]! - 1];
    return pairing && { send: this.#sends[ordinal], pairing };
  }

  isTaken(send: RunEvent, by: MachineId): boolean {
    return this.#takenBy[by - 1]!.has(send.ordinal);
  }

  /** The receive at machine `by` that took it, if that was one choice of several. */
  likelyTakerOf(send: RunEvent, by: MachineId): RunEvent | undefined {
    const taker = this.#takenBy[by - 1]!.get(send.ordinal);
    return taker && this.of(taker)?.pairing === 'likely' ? taker : undefined;
  }

  /** How many machines are known to have received the message of a send. */
  recipientsOf(send: RunEvent): number {
    return this.#recipients[send.ordinal]!;
  }

  pair(receive: RunEvent, send: RunEvent, pairing: Pairing): void {
    this.#settle(receive, send, pairing);
    this.#takenBy[receive.machine - 1]!.set(send.ordinal, receive);
    this.#recipients[send.ordinal]! += 1;
  }

  /** What was taken for sure is not, after all. */
  weaken({ ordinal }: RunEvent): void {
    this.#pairings[ordinal] = 1 + PAIRINGS.indexOf('likely');
  }

  leave(receive: RunEvent, pairing: Pairing): void {
    this.#settle(receive, undefined, pairing);
  }

  #settle({ ordinal }: RunEvent, send: RunEvent | undefined, pairing: Pairing): void {
    this.#sends[ordinal] = send;
    this.#pairings[ordinal] = 1 + PAIRINGS.indexOf(pairing);
  }
}
