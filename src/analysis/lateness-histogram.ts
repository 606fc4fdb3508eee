// How late ticks are, as quantiles of any number of them in constant space.

const SMALLEST_MS = 0.01;
const GROWTH = 1.04; // neighbouring buckets differ by 4 %: the error of a quantile
const BUCKETS = 640; // up to about 8 × 10^8 ms

export class LatenessHistogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #total = 0;

  add(latenessMs: number): void {
    const bucket =
      latenessMs <= SMALLEST_MS ? 0 : Math.ceil(Math.log(latenessMs / SMALLEST_MS) / Math.log(GROWTH));
    this.#counts[Math.min(bucket, BUCKETS - 1)]! += 1;
    this.#total += 1;
  }

  /** The lateness, in milliseconds and up to 4 % too large, that the given share (0 to 1) of ticks does not exceed. */
  quantileMs(share: number): number {
    let left = Math.ceil(share * this.#total);
    if (left === 0) return 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      left -= this.#counts[bucket]!;
      if (left <= 0) return bucket === 0 ? 0 : SMALLEST_MS * GROWTH ** bucket;
    }
    return Infinity;
  }
}
