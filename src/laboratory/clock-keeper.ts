// The coordinator's time on a machine's page: asks for it again and again, keeps the clock of its run on it, and can say how wrong
// that clock may have been since it was last asked.
import type { ClockSample } from '../core/certificate.ts';
import { ClockFilter, DRIFT_TOLERANCE, type ClockExchange } from '../time/clock-filter.ts';
import { DisciplinedScheduler } from '../time/disciplined-scheduler.ts';
import type { Scheduler } from '../time/scheduler.ts';

/** At first, and before each run, so many exchanges come one right after the other. */
const BURST = 8;
/** Then each second time that it is reminded, which is once a second: one every two seconds. */
const ASK_EVERY = 2;
/** One that took long is repeated at once, so often at most. */
const AGAIN_MAX = 2;
/** It took long when it took more than twice the quickest of late and so much, in milliseconds. */
const LONG_MS = 0.5;
/** A quickest one that is not found again for long does not count for ever: it grows by so much with each exchange. */
const QUICKEST_AGES = 1.1;
/** Answers that may still come; when there are more, the oldest is not waited for any more. */
const ASKED_MAX = 16;

/** What is known of a clock since the last report. */
export interface ClockReport {
  /** `atMs` is on the clock of the run. */
  readonly sample: ClockSample;
  /** By how much its own clock runs faster than the coordinator's, in parts per million; undefined where that is not known yet. */
  readonly driftPpm: number | undefined;
  /** The largest error of that, if the clocks drift evenly. */
  readonly driftBoundPpm: number | undefined;
  /** Whether one of the two clocks has jumped. */
  readonly hasJumped: boolean;
}

export interface ClockKeeperOptions {
  /** The page's own clock. */
  readonly scheduler: Scheduler;
  /** On another device than its coordinator; otherwise the two may have one clock, and where they may, they do. */
  readonly isElsewhere: boolean;
  readonly ask: (askedMs: number) => void;
}

export class ClockKeeper {
  /** Resolves with the first report. */
  readonly known: Promise<void>;
  readonly #scheduler: Scheduler;
  readonly #ask: (askedMs: number) => void;
  readonly #filter: ClockFilter;
  readonly #asked = new Set<number>();
  #tellKnown: () => void = () => undefined;
  /** Of a burst. */
  #left = 0;
  #tries = AGAIN_MAX;
  #quickestMs = Infinity;
  #reminders = 0;
  #clock: DisciplinedScheduler;
  #hasJumped = false;
  #reported: { readonly ownMs: number; readonly errorMs: number; readonly isSlewing: boolean } | undefined;

  constructor({ scheduler, isElsewhere, ask }: ClockKeeperOptions) {
    this.#scheduler = scheduler;
    this.#ask = ask;
    this.#filter = new ClockFilter(!isElsewhere);
    this.#clock = new DisciplinedScheduler(scheduler);
    this.known = new Promise(resolve => {
      this.#tellKnown = resolve;
    });
  }

  /** Some exchanges at once, so that the first estimate is a good one. */
  burst(): void {
    this.#left = BURST;
    this.#askNow();
  }

  /** To be called once a second while there is a coordinator. */
  remind(): void {
    this.#reminders += 1;
    if (this.#reminders % ASK_EVERY !== 0) return;
    this.#tries = 0;
    this.#askNow();
  }

  /** Another coordinator has another clock. */
  forget(): void {
    this.#filter.forget();
    this.#quickestMs = Infinity;
    this.#asked.clear();
  }

  /** The clock of a run that begins: set at once, and never again. The one before is not kept any more. */
  begin(): DisciplinedScheduler {
    this.#clock = new DisciplinedScheduler(this.#scheduler);
    this.#reported = undefined;
    this.#hasJumped = false;
    this.#steer();
    return this.#clock;
  }

  /** What answers no question of this page says nothing. */
  hear(answer: Omit<ClockExchange, 'receivedMs'>): void {
    if (!this.#asked.delete(answer.askedMs)) return;
    const receivedMs = this.#scheduler.nowMs();
    if (this.#filter.add({ ...answer, receivedMs }) === 'stepped') this.#hasJumped = true;
    const tookMs = receivedMs - answer.askedMs;
    const tookLong = tookMs > 2 * this.#quickestMs + LONG_MS;
    this.#quickestMs = Math.min(tookMs, this.#quickestMs * QUICKEST_AGES);
    if (this.#left > 0) this.#left -= 1;
    else if (tookLong && this.#tries < AGAIN_MAX) this.#tries += 1;
    else return;
    this.#askNow();
  }

  /**
   * Steers the clock by what is known now, and says how wrong it was since the last report. `startMs`: of the run, on its clock.
   * To be called after each answer. Undefined where nothing is known yet.
   */
  report(startMs: number): ClockReport | undefined {
    const ownMs = this.#scheduler.nowMs();
    const estimate = this.#filter.estimateAt(ownMs);
    if (!estimate) return undefined;
    const { offsetMs } = this.#clock;
    const errorMs = Math.max(estimate.highMs - offsetMs, offsetMs - estimate.lowMs);
    const before = this.#reported ?? { ownMs, errorMs, isSlewing: false };
    // Between two moments of which the errors are known, it cannot have gone further than both ways allow.
    const betweenMs = (2 * DRIFT_TOLERANCE * (ownMs - before.ownMs)) / (before.isSlewing ? 1 : 2);
    const sample = {
      atMs: microseconds(this.#clock.nowMs() - startMs),
      offsetMs: microseconds(offsetMs),
      boundMs: microseconds(Math.max(before.errorMs, errorMs) + betweenMs),
    };
    this.#steer();
    this.#tellKnown();
    const steeredMs = this.#clock.offsetMs;
    const leftMs = Math.max(estimate.highMs - steeredMs, steeredMs - estimate.lowMs);
    this.#reported = { ownMs, errorMs: leftMs, isSlewing: this.#clock.isSlewing };
    const hasJumped = this.#hasJumped;
    this.#hasJumped = false;
    const { rate, rateBound } = estimate;
    const isKnown = rateBound !== undefined;
    return {
      sample,
      driftPpm: isKnown ? microseconds(-rate * 1e6) : undefined,
      driftBoundPpm: isKnown ? microseconds(rateBound * 1e6) : undefined,
      hasJumped,
    };
  }

  #steer(): void {
    const estimate = this.#filter.estimateAt(this.#scheduler.nowMs());
    if (!estimate) return;
    this.#clock.steer(estimate.offsetMs, estimate.rate);
  }

  #askNow(): void {
    const askedMs = this.#scheduler.nowMs();
    this.#asked.add(askedMs);
    if (this.#asked.size > ASKED_MAX) this.#asked.delete(this.#asked.values().next().value!);
    this.#ask(askedMs);
  }
}

/** To three digits, and never the zero below zero, which no file keeps. */
function microseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000 + 0;
}
