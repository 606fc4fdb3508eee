// What one change of the storage does, decided from all that is stored at that moment: a run that is over, and one from a file.
import { bytesOf, overdue, roomFor, type HistoryBounds } from './bounds.ts';
import { isSameRun, parseEntry, storedEntry, type HistoryEntry } from './entry.ts';
import type { UnreadableEntry, UnsavedReason } from './history-state.ts';
import { parseRemoved, withRemoved, type RemovedRuns } from './removed.ts';
import type { StoredChange, StoredList } from './storage.ts';

/** All that is stored, parsed. */
export interface KnownEntries {
  readonly entries: readonly HistoryEntry[];
  readonly unreadable: readonly UnreadableEntry[];
  readonly removed: RemovedRuns;
}

export type KeepOutcome =
  { readonly kind: 'kept' | 'known' } | { readonly kind: 'unsaved'; readonly why: UnsavedReason };

export function knownOf({ entries: stored, removed }: StoredList): KnownEntries {
  const entries: HistoryEntry[] = [];
  const unreadable: UnreadableEntry[] = [];
  for (const { key, value } of stored) {
    const parsed = parseEntry(value);
    if (parsed.kind === 'entry' && parsed.entry.id === key) entries.push(parsed.entry);
    else unreadable.push({ key, why: parsed.kind === 'newer' ? 'newer' : 'damaged' });
  }
  return { entries, unreadable, removed: parseRemoved(removed) };
}

/** A run that is kept already takes its new date; a new one takes the room of the oldest. */
export function keeping(
  stored: StoredList,
  entry: HistoryEntry,
  trace: ArrayBuffer | undefined,
  bounds: HistoryBounds,
  nowMs: number,
): StoredChange & { readonly outcome: KeepOutcome } {
  const { entries, removed } = knownOf(stored);
  const same = entries.find(each => isSameRun(each, entry));
  if (same) {
    const again = {
      ...same,
      keptAtMs: entry.keptAtMs,
      ended: entry.ended,
      verdict: entry.verdict ?? same.verdict,
    };
    const value = storedEntry({ ...again, deletedAtMs: undefined });
    return { put: [{ key: same.id, value }], remove: [], outcome: { kind: 'known' } };
  }
  const gone = overdue(entries, nowMs);
  const left = entries.filter(each => !gone.includes(each));
  const room = roomFor(left, { runs: 1, bytes: bytesOf(entry) }, bounds);
  if (room.kind === 'none')
    return { put: [], remove: [], outcome: { kind: 'unsaved', why: { kind: room.reason } } };
  const remove = [...gone, ...room.remove];
  const missed = left.filter(each => each.deletedAtMs === undefined && room.remove.includes(each));
  return {
    put: [{ key: entry.id, value: storedEntry(entry), trace }],
    remove: remove.map(({ id }) => id),
    ...(missed.length > 0 && { removed: withRemoved(removed, missed) }),
    outcome: { kind: 'kept' },
  };
}

/** Nothing that is kept makes room for a file. */
export function importing(
  stored: StoredList,
  entry: HistoryEntry,
  trace: ArrayBuffer | undefined,
  bounds: HistoryBounds,
  identify: () => string,
): StoredChange & { readonly outcome: 'imported' | 'known' | 'withoutRoom' } {
  const { entries } = knownOf(stored);
  const same = entries.find(each => isSameRun(each, entry));
  if (same && same.deletedAtMs === undefined) return { put: [], remove: [], outcome: 'known' };
  if (same) {
    const value = storedEntry({ ...same, deletedAtMs: undefined });
    return { put: [{ key: same.id, value }], remove: [], outcome: 'imported' };
  }
  const room = roomFor(entries, { runs: 1, bytes: bytesOf(entry) }, bounds);
  if (room.kind === 'none' || room.remove.length > 0) return { put: [], remove: [], outcome: 'withoutRoom' };
  let { id } = entry;
  while (stored.entries.some(({ key }) => key === id)) id = identify();
  const value = storedEntry({ ...entry, id, deletedAtMs: undefined });
  return { put: [{ key: id, value, trace }], remove: [], outcome: 'imported' };
}
