// What is said of events, in words that a student understands without having read the paper: names, durations, and why a
// clock jumped.
import { counted, grouped } from '../core/counted.ts';
import type { ClockStep } from '../analysis/clock-step.ts';
import type { EventExplanation } from '../analysis/explain-event.ts';
import type { EventKind } from '../core/event.ts';
import type { Pairing } from '../core/trace-origin.ts';
import type { EventPlace } from '../core/trace-order.ts';

/** Events count from 1 where people read them, as the entries of vector clocks do. */
export function eventNumber({ index }: Pick<EventPlace, 'index'>): number {
  return index + 1;
}

/** `Machine 2, event 5`. */
export function eventName(machine: string, place: Pick<EventPlace, 'index'>): string {
  return `${machine}, event ${eventNumber(place)}`;
}

/** Over what is said of it: `Machine 2, event 5: receive`. */
export function eventHeading(machine: string, place: Pick<EventPlace, 'index'>, kind: EventKind): string {
  return `${eventName(machine, place)}: ${kind}`;
}

/** The heading over the explanation. */
export function question({ jump, cause }: Pick<ClockStep, 'jump' | 'cause'>): string {
  if (jump > 1) return `Why did the clock jump by ${grouped(jump)}?`;
  if (jump < 0) return `Why did the clock go back by ${grouped(-jump)}?`;
  if (jump === 0) return 'Why did the clock not move?';
  return cause === 'message' ? 'Why did the clock move by 1?' : 'Why did the clock move by only 1?';
}

export interface RuleQuote {
  /** In Lamport (1978). */
  readonly rule: 'IR1' | 'IR2';
  readonly words: string;
}

/** The rule behind the arithmetic, as the paper has it. */
export function ruleOf({ event }: EventExplanation): RuleQuote {
  return event.kind === 'receive'
    ? {
        rule: 'IR2',
        words:
          'on receiving a message, a machine sets its clock “greater than or equal to its present value and greater than” the timestamp of the message.',
      }
    : { rule: 'IR1', words: 'a machine increments its clock “between any two successive events”.' };
}

/** What became of the clock where it is not what Lamport's rule asks for; undefined where it is. */
export function faultOf({ fit, expected, before, received, event }: ClockStep): string | undefined {
  if (fit === 'own-or-received')
    return (
      `It should be ${expected}, but the log says ${event.clock}: this program computes max(own + 1, received) = ` +
      `max(${before + 1}, ${received}), so the receive has the same timestamp as the message and does not come after it.`
    );
  if (fit !== 'other') return undefined;
  return `It should be ${expected}, but the log says ${event.clock}; nothing in the trace explains this.`;
}

const PAIRING_WORDS: Record<Pairing, string> = {
  stated: 'The file names the message.',
  sole: 'Found by the timestamp: only one waiting message has it.',
  likely: 'Likely: several messages have this timestamp; the order of sending decided.',
  guessed: 'A guess: the file does not give the timestamp of the message, so the order of sending decided.',
  none: 'No message in the files fits this receive.',
};

/** How certain it is that a receive received the message that it is said to have received. */
export function pairingWords(pairing: Pairing): string {
  return PAIRING_WORDS[pairing];
}

/** How the chain's length and the clock belong together; undefined in a log whose clocks follow other rules. */
export function chainWords({ chain, chainEvents, event }: EventExplanation): string | undefined {
  const messages = chain.length - 1;
  if (messages === 0) return undefined;
  const over = `The longest chain leading here has ${counted(chainEvents, 'event')} and ${counted(messages, 'message')}`;
  if (chainEvents === event.clock) return `${over}; that is why the clock reads ${event.clock}.`;
  if (chainEvents - messages === event.clock)
    return (
      `${over}. In this trace a receive can have the same timestamp as its send, so each message counts one less: ` +
      `${chainEvents} − ${messages} = ${event.clock}.`
    );
  return `The chain that this clock followed has ${counted(chainEvents, 'event')} and ${counted(messages, 'message')}.`;
}

/** One event in a sentence, for whoever does not see it. `what` as its mark says it. */
export interface EventFacts {
  /** As {@link eventName} has it. */
  readonly name: string;
  readonly what: string;
  readonly at: string;
  readonly timestamp: string;
}

export function eventSentence({ name, what, at, timestamp }: EventFacts): string {
  return `${name}: ${what} at ${at}, timestamp ${timestamp}`;
}

/** How many events stand how to the chosen one. */
export function relationsSentence({
  past,
  future,
  concurrent,
}: Readonly<Record<'past' | 'future' | 'concurrent', number>>): string {
  return `${counted(past, 'event')} in its past, ${grouped(future)} in its future, ${grouped(concurrent)} concurrent`;
}

export const RELATIONS_NAME = 'How the other events relate to it';

/** One of the three, over the card of an event: `past 1,234`. */
export function relationCount(relation: 'past' | 'future' | 'concurrent', events: number): string {
  return `${relation} ${grouped(events)}`;
}

export const EVENT_CARD_NAME = 'Selected event';
export const SHOW_LARGEST_JUMP = 'Show largest jump';
export const CUT_HERE = 'Cut here';

/** Of the buttons that go from event to event on one machine. */
export function previousEvent(machine: string): string {
  return `Previous event of ${machine}`;
}

export function nextEvent(machine: string): string {
  return `Next event of ${machine}`;
}

export const SELECT_EVENT = 'Select an event in the diagram or in the table to see why its clock jumped.';
export const CLEAR_SELECTION = 'Clear selection';

/** Of a table whose filter leaves nothing. */
export function noneMatch(events: number): string {
  return `None of ${counted(events, 'event')} match.`;
}
