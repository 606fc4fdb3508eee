// How far another party's clock is from one's own, and for certain: from exchanges of question and answer with the four times of
// RFC 5905 (NTP), of which the newest eight are kept. Each says within which limits the offset lies; all together say it best.

/** One exchange, in milliseconds: asked and received on one's own clock, heard and answered on the other's. */
export interface ClockExchange {
  readonly askedMs: number;
  readonly heardMs: number;
  readonly answeredMs: number;
  readonly receivedMs: number;
}

/** Where the offset lies for certain: the other clock less one's own, in milliseconds. */
export interface OffsetLimits {
  readonly lowMs: number;
  readonly highMs: number;
}

/** `boundMs` is the largest error that the offset can have. Milliseconds, and milliseconds for each one that passes. */
export interface ClockEstimate extends OffsetLimits {
  /** The other clock less one's own. */
  readonly offsetMs: number;
  readonly boundMs: number;
  /** By how much the offset grows; 0 where that is not known yet. */
  readonly rate: number;
  readonly isRateKnown: boolean;
}

/**
 * Two clocks of computers gain or lose less than this on each other: 250 microseconds a second. Quartz is within 100 parts per
 * million each, as a rule within 20; RFC 5905 takes 15 for a clock that it has disciplined, and ours is not.
 */
export const DRIFT_TOLERANCE = 250e-6;
/** RFC 5905, section 10. */
const KEPT_MAX = 8;
/** For the drift: when there are more, every second one goes. */
const HISTORY_MAX = 64;
/** A shorter stretch says nothing of a drift. */
const DRIFT_AFTER_MS = 10_000;
const DRIFT_SAMPLES_MIN = 5;

interface Sample extends OffsetLimits {
  /** On one's own clock. */
  readonly atMs: number;
}

export class ClockFilter {
  readonly #ownGrain = new Grain();
  readonly #otherGrain = new Grain();
  #samples: Sample[] = [];
  #history: Sample[] = [];
  #rate: number | undefined;
  /** Whether nothing has said yet that the two clocks are not one and the same. */
  #mayBeOne: boolean;
  readonly #areOneDevices: boolean;

  /** `areOneDevices`: whether the clocks may be one and the same, and then are taken for one. */
  constructor(areOneDevices: boolean) {
    this.#areOneDevices = areOneDevices;
    this.#mayBeOne = areOneDevices;
  }

  /** stepped: one of the clocks has jumped since the exchange before, and this one alone counts. refused: no such exchange can be. */
  add({ askedMs, heardMs, answeredMs, receivedMs }: ClockExchange): 'taken' | 'stepped' | 'refused' {
    this.#ownGrain.see(askedMs, receivedMs);
    this.#otherGrain.see(heardMs, answeredMs);
    const grainMs = this.#ownGrain.ms + this.#otherGrain.ms;
    const awayMs = receivedMs - askedMs - (answeredMs - heardMs);
    if (receivedMs < askedMs || answeredMs < heardMs || awayMs < -2 * grainMs) return 'refused';
    // It was heard after it was asked, and received after it was answered: nothing is taken for granted of the two ways.
    const slackMs = grainMs + DRIFT_TOLERANCE * (receivedMs - askedMs);
    const sample = {
      atMs: receivedMs,
      lowMs: answeredMs - receivedMs - slackMs,
      highMs: heardMs - askedMs + slackMs,
    };
    const before = this.#limitsAt(receivedMs);
    const hasStepped = before !== undefined && (sample.lowMs > before.highMs || sample.highMs < before.lowMs);
    if (hasStepped) this.#forget();
    this.#samples = [...this.#samples.slice(1 - KEPT_MAX), sample];
    const { lowMs, highMs } = this.#limitsAt(receivedMs)!;
    if (lowMs > 0 || highMs < 0) this.#mayBeOne = false;
    this.#learnRate(sample);
    return hasStepped ? 'stepped' : 'taken';
  }

