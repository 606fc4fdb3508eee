// What an audit comes to, in the sentences that stand above its rules, on the screen and in the file.
import { counted, grouped } from '../core/counted.ts';
import type { AuditFinding, AuditReport, RuleReport } from '../analysis/audit/audit-report.ts';

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
    return `${facts} checked: ${counted(faults, 'fault')} against ${counted(broken, 'rule')}.`;
  }
  const found = remarks > 0 ? `no fault, and ${counted(remarks, 'remark')}` : 'nothing wrong';
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
  return checked > 0 ? `${grouped(checked)} passed` : 'holds';
}

export function uncheckedSentence(count: number, reason: string): string {
  return `${grouped(count)} not checked: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}

/** As people count them, from 1. */
export function eventNumber({ place }: Pick<AuditFinding, 'place'>): number {
  return place.index + 1;
}
