// What the history says: its list of saved runs, what takes room, what could not be saved or read, and what a file brought.
import { counted, grouped } from '../core/counted.ts';
import type { Engine } from '../core/trace.ts';
import type { Trial } from '../core/trial.ts';
import type {
  ExportedHistory,
  ImportReport,
  StorageRefusal,
  UnsavedReason,
} from '../history/history-state.ts';
import type { HistoryEntry, KeptVerdict } from '../history/entry.ts';
import type { RemovedRuns } from '../history/removed.ts';
import { ENGINE_NAMES } from './forms.ts';
import { runFacts } from './opened-run.ts';
import { listing, sizeWords } from './numbers.ts';
import { quoted } from './problems.ts';
import { trialSettings } from './notebook.ts';

export const HISTORY_WORDS = {
  title: 'History',
  introduction:
    'Every run and every opened log is saved in this browser. A virtual run is saved as its trial and computed again when you open it; a live run or a log is saved with all its events. Select two runs to compare them.',
  list: 'Saved runs',
  search: 'Search',
  searchHint: 'Name, file, rates or date',
  onlyStarred: 'Only with a star',
  exportAll: 'Export all runs',
  importFile: 'Import a file',
  importName: 'A file with exported runs',
  nothing: 'No run has been saved yet. Run a trial or open a log, and it is listed here.',
  nothingFound: 'No saved run matches.',
  rename: 'Rename',
  newName: 'Name',
  saveName: 'Save',
  cancel: 'Cancel',
  remove: 'Delete',
  undo: 'Undo',
  bringBack: 'Restore',
  removeFinally: 'Delete permanently',
  download: 'Download',
  downloadRaw: 'Download the stored data',
  downloadAll: 'Download everything that is stored',
  saveAgain: 'Try to save again',
  understood: 'OK',
  back: 'All saved runs',
  compare: 'Compare',
  compareWith: 'Compare with another run',
  openProgram: 'Open in Programs',
  compareChosen: 'Compare the 2 selected runs',
  clearChosen: 'Clear selection',
  opening: 'Opening the saved runs …',
  openingRun: 'Opening the run …',
  computingRun: 'Computing the run again …',
  exporting: 'Collecting the runs …',
  importing: 'Reading the file …',
  notChecked: 'not checked',
  deletedTitle: 'Deleted runs',
  deletedNote: 'They can be restored for a week, or until a new run needs the room.',
  unsavedTitle: 'Not saved in this browser',
  unreadableTitle: 'Entries that cannot be read',
  pages: 'Pages of the list',
} as const;

const CAME = { live: 'Live run', virtual: 'Virtual run' } as const;

/** Of a run made in the trial’s page. */
export function runName(engine: 'live' | 'virtual', trial: Trial): string {
  const { rates } = trial;
  const shown = rates.slice(0, 8).join(', ');
  const more = rates.length > 8 ? ` and ${grouped(rates.length - 8)} more` : '';
  return `${CAME[engine]}: ${shown}${more} ticks/s, seed ${trial.seed}`;
}

