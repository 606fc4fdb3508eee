// Where in an address it says what of a run is seen: a part of the query that every view has beside its own. Apart from what reads
// it, because most addresses have none of it.

/** No view has other fields of these names. */
export const SEEN_KEYS = ['event', 'tab', 'stretch', 'cut', 'at', 'step', 'times', 'notes'] as const;
export type SeenKey = (typeof SEEN_KEYS)[number];

export interface PartedQuery {
  /** The view's own. */
  readonly own: string;
  /** Empty where the query says nothing of what is seen; then the rest is as it was written. */
  readonly seen: string;
}

/** `query` is what follows the view's name in the fragment. Never throws. */
export function partQuery(query: string): PartedQuery {
  const pairs = [...new URLSearchParams(query)];
  const isSeen = ([key]: [string, string]): boolean => (SEEN_KEYS as readonly string[]).includes(key);
  const seen = pairs.filter(isSeen);
  if (seen.length === 0) return { own: query, seen: '' };
  return { own: queryOf(pairs.filter(pair => !isSeen(pair))), seen: queryOf(seen) };
}

/** Parts of one query, of which any may be empty. */
export function joinQueries(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('&');
}

function queryOf(pairs: [string, string][]): string {
  return new URLSearchParams(pairs).toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}
