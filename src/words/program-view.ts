// What the view of programs says: its buttons, its fields, how far a search is, what it found, and what can be done next.
import { shareInterval95 } from '../analysis/statistics.ts';
import { capital } from '../core/capital.ts';
import { counted, grouped } from '../core/counted.ts';
import type { LawKind } from '../core/program/law.ts';
import type { Exploration } from '../engine/explore/explore.ts';
import { NO_STEP_FAILS } from './exploration.ts';
import { moment } from './numbers.ts';
import { quoted } from './problems.ts';

export const PROGRAMS_TITLE = 'Programs';

export const PROGRAM_WORDS = {
  program: 'Program',
  shipped: 'Programs that ship',
  begin: 'To start from',
  own: 'Your own',
  ownCopy: 'your copy',
  about: 'About this program',
  tries: 'What to try',
  source: 'Source',
  run: 'The run',
  record: 'The record of the run',
  runFiles: 'The files of the run',
  text: 'Text of the program',
  editorHelp: 'Tab leaves the text. Ctrl+] and Ctrl+[ indent, Ctrl+Space completes a name.',
  problems: 'Problems in the text',
  actions: 'Actions',
  settings: 'Trial',
  bounds: 'Bounds of the search',
  seeded: 'Rates, delays and runs in virtual time',
  sweep: 'Sweep',
  laws: 'Laws',
  files: 'Your text',
  unnamed: 'without a name',
  newName: 'Name',
  when: 'when',
  line: 'Line',
} as const;

export const PROGRAM_BUTTONS = {
  search: 'Search every order',
  cancel: 'Cancel',
  run: 'Run in virtual time',
  sweep: 'Run the sweep',
  tabs: 'Run in tabs',
  byHand: 'Step by hand',
  copyLink: 'Copy link to this run',
  fifoOn: 'Turn FIFO on',
  fifoOff: 'Turn FIFO off',
  save: 'Save as a file',
  open: 'Open a file',
  revert: 'Back to the original text',
  rename: 'Rename',
  saveName: 'Save the name',
  remove: 'Delete',
  look: 'Look only',
  allow: 'Run',
  showRun: 'Show the run',
  shorten: 'Shorten this run',
  keepRun: 'Keep this run',
  closeHand: 'End stepping by hand',
} as const;

/** Asked before a text that came with a link is run. */
export const LINKED_TEXT = {
  title: 'A program from a link',
  sentence: 'This link contains a program. It runs walled off from this page and the network.',
  look: 'The text is not run. It is run when you press one of the buttons or change it.',
} as const;

export const PROGRAM_FIELD_LABELS = {
  machines: 'Machines',
  script: 'Commands',
  fifo: 'Messages of a pair',
  losses: 'Messages lost, up to',
  duplicates: 'Messages delivered twice, up to',
  crashes: 'Crashes, up to',
  idles: 'Idle ticks for each machine',
  rule: 'Timestamp rule',
  states: 'States, up to',
  depth: 'Steps, up to',
  rates: 'Rates',
  seconds: 'Length',
  seed: 'Seed',
  delay: 'Delay',
  runs: 'Runs',
  lossPercent: 'Messages lost',
  duplicationPercent: 'Messages delivered twice',
  vary: 'What to change',
  over: 'Values',
} as const;

export const OVER_NOTE = 'A list, as in 0, 1, 2, 5-10. Each value has as many runs as above.';

/** What is wrong with one value of a sweep. */
export function atValue(value: number, sentence: string): string {
  return `With ${value}: ${sentence}`;
}

export const SCRIPT_NOTE =
  'What each machine is asked for, in turn; a semicolon before the next machine: enter, leave; enter, leave. An argument is in brackets: pay({"to": 2}). After an @ is the time, in seconds from the start, before which it is not asked for in a run that takes time: enter@2.5.';

export const FIFO_CHOICES = [
  { value: 'yes', label: 'keep their order (FIFO)', note: '' },
  { value: 'no', label: 'may overtake', note: '' },
] as const;