/** `26 Nov 2026, 10:04`, in the time zone of this browser. */
export function dateWords(atMs: number): string {
  return new Date(atMs).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

const ENGINE_WORDS: Readonly<Record<Engine, string>> = {
  ...ENGINE_NAMES,
  imported: 'Opened log',
  stepped: 'Step by step',
};

/** What kind of run it is. */
export function kindWords({ came, engine, ended }: HistoryEntry): string {
  if (came === 'opened') return 'Opened log';
  const engineName = ENGINE_WORDS[engine];
  return ended === undefined || ended === 'finished' ? engineName : `${engineName}, ${ended}`;
}

export function entryFacts(entry: HistoryEntry): string {
  const size = entry.traceBytes === 0 ? 'saved as its trial' : sizeWords(entry.traceBytes);
  return `${runFacts(entry.trial.rates.length, entry.events, entry.spanMs, entry.engine)} · ${size}`;
}

export function entryTrial({ engine, trial, files, program }: HistoryEntry): string {
  if (program !== undefined) return program;
  if (engine !== 'imported') return `${trialSettings(trial)} · seed ${trial.seed}`;
  return files.length > 0
    ? `from ${listing(files.length > 3 ? [...files.slice(0, 3), `${grouped(files.length - 3)} more`] : files)}`
    : '';
}

export function verdictWords(verdict: KeptVerdict | undefined): string {
  if (!verdict) return HISTORY_WORDS.notChecked;
  const { faults, checked } = verdict;
  if (faults > 0) return counted(faults, 'fault');
  return checked > 0 ? 'nothing wrong' : 'nothing could be checked';
}

export function starName(name: string, starred: boolean): string {
  return starred ? `Remove the star of ${quoted(name)}` : `Add a star to ${quoted(name)}`;
}

export function renameName(name: string): string {
  return `Rename ${quoted(name)}`;
}

export function deleteName(name: string): string {
  return `Delete ${quoted(name)}`;
}

/** Of the box that selects a run. */
export function compareName(name: string): string {
  return `Compare ${quoted(name)}`;
}

/** While one run is selected, or two are. */
export function chosenSentence(names: readonly string[]): string {
  return names.length === 1
    ? `${quoted(names[0]!)} is selected. Select another run to compare it with.`
    : `${listing(names.map(quoted))} are selected.`;
}

export function restoreName(name: string): string {
  return `Restore ${quoted(name)}`;
}

export function downloadName(name: string): string {
  return `Download ${quoted(name)}`;
}

export function deletedSentence(name: string): string {
  return `${quoted(name)} is deleted.`;
}

/** Those that were deleted and can be restored are counted too. */
export function roomWords(runs: number, bytes: number, boundBytes: number): string {
  return `${counted(runs, 'run')}, ${sizeWords(bytes)} of at most ${sizeWords(boundBytes)}. When there is no more room, the oldest runs without a star are deleted, and this page says which.`;
}

export function removedSentence({ named, more }: RemovedRuns): string {
  const all = named.length + more;
  const names = named.map(({ name, keptAtMs }) => `${quoted(name)} (${dateWords(keptAtMs)})`);
  const shown = more > 0 ? [...names, `${grouped(more)} more`] : names;
  return `${counted(all, 'run')} without a star ${all === 1 ? 'was' : 'were'} deleted to make room: ${listing(shown)}.`;
}

/** Of storage that cannot be used. */
export function storageSentence(why: StorageRefusal): string {
  switch (why.kind) {
    case 'newer':
      return 'A newer version of Lamplight has saved runs in this browser, and this version cannot read them. Nothing of them is changed. Reload the page to get the newer version, or download what is stored. New runs are not saved meanwhile.';
    case 'taken-over':
      return 'Another page of Lamplight, perhaps of a newer version, has closed the storage of this one. Reload this page. New runs are not saved meanwhile.';
    case 'not-opened':
      return 'The browser has not opened its storage yet. Try closing other pages of Lamplight. New runs are saved as soon as it is open.';
    case 'refused':
      return `This browser saves nothing here, perhaps because the window is private (${why.reason || 'it gave no reason'}). Runs are in this page only: download those that you want to keep before you close it.`;
  }
}

/** Why a run is not saved. */
export function unsavedSentence(why: UnsavedReason): string {
  switch (why.kind) {
    case 'too-large':
      return 'It is larger than the whole room for runs.';
    case 'starred':
      return 'The room is full, and each saved run has a star. Remove a star or delete a run.';
    case 'full':
      return 'The browser has no more room for this site.';
    case 'newer':
      return 'A newer version of Lamplight uses the storage.';
    case 'taken-over':
      return 'Another page has closed the storage.';
    case 'not-opened':
      return 'The browser has not opened its storage yet.';
    case 'refused':
      return `The browser refused to save it (${why.reason || 'it gave no reason'}).`;
  }
}

export const UNSAVED_NOTE =
  'These runs are in this page only. Download those that you want to keep before you close it.';

export function unsavedLostSentence(count: number): string {
  return `${counted(count, 'older run')} could not be saved and ${count === 1 ? 'is' : 'are'} lost: this page had no more room either.`;
}

export function changeProblem(why: UnsavedReason): string {
  return `This change could not be saved. ${unsavedSentence(why)}`;
}

export function unreadableSentence(key: string, why: 'damaged' | 'newer'): string {
  return why === 'newer'
    ? `The entry ${quoted(key)} was saved by a newer version of Lamplight.`
    : `The entry ${quoted(key)} is damaged.`;
}

export const MISSING_RUN =
  'This run is not saved here. It may have been deleted, or the address may be of another browser.';

export function damagedRun(reason: string): string {
  return `The stored events of this run are damaged (${reason}). What is stored can still be downloaded as it is.`;
}

export function computedDiffers(): string {
  return 'This version of Lamplight computes a different run from the same trial than the version that saved it. What is shown is the new run.';
}

export function notComputedAgain(reason: string): string {
  return `The run could not be computed again: ${reason}`;
}

export function exportedSentence(
  name: string,
  { runs, leftOut }: ExportedHistory,
  unreadable: number,
): string {
  const left =
    leftOut === 0
      ? ''
      : ` ${counted(leftOut, 'run')} could not be read and ${leftOut === 1 ? 'is' : 'are'} not in the file.`;
  const more =
    unreadable === 0
      ? ''
      : ` ${counted(unreadable, 'damaged entry', 'damaged entries')} ${unreadable === 1 ? 'is' : 'are'} not in the file either: download ${unreadable === 1 ? 'it' : 'them'} below.`;
  return `Saved ${name} with ${counted(runs, 'run')}.${left}${more}`;
}

export function importedSentence(report: ImportReport): string {
  const { imported, known, damaged, newer, withoutRoom, isBrokenOff } = report;
  const were = (count: number): string => (count === 1 ? 'was' : 'were');
  return [
    `${counted(imported, 'run')} ${were(imported)} imported.`,
    known > 0 ? `${counted(known, 'run')} ${were(known)} here already.` : '',
    damaged > 0 ? `${counted(damaged, 'run')} ${were(damaged)} damaged and left out.` : '',
    newer > 0 ? `${counted(newer, 'run')} of a newer version ${were(newer)} left out.` : '',
    withoutRoom > 0 ? `There was no room for ${counted(withoutRoom, 'run')}.` : '',
    isBrokenOff ? 'The rest of the file could not be read: it may be incomplete.' : '',
  ]
    .filter(part => part !== '')
    .join(' ');
}

export function notImported(isNewer: boolean): string {
  return isNewer
    ? 'This file was exported by a newer version of Lamplight, which this version cannot read.'
    : 'This file does not contain exported runs. To open a log, use “Open a log”.';
}

export function failedWork(reason: string): string {
  return `That did not work: ${reason}`;
}

export const OPEN_OR_COMPARE =
  'The address opens a run and compares runs as well; it can do only one of them.';

export function unknownShown(text: string): string {
  return `The address says ${quoted(`show=${text}`)}; only “show=list” means something.`;
}

export function tooManyRuns(count: number): string {
  return `The address compares ${grouped(count)} runs; two can be compared.`;
}

/** Of one entry that cannot be opened from its address. */
export function badEntryId(text: string): string {
  return `The address names the run ${quoted(text)}, which cannot be the name of a saved run.`;
}
