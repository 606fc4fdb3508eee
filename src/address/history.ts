// The address of the history: the list, or the saved run that is open.
import { ENTRY_ID } from '../history/entry.ts';
import { badEntryId } from '../words/history.ts';
import { optionalField, parseFields, problem, Problems, readFields, value, writeFields } from './fields.ts';

const entry = optionalField(text => (ENTRY_ID.test(text) ? value(text) : problem(badEntryId(text))));

export const HISTORY_FIELDS = { run: entry };

export interface HistoryAddress {
  /** The saved run that is open; undefined: the list. */
  readonly run: string | undefined;
  /** What the address says and means nothing here, in sentences. */
  readonly problems: readonly string[];
}

/** `query` is what follows `#/history?`. Never throws. */
export function readHistoryAddress(query: string): HistoryAddress {
  const { draft, problems } = readFields(HISTORY_FIELDS, query);
  const found = new Problems<'run'>();
  const { run } = parseFields(HISTORY_FIELDS, draft, found.complain);
  return { run, problems: [...problems, ...found.list].map(({ message }) => message) };
}

export function writeHistoryAddress({ run }: Pick<HistoryAddress, 'run'>): string {
  return writeFields(HISTORY_FIELDS, { run });
}
