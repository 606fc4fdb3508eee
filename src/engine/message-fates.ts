// What becomes of a message in a run with faults or delays, decided when it is sent and alike in both engines: whether and
// when it arrives, whether a copy does, and what of it is on record. It depends on the trial, the message and the moment at
// which its sender's tick is planned, and on the messages before it over the same link: on nothing that time may change.
import type { LossReason, MessageFault } from '../core/fault.ts';
import { FAULT_DEFAULTS, type FaultPlan } from '../core/fault-plan.ts';
import type { Message } from '../core/message.ts';
import type { Trial } from '../core/trial.ts';
import { RESEND_AFTER_MAX_MS, RESEND_AFTER_MS } from '../network/session/sending.ts';
import { linkDelayMsOf, type DelayMs } from './delay.ts';
import type { FaultCalendar } from './fault-calendar.ts';
import { faultDrawsOf, type FaultDraw } from './fault-draws.ts';

/** Times in milliseconds since the start. */
export interface Fate {
  /** When it enters its receiver's queue; undefined where it never does. */
  readonly arrivesMs?: number;
  /** When a second copy of it does, not before the first; undefined without one. */
  readonly copyArrivesMs?: number;
  /** It is not lost and does not arrive: its session has still to send it again when the run is over. */
  readonly isHeldBack: boolean;
}

/** Keeps the delays of second copies apart from those of the first. */
const COPY_SEED = 0x7f4a7c15;
const LOST: Fate = { isHeldBack: false };
const HELD_BACK: Fate = { isHeldBack: true };

type Sending =
  | { readonly kind: 'on-its-way'; readonly atMs: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'never' };

/** Of the messages of one machine or of all. Memory: constant for each pair of machines. */
export class MessageFates {
  readonly #plan: FaultPlan;
  readonly #calendar: FaultCalendar;
  readonly #record: (fault: MessageFault) => void;
  readonly #draw: FaultDraw;
  readonly #delayMs: DelayMs;
  readonly #copyDelayMs: DelayMs;
  readonly #machines: number;
  readonly #durationMs: number;
  /** By sender, then recipient: the latest arrival so far, and when the link has room for another message. */
  readonly #latestMs: Float64Array;
  readonly #freeMs: Float64Array;
  readonly #keepsOrder: boolean;

  /** `keepsOrder`: whether a message that is not reordered waits for those before it. With a session it always does. */
  constructor(
    trial: Trial,
    calendar: FaultCalendar,
    record: (fault: MessageFault) => void,
    keepsOrder = true,
  ) {
    this.#keepsOrder = keepsOrder;
    const machines = trial.rates.length;
    this.#plan = trial.faults ?? FAULT_DEFAULTS;
    this.#calendar = calendar;
    this.#record = record;
    this.#draw = faultDrawsOf(trial.seed);
    this.#delayMs = linkDelayMsOf(trial, trial.seed);
    this.#copyDelayMs = linkDelayMsOf(trial, (trial.seed ^ COPY_SEED) >>> 0);
    this.#machines = machines;
    this.#durationMs = trial.durationSeconds * 1000;
    this.#latestMs = new Float64Array(machines * machines);
    this.#freeMs = new Float64Array(machines * machines);
  }

  /** The messages of each link come in the order in which they are sent. */
  send(message: Message, sentMs: number): Fate {
    const pair = (message.from - 1) * this.#machines + message.to - 1;
    const sending = this.#setOut(message, this.#whenFree(pair, sentMs));
    if (sending.kind === 'lost') return LOST;
    if (sending.kind === 'never') {
      this.#latestMs[pair] = Infinity;
      return HELD_BACK;
    }
    const { atMs } = sending;
    const { session, reorderingPercent, reorderingMs } = this.#plan;
    const isReordered = this.#draw('reordering', reorderingPercent, message);
    const extraMs = isReordered ? reorderingMs : 0;
    if (isReordered) this.#record({ kind: 'reordered', ...nameOf(message), atMs, extraMs });
    let arrivesMs = atMs + this.#delayMs(message) + extraMs;
    if (session) arrivesMs = this.#whenUp(message, arrivesMs, atMs);
    // Without a session what is reordered is overtaken: it waits for none and holds up none.
    if (session || (this.#keepsOrder && !isReordered)) {
      arrivesMs = Math.max(arrivesMs, this.#latestMs[pair]!);
      this.#latestMs[pair] = arrivesMs;
    }
    return arrivesMs === Infinity ? HELD_BACK : this.#arrive(message, arrivesMs);
  }

  #arrive(message: Message, arrivesMs: number): Fate {
    const isMissed = this.#isDown(message, arrivesMs);
    if (isMissed) this.#record({ kind: 'lost', ...nameOf(message), atMs: arrivesMs, cause: 'down' });
    const first = isMissed ? {} : { arrivesMs };
    if (!this.#draw('duplication', this.#plan.duplicationPercent, message))
      return { ...first, isHeldBack: false };
    const copyArrivesMs = arrivesMs + this.#copyDelayMs(message);
    const by = this.#plan.session
      ? 'session'
      : isMissed || this.#isDown(message, copyArrivesMs)
        ? 'down'
        : undefined;
    if (by === undefined) return { ...first, copyArrivesMs, isHeldBack: false };
    this.#record({ kind: 'copy-dropped', ...nameOf(message), atMs: copyArrivesMs, by });
    return { ...first, isHeldBack: false };
  }

  #isDown({ to }: Message, atMs: number): boolean {
    return !this.#plan.session && this.#calendar.downUntil(to, atMs) !== undefined;
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
