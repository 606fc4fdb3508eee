// What the table of events, its filter, and the list of facts about one event call things.
import type { EventColumn } from '../analysis/event-list.ts';
import { counted } from '../core/counted.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { FilePlace } from '../core/trace-origin.ts';
import { eventNumber } from './event-words.ts';
import { duration, listing } from './numbers.ts';
import { phrase, type Phrase } from './phrase.ts';

export const EVENTS_TITLE = 'Events';
/** Over what finds a small diagram; and what that is called while it is fetched. */
export const SHAPE_SUMMARY = 'Find a shape of messages';
export const SHAPE_PART = 'The search for a shape';
export const GO_TO_SELECTED = 'Go to the selected event';

export const COLUMN_HEADS: Readonly<Record<EventColumn, string>> = {
  time: 'time',
  machine: 'machine',
  event: 'event',
  kind: 'kind',
  says: 'says',
  did: 'command, output, note',
  shows: 'shows',
  timestamp: 'timestamp',
  jump: 'jump',
  queue: 'queue',
  message: 'message',
  line: 'file and line',
  relation: 'relation',
};

/** Of a receive whose message no file names. */
export const UNKNOWN_MESSAGE = 'unknown';

export const EVENT_FILTER_WORDS = {
  name: 'Which events',
  machine: 'machine',
  kind: 'kind',
  all: 'all',
  onlyWindow: 'only what the diagram shows',
} as const;

/** `3-17 from machine 3`. */
export function receivedFrom(message: string, sender: string): string {
  return `${message} from ${sender}`;
}

/** `3-17 and 3-18 to machine 1 and machine 2`. */
export function sentTo(messages: readonly string[], recipients: readonly string[]): string {
  return `${listing(messages)} to ${listing(recipients)}`;
}

/** Where they are too many to be named: `3-17 … 3-40 to 24 machines`. */
export function sentToMany(messages: readonly string[]): string {
  return `${messages[0]} … ${messages.at(-1)} to ${counted(messages.length, 'machine')}`;
}

export const FACT_NAMES = {
  time: 'time',
  ownClock: 'own clock',
  timestamp: 'timestamp',
  vector: 'vector',
  queue: 'queue after it',
  sent: 'sent',
  received: 'received',
  underWay: 'on its way',
  waited: 'waited',
  die: 'die',
  chain: 'longest chain',
  file: 'file',
  sender: 'sender',
} as const;

export const NOTHING_KNOWN_OF_MESSAGE = 'a message about which nothing is known';
export const NOBODY_RECEIVED = 'a message that nobody received';

/** Beside a timestamp: the one of the event before it. */
export function clockBefore(before: number): string {
  return `(before: ${before})`;
}

export function waitedInQueue(waitedMs: number): string {
  return `${duration(waitedMs)} in the queue`;
}

/** Of a message whose arrival is not known: how long before its receive it was sent. */
export function sentBefore(tookMs: number): string {
  return `${duration(tookMs)} before`;
}

export function rolled(roll: number): string {
  return `rolled ${roll}`;
}

export function leadHere(events: number): string {
  return `${counted(events, 'event')} lead here`;
}

export function fileLine({ file, line }: FilePlace): string {
  return `${file}, line ${line}`;
}

/** As editors and compilers write it: `machine-1.log:17`. */
export function filePosition({ file, line }: FilePlace): string {
  return `${file}:${line}`;
}

/** `3-17 from machine 3, timestamp 42`: the name may lead to the send. */
export function receivedMessage<Part>(
  message: Part | string,
  sender: string,
  timestamp: number,
): Phrase<Part> {
  return phrase<Part>`${message} from ${sender}, timestamp ${timestamp}`;
}

export function sentMessage(message: string, recipient: string, timestamp: number): string {
  return `${message} to ${recipient}, timestamp ${timestamp}`;
}

/** What happened to a message; `placed` shows words that lead to its receive. */
export function fateOf<Part>(
  receive: EventPlace | undefined,
  arrived: boolean,
  placed: (place: EventPlace, words: string) => Part,
): Phrase<Part> {
  if (receive) return phrase<Part>`(received by ${placed(receive, `event ${eventNumber(receive)}`)})`;
  return [arrived ? '(left waiting)' : '(never received)'];
}
