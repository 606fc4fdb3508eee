// What makes room in the history: deleted runs go first, then the oldest without a star, and never one with a star.
import type { HistoryEntry } from './entry.ts';

/** What an entry itself takes, generously: it is counted, so that many small runs have a bound too. */
export const ENTRY_BYTES = 2048;
/** At most so many runs, and so many bytes of them, however much the browser offers. */
export const RUNS_MAX = 1000;
export const HISTORY_BYTES_MAX = 2 ** 30;
/** Of what the browser offers to this site. */
const PORTION_OF_QUOTA = 0.5;
/** A deleted run can be brought back for so long. */
export const DELETED_KEPT_MS = 7 * 24 * 3600 * 1000;

export interface HistoryBounds {
  readonly runs: number;
  readonly bytes: number;
}

/** What the decision needs to know of an entry. */
export type Kept = Pick<HistoryEntry, 'id' | 'keptAtMs' | 'starred' | 'deletedAtMs' | 'traceBytes'>;

export type Room =
  /** When these are removed, in this order. */
  | { readonly kind: 'room'; readonly remove: readonly Kept[] }
  /** too-large: for the whole history. starred: all that is left has a star. */
  | { readonly kind: 'none'; readonly reason: 'too-large' | 'starred' };

/** `quota` is what the browser offers to this site, in bytes; undefined where it does not say. */
export function boundsFor(quota: number | undefined): HistoryBounds {
  const bytes = Math.min(HISTORY_BYTES_MAX, Math.floor((quota ?? Infinity) * PORTION_OF_QUOTA));
  return { runs: RUNS_MAX, bytes };
}

export function bytesOf(entry: Pick<HistoryEntry, 'traceBytes'>): number {
  return entry.traceBytes + ENTRY_BYTES;
}

/** Room for some more runs of so many bytes together. */
export function roomFor(kept: readonly Kept[], more: HistoryBounds, bounds: HistoryBounds): Room {
  if (more.bytes > bounds.bytes || more.runs > bounds.runs) return { kind: 'none', reason: 'too-large' };
  let runs = kept.length + more.runs;
  let bytes = kept.reduce((sum, entry) => sum + bytesOf(entry), more.bytes);
  const remove: Kept[] = [];
  for (const entry of kept.filter(mayGo).sort(firstToGo)) {
    if (runs <= bounds.runs && bytes <= bounds.bytes) break;
    remove.push(entry);
    runs -= 1;
    bytes -= bytesOf(entry);
  }
  return runs <= bounds.runs && bytes <= bounds.bytes
    ? { kind: 'room', remove }
    : { kind: 'none', reason: 'starred' };
}

/** Deleted so long ago that nobody wants them back. */
export function overdue<Entry extends Kept>(kept: readonly Entry[], nowMs: number): readonly Entry[] {
  return kept.filter(({ deletedAtMs }) => deletedAtMs !== undefined && nowMs - deletedAtMs > DELETED_KEPT_MS);
}

function mayGo({ starred, deletedAtMs }: Kept): boolean {
  return !starred || deletedAtMs !== undefined;
}

function firstToGo(a: Kept, b: Kept): number {
  const deleted = Number(b.deletedAtMs !== undefined) - Number(a.deletedAtMs !== undefined);
  return deleted || a.keptAtMs - b.keptAtMs || (a.id < b.id ? -1 : 1);
}
