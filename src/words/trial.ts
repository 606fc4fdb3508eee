// What the parts of a trial's page say beside the sentences about the run: the first words, the notice of a taken room, the
// overlays of the charts, and the table that compares two runs.
import type { PredictionLimit } from '../analysis/prediction.ts';
import type { MachineSnapshot } from '../analysis/machine-progress.ts';
import { counted, grouped } from '../core/counted.ts';
import type { Engine } from '../core/trace.ts';
import { listing, moment, seconds } from './numbers.ts';

export const ROOM_NOTICE = {
  note: 'Only one trial page of a room starts the runs, collects the logs and draws. This page can join that trial as a machine, or start a separate room.',
  join: 'Join as a machine',
  separate: 'Start a separate room',
} as const;

export function roomNoticeTitle(room: string): string {
  return `Another page already runs the trial of room “${room}”`;
}

export const OVERLAY = { legend: 'Overlay:', prediction: 'prediction' } as const;

/** Under the boxes, while the prediction is shown: where it ends. Empty where it applies to the whole run. */
export function predictionLimitWords(limit: PredictionLimit | undefined): string {
  if (!limit) return '';
  const what = LIMITED_BY[limit.first];
  return limit.untilMs > 0
    ? `The prediction applies until ${moment(limit.untilMs)}: it does not know of ${what}.`
    : `The prediction does not apply to this trial: it does not know of ${what}.`;
}

const LIMITED_BY: Readonly<Record<PredictionLimit['first'], string>> = {
  loss: 'lost messages',
  duplication: 'doubled messages',
  reordering: 'reordered messages',
  bandwidth: 'the bandwidth of links',
  partition: 'partitions',
  pause: 'pauses',
  crash: 'crashes',
  rate: 'changes of rate',
};

/** `counterpart` as in “live” and “virtual”. */
export function counterpartOverlay(counterpart: string): string {
  return `the ${counterpart} run of the same seed`;
}

export const FRAMES_CAPTION = 'The frames: the pages of the machines of the live run.';

export function comparisonTitle(ours: Engine, theirs: Engine): string {
  return `The ${ours} and the ${theirs} run`;
}

/** Heads of its columns, each with its unit. */
export function comparisonColumns(
  ours: Engine,
  theirs: Engine,
): readonly { readonly head: string; readonly unit?: string }[] {
  const both = `${ours} / ${theirs}`;
  return [
    { head: 'machine' },
    { head: 'first difference', unit: 'tick' },
    { head: 'final clock', unit: both },
    { head: 'final queue', unit: both },
    { head: 'largest distance', unit: 'of clocks' },
    { head: 'largest distance', unit: 'of queues' },
  ];
}

/** The tick of the first difference, in its column. */
export function differsAt(tick: number | undefined): string {
  return tick === undefined ? 'none' : grouped(tick);
}

/** What a person reads who has not run anything yet. */
export const FIRST_SIGHT = {
  what: 'Three computers that cannot see each other’s clocks.',
  watch: 'Each ticks at its own speed and sends messages. Watch the slow one fall behind.',
  run: 'Run it for real',
  why: 'Why did the clock jump?',
} as const;

/** What the picture shows that stands there before any script has run. */
export function firstPictureName(machines: readonly MachineSnapshot[], atMs: number): string {
  const each = machines.map(({ machine, clock, queue = 0 }) => {
    const waits = queue > 0 ? ` and ${counted(queue, 'message')} in its queue` : '';
    return `machine ${machine} has clock ${clock}${waits}`;
  });
  return `The first trial after ${seconds(atMs)}: ${listing(each)}.`;
}

/** Parts of the page that are loaded when they are needed. */
export const TRIAL_PARTS = {
  cards: 'The machines',
  outlook: 'The summary in words',
  seats: 'The list of tabs',
  devices: 'The way to invite a device',
  charts: 'The charts',
  chosen: 'The explanation',
  explorer: 'What this trace says',
  problems: 'The note on the address',
  results: 'The summary',
  settings: 'The form',
} as const;
