// Several audits as one: the runs of one program, counted together.
import {
  RULE_IDS,
  type AuditReport,
  type Diagnosis,
  type RuleReport,
  type Unchecked,
} from './audit-report.ts';

/** Counts are added up; findings stay with the runs that they are of. At least one report. */
export function mergeReports(reports: readonly AuditReport[]): AuditReport {
  const [first, ...more] = reports;
  if (first && more.length === 0) return first;
  const sum = (count: (report: AuditReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0);
  return {
    rules: RULE_IDS.flatMap(id => {
      const own = reports.flatMap(({ rules }) => rules.filter(({ rule }) => rule === id));
      return own.length === 0 ? [] : [mergeRules(own)];
    }),
    checked: sum(({ checked }) => checked),
    faults: sum(({ faults }) => faults),
    remarks: sum(({ remarks }) => remarks),
    unchecked: sum(({ unchecked }) => unchecked),
    diagnoses: mergeDiagnoses(reports.flatMap(({ diagnoses }) => diagnoses)),
    machineNames: [],
  };
}

function mergeRules(own: readonly RuleReport[]): RuleReport {
  const sum = (count: (rule: RuleReport) => number): number =>
    own.reduce((total, rule) => total + count(rule), 0);
  const unchecked = new Map<Unchecked['reason'], number>();
  for (const rule of own)
    for (const { reason, count } of rule.unchecked)
      unchecked.set(reason, (unchecked.get(reason) ?? 0) + count);
  return {
    rule: own[0]!.rule,
    checked: sum(({ checked }) => checked),
    faults: sum(({ faults }) => faults),
    toldElsewhere: sum(({ toldElsewhere }) => toldElsewhere),
    remarks: sum(({ remarks }) => remarks),
    findings: [],
    unchecked: [...unchecked].map(([reason, count]) => ({ reason, count })),
    notes: [],
  };
}

/** Of one mistake there is one diagnosis, however many runs show it; the most frequent first. */
function mergeDiagnoses(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  const merged = new Map<string, { diagnosis: Diagnosis; runs: number }>();
  for (const diagnosis of diagnoses) {
    const key = keyOf(diagnosis);
    const before = merged.get(key);
    merged.set(key, {
      diagnosis: before ? added(before.diagnosis, diagnosis) : diagnosis,
      runs: (before?.runs ?? 0) + 1,
    });
  }
  return [...merged.values()].sort((a, b) => b.runs - a.runs).map(({ diagnosis }) => diagnosis);
}

function keyOf(diagnosis: Diagnosis): string {
  switch (diagnosis.kind) {
    case 'receive-formula':
      return `${diagnosis.kind} ${diagnosis.formula}`;
    case 'own-increment':
    case 'step-or-missing':
      return `${diagnosis.kind} ${diagnosis.event} ${diagnosis.step}`;
    default:
      return diagnosis.kind;
  }
}

/** Both of one key. */
function added(a: Diagnosis, b: Diagnosis): Diagnosis {
  if ('receives' in a && 'receives' in b) {
    const receives = {
      all: a.receives.all + b.receives.all,
      faulty: a.receives.faulty + b.receives.faulty,
      equal: a.receives.equal + b.receives.equal,
    };
    if (a.kind === 'receive-formula' && b.kind === 'receive-formula')
      return {
        ...a,
        receives,
        judged: a.judged + b.judged,
        fits: a.fits + b.fits,
        right: a.right + b.right,
      };
    return { ...a, receives };
  }
  if ('times' in a && 'times' in b) return { ...a, times: a.times + b.times, of: a.of + b.of };
  return a;
}
