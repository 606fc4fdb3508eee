// What the page that opens logs says: the ways in, how far reading is, and what was read of each file.
import { counted, grouped } from '../core/counted.ts';
import { shownMessageName } from '../core/message.ts';
import type { FileReport } from '../formats/read-result.ts';
import { sizeWords } from './numbers.ts';

export interface LineSums {
  readonly lines: number;
  readonly events: number;
  readonly header: number;
  readonly blank: number;
  readonly skipped: number;
  /** Lines that nothing accounts for: anything but 0 is a fault of this program, and it says so. */
  readonly unaccounted: number;
}

export function lineSums(files: readonly FileReport[]): LineSums {
  const sum = (pick: (file: FileReport) => number): number =>
    files.reduce((total, file) => total + pick(file), 0);
  const lines = sum(file => file.lines);
  const events = sum(file => file.eventLines);
  const header = sum(file => file.headerLines);
  const blank = sum(file => file.blankLines);
  const skipped = sum(file => file.skippedLines);
  return { lines, events, header, blank, skipped, unaccounted: lines - events - header - blank - skipped };
}

/** How messages are called in a log whose machines have names of their own. */
export function messageNamesNote(machineNames: readonly string[]): string {
  const name = shownMessageName(machineNames, machineNames.length, 17);
  return `We number messages: ${name} is the 17th message that ${machineNames.at(-1)} sent.`;
}

export const OPEN_TITLE = 'Open a log';
/** Over what was opened, for those who go from heading to heading. */
export const OPENED_TITLE = 'Opened logs';
export const DROP_HERE = 'Drop to open';
export const DROP_HINT = 'or drop them anywhere on this page';
export const NOT_DROPPED = 'What was dropped could not be read: the browser does not give it to this page.';

/** The ways in. */
export const SOURCE_WORDS = {
  files: 'Choose files',
  folder: 'Choose a folder',
  paste: 'Paste text',
  filesName: 'Files',
  folderName: 'Folder',
} as const;

export const WELCOME_WORDS = {
  lead: 'Drop the files of a run anywhere on this page, one for each machine, or several runs at once. They are read in this browser and are not uploaded.',
  noLog: 'No log yet?',
  sample: 'Try it with a sample',
  kinds: 'What can be opened',
} as const;

export const PASTE_WORDS = {
  title: 'Paste a log',
  text: 'Text',
  name: 'File name',
  nameExample: 'machine_1.log',
  nameNote: 'Some kinds of logs say only in the name of the file which machine it is.',
  cancel: 'Cancel',
  open: 'Open',
  nothing: 'There is nothing to open yet: paste the text of a log.',
} as const;

/** Why nothing came of an attempt to open something. */
export const OPEN_PROBLEMS = {
  noFiles:
    'There was no file in what you brought. Drop files or a folder from your computer, or paste the text of a log.',
  stopped: 'Stopped: nothing of those files was kept.',
  noOtherWay: 'No other way to read these lines was found.',
} as const;

export const READING_PROGRESS = 'Progress of reading';
export const STOP_READING = 'Stop';

interface ReadSoFar {
  readonly phase: 'empty' | 'reading' | 'read' | 'failed';
  readonly progress: { readonly files: number; readonly bytes: number; readonly portion: number } | undefined;
  /** Counts the runs. */
  readonly opened: { readonly runs: readonly unknown[]; readonly files: readonly FileReport[] } | undefined;
  readonly problem: string;
}

export function readingHeadline({ phase, progress, opened, problem }: ReadSoFar): string {
  if (phase === 'reading') return `Reading ${counted(progress?.files ?? 0, 'file')}`;
  if (phase === 'failed') return opened ? `${problem} What was open is still shown.` : problem;
  if (!opened) return 'Nothing is open yet';
  if (opened.files.length === 0 && opened.runs.length > 0) return 'Run opened from a link';
  const from = counted(opened.files.length, 'file');
  return opened.runs.length === 0
    ? `Nothing could be read from ${from}`
    : `${counted(opened.runs.length, 'run')} read from ${from}`;
}

export function readingFacts({ phase, progress, opened }: Omit<ReadSoFar, 'problem'>): readonly string[] {
  if (phase === 'reading' && progress)
    return [`${Math.floor(progress.portion * 100)} % of ${sizeWords(progress.bytes)}`];
  if (!opened || opened.files.length === 0) return [];
  const { lines, skipped, unaccounted } = lineSums(opened.files);
  return [
    counted(lines, 'line'),
    skipped === 0 ? 'none skipped' : `${grouped(skipped)} skipped`,
    unaccounted === 0 ? 'every line explained' : `${counted(unaccounted, 'line')} not explained`,
  ];
}

export const FILE_TABLE = {
  title: 'What was read',
  file: 'file',
  kind: 'kind of log',
  lines: 'lines',
  events: '= of events',
  header: '+ header',
  blank: '+ blank',
  skipped: '+ skipped',
  all: 'All',
  unknownKind: 'not recognised',
} as const;

/** The sum of all lines, each in one of four kinds. */
export function lineAccount(files: readonly FileReport[]): string {
  const { lines, events, header, blank, skipped, unaccounted } = lineSums(files);
  const sum =
    `${counted(lines, 'line')} = ${grouped(events)} of events + ${grouped(header)} header ` +
    `+ ${grouped(blank)} blank + ${grouped(skipped)} skipped`;
  return unaccounted === 0
    ? `${sum}: every line explained.`
    : `${sum}; ${counted(unaccounted, 'line')} not explained, which is a bug in this program.`;
}

export const SKIPPED_TABLE = {
  title: 'Skipped lines',
  file: 'file',
  line: 'line',
  why: 'why',
  text: 'text',
  save: 'Save as text',
  of: 'Of',
  allFiles: 'all files',
} as const;

export function skippedNote(inAll: number, unlisted: number): string {
  const unused = `${counted(inAll, 'line')} ${inAll === 1 ? 'was' : 'were'} not used.`;
  return unlisted > 0
    ? `${unused} The first ones of each file are listed; ${grouped(unlisted)} more are not.`
    : unused;
}

/** `reason` has no full stop. */
export function entryWithReason(path: string, reason: string | undefined): string {
  return `${path} (${reason ?? 'no reason given'})`;
}

/** Of a folder: the names of the first that failed, and how many more did. */
export function entriesUnread(failed: number, named: readonly string[]): string {
  const more = failed - named.length;
  const names = [...named, ...(more > 0 ? [`${grouped(more)} more`] : [])];
  return `${counted(failed, 'file or folder', 'files or folders')} could not be read: ${names.join(', ')}.`;
}

export function hiddenLeftOut(hidden: number): string {
  return `${counted(hidden, 'hidden file')} left out.`;
}
