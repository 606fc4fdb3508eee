// The permalink of the page that opens logs: the fragment may carry the pattern for files of no known kind, never the
// files themselves.
import * as v from 'valibot';

/** Characters of a pattern: an address has to carry it. */
export const PATTERN_MAX = 2000;

export interface OpenPermalink {
  /** Empty when the address has none. */
  readonly pattern: string;
  /** What stands in the fragment and means nothing here, in sentences. */
  readonly problems: readonly string[];
}

const schema = v.strictObject({
  pattern: v.optional(
    v.pipe(
      v.array(v.string()),
      v.maxLength(1, 'The address says "pattern" more than once; the first one counts.'),
      v.check(
        ([pattern = '']) => pattern.length <= PATTERN_MAX,
        `The pattern in the address has more than ${PATTERN_MAX} characters and is left out.`,
      ),
    ),
  ),
});

/** `query` is what follows `#/open?`. Never throws: what cannot be understood is a problem. */
export function readOpenPermalink(query: string): OpenPermalink {
  const parameters = new URLSearchParams(query);
  const keys = [...new Set(parameters.keys())];
  const { issues = [] } = v.safeParse(
    schema,
    Object.fromEntries(keys.map(key => [key, parameters.getAll(key)])),
  );
  const pattern = parameters.get('pattern') ?? '';
  return {
    pattern: pattern.length > PATTERN_MAX ? '' : pattern,
    problems: issues.map(issue => {
      const key = String(issue.path?.[0]?.key ?? '');
      return key === 'pattern' ? issue.message : `The address has an unknown key "${key}".`;
    }),
  };
}

/** The fragment's query for a pattern: what {@link readOpenPermalink} turns back into the same one. */
export function writeOpenPermalink(pattern: string): string {
  return pattern === '' ? '' : new URLSearchParams({ pattern }).toString();
}
