// What the notebook's page and its trials say: headings, buttons, where its notes are saved, and the sentences, heads and
// captions of a trial, which the saved files carry too.
import { counted } from '../core/counted.ts';
import { numberedMachine } from './machines.ts';
import { fixed, percent, seconds } from './numbers.ts';
import type { Quantity } from '../analysis/chart-series.ts';
import type { TimestampRule, Trial } from '../core/trial.ts';
import { TIMESTAMP_RULE_NAMES } from './rules.ts';
import type { MachinePrediction } from '../analysis/prediction.ts';

export const NOTEBOOK_HEADINGS = {
  introduction: 'Introduction',
  save: 'Save the notebook',
  rules: 'What the rule changes',
  trials: 'The trials',
  own: 'Trials of your own',
  /** In a file, whoever reads it. */
  ownInFile: 'Own trials',
  claims: 'What the notebook claims',
  remarks: 'Remarks',
  generalRemarks: 'General remarks',
} as const;

/** What a paragraph begins with, in bold. */
export const NOTEBOOK_LEADS = {
  method: 'Method.',
  balance: 'Balance.',
  unusual: 'Unusual:',
  drift: 'Drift.',
} as const;

export const NOTEBOOK_BUTTONS = {
  saveHtml: 'Save as HTML',
  saveMarkdown: 'Save as Markdown',
  print: 'Print or save as PDF',
  previousSample: 'Previous sample',
  nextSample: 'Next sample',
  play: 'Play this run',
  runLive: 'Run it live',
  remove: 'Remove',
  bringBack: 'Undo',
} as const;

/** Where a trial was that a person has just removed. */
export function removedTrial(title: string): string {
  return `${title} and its remark were removed.`;
}

