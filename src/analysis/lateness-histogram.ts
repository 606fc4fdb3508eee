// How late ticks are, as quantiles of any number of them in constant space.

const SMALLEST_MS = 0.01;
const GROWTH = 1.005; // neighbouring buckets differ by 0.5 %: the error of a quantile
const BUCKETS = 5056; // up to about 8 × 10^8 ms

export class LatenessHistogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #total = 0;
  #highest = 0;

  /** Where a lateness is counted: from 0, and below 2^16. */
  static bucketOf(latenessMs: number): number {
    const bucket =
      latenessMs <= SMALLEST_MS ? 0 : Math.ceil(Math.log(latenessMs / SMALLEST_MS) / Math.log(GROWTH));
    return Math.min(bucket, BUCKETS - 1);
  }

  add(latenessMs: number): void {
    this.addBucket(LatenessHistogram.bucketOf(latenessMs));
  }

  /** As {@link add}, for a lateness whose bucket is known. */
  addBucket(bucket: number): void {
    this.#counts[bucket]! += 1;
    this.#highest = Math.max(this.#highest, bucket);
    this.#total += 1;
  }

  /** Takes one back that was added. */
  removeBucket(bucket: number): void {
    this.#counts[bucket]! -= 1;
    this.#total -= 1;
  }

  /**
   * The quantile of the lateness at `portion` (0 to 1), in milliseconds, between the two ticks next to it where it is
   * between two, as `quantileOf` has it; up to 0.5 % too large. 0 where there were no ticks.
   */
  quantileMs(portion: number): number {
    if (this.#total === 0) return 0;
    const position = (this.#total - 1) * portion;
    const below = Math.floor(position);
    const lowMs = this.#rankedMs(below);
    const highMs = this.#rankedMs(Math.min(below + 1, this.#total - 1));
    return lowMs + (highMs - lowMs) * (position - below);
  }

  /** The tick at `rank` by its lateness, from 0. Looked for from the top, where the quantiles are that one asks for. */
  #rankedMs(rank: number): number {
    let above = this.#total - rank;
    for (let bucket = this.#highest; bucket > 0; bucket--) {
      above -= this.#counts[bucket]!;
      if (above <= 0) return SMALLEST_MS * GROWTH ** bucket;
    }
    return 0;
  }
}
