// What the frame round every view says: the names of the views, what goes on in them, and addresses that name nothing.
import { quoted } from './problems.ts';

/** The views that a person goes to by choice, in the order of the header. */
export const VIEW_NAMES = [
  { view: 'trial', label: 'Trial' },
  { view: 'lessons', label: 'Lessons' },
  { view: 'sweep', label: 'Sweep' },
  { view: 'notebook', label: 'Notebook' },
  { view: 'programs', label: 'Programs' },
  { view: 'open', label: 'Open a log' },
  { view: 'history', label: 'History' },
  { view: 'designs', label: 'Designs' },
] as const;

/** In the tab of a machine, beside the others. */
export const MACHINE_NAME = { view: 'machine', label: 'Machine' } as const;

export const SITE_NAME = 'Lamplight';
export const SKIP = 'Skip to content';
export const COPY = { no: 'Copy link', yes: 'Copied', long: 'Too long', refused: 'Not allowed' } as const;
export const COPIED = {
  no: '',
  yes: 'The link is copied.',
  long: 'The link would be too long and was not copied.',
  refused: 'The browser does not allow copying. Copy the address from the address bar.',
} as const;

/** Where a browser runs no scripts. */
export const NEEDS_SCRIPTS =
  'Lamplight runs its machines in this browser, so it needs JavaScript. The picture below does not move.';

/** In a page of somebody else: the way to the whole of it, in a tab. */
export const OPEN_WHOLE = {
  link: `Open in ${SITE_NAME}`,
  title: 'Opens this in a new tab, with all views',
} as const;

/** What the header says of a view beside its name, while something goes on in it or has ended unseen. */
export interface Activity {
  readonly words: string;
  readonly goesOn: boolean;
}

export function liveRunWords(phase: 'starting' | 'running' | 'finishing', elapsedMs: number): string {
  return phase === 'running' ? `${Math.floor(elapsedMs / 1000)} s` : phase;
}

export function sweepWords(runsDone: number, runs: number): string {
  return `${Math.floor((100 * runsDone) / runs)} %`;
}

export interface Notice {
  readonly heading: string;
  readonly sentences: readonly string[];
}

export function unknownViewNotice(view: string): Notice {
  return {
    heading: 'There is no such page',
    sentences: [`The address names ${quoted(view)}. Choose one of the pages above, or open the trial.`],
  };
}

export const NOT_LOADED: Notice = {
  heading: 'This page could not be loaded',
  sentences: [
    'The connection may be lost, or a new version of Lamplight has replaced the one that you opened. Reload to get the new version.',
    'Reloading ends a run in this tab.',
  ],
};

/** Of a run that the history could not store. */
export const UNSAVED_RUN = {
  no: '',
  'in-page':
    'A run could not be saved in this browser. It is in this page until you close it; the history says why and lets you download it.',
  lost: 'A run could not be saved in this browser. Download it here if you want to keep it.',
} as const;
export const OPEN_HISTORY = 'Open the history';

/** Of a version of the site that has been loaded beside the one that is shown. */
export const NEW_VERSION_READY = 'A new version is ready. Reload when it suits you.';

export function newVersionWaits(tabs: number): string {
  return tabs === 1
    ? 'The new version is waiting for one other tab of Lamplight. Close it first: no run may mix two versions.'
    : `The new version is waiting for ${tabs} other tabs of Lamplight. Close them first: no run may mix two versions.`;
}

export const RELOAD = 'Reload';
export const OPEN_TRIAL = 'Open the trial';

export const NAVIGATION = 'Views';
export const HELP = { sign: '?', name: 'Help', words: 'The help', keys: 'The sheet of keys' } as const;

/** Why the key for the search did nothing. */
export const NOTHING_TO_SEARCH = 'There is nothing to search here. Run a trial or open a log first.';
export const CLOSE = 'Close';

/** Of the browser’s tab, while the view is shown. */
export const TAB_TITLES = {
  trial: `${SITE_NAME}: a laboratory for logical clocks`,
  lessons: `Lessons · ${SITE_NAME}`,
  sweep: `Sweep · ${SITE_NAME}`,
  notebook: `Notebook · ${SITE_NAME}`,
  open: `Open a log · ${SITE_NAME}`,
  history: `History · ${SITE_NAME}`,
  programs: `Programs · ${SITE_NAME}`,
  designs: `Three designs · ${SITE_NAME}`,
} as const;

/** Of a part of a page that is loaded when it is first shown; its `name` begins with a capital letter: “The diagram”. */
export function loadingPart(name: string): string {
  return `Loading ${name.charAt(0).toLowerCase()}${name.slice(1)} …`;
}

export function partNotLoaded(name: string): string {
  return `${name} could not be loaded. The connection may be lost.`;
}

export const TRY_AGAIN = 'Try again';
export const SOME_PART = 'This part';
