// The two rules for the timestamp of a message, by the names that every view, document and help text uses.
import { TIMESTAMP_RULES, type TimestampRule } from '../core/trial.ts';

export interface RuleName {
  /** At the beginning of a sentence, on a button, in a list. */
  readonly name: string;
  /** Within a sentence. */
  readonly inSentence: string;
  readonly sentence: string;
}

export const TIMESTAMP_RULE_NAMES: Readonly<Record<TimestampRule, RuleName>> = {
  'increment-then-send': {
    name: 'Lamport’s rule',
    inSentence: 'Lamport’s rule',
    sentence: 'Add 1, then send: a message carries the timestamp of its send event.',
  },
  'send-then-increment': {
    name: 'The assignment’s rule',
    inSentence: 'the assignment’s rule',
    sentence:
      'Send, then add 1: a message carries the clock from before its send event, and the clock condition fails.',
  },
};

/** For forms. */
export const RULE_CHOICES = TIMESTAMP_RULES.map(rule => ({
  value: rule,
  label: TIMESTAMP_RULE_NAMES[rule].name,
  note: TIMESTAMP_RULE_NAMES[rule].sentence,
}));

export const COMPARE_RULES = 'Compare the two rules';

export function otherRule(rule: TimestampRule): TimestampRule {
  return rule === 'increment-then-send' ? 'send-then-increment' : 'increment-then-send';
}

export function compareRulesNote(rule: TimestampRule): string {
  const { inSentence } = TIMESTAMP_RULE_NAMES[otherRule(rule)];
  return `The same seed under ${inSentence}: the same dice, sends and receives, other timestamps. Both runs are shown side by side.`;
}

export function rulesNotCompared(reason: string): string {
  return `The two rules could not be compared: ${reason}`;
}
