// What the page of one machine says of itself: what goes on in one sentence, how it gets a machine, and its facts.
import { counted } from '../core/counted.ts';
import type { MachinePageState, PageFact } from '../laboratory/laboratory-state.ts';
import type { Notice } from './frame.ts';
import { numberedMachine, seatedMachine } from './machines.ts';

/** What goes on on the page: one sentence, without its full stop. */
export function pageHeadline({ fact, machine, room, trial, elapsedMs, place }: MachinePageState): string {
  switch (fact.kind) {
    case 'searching':
      if (place === 'device') return 'Not connected to the trial page yet';
      return `Looking for the trial page of room “${room}”`;
    case 'gone':
      return 'The trial page no longer answers';
    case 'refused':
      return refusalSentence(fact);
    case 'seated':
      return `Machine ${machine} is ready and waits for a run`;
    case 'connecting':
      return 'Links are opening';
    case 'ready':
      return 'Ready, waiting for the common start';
    case 'running':
      return `Running: ${timeOfRun(elapsedMs, trial?.durationSeconds ?? 0)}`;
    case 'done':
      return `Done: machine ${machine} did ${counted(fact.ticks, 'tick')}`;
    case 'missed':
      return 'The run is over: it ended without this machine, which had not answered for long';
    case 'trouble':
      return `Machine ${machine} cannot continue: ${fact.reason}`;
  }
}

function refusalSentence({ refusal, wanted, machines }: Extract<PageFact, { kind: 'refused' }>): string {
  switch (refusal) {
    case 'run-goes-on':
      return 'A run has already started. This tab can join the next one';
    case 'tabs-only':
      return 'The machines of this trial run in tabs';
    case 'no-such-machine':
      return `There is no machine ${wanted}: the trial has ${counted(machines, 'machine')}`;
    case 'seat-taken':
      return `Machine ${wanted} already has its tab`;
    case 'all-taken':
      return 'Every machine already has its tab';
    case 'dismissed':
      return 'Another tab has this machine now, or the trial has fewer machines';
  }
}

/** Under the headline of a page without a machine: what has to happen before it gets one. */
export function waitingSentence({
  fact,
  room,
  place,
}: Pick<MachinePageState, 'fact' | 'room' | 'place'>): string {
  const wanted = fact.kind === 'refused' ? fact.wanted : undefined;
  if (place === 'device') return farWaiting(fact);
  if (fact.kind !== 'refused')
    return `Open the trial page in this browser, with room “${room}” in its settings. This tab then gets its machine.`;
  switch (fact.refusal) {
    case 'run-goes-on':
      return `This tab gets ${wanted === undefined ? 'a machine' : `machine ${wanted}`} when the run has ended.`;
    case 'no-such-machine':
      return `This tab gets machine ${wanted} when the trial has that many machines. The trial page lists the tabs that can be opened now.`;
    case 'seat-taken':
      return `This tab gets machine ${wanted} when the other tab is closed. The trial page lists the machines that have no tab yet.`;
    case 'tabs-only':
    case 'all-taken':
    case 'dismissed':
      return 'This tab gets a machine when the trial page has one without a tab.';
  }
}

function farWaiting(fact: PageFact): string {
  if (fact.kind !== 'refused') return 'This device gets its machine when it is connected to the trial page.';
  return fact.refusal === 'run-goes-on'
    ? 'This device gets a machine when the run has ended.'
    : 'This device gets a machine when the trial page has one without a tab or a device.';
}

/** `7 s of 60 s`; a part of a second is not shown. */
export function timeOfRun(elapsedMs: number, durationSeconds: number): string {
  return `${Math.min(Math.floor(elapsedMs / 1000), Math.floor(durationSeconds))} s of ${durationSeconds} s`;
}

/** In a sentence, what is fetched where a device joins. */
export const FAR_PART = 'The page of a machine on this device';

export const WAITING_FOR_MACHINE = 'Waiting for a machine';

/** Of the browser’s tab. */
export function machineTabTitle(machine: number | undefined, name?: string): string {
  return `${machine === undefined ? WAITING_FOR_MACHINE : seatedMachine(machine, name)} · Lamplight`;
}

/** Of the document in a frame, which may have no machine yet. */
export function framePageName(machine: number | undefined): string {
  return machine === undefined ? 'A machine' : numberedMachine(machine);
}

export const PAGE_FACTS = {
  title: 'This page',
  time: 'time',
  room: 'room',
  trialPage: 'trial page',
  tab: 'tab',
  hidden: 'hidden; the machine keeps its pace',
  visible: 'visible',
  die: 'die',
  seed: 'seed',
  rule: 'rule',
} as const;

/** Whether the page that starts the runs is there. */
export const TRIAL_PAGE_WORDS: Readonly<Record<MachinePageState['coordinator'], string>> = {
  searching: 'searching',
  present: 'answers',
  gone: 'does not answer',
};

export const LINKS_TITLE = 'Links';
export const NO_LINKS = 'No links yet.';

export function lastEventsTitle(count: number): string {
  return `Last ${counted(count, 'event')}`;
}

export const RECENT_COLUMNS = {
  tick: 'tick',
  seconds: 'seconds',
  die: 'die',
  event: 'event',
  clock: 'logical clock',
  queue: 'queue',
} as const;

export function machineAddressNotice(problems: readonly string[]): Notice {
  return {
    heading: 'This address does not name a machine',
    sentences: [`Fix ${counted(problems.length, 'problem')} in the address:`, ...problems],
  };
}
