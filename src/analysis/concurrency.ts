// How much of the truth a clock tells, counted exactly over all pairs of events: the pairs that are concurrent and yet
// bear timestamps that put one first, and the pairs of which one happened before the other and the timestamps deny it.
import { firstAtLeast } from '../core/search.ts';
import type { HybridClocks } from './hybrid-clocks.ts';
import type { VectorClocks } from './vector-clocks.ts';
import type { Lens } from './clock-lenses.ts';
import { mergeMachines } from './merge-machines.ts';

/** All pairs of two different events; events on circles of messages are left out. */
export interface PairCounts {
  readonly events: number;
  readonly pairs: number;
  /** Of which one happened before the other. */
  readonly causal: number;
  readonly concurrent: number;
}

export interface LensCounts {
  /** Concurrent pairs with different timestamps: the clock orders what has no order. */
  readonly concurrentOrdered: number;
  /** Pairs of which one happened before the other, and both bear the same timestamp. */
  readonly causalEqual: number;
  /** Pairs of which one happened before the other, and bears the higher timestamp. */
  readonly causalReversed: number;
}

/** Any two of its timestamps are equal, or one is the earlier. */
export type LineLens = Exclude<Lens, { readonly kind: 'vector' } | { readonly kind: 'matrix' }>;

/** Timestamps by machine as whole numbers whose order is the order of the timestamps. */
export type Ranks = readonly Uint32Array[];

/** Time: the entries of the vectors. */
export function countPairs(vectors: VectorClocks): PairCounts {
  const counts = labelledCounts(vectors);
  const events = counts.reduce((sum, count) => sum + count, 0);
  let heardOf = 0; // by all vectors together; each counts its own event too
  for (const column of vectors.columns) for (let i = 0; i < column.length; i++) heardOf += column[i]!;
  const causal = heardOf - events;
  const pairs = pairsOf(events);
  return { events, pairs, causal, concurrent: pairs - causal };
}

/**
 * Time for n events of m machines: n log n and n × m; n × m × log n for machines whose timestamps go backwards.
 */
export function countLens(vectors: VectorClocks, lens: Lens): LensCounts {
  if (lens.kind === 'vector' || lens.kind === 'matrix')
    return { concurrentOrdered: 0, causalEqual: 0, causalReversed: 0 };
  return countRanks(vectors, ranksOf(vectors, lens));
}

export function ranksOf(vectors: VectorClocks, lens: LineLens): Ranks {
  return lens.kind === 'hybrid' ? ranksOfHybrid(lens.clocks, labelledCounts(vectors)) : lens.columns;
}

function countRanks(vectors: VectorClocks, ranks: Ranks): LensCounts {
  const counts = labelledCounts(vectors);
  const { causalEqual, causalNotBelow } = countDenied(vectors, ranks, counts);
  const { concurrent } = countPairs(vectors);
  const concurrentEqual = countEqualPairs(ranks, counts) - causalEqual;
  return {
    concurrentOrdered: concurrent - concurrentEqual,
    causalEqual,
    causalReversed: causalNotBelow - causalEqual,
  };
}

/** By machine: how many events have a vector. They are a beginning of its log. */
export function labelledCounts({ columns, machines }: VectorClocks): number[] {
  return columns.map((column, at) => {
    let count = column.length / machines;
    while (count > 0 && column[(count - 1) * machines + at] === 0) count -= 1;
    return count;
  });
}

/** Hybrid timestamps rise on every machine, so merging them says which place each one takes; equal ones share it. */
function ranksOfHybrid({ physicalPartsMs, counters }: HybridClocks, counts: readonly number[]): Ranks {
  const ranks = counts.map(count => new Uint32Array(count));
  const merged = mergeMachines(
    counts,
    (a, i, b, j) => physicalPartsMs[a]![i]! - physicalPartsMs[b]![j]! || counters[a]![i]! - counters[b]![j]!,
  );
  let rank = 0;
  let partMs = NaN;
  let counter = 0;
  for (const { machine, index } of merged) {
    const ownPartMs = physicalPartsMs[machine - 1]![index]!;
    const ownCounter = counters[machine - 1]![index]!;
    if (ownPartMs !== partMs || ownCounter !== counter) rank += 1;
    partMs = ownPartMs;
    counter = ownCounter;
    ranks[machine - 1]![index] = rank;
  }
  return ranks;
}

