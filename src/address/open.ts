// The address of the page that opens logs: the fragment may carry the pattern for files of an unknown kind, or a reading of
// such files, never the files themselves.
import { badReading, patternTooLong } from '../words/problems.ts';
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

/** Characters of a packed reading. */
export const READING_MAX = 16_000;

export const OPEN_FIELDS = {
  pattern: plainField('', text =>
    text.length > PATTERN_MAX ? problem(patternTooLong(PATTERN_MAX)) : value(text),
  ),
  /** Packed; whether it is a whole reading is seen when it is unpacked. */
  reading: plainField('', text =>
    /^[\w-]*$/.test(text) && text.length <= READING_MAX ? value(text) : problem(badReading(READING_MAX)),
  ),
};

export interface OpenAddress {
  /** Empty when the address has none, or one that is too long. */
  readonly pattern: string;
  /** As it is packed; empty when the address has none, or one that cannot be one. */
  readonly reading: string;
  /** What the address says and means nothing here, in sentences. */
  readonly problems: readonly string[];
}

/** `query` is what follows `#/open?`. Never throws: what cannot be understood is a problem. */
export function readOpenAddress(query: string): OpenAddress {
  const { draft, problems } = readFields(OPEN_FIELDS, query);
  const found = new Problems<'pattern' | 'reading'>();
  const { pattern = '', reading = '' } = parseFields(OPEN_FIELDS, draft, found.complain);
  return { pattern, reading, problems: [...problems, ...found.list].map(({ message }) => message) };
}

/** The fragment's query for a pattern and a reading: what {@link readOpenAddress} turns back into the same ones. */
export function writeOpenAddress(pattern: string, reading = ''): string {
  return writeFields(OPEN_FIELDS, { ...defaultsOf(OPEN_FIELDS), pattern, reading });
}
