// How many runs a search stands for: all interleavings of the steps, and how many of those differ in the order that machines can
// tell. Two runs have the same order when each machine takes the same inputs, one after the other (a message by its sender and what
// it says; a loss is its recipient's). Counted state by state, not run by run.
import type { Move, Search } from './search.ts';
import { isRegular } from './search.ts';

export interface RunCounts {
  readonly orders: number;
  readonly interleavings: number;
}

/** Why there is no number: some run has no end; or counting would have taken more than was allowed. */
export type Uncounted = 'endless' | 'bound';

/** Pairs of a state and what sleeps there, beyond which orders are not counted. */
const PAIRS_MAX = 2_000_000;
const UNDER_WAY = -1;

class UncountedError extends Error {
  override readonly name = 'UncountedError';
  constructor(readonly why: Uncounted) {
    super(why);
  }
}

/** Of a search that has seen every state. Numbers above 2^53 are near. `onPair` is told of each pair and each state. */
export function countRuns(
  search: Search,
  roots: readonly number[],
  onPair: () => void = () => undefined,
): RunCounts | Uncounted {
  try {
    const counting = new Counting(search, onPair);
    let [orders, interleavings] = [0, 0];
    for (const root of roots) {
      interleavings += counting.interleavingsFrom(root);
      orders += counting.ordersFrom(root, []);
    }
    return { orders, interleavings };
  } catch (error) {
    if (error instanceof UncountedError) return error.why;
    throw error;
  }
}

interface KnownMove {
  /** The same for the same step in another state: its machine is `id % machines`. */
  readonly id: number;
  readonly seat: number;
  readonly isRegular: boolean;
  readonly kind: Move['kind'];
  readonly to: readonly number[];
}

class Counting {
  readonly #search: Search;
  readonly #onPair: () => void;
  readonly #moves = new Map<number, readonly KnownMove[]>();
  readonly #interleavings = new Map<number, number>();
  readonly #orders = new Map<number, Map<string, number>>();
  readonly #ids = new Map<string, number>();
  #pairs = 0;

  constructor(search: Search, onPair: () => void) {
    this.#search = search;
    this.#onPair = onPair;
  }

  interleavingsFrom(state: number): number {
    const known = this.#interleavings.get(state);
    if (known === UNDER_WAY) throw new UncountedError('endless');
    if (known !== undefined) return known;
    this.#interleavings.set(state, UNDER_WAY);
    this.#onPair();
    const moves = this.#movesOf(state);
    let sum = isEnd(moves) ? 1 : 0;
    for (const { to } of moves) for (const next of to) sum += this.interleavingsFrom(next);
    this.#interleavings.set(state, sum);
    return sum;
  }

  /** `asleep`: sorted ids of steps that were taken elsewhere, before steps of other machines. */
  ordersFrom(state: number, asleep: readonly number[]): number {
    let bySleep = this.#orders.get(state);
    if (!bySleep) this.#orders.set(state, (bySleep = new Map<string, number>()));
    const key = asleep.join();
    const known = bySleep.get(key);
    if (known !== undefined) return known;
    if ((this.#pairs += 1) > PAIRS_MAX) throw new UncountedError('bound');
    this.#onPair();
    const moves = this.#movesOf(state);
    let sum = isEnd(moves) ? 1 : 0;
    const done = moves.filter(({ id }) => asleep.includes(id));
    for (const move of moves) {
      if (asleep.includes(move.id)) continue;
      const still = done
        .filter(each => each.seat !== move.seat && (each.isRegular || each.kind !== move.kind))
        .map(({ id }) => id)
        .sort((a, b) => a - b);
      for (const next of move.to) sum += this.ordersFrom(next, still);
      done.push(move);
    }
    bySleep.set(key, sum);
    return sum;
  }

  #movesOf(state: number): readonly KnownMove[] {
    let known = this.#moves.get(state);
    if (!known) this.#moves.set(state, (known = this.#workOut(state)));
    return known;
  }

  #workOut(state: number): readonly KnownMove[] {
    const { table, width, parts } = this.#search;
    const tuple = new Uint32Array(width);
    const next = new Uint32Array(width);
    table.read(state, tuple);
    return this.#search.movesOf(tuple).map(move => {
      const { seat, kind, from, nth } = move;
      const isOwn = kind === 'own' || kind === 'crash';
      const what = isOwn
        ? `${nth}`
        : `${from}:${parts.lettersIn(tuple[this.#search.channelAt(from, seat)]!)[nth]!}`;
      const to: number[] = [];
      this.#search.follow(tuple, move, next, reached => to.push(~table.add(reached)));
      return { id: this.#idOf(`${seat} ${kind} ${what}`), seat, isRegular: isRegular(move), kind, to };
    });
  }

  #idOf(key: string): number {
    let id = this.#ids.get(key);
    if (id === undefined) this.#ids.set(key, (id = this.#ids.size));
    return id;
  }
}

/** A run may end there: what is left is what a network or a machine may be spared. */
function isEnd(moves: readonly KnownMove[]): boolean {
  return !moves.some(move => move.isRegular);
}
