// What one mistake of a program is called: the sentence above an audit's rules.
import { counted, grouped } from '../core/counted.ts';
import {
  RECEIVE_FORMULAS,
  type Diagnosis,
  type ReceiveCounts,
  type ReceiveFormula,
} from '../analysis/audit/audit-report.ts';

type StepDiagnosis = Extract<Diagnosis, { readonly times: number }>;

const RIGHT = 'max(own, received) + 1';

/** Of each wrong formula: what it does otherwise than Lamport's rule. */
const SLIPS: Readonly<Record<ReceiveFormula, string>> = {
  'max(own + 1, received)':
    'It adds 1 only to its own clock, so when the message is ahead, the receive gets the same timestamp as its send.',
  'max(own, received)':
    'It does not add 1 on a receive, although a receive is an event like any other (rule IR1).',
  'max(own + 1, received) + 1': 'It adds 1 before the comparison and again after it.',
  'max(own, received) + 2': 'It adds 1 twice.',
  'own + 1': 'It ignores the timestamp of the message.',
  own: 'It does not change its clock on a receive.',
  'received + 1': 'It forgets its own clock, so the clock goes back whenever a message is older.',
  received: 'It copies the timestamp of the message, so the clock goes back whenever a message is older.',
};

/** One sentence or several. */
export function diagnosisSentence(diagnosis: Diagnosis): string {
  switch (diagnosis.kind) {
    case 'receive-formula': {
      const { formula, receives, fits, judged, right } = diagnosis;
      const fit =
        fits === judged
          ? `This formula gives the clock of all ${counted(judged, 'receive')} that could be checked; in ${grouped(right)} of them both formulas give the same result.`
          : `This formula gives the clock of ${grouped(fits)} of the ${counted(judged, 'receive')} that could be checked.`;
      return [formulaSentence(formula), consequence(receives), SLIPS[formula], fit]
        .filter(sentence => sentence !== '')
        .join(' ');
    }
    case 'not-above-send':
      return `${consequence(diagnosis.receives)} A receive should have a later timestamp than its send.`;
    case 'either-cause':
      return (
        `This program either sends its clock and then adds 1, or computes ${RECEIVE_FORMULAS[0]} on a receive. ` +
        `Both give the same clocks, so these logs cannot show which. ${consequence(diagnosis.receives)}`
      ).trim();
    case 'send-then-increment': {
      const { receives, isProgram } = diagnosis;
      const who = isProgram ? 'This program follows' : 'This run follows';
      return (
        `${who} the assignment’s rule: it sends its clock and then adds 1. ` +
        `By Lamport’s rule a message carries the timestamp of its send. ` +
        `${consequence(receives)} So the clock condition does not hold.`
      );
    }
    case 'own-increment': {
      const { step } = diagnosis;
      if (step === 0)
        return `This program does not increase its clock ${whereOf(diagnosis)}; by Lamport’s rule every event adds 1 (rule IR1).`;
      const does = step < 0 ? `sets its clock back by ${-step}` : `adds ${step} to its clock`;
      return `This program ${does} ${whereOf(diagnosis)}; it should add 1.`;
    }
    case 'step-or-missing':
      return (
        `The clock goes up by ${diagnosis.step} ${whereOf(diagnosis)}. Either the program adds ${diagnosis.step}, ` +
        `or it does not log an event in between: these logs cannot show which.`
      );
  }
}

function whereOf({ times, of, event }: StepDiagnosis): string {
  return `at ${times === of ? `all ${grouped(of)}` : `${grouped(times)} of ${grouped(of)}`} ${event} events`;
}

function formulaSentence(formula: ReceiveFormula): string {
  return `This program computes ${formula}; Lamport’s rule is ${RIGHT}.`;
}

/** `190 of 240 receives have the same timestamp as their send.`; empty where none is wrong. */
function consequence({ all, faulty, equal }: ReceiveCounts): string {
  if (faulty === 0) return '';
  const what =
    equal === faulty
      ? 'have the same timestamp as their send'
      : 'do not have a later timestamp than their send';
  return `${grouped(faulty)} of ${counted(all, 'receive')} ${what}.`;
}
