// What is said of a class: of its hand-ins together, and around the table that they become.
import { counted, grouped } from '../core/counted.ts';
import type { VerdictState } from './verdict.ts';

/** unread: no file could be read. Otherwise as the verdict says. */
export type HandInState = VerdictState | 'unread';

export const CLASS_WORDS = {
  title: 'Hand-ins',
  lead: 'Each folder is one hand-in: its logs are read and checked separately.',
  noFolder: '(no folder)',
  columns: {
    name: 'Student',
    runs: 'Runs',
    events: 'Events',
    verdict: 'Verdict',
    unchecked: 'Not checked',
  },
  progressName: 'Progress of reading the hand-ins',
  waiting: 'Not read yet',
  together: 'Read them as one set of logs',
  csv: 'Save as CSV',
  markdown: 'Save as Markdown',
  stop: 'Stop',
  resume: 'Read the others',
  stopped: 'Reading was stopped.',
  back: 'Back to all hand-ins',
  /** From logs that were read as one set. */
  apart: 'Show a table of hand-ins',
  apartLead: 'These logs are in several folders and were read as one set.',
} as const;

/** For those who hear the button alone. */
export function openHandIn(name: string): string {
  return `Open ${shownName(name)}`;
}

export function shownName(name: string): string {
  return name === '' ? CLASS_WORDS.noFolder : name;
}

export function handInPlace(name: string, at: number, of: number): string {
  return `${shownName(name)}, hand-in ${grouped(at + 1)} of ${grouped(of)}`;
}

/** `4 hand-ins: 1 with faults, 1 with nothing wrong, 0 not checked, 2 not read` */
export function classSummary(states: readonly HandInState[]): string {
  const count = (state: HandInState): string => grouped(states.filter(each => each === state).length);
  return (
    `${counted(states.length, 'hand-in')}: ${count('faulty')} with faults, ${count('clean')} with nothing wrong, ` +
    `${count('open')} not checked, ${count('unread')} not read`
  );
}

export function readingHandIns(handIns: number): string {
  return `Reading ${counted(handIns, 'hand-in')}`;
}

export function stoppedHandIns(read: number, of: number): string {
  return `Stopped: ${grouped(read)} of ${counted(of, 'hand-in')} read`;
}

export function handInsLeftOut(all: number, kept: number): string {
  return `There are ${counted(all, 'hand-in')}: the first ${grouped(kept)} by name are read, the others are left out.`;
}

/** `areMore`: nobody has counted them to the end. */
export function filesLeftOut(all: number, kept: number, areMore = false): string {
  return (
    `These are ${areMore ? 'more than ' : ''}${counted(all, 'file')}: ` +
    `the first ${grouped(kept)} by name were opened, the others were left out.`
  );
}
