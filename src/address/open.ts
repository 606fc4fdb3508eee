// The address of the page that opens logs: the fragment may carry the pattern for files of an unknown kind, never the
// files themselves.
import { patternTooLong } from '../words/problems.ts';
import {
  defaultsOf,
  parseFields,
  plainField,
  problem,
  Problems,
  readFields,
  value,
  writeFields,
} from './fields.ts';

/** Characters of a pattern: an address has to carry it. */
export const PATTERN_MAX = 2000;

export const OPEN_FIELDS = {
  pattern: plainField('', text =>
    text.length > PATTERN_MAX ? problem(patternTooLong(PATTERN_MAX)) : value(text),
  ),
};

export interface OpenAddress {
  /** Empty when the address has none, or one that is too long. */
  readonly pattern: string;
  /** What the address says and means nothing here, in sentences. */
  readonly problems: readonly string[];
}

/** `query` is what follows `#/open?`. Never throws: what cannot be understood is a problem. */
export function readOpenAddress(query: string): OpenAddress {
  const { draft, problems } = readFields(OPEN_FIELDS, query);
  const found = new Problems<'pattern'>();
  const { pattern = '' } = parseFields(OPEN_FIELDS, draft, found.complain);
  return { pattern, problems: [...problems, ...found.list].map(({ message }) => message) };
}

/** The fragment's query for a pattern: what {@link readOpenAddress} turns back into the same one. */
export function writeOpenAddress(pattern: string): string {
  return writeFields(OPEN_FIELDS, { ...defaultsOf(OPEN_FIELDS), pattern });
}
