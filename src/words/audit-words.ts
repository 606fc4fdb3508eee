// What an audit comes to, in the sentences above its rules, on the screen and in the file.
import { counted, grouped } from '../core/counted.ts';
import type {
  AuditFinding,
  AuditReport,
  RuleNote,
  RuleReport,
  Unchecked,
  UncheckedReason,
} from '../analysis/audit/audit-report.ts';
import { duration } from './numbers.ts';

/** passed: nothing found, though some may not have been checked. open: nothing could be checked. */
export type RuleState = 'passed' | 'faulty' | 'remarks' | 'open';

export function stateOf({ checked, faults, remarks, unchecked }: RuleReport): RuleState {
  if (faults > 0) return 'faulty';
  if (remarks > 0) return 'remarks';
  return checked === 0 && unchecked.length > 0 ? 'open' : 'passed';
}

/** One sentence for the whole. */
export function headlineOf({ checked, faults, remarks, unchecked, rules }: AuditReport): string {
  if (checked === 0) return 'There is nothing to check yet.';
  const facts = counted(checked, 'fact');
  if (faults > 0) {
    const broken = rules.filter(rule => rule.faults > 0).length;
    return `${facts} checked: ${counted(faults, 'fault')} in ${counted(broken, 'rule')}.`;
  }
  const found = remarks > 0 ? `no faults, ${counted(remarks, 'remark')}` : 'nothing wrong';
  return unchecked > 0
    ? `${facts} checked, ${found}; ${grouped(unchecked)} could not be checked.`
    : `Everything checked: ${facts}, ${found}.`;
}

/** Of one rule, beside its title: `1,000 passed`, `12 faults in 40`, `not checked`. */
export function resultOf(rule: RuleReport): string {
  const { checked, faults, remarks } = rule;
  const parts = [
    ...(faults > 0 ? [counted(faults, 'fault')] : []),
    ...(remarks > 0 ? [counted(remarks, 'remark')] : []),
  ];
  if (parts.length > 0) return `${parts.join(', ')} in ${grouped(checked)}`;
  if (stateOf(rule) === 'open') return 'not checked';
  return checked > 0 ? `${grouped(checked)} passed` : 'passed';
}

export const UNCHECKED_WORDS: Readonly<Record<UncheckedReason, string>> = {
  'clock-before-first-unknown': 'the log does not show the clock before its first event.',
  'event-before-missing': 'the event before it is missing from the log, so the clock before it is not known.',
  'timestamp-unknown': 'the log does not give the timestamp of the message.',
  'paired-by-timestamps':
    'sends and receives were matched by the same timestamps that this rule would check.',
  'event-before-send-missing':
    'the event before the send is missing from the log, so the timestamp that the message should carry is not known.',
  'send-and-timestamp-unknown':
    'the send is not known, and the log does not give the timestamp of the message.',
  'send-uncertain-by-clock':
    'the send is not certain: lines may be missing, or it was found by the same clock that this rule would check.',
  'send-uncertain': 'the send is not certain.',
  'sender-incomplete':
    'no send fits this receive, but the log of a machine that may have sent the message is missing or may lack lines.',
  'nothing-told': 'the log does not say what was received or from whom, and no message fits.',
  'paired-by-order':
    'no line says which message was received; it was found by the same order that this rule would check, or by a clock.',
  'queue-not-told': 'the log does not give the queue length here.',
  'events-missing': 'events are missing from the log, so the queue cannot be followed.',
  'addressees-unknown':
    'the logs do not say who received every message, so the queue cannot be compared with the messages sent.',
  'messages-from-vectors': 'the log names no messages; they were found from the vectors.',
  'vector-not-clear':
    'the vector names somebody whom no line around it names, so the line may have been damaged.',
  'vector-before-first-unknown': 'the log does not show the vector before the first event of a machine.',
  'machine-without-log': 'there is no log of the machine of this entry, so how far it got is not known.',
  'rate-unknown': 'the log does not give the clock rate, so its times cannot be compared with it.',
  'clocks-computed': 'no logical clock was read there; it was computed.',
  'line-before-may-be-missing': 'a line may be missing before it, so the clock before it is not certain.',
  'kind-not-logged': 'the log has no lines for one kind of event, so the clock before it is not certain.',
  'kind-derived': 'the log does not say what happened; it was found from the clock.',
  'order-not-promised': 'messages of a pair may overtake each other in this run.',
  'order-unknown':
    'lines before it could not be read, or have the same time, so the order of the events is not certain.',
  'times-not-told': 'no line gives the time of the send or of the receive.',
  'times-not-comparable':
    'the times of different machines cannot be compared: each log counts from its own start.',
  'senders-incomplete':
    'the log of a machine that may have sent messages is missing or may lack lines, so the queue cannot be compared with the messages sent.',
  'queue-before-unknown': 'a line may be missing before it, so the queue before it is not certain.',
  'own-time-not-told': 'no line gives its time, or the time of the event before it.',
  'too-few-gaps': 'the machine has too few events to measure its pace.',
};

export function uncheckedSentence({ count, reason }: Unchecked): string {
  return `${grouped(count)} not checked: ${UNCHECKED_WORDS[reason]}`;
}

export function noteSentence(note: RuleNote): string {
  switch (note.kind) {
    case 'indices-not-written':
      return 'The log does not number its events, so missing numbers cannot be found.';
    case 'arrivals-not-told':
      return 'These logs do not say when messages arrived, so only part of this rule was checked.';
    case 'early-tolerance':
      return `A live tick may be up to ${note.toleranceMs} ms early; a tick more than one period late is a remark.`;
    case 'clocks-disagree':
      return `The clocks of two machines may differ by up to ${note.toleranceMs} ms; only more is a fault.`;
    case 'clocks-measured':
      return `The times of each machine are right to within ${duration(note.boundMs)}; only a difference above the bounds of both machines is a fault.`;
  }
}

/** As people count them, from 1. */
export function eventNumber({ place }: Pick<AuditFinding, 'place'>): number {
  return place.index + 1;
}