  /** At a moment of one's own clock; undefined before the first exchange. */
  estimateAt(ownMs: number): ClockEstimate | undefined {
    const limits = this.#limitsAt(ownMs);
    if (!limits) return undefined;
    const { lowMs, highMs } = limits;
    const isRateKnown = this.#rate !== undefined;
    const rate = this.#mayBeOne ? 0 : (this.#rate ?? 0);
    // Where the clocks may be one and the same, they are.
    const offsetMs = this.#mayBeOne ? 0 : Math.min(highMs, Math.max(lowMs, this.#likelyAt(ownMs, rate)));
    const boundMs = Math.max(highMs - offsetMs, offsetMs - lowMs);
    return { offsetMs, boundMs, rate, isRateKnown, lowMs, highMs };
  }

  /** The other clock is another one now. */
  forget(): void {
    this.#forget();
    this.#otherGrain.forget();
  }

  #forget(): void {
    this.#samples = [];
    this.#history = [];
    this.#rate = undefined;
    this.#mayBeOne = this.#areOneDevices;
  }

  /** What all that are kept agree on, each the wider the older it is. Two that agree still do when they are older. */
  #limitsAt(ownMs: number): OffsetLimits | undefined {
    if (this.#samples.length === 0) return undefined;
    let lowMs = -Infinity;
    let highMs = Infinity;
    for (const sample of this.#samples) {
      const widerMs = DRIFT_TOLERANCE * Math.max(0, ownMs - sample.atMs);
      lowMs = Math.max(lowMs, sample.lowMs - widerMs);
      highMs = Math.min(highMs, sample.highMs + widerMs);
    }
    return { lowMs, highMs };
  }

  /** By the exchange that had the lowest delay, which counts less as it ages. */
  #likelyAt(ownMs: number, rate: number): number {
    const widthAt = (sample: Sample): number =>
      (sample.highMs - sample.lowMs) / 2 + DRIFT_TOLERANCE * (ownMs - sample.atMs);
    const best = this.#samples.reduce((a, b) => (widthAt(b) <= widthAt(a) ? b : a));
    return (best.lowMs + best.highMs) / 2 + rate * (ownMs - best.atMs);
  }

  #learnRate(sample: Sample): void {
    if (this.#history.length >= HISTORY_MAX) this.#history = this.#history.filter((_, i) => i % 2 === 0);
    this.#history.push(sample);
    const widths = this.#history.map(({ lowMs, highMs }) => highMs - lowMs).sort((a, b) => a - b);
    const widestMs = widths[Math.floor(widths.length / 2)]!;
    const quick = this.#history.filter(({ lowMs, highMs }) => highMs - lowMs <= widestMs);
    const spanMs = quick.at(-1)!.atMs - quick[0]!.atMs;
    if (quick.length < DRIFT_SAMPLES_MIN || spanMs < DRIFT_AFTER_MS) return;
    const slope = theilSenSlope(quick.map(({ atMs, lowMs, highMs }) => [atMs, (lowMs + highMs) / 2]));
    this.#rate = Math.max(-DRIFT_TOLERANCE, Math.min(DRIFT_TOLERANCE, slope));
  }
}

/** The grain of a clock as its times show it: whole milliseconds in some browsers, a tenth of one in others. */
class Grain {
  #ms = 1;

  get ms(): number {
    return this.#ms;
  }

  see(...timesMs: readonly number[]): void {
    if (timesMs.some(timeMs => !Number.isInteger(timeMs))) this.#ms = 0.1;
  }

  forget(): void {
    this.#ms = 1;
  }
}

/** Theil (1950) and Sen (1968): the median of the slopes between any two points. Time: the square of their number. */
function theilSenSlope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes: number[] = [];
  for (const [i, [x, y]] of points.entries())
    for (let j = i + 1; j < points.length; j++) {
      const [otherX, otherY] = points[j]!;
      if (otherX !== x) slopes.push((otherY - y) / (otherX - x));
    }
  slopes.sort((a, b) => a - b);
  const middle = (slopes.length - 1) / 2;
  return ((slopes[Math.floor(middle)] ?? NaN) + (slopes[Math.ceil(middle)] ?? NaN)) / 2;
}
