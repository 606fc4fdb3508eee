// Searches the events of a trace, a slice at a time, so that whoever works for others can look up in between and stop.
import type { EventFilter } from '../event-list.ts';
import { narrow } from './narrow.ts';
import type { Query } from './query.ts';
import type { SearchIndex } from './search-index.ts';

const SLICE = 65_536; // events between two looks up: about a millisecond

/** What was found, as numbers of events: `SearchIndex.offsets` and the index. Plain typed arrays, to be handed over. */
export interface FoundNumbers {
  /** Ascending: by machine, then index. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** The same by time, then machine, then index. */
  readonly inTime: Uint32Array<ArrayBuffer>;
  /** By machine: how many events there were. */
  readonly counts: readonly number[];
}

export interface SearchRequest {
  /** Undefined: all events. Its names are known in the trace. */
  readonly query: Query | undefined;
  readonly filter: EventFilter;
}

/** Yields between slices; returns what was found. Time: the events, for each term. */
export function* searchInSlices(
  index: SearchIndex,
  { query, filter }: SearchRequest,
): Generator<undefined, FoundNumbers> {
  const isIn = new Uint8Array(index.eventCount);
  const terms = queryOf(filter, query);
  let count = 0;
  for (const log of index.trace.logs) {
    const offset = index.offsets[log.machine - 1]!;
    const events = index.counts[log.machine - 1]!;
    if (filter.machine !== undefined && filter.machine !== log.machine) continue;
    for (let first = 0; first < events; first += SLICE) {
      const end = Math.min(events, first + SLICE);
      const mask = isIn.subarray(offset + first, offset + end).fill(1);
      if (filter.fromMs !== undefined || filter.toMs !== undefined)
        narrowByTime(log.atMs, first, mask, filter);
      if (terms) narrow(index, terms, { log, first, end, mask });
      for (const each of mask) count += each;
      yield;
    }
  }
  return gathered(index, isIn, count);
}

/** At once. */
export function search(index: SearchIndex, request: SearchRequest): FoundNumbers {
  const slices = searchInSlices(index, request);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

function queryOf({ kind }: EventFilter, query: Query | undefined): Query | undefined {
  if (kind === undefined) return query;
  const ofKind: Query = { kind: 'event-kind', is: kind };
  return query ? { kind: 'and', terms: [ofKind, query] } : ofKind;
}

function narrowByTime(
  atMs: Float64Array,
  first: number,
  mask: Uint8Array,
  { fromMs = -Infinity, toMs = Infinity }: EventFilter,
): void {
  for (let at = 0; at < mask.length; at++)
    if (atMs[first + at]! < fromMs || atMs[first + at]! > toMs) mask[at] = 0;
}

function gathered({ inTime, counts }: SearchIndex, isIn: Uint8Array, count: number): FoundNumbers {
  const found: FoundNumbers = { numbers: new Uint32Array(count), inTime: new Uint32Array(count), counts };
  for (let number = 0, at = 0; at < count; number++) if (isIn[number] === 1) found.numbers[at++] = number;
  for (let row = 0, at = 0; at < count; row++) {
    const number = inTime[row]!;
    if (isIn[number] === 1) found.inTime[at++] = number;
  }
  return found;
}