export const PROGRAM_FIELD_PROBLEMS = {
  script: (text: string): string =>
    `${quoted(text)} is not a command: write its name, or its name with an argument in JSON, as in pay({"to": 2}).`,
  scriptTime: (text: string, max: number): string =>
    `${quoted(text)} has no time after its @: write seconds from 0 to ${grouped(max)}, as in enter@2.5.`,
  count: (label: string, min: number, max: number): string =>
    `${label}: a whole number from ${grouped(min)} to ${grouped(max)}.`,
  rates: (machines: number): string =>
    `Rates: one for each of ${counted(machines, 'machine')}, or one for all.`,
  delay: 'Write a delay such as “none”, “fixed 50” or “uniform 20-80”.',
  program: (name: string): string => `There is no program called ${quoted(name)}.`,
  text: 'The program in this link is damaged or too long. Ask for the file.',
  run: 'The run in this link cannot be read.',
  notHere: 'This browser does not have the program of your own that the address names.',
  notThisRun: 'The run in this link does not fit this program and this trial.',
} as const;

export const CHECKING = 'Checking the text …';

/** `23,500 states, 14 steps deep`. */
export function searchFacts(states: number, depth: number): readonly string[] {
  return [counted(states, 'state'), `${counted(depth, 'step')} deep`];
}

export function runsFacts(done: number, count: number): readonly string[] {
  return [`${grouped(done)} of ${counted(count, 'run')}`];
}

type WorkFacts =
  | { readonly kind: 'search'; readonly states: number }
  | { readonly kind: 'shorten' }
  | { readonly kind: 'runs'; readonly done: number; readonly count: number };

/** Beside the name of the view, while another one is shown. */
export function workWords(work: WorkFacts | undefined): string {
  if (!work) return 'finished';
  if (work.kind === 'shorten') return SHORTENING;
  return work.kind === 'search'
    ? counted(work.states, 'state')
    : `${Math.floor((100 * work.done) / work.count)} %`;
}

export const SEARCHING = 'Searching every order';
export const RUNNING = 'Running';
export const SHORTENING = 'Shortening the run';
export const CANCELLED = 'Cancelled';
export const OUTDATED = 'This is of the text or trial before your last change.';
export const NOTHING_SEARCHED =
  'Search every order to see whether the laws hold, whatever happens first. If one can be broken, the shortest run that breaks it is shown here.';
export const NO_BOX = 'The program cannot be run here:';

/** The headline of what a search found: its first part names the law and is marked. */
export interface SearchHeadline {
  readonly verdict: 'holds' | 'broken' | 'open';
  readonly law: string;
  readonly rest: string;
}

/** `law`: undefined for that no step fails. */
export function brokenHeadline(law: string | undefined, steps: number): SearchHeadline {
  return {
    verdict: 'broken',
    law: capital(law ?? NO_STEP_FAILS),
    rest: ` is broken in ${counted(steps, 'step')}`,
  };
}

export function searchHeadline(exploration: Exploration, stepsOfRun: number): SearchHeadline {
  const broken = exploration.laws.find(({ verdict }) => verdict === 'broken');
  if (broken) return brokenHeadline(broken.kind === 'step' ? undefined : broken.name, stepsOfRun);
  if (exploration.ends !== undefined)
    return {
      verdict: 'open',
      law: 'Nothing found',
      rest: ` in the first ${counted(exploration.states, 'state')}`,
    };
  const laws = exploration.laws.length - 1;
  return {
    verdict: 'holds',
    law: laws === 0 ? 'No step fails' : laws === 1 ? 'The law holds' : `All ${laws} laws hold`,
    rest: ' in every order',
  };
}

export function lawWords(kind: LawKind | 'step', name: string): string {
  return kind === 'step' ? NO_STEP_FAILS : name;
}

/** Nothing of a few runs: their share says nothing. */
export function shareOfRuns(broken: number, asked: number): string {
  const interval = asked < SHARE_RUNS_MIN ? undefined : shareInterval95(broken, asked);
  if (!interval) return '';
  const [low, high] = [interval.low, interval.high].map(edge => (100 * edge).toFixed(1));
  return ` (${low}–${high} % of all runs, with 95 % confidence)`;
}

