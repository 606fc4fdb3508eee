// What the audit of a trace says around its rules and findings: what it is doing, its buttons, and where an event is.
import type { AuditFact } from '../analysis/audit/audit-facts.ts';
import { counted, grouped } from '../core/counted.ts';
import type { Trace } from '../core/trace.ts';
import { listing } from './numbers.ts';
import { phrase, type Phrase } from './phrase.ts';
import { TIMESTAMP_RULE_NAMES } from './rules.ts';

export const AUDIT_WORDS = {
  title: 'Audit',
  running: 'The run is still going. It is audited when it ends; or audit what there is now.',
  stopped: 'The audit was stopped.',
  old: 'The run has continued since then.',
  now: 'Audit now',
  again: 'Audit again',
  stop: 'Stop',
  save: 'Save the report (Markdown)',
  findings: 'Findings',
  remark: 'Remark:',
} as const;

export function checkingEvents(events: number): string {
  return `Checking ${counted(events, 'event')} …`;
}

export function sourceSentence<Part>(link: (words: string) => Part): Phrase<Part> {
  return phrase<Part>`The rules IR1 and IR2 and the clock condition are from ${link('Lamport (1978)')}.`;
}

/** What is counted under a rule: `Counted: receives.` */
export function countedUnderRule(what: string): string {
  return `Counted: ${what}.`;
}

/** What the other event of a finding is to it; a send in all other cases. */
const OTHER_EVENT: Partial<Record<AuditFact['kind'], string>> = {
  'received-twice': 'received at',
  'message-timestamp': 'received at',
};

/** Before the other event of a finding. */
export function otherEvent(kind: AuditFact['kind']): string {
  return OTHER_EVENT[kind] ?? 'sent at';
}

const FILES_NAMED_MAX = 5;

/** The title of the report: the run that was audited. */
export function reportTitle({ trial, engine, origin }: Pick<Trace, 'trial' | 'engine' | 'origin'>): string {
  if (!origin)
    return `${engine} run, rates ${trial.rates.join(', ')}, seed ${trial.seed}, ${TIMESTAMP_RULE_NAMES[trial.rule].inSentence}`;
  const named = origin.files.slice(0, FILES_NAMED_MAX);
  const more = origin.files.length - named.length;
  return `${origin.family}, ${listing(more > 0 ? [...named, counted(more, 'more file')] : named)}`;
}

/** Of all runs that were opened together. */
export function checkingRuns(runs: number): string {
  return `Checking all ${grouped(runs)} runs …`;
}

export function auditRuns(runs: number): string {
  return `Audit all ${grouped(runs)} runs`;
}

export function runsNotAudited(reason: string): string {
  return `The runs could not be audited: ${reason}`;
}
