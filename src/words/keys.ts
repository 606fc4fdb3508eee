// The sheet of all keys: what each does, in the order in which the sheet has them. The tables of what is bound are held against it.
import { DIAGRAM_KEYS } from './diagram.ts';
import { VIEW_NAMES } from './frame.ts';

/** Keys as a person sees them on a keyboard, separated by blanks where they do the same in two directions. */
export type KeyRow = readonly [keys: string, does: string];

export interface KeyGroup {
  readonly heading: string;
  readonly rows: readonly KeyRow[];
}

/** Of every view, while nobody types in a field. */
export const PAGE_KEY_ROWS: readonly KeyRow[] = [
  ...VIEW_NAMES.map(({ label }, i): KeyRow => [`${i + 1}`, label]),
  ['P', 'present the run: only the diagram and the selected event, in large type; Escape ends it'],
  ['/', 'go to the search of the events, or of the history'],
  ['?', 'this sheet'],
];

const TAB_ROWS: readonly KeyRow[] = [
  ['← →', 'previous and next tab'],
  ['Home End', 'first and last tab'],
];

/** Where a run is shown that can be played. */
export const PLAYBACK_KEY_ROWS: readonly KeyRow[] = [
  ['Space', 'play and pause'],
  ['← →', 'previous and next event'],
  ['Home End', 'to the start and to the end of the run'],
];

export const KEY_GROUPS: readonly KeyGroup[] = [
  { heading: 'Everywhere', rows: PAGE_KEY_ROWS },
  { heading: 'Playing a run, unless what has the focus takes these keys', rows: PLAYBACK_KEY_ROWS },
  { heading: 'In the diagram, once it has the focus', rows: DIAGRAM_KEYS },
  { heading: 'On the tabs over a run', rows: TAB_ROWS },
];

export const KEY_SHEET = {
  title: 'Keys',
  name: 'Sheet of keys',
  open: 'All keys',
  note: 'They do nothing while you type in a field.',
  on: 'Use the keys of the group “Everywhere”',
} as const;
