// What is said of a cut through a trace: whether it is consistent, which messages break it, and where it is on each machine.
import type { CutMessage, CutReport } from '../analysis/cuts.ts';
import { counted, grouped } from '../core/counted.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Engine, Trace } from '../core/trace.ts';
import { eventNumber } from './event-words.ts';
import { momentOf } from './numbers.ts';
import { phrase, type Phrase } from './phrase.ts';

export const CUT_WORDS = {
  shrink: 'Shrink to a consistent cut',
  clear: 'Clear cut',
  events: 'Events before the cut',
} as const;

export function cutTitle({ consistent }: CutReport): string {
  return consistent ? 'A consistent cut' : 'An inconsistent cut';
}

export function cutVerdict({ consistent, violationCount, inFlightCount }: CutReport): string {
  const inFlight = `${counted(inFlightCount, 'message was', 'messages were')} sent before the cut and not yet received.`;
  return consistent
    ? `Every message received before the cut was also sent before it, so all machines could have been here at the same moment. ${inFlight}`
    : `${counted(violationCount, 'message was', 'messages were')} received before the cut and sent after it: an effect without its cause. The machines can never have been in this state at one moment. ${inFlight}`;
}

/** A message that breaks the cut; `placed` shows words that lead to an event. */
export function violationSentence<Part>(
  trace: Trace,
  { from, number, to, sentIndex, receivedIndex }: CutMessage,
  strong: (words: string) => Part,
  placed: (place: EventPlace, words: string) => Part,
): Phrase<Part> {
  const event = (machine: number, index: number): Part =>
    placed({ machine, index }, `event ${eventNumber({ index })} of ${trace.nameOf(machine)}`);
  return phrase<Part>`${strong(trace.messageNameOf(from, number))} received by ${event(to, receivedIndex)}, sent by ${event(from, sentIndex)}`;
}

/** Of messages that are not listed. */
export function moreViolations(count: number): string {
  return `and ${grouped(count)} more`;
}

/** Beside a field with a count of events. */
export function ofEvents(events: number): string {
  return `of ${grouped(events)}`;
}

export function handleName(machine: string): string {
  return `Cut on ${machine}`;
}

/** Where a handle is; `lastMs` is the time of the last event before it, if there is one. */
export function handlePlace(
  engine: Engine,
  count: number,
  events: number,
  lastMs: number | undefined,
): string {
  const last = lastMs === undefined ? '' : `, the last at ${momentOf(engine, lastMs)}`;
  return `${grouped(count)} of ${counted(events, 'event')} before the cut${last}`;
}
