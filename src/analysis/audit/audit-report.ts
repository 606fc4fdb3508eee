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
  /** A sentence. */
  readonly reason: string;
}

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
  /** What else is to be said of the rule in this trace, in sentences. */
  readonly notes: readonly string[];
}

/** What the program that made the trace does otherwise than it should, told from many findings at once. */
export interface Diagnosis {
  readonly kind: DiagnosisKind;
  /** A sentence or several. */
  readonly text: string;
  /** What it takes on a receive, where that could be told. */
  readonly formula?: string;
  /** Where the diagnosis is about receives. */
  readonly receives?: ReceiveCounts;
}

export interface ReceiveCounts {
  /** Held against the clock condition. */
  readonly all: number;
  /** Not above their send. */
  readonly faulty: number;
  /** Of the faulty ones, those at exactly their send's timestamp. */
  readonly equal: number;
}

/** either-cause and step-or-missing name two causes that give the same log, and claim neither. */
export type DiagnosisKind =
  | 'receive-formula'
  | 'own-increment'
  | 'send-then-increment'
  | 'bears-timestamp-of-send'
  | 'either-cause'
  | 'step-or-missing';

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
