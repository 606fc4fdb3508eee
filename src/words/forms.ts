// What the forms of a trial, a sweep and a person's own trial say: labels, units, choices and notes.
import { counted, grouped } from '../core/counted.ts';
import type { MessageDelay } from '../core/message-delay.ts';
import type { Trial } from '../core/trial.ts';
import { delayWords } from './delay.ts';
import { UNITS } from './fields.ts';
import { problemsInWords } from './problems.ts';
import { TIMESTAMP_RULE_NAMES } from './rules.ts';
import type { EngineChoice, LinkChoice, Place } from '../engine/settings.ts';

export const ENGINE_NAMES: Readonly<Record<EngineChoice, string>> = { live: 'Live', virtual: 'Virtual' };

export const LINK_CHOICE_NAMES: Readonly<
  Record<LinkChoice, { readonly label: string; readonly note: string }>
> = {
  auto: {
    label: 'Automatic',
    note: 'WebRTC, and BroadcastChannel for each pair where WebRTC does not work.',
  },
  webrtc: {
    label: 'WebRTC only',
    note: 'A pair without WebRTC gets no link, and the run does not start.',
  },
  broadcast: {
    label: 'BroadcastChannel only',
    note: 'For browsers and networks where WebRTC is blocked.',
  },
  relay: {
    label: 'Relay',
    note: 'All messages go through one server inside this page.',
  },
  broker: {
    label: 'Broker',
    note: 'All messages go, encrypted, through an MQTT broker that you name.',
  },
};

export const PLACE_NAMES: Readonly<Record<Place, { readonly label: string; readonly note: string }>> = {
  frames: { label: 'Frames', note: 'Each machine runs in a frame of this page.' },
  tabs: { label: 'Tabs', note: 'Each machine runs in a tab that you open.' },
  workers: {
    label: 'Workers',
    note: 'Several machines run in each worker of this page, which has no WebRTC. For many machines.',
  },
};

export const BOTH_RULES_NAME = 'Both';

export const DELAY_NOTE =
  'Of each message, in milliseconds: none, fixed 50, uniform 20-80, exponential 50, log-normal 50 x 2 (half take less than 50; two in three are within a factor of 2 of it).';
export const DELAYS_NOTE = 'Or fixed 50, uniform 20-80, exponential 50, log-normal 50 x 2, in milliseconds.';

/** Stands under the die after the number of machines raised it. */
export function dieRaised(machines: string, faces: string): string {
  return `Raised to ${faces} faces: with ${machines} machines the die needs at least one face for each.`;
}

/** Under the rates: where they come from. */
export function ratesOrigin(seed: string | undefined): string {
  return seed === undefined ? 'You chose these rates.' : `Random, from seed ${seed}.`;
}

/** Of the button that takes back what was chosen by hand. */
export function backToSeed(seed: string): string {
  return `Back to seed ${seed}`;
}

export const OWN_TRIAL_LABELS = {
  rates: 'Rates in ticks per second',
  die: 'Faces of the die',
  seconds: 'Length in seconds',
} as const;

export const FORM_BUTTONS = {
  run: 'Run',
  stop: 'Stop',
  cancel: 'Cancel',
  addTrial: 'Add the trial',
  drawAgain: 'New random rates',
  backToFrames: 'Run in this page',
  inviteDevice: 'Invite a device',
} as const;

/** Over the fields of a trial and of a sweep. */
export const SETTINGS_TITLE = 'Settings';
/** Of what they are the settings of, for those who go from heading to heading. */
export const TRIAL_TITLE = 'Trial';
export const SWEEP_TITLE = 'Sweep';
export const SWEEP_INTRO =
  'Every combination of these is run many times. Write lists and ranges: 4, 6, 10-20.';
export const OWN_TRIAL_TITLE = 'A trial of your own';
export const NOTEBOOK_FULL = 'The notebook is full: remove a trial of your own first.';
export const RATES_TITLE = 'Rates in ticks per second';
export const LINKS_AND_ROOM = 'Tabs, links and room';
export const SHOW_FRAMES = 'Show the frames';

export function rateOf(machine: number): string {
  return `Rate of machine ${machine}`;
}

/** What is set, in a few words each: `3 machines`, `5, 1, 5 ticks/s`, `die 10`, `60 s`. */
export function settingsInShort(trial: Trial): readonly string[] {
  const { rates, dieSides, durationSeconds, delay, linkDelays, rule, seed, faults } = trial;
  return [
    counted(rates.length, 'machine'),
    `${rates.length <= RATES_NAMED ? rates.join(', ') : rangeOf(rates)} ${UNITS.rate}`,
    `die ${dieSides}`,
    `${grouped(durationSeconds)} s`,
    ...(delay || linkDelays ? [delay ? `delay ${delayInShort(delay)}` : DELAYED_LINKS] : []),
    TIMESTAMP_RULE_NAMES[rule].name,
    `seed ${seed}`,
    ...(faults ? [WITH_FAULTS] : []),
  ];
}
const RATES_NAMED = 8;
const DELAYED_LINKS = 'delays of single links';
const WITH_FAULTS = 'with faults';

function rangeOf(rates: readonly number[]): string {
  const [least, most] = [Math.min(...rates), Math.max(...rates)];
  return least === most ? `${least}` : `${least}–${most}`;
}

function delayInShort(delay: MessageDelay): string {
  if (delay.kind === 'uniform') return `${delay.minMs}–${delay.maxMs} ms`;
  return delay.kind === 'fixed' ? `${delay.delayMs} ms` : delayWords(delay);
}

/** Of the bar that says what is set. */
export const SETTINGS_BAR = { name: 'What is set', change: 'Change' } as const;

export const IN_SETTINGS = ' in the settings';
export const OTHER_SETTINGS_RUN = 'This is the last run. You have changed the settings since.';
export const OTHER_SETTINGS_SWEEP = 'This is the last sweep. You have changed the settings since.';

export function runInTabs(machines: number): string {
  return `Run in ${machines} tabs`;
}

/** In place of the machines and the charts. */
export const CANNOT_RUN = 'These settings cannot run yet';

export function problemsToFix(problems: number): string {
  return `The settings have ${problemsInWords(problems)}.`;
}

export function showProblem(problems: number): string {
  return problems === 1 ? 'Show the problem' : 'Show the first problem';
}

/** What a screen reader says of a field without a value. */
export const EMPTY_FIELD = 'empty';

/** Of the buttons − and + beside a number. */
export function stepName(step: -1 | 1, label: string): string {
  return `${step < 0 ? 'Decrease' : 'Increase'} ${label}`;
}
