// What each rule of the audit is called, what it says in the words of its source, and why it matters.
import type { RuleId } from '../analysis/audit/audit-report.ts';

export interface RuleWords {
  readonly title: string;
  /** L78 stands for Lamport's paper of 1978 (docs/model.md). */
  readonly source: string;
  /** In short, in the source's words where it has any. */
  readonly quote: string;
  /** What is counted under the rule. */
  readonly counted: string;
}

export const RULE_WORDS: Readonly<Record<RuleId, RuleWords>> = {
  'clock-rises': {
    title: 'The clock rises at every event',
    source: 'L78 IR1',
    quote: 'Each process increments its clock between any two successive events.',
    counted: 'events',
  },
  'clock-by-one': {
    title: 'An internal or send event raises the clock by 1',
    source: 'The scale model',
    quote: 'An event that receives nothing makes the clock own + 1.',
    counted: 'internal and send events',
  },
  'receive-is-max-plus-one': {
    title: 'A receive takes max(own, received) + 1',
    source: 'L78 IR2b, the assignment',
    quote:
      'Upon receiving a message, a process sets its clock greater than the message’s timestamp, and not below its own value.',
    counted: 'receives',
  },
  'message-bears-clock': {
    title: 'A message bears the timestamp of its send',
    source: 'L78 IR2a; under send-then-increment, the assignment',
    quote:
      'The message contains the timestamp of its send event. The assignment, taken literally, sends the clock and increments it then.',
    counted: 'messages',
  },
  'clock-condition': {
    title: 'A receive bears more than its send',
    source: 'L78, the clock condition',
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
    title: 'No message comes before it was sent',
    source: 'L78, the partial ordering',
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
      'If a message waits, one is taken out and nothing else is done; only with an empty queue does a machine roll.',
    counted: 'queue lengths',
  },
  'dense-indices': {
    title: 'No event is missing from the count',
    source: 'The format',
    quote: 'A machine’s events count 0, 1, 2 and so on, one for each tick.',
    counted: 'indices and ends of records',
  },
  'times-on-the-beat': {
    title: 'Ticks come on their beat',
    source: 'The scale model',
    quote:
      'Tick k of a machine with rate r is due k / r seconds after the start; lateness never accumulates.',
    counted: 'times',
  },
  'vector-own-entry': {
    title: 'A machine raises its own entry by 1 at every event',
    source: 'Fidge 1988, Mattern 1988',
    quote: 'Each event increments the entry of its own process; the first one makes it 1.',
    counted: 'events with a vector',
  },
  'vector-never-falls': {
    title: 'No entry of a vector falls',
    source: 'Fidge 1988, Mattern 1988',
    quote: 'On receipt a process takes the maximum of both vectors, entry by entry.',
    counted: 'vectors',
  },
  'vector-not-ahead': {
    title: 'No vector is ahead of the machine it speaks of',
    source: 'Fidge 1988, Mattern 1988',
    quote:
      'An entry for another process counts events of that process, so it cannot exceed what that process has done.',
    counted: 'entries taken over',
  },
};
