// Which machine each entry of a log's vectors is of, where lists do not name their machines: the own entry is the one that
// rises at each event of a machine. Where several orders behave so, the numbers or the order of the names decide.
import { compareNames } from '../logs/machine-names.ts';

/** The vectors of one machine's events in their order, all of one length; undefined for an event that has none. */
export type VectorRows = readonly (readonly number[] | undefined)[];

export interface NamedRows {
  readonly name: string;
  readonly rows: VectorRows;
}

/**
 * places: which entry is each machine's own. toss-up: more than one order fits. none: the events of some machine are counted
 * by no entry, so that these are no vector clocks.
 */
export type VectorPlaces =
  | { readonly kind: 'places'; readonly columns: readonly number[] }
  | { readonly kind: 'toss-up' }
  | { readonly kind: 'none' };

/** Of the steps of a machine, its own entry rises at so many; at the others something is wrong with it. */
const RISES_LEAST = 0.75;
const FALLS_MOST = 0.05;

/** The entries that may be a machine's own, by how they go on. */
export function ownEntryCandidates(rows: VectorRows): number[] {
  const known = rows.filter(row => row !== undefined);
  const last = known.at(-1) ?? [];
  const steps = known.length - 1;
  return [...last.keys()].filter(column => {
    let [rises, falls] = [0, 0];
    for (let i = 1; i <= steps; i++) {
      const step = known[i]![column]! - known[i - 1]![column]!;
      if (step > 0) rises += 1;
      if (step < 0) falls += 1;
    }
    return last[column]! > 0 && rises >= RISES_LEAST * steps && falls <= FALLS_MOST * steps + 1;
  });
}

/** `named`: by machine, the entry that the vectors call by its name; undefined where they do not. */
export function vectorPlaces(
  logs: readonly NamedRows[],
  width: number,
  named: readonly (number | undefined)[] = [],
): VectorPlaces {
  const candidates = logs.map(({ rows }) => new Set(ownEntryCandidates(rows)));
  if (logs.length > width || candidates.some(({ size }) => size === 0)) return { kind: 'none' };
  const fits = (hint: readonly (number | undefined)[], options: readonly ReadonlySet<number>[]): boolean =>
    hint.length === logs.length &&
    new Set(hint).size === logs.length &&
    hint.every((column, i) => column !== undefined && options[i]!.has(column));
  if (fits(named, candidates)) return { kind: 'places', columns: named as readonly number[] };
  const left = eliminated(candidates);
  const options = left.every(({ size }) => size <= 1) ? left : eliminated(plausible(logs, left));
  if (options.some(({ size }) => size === 0)) return { kind: 'none' };
  if (options.every(({ size }) => size === 1))
    return { kind: 'places', columns: options.map(([column]) => column!) };
  const hints = hintsOf(logs, width).filter(hint => fits(hint, options));
  const distinct = new Set(hints.map(hint => hint.join()));
  return distinct.size === 1 ? { kind: 'places', columns: hints[0]! } : { kind: 'toss-up' };
}

/** What is one machine's for sure is no other's. */
function eliminated(given: readonly ReadonlySet<number>[]): ReadonlySet<number>[] {
  const options = given.map(own => new Set(own));
  const settled = new Set<number>();
  for (;;) {
    const next = options.findIndex(({ size }, i) => size === 1 && !settled.has(i));
    if (next < 0) return options;
    settled.add(next);
    const [column] = options[next]!;
    for (const [i, own] of options.entries()) if (i !== next) own.delete(column!);
  }
}

/**
 * Without entries that are still 0 at a machine's first event, and those of which others know more than it counts itself;
 * what nothing else is left of stays.
 */
function plausible(
  logs: readonly NamedRows[],
  options: readonly ReadonlySet<number>[],
): ReadonlySet<number>[] {
  const highest = logs.map(({ rows }) => highestIn(rows));
  return options.map((own, i) => {
    const first = logs[i]!.rows.find(row => row !== undefined)!;
    const likely = [...own].filter(
      column =>
        first[column]! > 0 &&
        highest.every((other, j) => j === i || (other[column] ?? 0) <= highest[i]![column]!),
    );
    return likely.length > 0 ? new Set(likely) : own;
  });
}

function highestIn(rows: VectorRows): number[] {
  const highest: number[] = [];
  for (const row of rows)
    for (const [column, entry] of (row ?? []).entries())
      if (entry > (highest[column] ?? 0)) highest[column] = entry;
  return highest;
}

/** By the numbers in the names, which count from 0 or from 1, and by the order of the names where each has an entry. */
function hintsOf(logs: readonly NamedRows[], width: number): number[][] {
  const numbers = logs.map(({ name }) => Number(/\d+$/.exec(name)?.[0] ?? NaN));
  const isNumbered = numbers.every(number => number === number);
  const counted = isNumbered ? [numbers, numbers.map(number => number - 1)] : [];
  const inRange = counted.filter(hint => hint.every(column => column >= 0 && column < width));
  if (logs.length !== width) return inRange;
  const order = [...logs.keys()].sort((a, b) =>
    isNumbered ? numbers[a]! - numbers[b]! : compareNames(logs[a]!.name, logs[b]!.name),
  );
  return [...inRange, logs.map((_, i) => order.indexOf(i))];
}
