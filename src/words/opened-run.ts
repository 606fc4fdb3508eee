// What the page says of one run that was read from files.
import { counted, grouped } from '../core/counted.ts';
import type { Engine } from '../core/trace.ts';
import { lengthOf } from './numbers.ts';

export const OPENED_RUN = {
  machines: 'Machines',
  runAgain: 'Run this trial again',
  queues: 'Queue length',
  noQueues:
    'This log does not say how many messages wait, so there is no line to draw. The diagram shows how long each message waited, as far as its send and its receive are in the log.',
  howRead: 'How it was read',
  incomplete: ', incomplete',
} as const;

/** What is opened where no other name for its kind is known. */
export const FAMILIES_WITHOUT_NAME = {
  imported: 'a log of another program',
  own: 'a trace of Lamplight',
} as const;

/** Of a run that came inside a link. */
export function familyFromLink(family: string): string {
  return `${family}, from a link`;
}

/** `3 machines · 540 events · 59.8 s`; the last one is `6 steps` where time has no length. */
export function runFacts(machines: number, events: number, spanMs: number, engine: Engine): string {
  const length = lengthOf(engine, spanMs);
  return `${counted(machines, 'machine')} · ${counted(events, 'event')} · ${length}`;
}

/** `5 ticks/s, 300 events`; an estimated rate with `about`, and none where time has no length. */
export function machineFacts(rate: number | undefined, isEstimated: boolean, events: number): string {
  if (rate === undefined) return counted(events, 'event');
  const ticks = `${isEstimated ? 'about ' : ''}${rate} ${rate === 1 ? 'tick' : 'ticks'}/s`;
  return `${ticks}, ${counted(events, 'event')}`;
}

export function moreMachines(count: number): string {
  return `and ${grouped(count)} more`;
}

export function runsTitle(count: number): string {
  return counted(count, 'run');
}

/** `gap` is a sentence. */
export function incompleteLog(name: string, gap: string): string {
  return `The log of ${name} is incomplete: ${gap}`;
}
