// What an audit comes to, in one sentence or two: above the figures of a trace, in the table of a class, on the command line.
import { counted, grouped } from '../core/counted.ts';
import type {
  AuditReport,
  Diagnosis,
  ReceiveCounts,
  RuleId,
  RuleReport,
  UncheckedReason,
} from '../analysis/audit/audit-report.ts';
import { RECEIVE_FORMULAS } from '../analysis/audit/audit-report.ts';
import { mergeReports } from '../analysis/audit/merge-reports.ts';
import { RULE_WORDS } from './audit-rules.ts';
import { UNCHECKED_WORDS } from './audit-words.ts';
import { listing } from './numbers.ts';

/** clean: nothing wrong in what was checked. open: nothing could be checked. */
export type VerdictState = 'faulty' | 'clean' | 'open';

export interface Verdict {
  readonly state: VerdictState;
  /** `One bug, 190 of 240 receives:`; what matters most, to be set in bold. */
  readonly lead: string;
  /** The rest of the sentence, and what could not be checked. */
  readonly rest: string;
}

export const VERDICT_WORDS = {
  name: 'Verdict of the audit',
  working: 'Checking …',
  failed: (reason: string): string => `The audit failed: ${reason}`,
  show: 'Show the findings',
  /** Beside the name of the tab, and for those who hear it. */
  badge: (faults: number): string => grouped(faults),
  badgeName: (faults: number): string => counted(faults, 'fault'),
} as const;

/** The rules whose faults one wrong formula explains. */
const RECEIVE_RULES: readonly RuleId[] = ['receive-is-max-plus-one', 'clock-condition'];
const STEP_RULES: readonly RuleId[] = ['clock-by-one', 'clock-rises'];
const RULES_NAMED_MAX = 3;
const RUNS_NAMED_MAX = 3;

export function verdictOf(report: AuditReport): Verdict {
  const { faults, checked, diagnoses } = report;
  const told = diagnoses.filter(({ kind }) => kind !== 'step-or-missing');
  if (faults > 0) {
    const [first, ...more] = told;
    return first ? diagnosed(report, first, more) : listed(report);
  }
  if (checked === 0) {
    const rest = report.unchecked > 0 ? `${because(report, ',')}.` : '';
    return {
      state: 'open',
      lead: report.unchecked > 0 ? 'Nothing could be checked' : 'Nothing to check yet.',
      rest,
    };
  }
  const [hint] = diagnoses;
  return {
    state: 'clean',
    lead: `Nothing wrong in ${counted(checked, 'checked fact')}`,
    rest: [`${leftOut(report)}.`, hint?.kind === 'step-or-missing' ? stepHint(hint) : '', remarksOf(report)]
      .filter(part => part !== '')
      .join(' '),
  };
}

/**
 * Of two runs or more together, by the same verdict as a hand-in of a class: what each run shows counts for the one program.
 * Says in which of them the faults are.
 */
export function runsVerdict(
  runs: readonly { readonly name: string; readonly report: AuditReport }[],
): string {
  const reports = runs.map(({ report }) => report);
  const faulty = runs.filter(({ report }) => report.faults > 0).map(({ name }) => `“${name}”`);
  const where =
    faulty.length === 0
      ? ''
      : faulty.length === runs.length
        ? ' Each run has faults.'
        : faulty.length <= RUNS_NAMED_MAX
          ? ` The faults are in ${listing(faulty)}.`
          : ` ${grouped(faulty.length)} of the ${counted(runs.length, 'run')} have faults.`;
  return `All ${counted(runs.length, 'run')} together: ${verdictText(verdictOf(mergeReports(reports)))}${where}`;
}

/** As plain text, for a table or a terminal. */
export function verdictText(verdict: Verdict): string {
  const { lead, rest } = verdict;
  return /^[.;,]/.test(rest) ? `${lead}${rest}` : `${lead} ${rest}`.trim();
}

function diagnosed(report: AuditReport, first: Diagnosis, more: readonly Diagnosis[]): Verdict {
  const { lead, rest, isBug } = bugOf(report, first);
  const bugs = 1 + more.length;
  const covered = new Set([first, ...more].flatMap(rulesOf));
  const others = report.rules.reduce((sum, rule) => sum + (covered.has(rule.rule) ? 0 : rule.faults), 0);
  const name = !isBug ? lead : `${bugs === 1 ? 'One bug' : `${bugs} bugs`}, ${lead}`;
  return {
    state: 'faulty',
    lead: `${name}:`,
    rest: [
      rest,
      ...more.map(each => {
        const also = bugOf(report, each);
        return `Also at ${also.lead}: ${also.rest}`;
      }),
      others > 0 ? `There ${others === 1 ? 'is' : 'are'} ${counted(others, 'other fault')}.` : '',
      report.unchecked > 0 ? `${grouped(report.unchecked)} facts could not be checked.` : '',
    ]
      .filter(part => part !== '')
      .join(' '),
  };
}

