// The address of the history: the list, the saved run that is open, or two of them beside each other.
import { ENTRY_ID } from '../history/entry.ts';
import { badEntryId, OPEN_OR_COMPARE, tooManyRuns, unknownShown } from '../words/history.ts';
import { optionalField, parseFields, problem, Problems, readFields, value, writeFields } from './fields.ts';

const COMPARED = 2;

const entry = optionalField(text => (ENTRY_ID.test(text) ? value(text) : problem(badEntryId(text))));
const compared = optionalField(text => {
  const ids = text.split(',');
  const bad = ids.find(id => !ENTRY_ID.test(id));
  if (bad !== undefined) return problem(badEntryId(bad));
  return ids.length > COMPARED ? problem(tooManyRuns(ids.length)) : value(ids);
});

/** Said of the list, so that the way back to it through the browser's own history is an address of its own. */
const LIST = 'list';
const show = optionalField(text => (text === LIST ? value(text) : problem(unknownShown(text))));

export const HISTORY_FIELDS = { show, run: entry, compare: compared };
const NOTHING = { show: undefined, run: undefined, compare: undefined };

/** What of the history is shown. */
export type HistoryPlace =
  /** `chosen` will be compared with another run. */
  | { readonly kind: 'list'; readonly chosen?: string | undefined }
  | { readonly kind: 'run'; readonly run: string }
  | { readonly kind: 'comparison'; readonly first: string; readonly second: string };

export interface HistoryAddress {
  readonly place: HistoryPlace;
  /** What the address says and means nothing here, in sentences. */
  readonly problems: readonly string[];
}

/** `query` is what follows `#/history?`. Never throws. */
export function readHistoryAddress(query: string): HistoryAddress {
  const { draft, problems } = readFields(HISTORY_FIELDS, query);
  const found = new Problems<keyof typeof HISTORY_FIELDS>();
  const { run, compare = [] } = parseFields(HISTORY_FIELDS, draft, found.complain);
  const isBoth = run !== undefined && compare.length > 0;
  if (isBoth) found.complain('fragment', OPEN_OR_COMPARE);
  return {
    place: isBoth ? { kind: 'list' } : placeOf(run, compare),
    problems: [...problems, ...found.list].map(({ message }) => message),
  };
}

function placeOf(run: string | undefined, [first, second]: readonly string[]): HistoryPlace {
  if (run !== undefined) return { kind: 'run', run };
  if (first === undefined || second === undefined) return { kind: 'list', chosen: first };
  return { kind: 'comparison', first, second };
}

export function writeHistoryAddress(place: HistoryPlace): string {
  switch (place.kind) {
    case 'list':
      return writeFields(HISTORY_FIELDS, {
        ...NOTHING,
        ...(place.chosen === undefined ? { show: LIST } : { compare: place.chosen }),
      });
    case 'run':
      return writeFields(HISTORY_FIELDS, { ...NOTHING, run: place.run });
    case 'comparison':
      return writeFields(HISTORY_FIELDS, { ...NOTHING, compare: `${place.first},${place.second}` });
  }
}
