// The own entries of a host's vectors: they number its events, so they put lines right that changed places, and name the event
// that an entry of another host's vector is of.
import { counted } from '../../core/counted.ts';
import type { HostVectors } from './vector-messages.ts';

export interface EntryOrder {
  /** Positions in the order of their entries; undefined where they should stay as they are. */
  readonly order: readonly number[] | undefined;
  /** How many came before one with a smaller entry, where that could be put right. */
  readonly moved: number;
}

/** Sorted where each event has an entry and no two have the same; otherwise they stay, for the audit to judge. */
export function orderOfEntries(entries: readonly number[]): EntryOrder {
  const moved = entries.filter((entry, i) => i > 0 && entry < entries[i - 1]!).length;
  const isSortable = moved > 0 && !entries.includes(0) && new Set(entries).size === entries.length;
  if (!isSortable) return { order: undefined, moved: 0 };
  return { order: [...entries.keys()].sort((a, b) => entries[a]! - entries[b]!), moved };
}

/** What a person should know where lines changed places. */
export function movedNote(moved: number, host: string): string {
  return `${counted(moved, 'event of', 'events of')} ${host} came before an event with a smaller own entry; they are sorted by it.`;
}

/** Of the vectors of `host` (from 0), `width` entries each: the first event with an own entry. Those that state none are passed over. */
export function indexByEntry(
  { count, vectors }: HostVectors,
  host: number,
  width: number,
  unstated?: Uint8Array,
): ReadonlyMap<number, number> {
  const indices = new Map<number, number>();
  for (let index = 0; index < count; index++) {
    const entry = vectors[index * width + host]!;
    if (entry > 0 && !unstated?.[index] && !indices.has(entry)) indices.set(entry, index);
  }
  return indices;
}
