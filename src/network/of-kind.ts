// Whether something from outside is worth a look by its schema. Other pages of the same origin can post any number of
// things on a channel; all that is no object of a known kind is told apart here, a hundred times faster than by a schema.
export function isOfKind(raw: unknown, kinds: ReadonlySet<unknown>): boolean {
  return typeof raw === 'object' && raw !== null && 'kind' in raw && kinds.has(raw.kind);
}
