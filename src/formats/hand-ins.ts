// A class: a folder for each hand-in, each read by itself, because each student's program has a form of its own. What comes
// of it is a table, on the page, in a file and on the command line.
import { counted, grouped } from '../core/counted.ts';
import { audit } from '../analysis/audit/audit.ts';
import { mergeReports } from '../analysis/audit/merge-reports.ts';
import { sentenceOf } from '../words/audit-sentences.ts';
import { classSummary, type HandInState } from '../words/class.ts';
import { verdictOf, verdictText } from '../words/verdict.ts';
import { plainMarkdown } from './audit-markdown.ts';
import { csvLine, inert, type CsvValue } from './csv.ts';
import type { ReadResult } from './read-result.ts';

/** The logs of one student, by the paths under which they were given. */
export interface HandIn<File> {
  /** The folder's name; empty for files that are in no folder of their own. */
  readonly name: string;
  /** Empty where the folder has files, and none of them is a log. */
  readonly files: readonly File[];
}

/** What came of one hand-in. Plain data. */
export interface HandInRow {
  readonly name: string;
  readonly files: number;
  readonly runs: number;
  readonly events: number;
  readonly state: HandInState;
  /** One sentence or two. */
  readonly verdict: string;
  readonly faults: number;
  readonly checked: number;
  readonly unchecked: number;
  /** Lines that were not understood. */
  readonly skippedLines: number;
  /** The first findings, each with the line that it is at, where that is known. */
  readonly findings: readonly HandInFinding[];
}

export interface HandInFinding {
  readonly severity: 'fault' | 'remark';
  readonly sentence: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
}

/** Programs, texts about them and what tools leave behind: not logs, though they are handed in with them. */
const NOT_LOGS =
  /\.(?:py|pyc|ipynb|js|mjs|ts|go|mod|sum|java|class|jar|c|cc|cpp|h|hpp|rs|rb|sh|bat|md|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|webp|html?|css|zip|gz|tar|toml|ya?ml|ini|cfg|lock|proto|exe|so|o)$/i;
const NOT_FOLDERS = /(?:^|\/)(?:\.[^/]*|__pycache__|__MACOSX|node_modules|venv|env|target|build)(?:\/|$)/;
const NOT_NAMES =
  /(?:^|\/)(?:makefile|dockerfile|license|requirements\.txt|package(?:-lock)?\.json|readme[^/]*)$/i;

/** Whether a file of a hand-in may be a log, by its path. */
function mayBeLog(path: string): boolean {
  return !NOT_LOGS.test(path) && !NOT_FOLDERS.test(path) && !NOT_NAMES.test(path);
}

/** Folders of machines, or of runs, are the folders of one hand-in. */
const MACHINE_FOLDER =
  /^(?:vm|machine|node|process|proc|rank|server|host|replica|client|peer|port|m|p)s?[-_ ]?(?:\d+|[a-z])(?:[-_ ]?logs?)?$/i;
const RUN_FOLDER = /^(?:logs?[-_ ]?)?(?:run|trial|experiment|exp|round|session)s?[-_ ]?\d+(?:[-_ ]?logs?)?$/i;

/** The files that may be logs, as one set. */
export function logsOf<File>(files: readonly File[], pathOf: (file: File) => string): File[] {
  return files.filter(file => mayBeLog(pathOf(file)));
}

/**
 * By the first folder below the one that the paths of all logs have in common, in the order of their names; logs that are
 * in no further folder come last, together. One hand-in where no folders tell logs apart; otherwise a folder that has no
 * logs is a hand-in too.
 */
export function handInsOf<File>(files: readonly File[], pathOf: (file: File) => string): HandIn<File>[] {
  const logs = logsOf(files, pathOf);
  const folders = logs.map(file => foldersOf(pathOf(file)));
  const [first = []] = folders;
  let common = 0;
  while (common < first.length && folders.every(folder => folder[common] === first[common])) common += 1;
  const byFolder = new Map<string, File[]>();
  for (const [i, file] of logs.entries()) {
    const name = folders[i]![common] ?? '';
    byFolder.set(name, [...(byFolder.get(name) ?? []), file]);
  }
  const names = [...byFolder.keys()];
  if (names.length > 1 && [MACHINE_FOLDER, RUN_FOLDER].some(form => names.every(name => form.test(name))))
    return [{ name: first[common - 1] ?? '', files }];
  if (names.length > 1)
    for (const file of files) {
      const folder = foldersOf(pathOf(file));
      const name = folder[common];
      const isBeside = first.slice(0, common).every((part, i) => part === folder[i]);
      if (name !== undefined && isBeside && !NOT_FOLDERS.test(name) && !byFolder.has(name))
        byFolder.set(name, []);
    }
  const collator = new Intl.Collator('en', { numeric: true });
  return [...byFolder]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || collator.compare(a, b))
    .map(([name, own]) => ({
      name: name === '' && byFolder.size === 1 ? (first.at(-1) ?? '') : name,
      files: own,
    }));
}

function foldersOf(path: string): string[] {
  return partsOf(path).slice(0, -1);
}

function partsOf(path: string): string[] {
  return path.split('/').filter(part => part !== '' && part !== '.');
}

