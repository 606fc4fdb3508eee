// What an audit says of a trace: rule by rule, what was checked, what was found, and what could not be checked and why.
import type { EventPlace } from '../../core/trace-order.ts';
import type { FilePlace } from '../../core/trace-origin.ts';
import type { AuditFact } from './audit-facts.ts';

/** In the order in which they are checked and shown. */
export const RULE_IDS = [
  'clock-rises',
  'clock-by-one',
  'receive-is-max-plus-one',
  'message-bears-clock',
  'clock-condition',
  'messages-in-pairs',
  'nothing-before-it-was-sent',
  'first-in-first-out',
  'queue-lengths',
  'dense-indices',
  'times-on-the-beat',
  'vector-own-entry',
  'vector-never-falls',
  'vector-not-ahead',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** Of each rule; all findings are counted. */
export const FINDINGS_KEPT_MAX = 10_000;

/** fault: the rule is broken. remark: worth knowing, and no rule of logical clocks is broken. */
export type Severity = 'fault' | 'remark';

export interface AuditFinding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly place: EventPlace;
  /** The other event that the finding is about, such as the send of a receive. */
  readonly other?: EventPlace;
  /** Where the two stand in the files that the trace was read from. */
  readonly line?: FilePlace;
  readonly otherLine?: FilePlace;
  readonly fact: AuditFact;
}

/** What a rule speaks of and could not be judged. */
export interface Unchecked {
  readonly count: number;
  readonly reason: UncheckedReason;
}

/** Why something could not be judged; words makes sentences of them. */
export type UncheckedReason =
  | 'clock-before-first-unknown'
  | 'event-before-missing'
  | 'timestamp-unknown'
  | 'paired-by-timestamps'
  | 'event-before-send-missing'
  | 'send-and-timestamp-unknown'
  | 'send-uncertain-by-clock'
  | 'send-uncertain'
  | 'sender-incomplete'
  | 'nothing-told'
  | 'paired-by-order'
  | 'queue-not-told'
  | 'events-missing'
  | 'addressees-unknown'
  | 'clocks-computed'
  | 'line-before-may-be-missing'
  | 'kind-not-logged'
  | 'kind-derived'
  | 'order-unknown'
  | 'order-not-promised'
  | 'times-not-told'
  | 'times-not-comparable'
  | 'senders-incomplete'
  | 'queue-before-unknown'
  | 'own-time-not-told'
  | 'messages-from-vectors'
  | 'vector-before-first-unknown'
  | 'vector-not-clear'
  | 'machine-without-log'
  | 'rate-unknown'
  | 'too-few-gaps';

/** What else is to be known of a rule in a trace. */
export type RuleNote =
  | { readonly kind: 'indices-not-written' }
  | { readonly kind: 'arrivals-not-told' }
  | { readonly kind: 'early-tolerance'; readonly toleranceMs: number }
  | { readonly kind: 'clocks-disagree'; readonly toleranceMs: number }
  /** Each machine's clock was measured; `boundMs` is the largest error. */
  | { readonly kind: 'clocks-measured'; readonly boundMs: number };

export interface RuleReport {
  readonly rule: RuleId;
  /** How many things were held against the rule. */
  readonly checked: number;
  readonly faults: number;
  /** Faults that a rule before this one shows as well, and that are counted there. */
  readonly toldElsewhere: number;
  readonly remarks: number;
  /** In the order of the check; at most {@link FINDINGS_KEPT_MAX}. */
  readonly findings: readonly AuditFinding[];
  readonly unchecked: readonly Unchecked[];
  readonly notes: readonly RuleNote[];
}

/** What the program that made the trace does otherwise than it should, told from many findings at once. */
export type Diagnosis =
  | {
      readonly kind: 'receive-formula';
      /** What it computes on a receive. */
      readonly formula: ReceiveFormula;
      readonly receives: ReceiveCounts;
      /** The receives that could be judged; the formula gives the clock of `fits` of them, the right one that of `right`. */
      readonly judged: number;
      readonly fits: number;
      readonly right: number;
    }
  | { readonly kind: 'not-above-send'; readonly receives: ReceiveCounts }
  /** It sends before it increments, or takes the first of the formulas: both give the same clocks. */
  | { readonly kind: 'either-cause'; readonly receives: ReceiveCounts }
  | {
      readonly kind: 'send-then-increment';
      readonly receives: ReceiveCounts;
      /** Whether the trace is another program's. */
      readonly isProgram: boolean;
    }
  | {
      readonly kind: 'own-increment';
      readonly event: 'internal' | 'send';
      /** The commonest wrong step of the clock, which `times` of `of` such events take. */
      readonly step: number;
      readonly times: number;
      readonly of: number;
    }
  /** The same where lines may be missing: the program adds `step`, or does not log an event in between. */
  | {
      readonly kind: 'step-or-missing';
      readonly event: 'internal' | 'send';
      readonly step: number;
      readonly times: number;
      readonly of: number;
    };

/** What programs compute on a receive instead of max(own, received) + 1, the likeliest first. */
export const RECEIVE_FORMULAS = [
  'max(own + 1, received)',
  'max(own, received)',
  'max(own + 1, received) + 1',
  'max(own, received) + 2',
  'own + 1',
  'own',
  'received + 1',
  'received',
] as const;
export type ReceiveFormula = (typeof RECEIVE_FORMULAS)[number];

export interface ReceiveCounts {
  /** Held against the clock condition. */
  readonly all: number;
  /** Not above their send. */
  readonly faulty: number;
  /** Of the faulty ones, those at exactly their send's timestamp. */
  readonly equal: number;
}

export interface AuditReport {
  /** Each of {@link RULE_IDS} once, in their order; those about vectors only where a log states vectors. */
  readonly rules: readonly RuleReport[];
  /** Over all rules. */
  readonly checked: number;
  readonly faults: number;
  readonly remarks: number;
  readonly unchecked: number;
  /** The most telling first. */
  readonly diagnoses: readonly Diagnosis[];
  /** By machine: "machine 1", or what the files call it. */
  readonly machineNames: readonly string[];
}
