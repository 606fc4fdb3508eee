// How far another party's clock is from one's own, and for certain: from exchanges of question and answer with the four times of
// RFC 5905 (NTP), of which the eight that say most are kept. Each says within which limits the offset lies; all together say it best.

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
  /** By how much the offset is taken to grow; 0 where that is not known, and where it may be none. */
  readonly rate: number;
  /** The largest error of that, if the clocks drift evenly; undefined where nothing is known of it yet. */
  readonly rateBound: number | undefined;
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
const HISTORY_EVERY_MS = 1000;
/** A shorter stretch says nothing of a drift. */
const DRIFT_AFTER_MS = 10_000;

interface Sample extends OffsetLimits {
  /** On one's own clock. */
  readonly atMs: number;
}

export class ClockFilter {
  readonly #ownGrain = new Grain();
  readonly #otherGrain = new Grain();
  #samples: Sample[] = [];
  #history: Sample[] = [];
  #drift: Drift | undefined;
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
    this.#keep(sample);
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
    const { low = -DRIFT_TOLERANCE, high = DRIFT_TOLERANCE, likely = 0 } = this.#drift ?? {};
    const rate = this.#mayBeOne || (low <= 0 && high >= 0) ? 0 : likely;
    const rateBound = this.#drift && Math.max(high - rate, rate - low);
    // Where the clocks may be one and the same, they are.
    const offsetMs = this.#mayBeOne ? 0 : Math.min(highMs, Math.max(lowMs, this.#likelyAt(ownMs, rate)));
    const boundMs = Math.max(highMs - offsetMs, offsetMs - lowMs);
    return { offsetMs, boundMs, rate, rateBound, lowMs, highMs };
  }

  /** The other clock is another one now. */
  forget(): void {
    this.#forget();
    this.#otherGrain.forget();
  }

  #forget(): void {
    this.#samples = [];
    this.#history = [];
    this.#drift = undefined;
    this.#mayBeOne = this.#areOneDevices;
  }

  /** Of more than are kept, the one that says least by now goes. */
  #keep(sample: Sample): void {
    this.#samples = [...this.#samples, sample];
    if (this.#samples.length <= KEPT_MAX) return;
    const widest = this.#samples.reduce((a, b) =>
      halfWidthAt(b, sample.atMs) > halfWidthAt(a, sample.atMs) ? b : a,
    );
    this.#samples = this.#samples.filter(each => each !== widest);
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
    const best = this.#samples.reduce((a, b) => (halfWidthAt(b, ownMs) <= halfWidthAt(a, ownMs) ? b : a));
    return (best.lowMs + best.highMs) / 2 + rate * (ownMs - best.atMs);
  }

  /** Of exchanges that come one right after the other, the one with the lowest delay is enough. */
  #learnRate(sample: Sample): void {
    const last = this.#history.at(-1);
    if (last && sample.atMs - last.atMs < HISTORY_EVERY_MS) {
      if (sample.highMs - sample.lowMs < last.highMs - last.lowMs) this.#history.splice(-1, 1, sample);
    } else this.#history.push(sample);
    if (this.#history.length > HISTORY_MAX) this.#history = this.#history.filter((_, i) => i % 2 === 0);
    this.#drift = driftOf(this.#history);
  }
}

function halfWidthAt({ atMs, lowMs, highMs }: Sample, ownMs: number): number {
  return (highMs - lowMs) / 2 + DRIFT_TOLERANCE * (ownMs - atMs);
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

/** Limits and a likely value between them, for each millisecond that passes. */
interface Drift {
  readonly low: number;
  readonly high: number;
  readonly likely: number;
}

/**
 * From the slopes between any two of the samples: their limits, which hold where the drift is even, and their median (Theil 1950, Sen
 * 1968), in which a slope counts by the square of how narrow its limits are, so that slow exchanges hardly count. Time: the square of
 * the samples.
 */
function driftOf(samples: readonly Sample[]): Drift | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.atMs - first.atMs < DRIFT_AFTER_MS) return undefined;
  let low = -DRIFT_TOLERANCE;
  let high = DRIFT_TOLERANCE;
  const slopes: { readonly slope: number; readonly weight: number }[] = [];
  for (const [i, early] of samples.entries())
    for (let j = i + 1; j < samples.length; j++) {
      const late = samples[j]!;
      const lastsMs = late.atMs - early.atMs;
      const least = (late.lowMs - early.highMs) / lastsMs;
      const most = (late.highMs - early.lowMs) / lastsMs;
      low = Math.max(low, least);
      high = Math.min(high, most);
      slopes.push({ slope: (least + most) / 2, weight: (most - least) ** -2 });
    }
  if (low > high) return undefined; // it was not even
  slopes.sort((a, b) => a.slope - b.slope);
  let left = slopes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  const median = slopes.find(({ weight }) => (left -= weight) <= 0)!.slope;
  return { low, high, likely: Math.max(low, Math.min(high, median)) };
}