/** The paths of a hand-in's files without the folders that all of them are in: its name says enough. */
export function pathsWithin(paths: readonly string[]): string[] {
  const all = paths.map(partsOf);
  const [first = []] = all;
  let common = 0;
  const isShared = (path: readonly string[]): boolean =>
    common < path.length - 1 && path[common] === first[common];
  while (common < first.length && all.every(isShared)) common += 1;
  return all.map(path => path.slice(common).join('/'));
}

/** What is read of a class; the others are counted. */
export const HAND_INS_MAX = 1000;

/** The hand-ins where at least two folders with logs tell them apart; undefined for one set of logs. */
export function classOf<File>(
  files: readonly File[],
  pathOf: (file: File) => string,
): HandIn<File>[] | undefined {
  const handIns = handInsOf(files, pathOf);
  const withLogs = handIns.filter(({ name, files: own }) => name !== '' && own.length > 0);
  return withLogs.length < 2 ? undefined : handIns;
}

/** Of each hand-in; the counts are of all. */
export const FINDINGS_SHOWN_MAX = 50;

export function handInRow(
  name: string,
  files: number,
  { runs, files: reports, skipped }: ReadResult,
): HandInRow {
  const skippedLines = reports.reduce((sum, report) => sum + report.skippedLines, 0);
  const events = runs.reduce((sum, { trace }) => sum + trace.eventCount, 0);
  if (events === 0) {
    const reason = reports.flatMap(({ notes }) => notes)[0] ?? skipped[0]?.reason ?? NO_LOGS;
    return { ...unreadRow(name, files, reason), runs: runs.length, skippedLines };
  }
  const audits = runs.map(({ trace }) => audit(trace));
  const merged = mergeReports(audits);
  const verdict = verdictOf(merged);
  const findings = audits
    .flatMap(({ rules, machineNames }, i) =>
      rules.flatMap(rule =>
        rule.findings.slice(0, FINDINGS_SHOWN_MAX).map(({ severity, fact, line }): HandInFinding => ({
          severity,
          sentence: sentenceOf(fact, machineNames, runs[i]!.trace.engine),
          file: line?.file,
          line: line?.line,
        })),
      ),
    )
    .slice(0, FINDINGS_SHOWN_MAX);
  const { faults, checked, unchecked } = merged;
  return {
    name,
    files,
    runs: runs.length,
    events,
    skippedLines,
    state: verdict.state,
    verdict: verdictText(verdict),
    faults,
    checked,
    unchecked,
    findings,
  };
}

const NO_LOGS = 'There are no logs in its folder.';

/** `reason` is a sentence. */
export function unreadRow(name: string, files: number, reason: string): HandInRow {
  return {
    name,
    files,
    runs: 0,
    events: 0,
    state: 'unread',
    verdict: `Nothing could be read. ${reason}`,
    faults: 0,
    checked: 0,
    unchecked: 0,
    skippedLines: 0,
    findings: [],
  };
}

export function handInsCsv(rows: readonly HandInRow[]): string {
  const header = csvLine(COLUMNS.map(([name]) => name));
  return header + rows.map(row => csvLine(COLUMNS.map(([, value]) => value(row)))).join('');
}

const COLUMNS: readonly (readonly [string, (row: HandInRow) => CsvValue])[] = [
  ['student', ({ name }) => inert(name)],
  ['files', ({ files }) => files],
  ['runs', ({ runs }) => runs],
  ['events', ({ events }) => events],
  ['state', ({ state }) => state],
  ['verdict', ({ verdict }) => inert(verdict)],
  ['faults', ({ faults }) => faults],
  ['facts_checked', ({ checked }) => checked],
  ['facts_not_checked', ({ unchecked }) => unchecked],
  ['lines_not_understood', ({ skippedLines }) => skippedLines],
];

export function handInsMarkdown(rows: readonly HandInRow[]): string {
  const header = ['student', 'runs', 'events', 'verdict', 'not checked'];
  const lines = rows.map(({ name, runs, events, state, verdict, unchecked }) => [
    name === '' ? '(no folder)' : name,
    grouped(runs),
    grouped(events),
    `${STATE_SIGNS[state]} ${verdict}`,
    grouped(unchecked),
  ]);
  return [header, ['---', '---:', '---:', '---', '---:'], ...lines]
    .map((cells, i) => `| ${cells.map(cell => (i === 1 ? cell : plainMarkdown(cell))).join(' | ')} |\n`)
    .join('');
}

/** For a terminal: two lines for each hand-in, and what they come to together. */
export function handInsText(rows: readonly HandInRow[]): string {
  const width = Math.min(40, Math.max(0, ...rows.map(({ name }) => printable(name).length)));
  const lines = rows.map(
    ({ name, state, verdict, runs, events }) =>
      `${STATE_SIGNS[state]} ${printable(name).padEnd(width)}  ${counted(runs, 'run')}, ${counted(events, 'event')}\n` +
      `  ${' '.repeat(width)}  ${printable(verdict)}\n`,
  );
  return `${lines.join('')}${classSummary(rows.map(({ state }) => state))}.\n`;
}

/** Without what would move the cursor or colour a terminal. */
function printable(text: string): string {
  return [...text].map(sign => (isControl(sign.charCodeAt(0)) ? ' ' : sign)).join('');
}

function isControl(code: number): boolean {
  return code < 32 || (code >= 127 && code < 160);
}

/** A sign beside each state, for those who do not see its colour. */
export const STATE_SIGNS: Readonly<Record<HandInRow['state'], string>> = {
  faulty: '✗',
  clean: '✓',
  open: '–',
  unread: '?',
};