export const CONTENTS = 'Contents';
export const COVER_TITLE = 'For the first page';
export const COVER_LABELS = { name: 'Name', course: 'Course', date: 'Date' } as const;
export const COVER_NOTE =
  'On the first page of what you save or print; name and course are in the name of the file too.';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026-11-30` as `30 November 2026`. */
function dayWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}

/** Under the title of a saved notebook; each may be empty. */
export function byline({
  name,
  course,
  date,
}: {
  readonly name: string;
  readonly course: string;
  readonly date: string;
}): string {
  return [name.trim(), course.trim(), date === '' ? '' : dayWords(date)]
    .filter(part => part !== '')
    .join(' · ');
}

export function fileTitle(name: string, title: string): string {
  return name.trim() === '' ? title : `${name.trim()}: ${title}`;
}

export const OWN_TRIALS_NOTE =
  'Choose any rates, die and length. Your trial is run two hundred times like the others, shown in the same way, saved in this browser and included in the files.';
export const YOUR_CONCLUSIONS = 'Your conclusions';
export const AS_A_TABLE = 'As a table';

/** In place of a number that is not computed yet. */
export const PENDING = '…';

/** A count that grows many times a second. */
export function computingWords(runs: number): string {
  return `Computing: ${counted(runs, 'run')} so far …`;
}

export function computedWords(runs: number, lastedMs: number): string {
  return `${counted(runs, 'run')}, computed in this browser in ${seconds(lastedMs)}.`;
}

export function notComputed(reason: string): string {
  return `A part could not be computed: ${reason}`;
}

export const NOTES_LOADING = 'Loading saved notes …';

/** Why notes cannot be saved, where the browser itself does not say. */
export const STORAGE_REASONS = {
  notOpened: 'the browser has not opened its storage yet; try closing other pages of Lamplight',
  none: 'the browser gave no reason',
} as const;

export function notesRefused(reason: string): string {
  return `This browser cannot save the notebook here (${reason}): save it as a file before you leave.`;
}

/** `unreadable` entries of an earlier visit were left out. */
export function notesSaved(pending: boolean, unreadable: number): string {
  const left =
    unreadable === 0
      ? ''
      : ` ${counted(unreadable, 'saved entry', 'saved entries')} could not be read and ${unreadable === 1 ? 'was' : 'were'} left out.`;
  return `${pending ? 'Saving …' : 'Saved in this browser.'}${left}`;
}

/** `published` is its number among the published trials, `own` counts a person's own ones. */
export function notebookTrialTitle(published: number | undefined, own: number): string {
  return published === undefined ? `Own trial ${own}` : `Trial ${published}`;
}

export function remarkOn(title: string): string {
  return `Remark on ${title.toLowerCase()}`;
}

export function sampleOf(title: string): string {
  return `Sample of ${title.toLowerCase()}`;
}

export function sampleSeed(seed: number, replicates: number): string {
  return `seed ${seed} of ${replicates}`;
}

export function trialSettings({ rates, dieSides, durationSeconds }: Trial): string {
  return `${rates.join(', ')} ticks per second · die with ${dieSides} faces · ${durationSeconds} s`;
}

const QUANTITIES: Readonly<Record<Quantity, string>> = { clock: 'logical clock', queue: 'queue length' };

export function quantityTitle(title: string, quantity: Quantity): string {
  return `${title}: ${QUANTITIES[quantity]}`;
}

/** Under the hollow marks beside a figure. */
export const PUBLISHED_MARKS = 'published';

/** `withPublished`: published values are drawn beside the lines. */
export function samplesCaption(seed: number, replicates: number, withPublished: boolean): string {
  const published = withPublished ? ` ${PUBLISHED_CAPTION}` : '';
  return `Lines: one run, seed ${seed}. Bands: the range of 95 % of ${replicates} runs at each moment, from the 2.5 % to the 97.5 % quantile. In the legend: clock rates in ticks per second.${published}`;
}

/** Of one machine at the end of a run. */
export interface LastValue {
  readonly machine: number;
  readonly rate: number;
  readonly value: number;
}

/** As a published figure shows it, and how far the reading may be off. */
export interface PublishedValue {
  readonly machine: number;
  readonly quantity: keyof typeof READINGS;
  readonly value: number;
  readonly tolerance: number;
}

export function valueRead({ value, tolerance }: PublishedValue): string {
  return tolerance > 0 ? `${value} ± ${tolerance}` : String(value);
}

function readingWords({ machine, quantity }: PublishedValue): string {
  return `machine ${machine}, ${READINGS[quantity]},`;
}

/** The figure of one quantity for whoever does not see it. */
export function quantityDescription(
  title: string,
  quantity: Quantity,
  seed: number,
  ends: readonly LastValue[],
  readings: readonly PublishedValue[] = [],
): string {
  const published =
    readings.length === 0
      ? ''
      : ` Published: ${readings.map(reading => `${readingWords(reading)} ${valueRead(reading)}`).join('; ')}.`;
  const values = ends.map(
    ({ machine, rate, value }) => `machine ${machine} (${rate} ticks per second) at ${value}`,
  );
  return `${quantityTitle(title, quantity)} of each machine against the seconds since the start, seed ${seed}. At the end: ${values.join(', ')}.${published}`;
}

/** `brief` where the legend has room for numbers only. */
export function machineWithRate(machine: number, rate: number, brief: boolean): string {
  return `${brief ? machine : numberedMachine(machine)}, ${rate}/s`;
}

export function momentsCaption(title: string, quantity: Quantity, seed: number): string {
  return `${title}, ${QUANTITIES[quantity]}: seed ${seed}, in brackets the range of 95 % of the runs`;
}

export function momentsColumns(machines: number): readonly string[] {
  return ['seconds', ...Array.from({ length: machines }, (_, i) => `machine ${i + 1}`)];
}

const SOURCE = 'Hiremath and Palacci, engineering notebook, 8 March 2023';
const PUBLISHED_CAPTION = `Hollow marks: what the published figure shows (clocks at the end; queues at the end or at their largest, as the table says), with bars for how far our reading of it may be off. Source: ${SOURCE}.`;

export function publishedCaption(title: string, replicates: number): string {
  return `${title}: published, and ours over ${replicates} runs. Source: ${SOURCE}`;
}

export const PUBLISHED_COLUMNS: readonly string[] = [
  'what the figure shows',
  'published',
  'our mean',
  '95 % of our runs',
  'our range',
  'place among our runs',
];

const READINGS = {
  'final-clock': 'clock at the end',
  'queue-max': 'largest queue',
  'queue-final': 'queue at the end',
} as const;

export function readingHead(machine: number, quantity: keyof typeof READINGS): string {
  return `${numberedMachine(machine)}, ${READINGS[quantity]}`;
}

/** `4 to 19`, in whole numbers. */
export function fromTo(low: number, high: number): string {
  return `${Math.round(low)} to ${Math.round(high)}`;
}

/** How a published value is placed among our runs: between which portions of them, from 0 to 1. */
export function placeAmongRuns(
  verdict: 'same' | 'usual' | 'rare' | 'outside',
  { low, high }: { readonly low: number; readonly high: number },
): string {
  const from = Math.round(low * 100);
  const to = percent(high);
  const below = `higher than ${percent(low) === to ? to : `${from}–${to}`} of our runs`;
  switch (verdict) {
    case 'same':
      return 'the same in every run';
    case 'usual':
      return `typical (${below})`;
    case 'rare':
      return `rare (${below})`;
    case 'outside':
      return 'outside our range';
  }
}

export function numbersCaption(title: string): string {
  return `${title}: clocks, jumps and queues`;
}

export const NUMBERS_COLUMNS: readonly string[] = [
  'machine',
  'ticks/s',
  'clock at the end',
  'mean jump',
  'variance of jumps',
  'largest jump',
  'queue at the end',
  'largest queue',
  'mean queue',
];

export function thisRun(seed: number): string {
  return `This run, seed ${seed}`;
}

export function allRuns(replicates: number): string {
  return `${replicates} runs: mean, and in brackets the range of 95 % of the runs`;
}

/** `overAll` says the same of all runs, each with its range. */
export function notebookDrift(
  drift: { readonly final: number; readonly max: number },
  replicates: number,
  overAll: { readonly final: string; readonly max: string },
): string {
  return `In this run the clocks end ${drift.final} apart and are ${drift.max} apart at most; over ${replicates} runs ${overAll.final} at the end and ${overAll.max} at most.`;
}

/** `measured` is how many messages a second came on average; undefined while that is not computed. */
export function notebookBalance(
  { machine, rate, arrivalsPerSecond, keepsUp, queueGrowthPerSecond }: MachinePrediction,
  measured: number | undefined,
): string {
  const outcome = {
    yes: 'so it keeps up, and its queue comes back to 0',
    borderline: 'so its queue wanders without bound',
    no: `so ${fixed(queueGrowthPerSecond, 2)} more wait after every second`,
  }[keepsUp];
  const came = measured === undefined ? PENDING : fixed(measured, 2);
  return `By the balance of ticks machine ${machine} receives ${fixed(arrivalsPerSecond, 2)} messages a second (${came} measured) and can take ${rate}, ${outcome}.`;
}

/** Of a saved notebook: which of the two rules its numbers are under. */
export function subtitleUnderRule(subtitle: string, rule: TimestampRule): string {
  return `${subtitle} All numbers are under ${TIMESTAMP_RULE_NAMES[rule].inSentence}.`;
}