function countEqualPairs(ranks: Ranks, counts: readonly number[]): number {
  const all = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
  let filled = 0;
  for (const [at, column] of ranks.entries()) {
    all.set(column.subarray(0, counts[at]), filled);
    filled += counts[at]!;
  }
  all.sort();
  let pairs = 0;
  for (let from = 0; from < all.length;) {
    let to = from + 1;
    while (to < all.length && all[to] === all[from]) to += 1;
    pairs += pairsOf(to - from);
    from = to;
  }
  return pairs;
}

interface Denied {
  causalEqual: number;
  /** Equal or reversed. */
  causalNotBelow: number;
}

/** The past of an event is a beginning of each machine's log: what in it does not bear a lower timestamp? */
function countDenied(vectors: VectorClocks, ranks: Ranks, counts: readonly number[]): Denied {
  const denied: Denied = { causalEqual: 0, causalNotBelow: 0 };
  for (const [k, pastRanks] of ranks.entries()) {
    const beginning = pastRanks.subarray(0, counts[k]);
    const countIn = rises(beginning) ? inRising(beginning) : inSorted(beginning);
    for (const [at, column] of vectors.columns.entries()) {
      const own = ranks[at]!;
      const itself = at === k ? 1 : 0;
      countIn.restart();
      for (let index = 0; index < counts[at]!; index++) {
        const past = column[index * vectors.machines + k]! - itself;
        if (past > 0) countIn.add(denied, past, own[index]!);
      }
    }
  }
  return denied;
}

/** Counts among the first `past` timestamps of a machine those equal to `rank`, and those not below it. */
interface BeginningCounter {
  /** Before `past` may be lower than it last was. */
  restart(): void;
  add(denied: Denied, past: number, rank: number): void;
}

function rises(column: Uint32Array): boolean {
  for (let i = 1; i < column.length; i++) if (column[i]! < column[i - 1]!) return false;
  return true;
}

/** By binary search; for a clock that tells the truth one look at the last timestamp is enough. */
function inRising(column: Uint32Array): BeginningCounter {
  return {
    restart: () => undefined,
    add(denied, past, rank) {
      if (column[past - 1]! < rank) return;
      const below = firstAtLeast(column, past, rank);
      denied.causalNotBelow += past - below;
      denied.causalEqual += firstAtLeast(column, past, rank + 1) - below;
    },
  };
}

/** By a tree of counts over the different timestamps (Fenwick 1994), to which the beginning's events are added as it grows. */
function inSorted(column: Uint32Array): BeginningCounter {
  const values = column.slice().sort();
  let different = 0;
  for (const [i, value] of values.entries())
    if (i === 0 || value !== values[i - 1]) values[different++] = value;
  const tree = new Uint32Array(different + 1);
  let added = 0;
  /** Of those added, how many are among the `place` lowest different values. */
  const countBelow = (place: number): number => {
    let count = 0;
    for (let node = place; node > 0; node &= node - 1) count += tree[node]!;
    return count;
  };
  return {
    restart() {
      tree.fill(0);
      added = 0;
    },
    add(denied, past, rank) {
      for (; added < past; added++) {
        const place = firstAtLeast(values, different, column[added]!) + 1;
        for (let node = place; node <= different; node += node & -node) tree[node]! += 1;
      }
      const below = firstAtLeast(values, different, rank);
      const countOfBelow = countBelow(below);
      denied.causalNotBelow += past - countOfBelow;
      if (values[below] === rank && below < different)
        denied.causalEqual += countBelow(below + 1) - countOfBelow;
    },
  };
}

function pairsOf(count: number): number {
  return count < 2 ? 0 : (count * (count - 1)) / 2;
}
