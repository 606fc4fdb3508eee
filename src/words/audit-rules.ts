// What each rule of the audit is called, what it says in the words of its source, and why it matters.
import type { RuleId } from '../analysis/audit/audit-report.ts';
import type { Engine } from '../core/trace.ts';

/** “Time, Clocks, and the Ordering of Events in a Distributed System”, CACM 21(7). */
export const LAMPORT_1978_URL = 'https://lamport.azurewebsites.net/pubs/time-clocks.pdf';

export interface RuleWords {
  readonly title: string;
  readonly source: string;
  /** In short, in the source's words where it has any. */
  readonly quote: string;
  /** What is counted under the rule. */
  readonly counted: string;
}

export const RULE_WORDS: Readonly<Record<RuleId, RuleWords>> = {
  'clock-rises': {
    title: 'The clock rises at every event',
    source: 'Lamport (1978), rule IR1',
    quote: 'Each process increments its clock between any two successive events.',
    counted: 'events',
  },
  'clock-by-one': {
    title: 'An internal or send event adds 1 to the clock',
    source: 'The scale model',
    quote: 'An event that is not a receive adds 1 to the clock.',
    counted: 'internal and send events',
  },
  'receive-is-max-plus-one': {
    title: 'A receive sets the clock to max(own, received) + 1',
    source: 'Lamport (1978), rule IR2, and the assignment',
    quote:
      'Upon receiving a message, a process sets its clock greater than the message’s timestamp, and not below its own value.',
    counted: 'receives',
  },
  'message-bears-clock': {
    title: 'A message carries the timestamp of its send',
    source: 'Lamport (1978), rule IR2; for the assignment’s rule, the assignment',
    quote:
      'The message contains the timestamp of its send. By the assignment’s rule a machine sends its clock and then adds 1.',
    counted: 'messages',
  },
  'clock-condition': {
    title: 'A receive has a later timestamp than its send',
    source: 'Lamport (1978), the clock condition',
    quote:
      'If a happened before b, then C(a) < C(b). It holds for all events if it holds along each machine and across each message.',
    counted: 'messages',
  },
  'messages-in-pairs': {
    title: 'Every receive has its send, and no message is received twice',
    source: 'The scale model',
    quote: 'A message is sent to one machine and taken out of its queue at most once.',
    counted: 'receives and messages',
  },
  'nothing-before-it-was-sent': {
    title: 'No message arrives before it is sent',
    source: 'Lamport (1978), the partial ordering',
    quote: 'The sending of a message happens before its receipt, and nothing happens before itself.',
    counted: 'moments of messages',
  },
  'first-in-first-out': {
    title: 'First in, first out',
    source: 'The scale model',
    quote:
      'Between two machines no message overtakes another, and a machine takes the oldest message out of its queue.',
    counted: 'arrivals and receives',
  },
  'queue-lengths': {
    title: 'Queue lengths follow from arrivals and receives',
    source: 'The scale model, the assignment',
    quote:
      'If a message is waiting, a machine takes one out of its queue and does nothing else; it rolls the die only when its queue is empty.',
    counted: 'queue lengths',
  },
  'dense-indices': {
    title: 'No event is missing',
    source: 'The format',
    quote: 'The events of a machine are numbered 0, 1, 2 and so on, one for each tick.',
    counted: 'indices and ends of records',
  },
  'times-on-the-beat': {
    title: 'Ticks are on time',
    source: 'The scale model',
    quote: 'Tick k of a machine with rate r is due k / r seconds after the start; lateness does not add up.',
    counted: 'times',
  },
  'vector-own-entry': {
    title: 'A machine raises its own entry by 1 at every event',
    source: 'Fidge 1988, Mattern 1988',
    quote: 'Each event adds 1 to the entry of its process; the first one makes it 1.',
    counted: 'events with a vector',
  },
  'vector-never-falls': {
    title: 'No entry of a vector goes down',
    source: 'Fidge 1988, Mattern 1988',
    quote: 'On receipt a process takes the maximum of both vectors, entry by entry.',
    counted: 'vectors',
  },
  'vector-not-ahead': {
    title: 'No entry of a vector is ahead of its machine',
    source: 'Fidge 1988, Mattern 1988',
    quote:
      'An entry for another process counts events of that process, so it cannot exceed what that process has done.',
    counted: 'entries taken over',
  },
};

/** Where time has no length, nothing is due. */
const STEPS_IN_TURN: RuleWords = {
  title: 'Steps come one after another',
  source: 'The scale model',
  quote: 'No event of a machine comes in an earlier step than the event before it.',
  counted: 'events',
};

/** Of a rule, in a trace of this kind. */
export function ruleWords(rule: RuleId, engine: Engine): RuleWords {
  return rule === 'times-on-the-beat' && engine === 'stepped' ? STEPS_IN_TURN : RULE_WORDS[rule];
}