/** `lead` says where, `rest` what; a rule that was chosen is not a bug. */
function bugOf(
  report: AuditReport,
  diagnosis: Diagnosis,
): { readonly lead: string; readonly rest: string; readonly isBug: boolean } {
  switch (diagnosis.kind) {
    case 'receive-formula':
      return {
        lead: ofReceives(report, diagnosis.receives),
        rest: `the program computes ${diagnosis.formula}; Lamport’s rule is max(own, received) + 1.`,
        isBug: true,
      };
    case 'not-above-send':
      return {
        lead: ofReceives(report, diagnosis.receives),
        rest: 'they do not have a later timestamp than their send.',
        isBug: true,
      };
    case 'either-cause':
      return {
        lead: `${ofReceives(report, diagnosis.receives)} have the timestamp of their send`,
        rest: `the program either sends its clock and then adds 1, or computes ${RECEIVE_FORMULAS[0]}; these logs cannot show which.`,
        isBug: false,
      };
    case 'send-then-increment':
      return {
        lead: `${ofReceives(report, diagnosis.receives)} are not later than their send`,
        rest: `${diagnosis.isProgram ? 'the program' : 'this run'} follows the assignment’s rule (send, then add 1), under which the clock condition does not hold.`,
        isBug: false,
      };
    case 'own-increment':
    case 'step-or-missing': {
      const { times, of, event, step } = diagnosis;
      const does =
        step === 0
          ? 'does not increase its clock'
          : step < 0
            ? `sets its clock back by ${-step}`
            : `adds ${step} to its clock`;
      return {
        lead: `${grouped(times)} of ${grouped(of)} ${event} events`,
        rest: `the program ${does}; it should add 1.`,
        isBug: true,
      };
    }
  }
}

function rulesOf({ kind }: Diagnosis): readonly RuleId[] {
  return kind === 'own-increment' || kind === 'step-or-missing' ? STEP_RULES : RECEIVE_RULES;
}

/** `190 of 240 receives`: each wrong receive once. */
function ofReceives({ rules }: AuditReport, { all, faulty }: ReceiveCounts): string {
  const found = rules.reduce((sum, rule) => sum + (RECEIVE_RULES.includes(rule.rule) ? rule.faults : 0), 0);
  const wrong = Math.max(found, faulty);
  const judged = Math.max(
    all,
    ...rules.flatMap(rule => (RECEIVE_RULES.includes(rule.rule) ? rule.checked : [])),
  );
  return `${grouped(wrong)} of ${counted(Math.max(judged, wrong), 'receive')}`;
}

function listed(report: AuditReport): Verdict {
  const broken = report.rules.filter(({ faults }) => faults > 0).sort((a, b) => b.faults - a.faults);
  const named = broken
    .slice(0, RULES_NAMED_MAX)
    .map(({ rule, faults }: RuleReport) => `“${RULE_WORDS[rule].title}” (${grouped(faults)})`);
  const more = broken.length - named.length;
  return {
    state: 'faulty',
    lead: `${counted(report.faults, 'fault')}:`,
    rest: `${listing(more > 0 ? [...named, counted(more, 'more rule')] : named)}${leftOut(report)}.`,
  };
}

/** `; 310 could not be checked, mostly because no line says who sent`; empty where all was. */
function leftOut(report: AuditReport): string {
  if (report.unchecked === 0) return '';
  return `; ${grouped(report.unchecked)} could not be checked${because(report, ',')}`;
}

/** The commonest reason, in a clause. */
function because({ rules }: AuditReport, comma: string): string {
  const counts = new Map<UncheckedReason, number>();
  for (const { unchecked } of rules)
    for (const { reason, count } of unchecked) counts.set(reason, (counts.get(reason) ?? 0) + count);
  const [commonest] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!commonest) return '';
  const mostly = counts.size > 1 ? 'mostly because' : 'because';
  return `${comma} ${mostly} ${UNCHECKED_WORDS[commonest[0]].replace(/\.$/, '')}`;
}

function stepHint({
  step,
  times,
  of,
  event,
}: Extract<Diagnosis, { readonly kind: 'step-or-missing' }>): string {
  return `At ${grouped(times)} of ${grouped(of)} ${event} events the clock goes up by ${step}: the program adds ${step}, or does not log an event in between.`;
}

function remarksOf({ remarks }: AuditReport): string {
  return remarks === 0 ? '' : `There ${remarks === 1 ? 'is' : 'are'} ${counted(remarks, 'remark')}.`;
}
