// What becomes of a message in a run with faults, from the moment it is sent: whether and when it arrives, whether a copy
// does, and what of it is on record. Without a session whatever happens to it happens; with one the links make up for it.
import TinyQueue from 'tinyqueue';
import type { Fault, LossReason } from '../core/fault.ts';
import type { FaultPlan } from '../core/fault-plan.ts';
import type { Message } from '../core/message.ts';
import type { Trial } from '../core/trial.ts';
import { RESEND_AFTER_MAX_MS, RESEND_AFTER_MS } from '../network/session/session-link.ts';
import { delayMsOf, type DelayMs } from './delay.ts';
import type { FaultCalendar } from './fault-calendar.ts';
import { faultDrawsOf, type FaultDraw } from './fault-draws.ts';

/** A message, or its second copy, on its way. */
export interface FaultyJourney {
  readonly message: Message;
  readonly arrivesMs: number;
  readonly isCopy: boolean;
  readonly order: number;
}

/** Keeps the delays of second copies apart from those of the first. */
const COPY_SEED = 0x7f4a7c15;

type Sending =
  | { readonly kind: 'on-its-way'; readonly atMs: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'never' };

/** Bound: the messages that a trial sends within its longest delay, twice. */
export class FaultyLinks {
  readonly #plan: FaultPlan;
  readonly #calendar: FaultCalendar;
  readonly #record: (fault: Fault) => void;
  readonly #draw: FaultDraw;
  readonly #delayMs: DelayMs;
  readonly #copyDelayMs: DelayMs;
  readonly #machines: number;
  readonly #durationMs: number;
  readonly #journeys = new TinyQueue<FaultyJourney>(
    [],
    (a, b) => a.arrivesMs - b.arrivesMs || a.order - b.order,
  );
  /** By sender, then recipient: the latest arrival so far, and when the link has room for another message. */
  readonly #latestMs: Float64Array;
  readonly #freeMs: Float64Array;
  #order = 0;

  constructor(trial: Trial, plan: FaultPlan, calendar: FaultCalendar, record: (fault: Fault) => void) {
    const machines = trial.rates.length;
    this.#plan = plan;
    this.#calendar = calendar;
    this.#record = record;
    this.#draw = faultDrawsOf(trial.seed);
    const { delay = { kind: 'fixed', delayMs: 0 } as const, seed } = trial;
    this.#delayMs = delayMsOf(delay, seed, machines);
    this.#copyDelayMs = delayMsOf(delay, (seed ^ COPY_SEED) >>> 0, machines);
    this.#machines = machines;
    this.#durationMs = trial.durationSeconds * 1000;
    this.#latestMs = new Float64Array(machines * machines);
    this.#freeMs = new Float64Array(machines * machines);
  }

  send(message: Message, sentMs: number): void {
    const pair = (message.from - 1) * this.#machines + message.to - 1;
    const sending = this.#setOut(message, this.#whenFree(pair, sentMs));
    if (sending.kind === 'lost') return;
    if (sending.kind === 'never') {
      this.#latestMs[pair] = Infinity;
      return;
    }
    const { atMs } = sending;
    const { session, reorderingPercent, reorderingMs, duplicationPercent } = this.#plan;
    const isReordered = this.#draw('reordering', reorderingPercent, message);
    const extraMs = isReordered ? reorderingMs : 0;
    if (isReordered) this.#record({ kind: 'reordered', ...nameOf(message), atMs, extraMs });
    let arrivesMs = atMs + this.#delayMs(message) + extraMs;
    if (session) arrivesMs = this.#whenUp(message, arrivesMs, atMs);
    // Without a session what is reordered is overtaken: it waits for none and holds up none.
    if (session || !isReordered) arrivesMs = Math.max(arrivesMs, this.#latestMs[pair]!);
    if (session || !isReordered) this.#latestMs[pair] = arrivesMs;
    if (arrivesMs === Infinity) return;
    this.#add(message, arrivesMs, false);
    if (this.#draw('duplication', duplicationPercent, message))
      this.#add(message, arrivesMs + this.#copyDelayMs(message), true);
  }

  get hasSession(): boolean {
    return this.#plan.session;
  }

  /** When the next journey ends; Infinity where nothing is on its way. */
  get nextMs(): number {
    return this.#journeys.peek()?.arrivesMs ?? Infinity;
  }

  take(): FaultyJourney | undefined {
    return this.#journeys.pop();
  }

  #add(message: Message, arrivesMs: number, isCopy: boolean): void {
    this.#journeys.push({ message, arrivesMs, isCopy, order: this.#order++ });
  }

  #whenFree(pair: number, sentMs: number): number {
    const { bandwidthPerSecond } = this.#plan;
    if (bandwidthPerSecond === undefined) return sentMs;
    const atMs = Math.max(sentMs, this.#freeMs[pair]!);
    this.#freeMs[pair] = atMs + 1000 / bandwidthPerSecond;
    return atMs;
  }

  /** When a message is on its way for good: at once, or with a session as soon as a try gets through. */
  #setOut(message: Message, firstMs: number): Sending {
    let atMs = firstMs;
    let cause: LossReason | undefined;
    for (let attempt = 0; ; attempt++) {
      const parted = this.#calendar.partedUntil(message.from, message.to, atMs);
      const isHit = parted === undefined && this.#draw('loss', this.#plan.lossPercent, message, attempt);
      if (parted === undefined && !isHit) {
        this.#noteResent(message, firstMs, cause, attempt);
        return { kind: 'on-its-way', atMs };
      }
      cause ??= parted === undefined ? 'chance' : 'partition';
      if (!this.#plan.session) {
        this.#record({ kind: 'lost', ...nameOf(message), atMs, cause });
        return { kind: 'lost' };
      }
      const nextMs = this.#upAgain(message.from, parted ?? atMs + resendAfterMs(attempt));
      const forgottenMs = this.#calendar.forgetsWithin(message.from, atMs, nextMs);
      if (forgottenMs !== undefined) {
        this.#record({ kind: 'lost', ...nameOf(message), atMs: forgottenMs, cause: 'amnesia' });
        return { kind: 'lost' };
      }
      if (nextMs > this.#durationMs) {
        this.#noteResent(message, firstMs, cause, attempt);
        return { kind: 'never' };
      }
      atMs = nextMs;
    }
  }

  /** With a session: a message for a machine that is down comes when it starts again, if the run still goes on then. */
  #whenUp(message: Message, arrivesMs: number, sentMs: number): number {
    const untilMs = this.#calendar.downUntil(message.to, arrivesMs);
    if (untilMs === undefined) return arrivesMs;
    this.#noteResent(message, sentMs, 'down', 1);
    return untilMs > this.#durationMs ? Infinity : this.#upAgain(message.to, untilMs);
  }

  #upAgain(machine: number, atMs: number): number {
    let upMs = atMs;
    for (let until = this.#calendar.downUntil(machine, upMs); until !== undefined;) {
      upMs = until;
      until = this.#calendar.downUntil(machine, upMs);
    }
    return upMs;
  }

  #noteResent(message: Message, atMs: number, cause: LossReason | undefined, times: number): void {
    if (cause !== undefined) this.#record({ kind: 'resent', ...nameOf(message), atMs, cause, times });
  }
}

function nameOf({ from, to, number }: Message) {
  return { from, to, number };
}

/** As the session of a live run: a second, then twice as long each time, up to its bound. */
function resendAfterMs(attempt: number): number {
  return Math.min(RESEND_AFTER_MS * 2 ** attempt, RESEND_AFTER_MAX_MS);
}