const SHARE_RUNS_MIN = 20;

export const STEP_BAR = {
  name: 'Steps of the run',
  toStart: 'Go to the start',
  back: 'Previous step',
  forward: 'Next step',
  toEnd: 'Go to the end',
  scrubber: 'Step',
  atStart: 'The start: nothing has happened yet.',
} as const;

export function stepButton(step: number): string {
  return `step ${step}`;
}

export function stepPlace(step: number, steps: number): string {
  return `${step} of ${steps}`;
}

export function continueByHand(step: number): string {
  return step === 0 ? 'Continue by hand from the start' : `Continue by hand from step ${step}`;
}

export function continueFromMoment(atMs: number): string {
  return `Continue by hand from ${moment(atMs)}`;
}

export function goToMoment(atMs: number): string {
  return `Go to ${moment(atMs)}`;
}

export const HAND_WORDS = {
  title: 'By hand',
  next: 'What can happen next',
  nothing: 'Nothing is left to happen.',
  back: 'Back one step',
  branches: 'Branches',
  close: 'Close',
  here: 'Laws here',
  full: 'There are too many branches: nothing more is kept by hand. End stepping by hand to begin again.',
  notKept: 'There are too many branches to keep them after this page is closed.',
  start: 'The start',
  otherText: 'The text has been changed since this run was made: it cannot be continued.',
  kept: 'Runs by hand',
  open: 'Open',
} as const;

/** Steps of a branch that are not shown, and branches. */
export function moreSteps(count: number): string {
  return `… ${counted(count, 'more step')} …`;
}

export function moreBranches(count: number): string {
  return `${counted(count, 'more branch', 'more branches')}: go back to find them.`;
}

/** Beside the button that opens it: `2 machines: 3 branches`. */
export function keptRuns(trial: string, ends: number): string {
  return `${trial}: ${counted(ends, 'branch', 'branches')}`;
}

const RUN_FROM = {
  search: 'found',
  shortened: 'shortened',
  hand: 'by hand',
  virtual: 'in virtual time',
  live: 'live',
} as const;

/** In the history: `Lamport’s mutual exclusion, by hand: 4 steps, at most one machine is inside is broken`. */
export function keptRunName(
  program: string,
  from: keyof typeof RUN_FROM,
  steps: number,
  broken: { readonly law: string | undefined } | undefined,
): string {
  const verdict = broken ? `, “${broken.law ?? NO_STEP_FAILS}” is broken` : '';
  return `${program}, ${RUN_FROM[from]}: ${counted(steps, 'step')}${verdict}`;
}

export const RUN_KEPT = 'The run is in the history.';

/** Of a run that was shortened: steps now and before. */
export function shortenedNote(steps: number, before: number, isShortest: boolean): string {
  if (isShortest)
    return steps === before
      ? `It has ${counted(steps, 'step')}, and no run of its trial breaks the law in fewer.`
      : `${counted(steps, 'step')} in place of ${grouped(before)}. No run of its trial breaks the law in fewer.`;
  return steps === before
    ? `It has ${counted(steps, 'step')}, and nothing shorter was found.`
    : `${counted(steps, 'step')} in place of ${grouped(before)}. There may be a shorter one.`;
}

/** Of a run that is not of the trial in the form. */
export function otherTrial(trial: string): string {
  return `The trial of this run is not the one in the form: ${trial}.`;
}

export const BRANCH_BROKEN = 'a law is broken';
export const TAKE_TRIAL = 'Use its trial';

export const LINK_TOO_LONG = 'The text is too long for a link. It is saved as a file instead.';
export const LINK_TOO_LONG_TEXT = 'The text is too long for a link. Save it as a file.';
export const NOT_SAVED =
  'Your text could not be saved in this browser. It is kept until you close this page: save it as a file.';

export function fileTooLong(kilobytes: number): string {
  return `A program has at most ${kilobytes} kB of text.`;
}
