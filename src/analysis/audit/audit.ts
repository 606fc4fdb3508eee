// The audit: holds a trace, from an engine or from files, against the rules of logical clocks and of the scale model.
// It reads nothing but the trace.
import type { Trace } from '../../core/trace.ts';
import { RULE_IDS, type AuditReport, type RuleId, type RuleReport } from './audit-report.ts';
import { AuditedTrace } from './audited-trace.ts';
import { checkDenseIndices, checkTimesOnTheBeat } from './beat-rules.ts';
import { checkClockByOne, checkClockRises, checkReceiveIsMaxPlusOne } from './clock-rules.ts';
import { diagnose } from './diagnosis.ts';
import { checkClockCondition, checkMessageBearsClock, checkMessagesInPairs } from './message-rules.ts';
import { checkFirstInFirstOut } from './order-rules.ts';
import { checkQueueLengths } from './queue-rules.ts';
import { ClockSlips, RuleCollector } from './rule-collector.ts';
import { checkNothingBeforeItWasSent } from './time-rules.ts';
import { checkEntriesNeverFall, checkEntriesNotAhead, checkOwnEntries } from './vector-rules.ts';

const CHECKS: Record<RuleId, (audited: AuditedTrace, found: RuleCollector) => void> = {
  'clock-rises': checkClockRises,
  'clock-by-one': checkClockByOne,
  'receive-is-max-plus-one': checkReceiveIsMaxPlusOne,
  'message-bears-clock': checkMessageBearsClock,
  'clock-condition': checkClockCondition,
  'messages-in-pairs': checkMessagesInPairs,
  'nothing-before-it-was-sent': checkNothingBeforeItWasSent,
  'first-in-first-out': checkFirstInFirstOut,
  'queue-lengths': checkQueueLengths,
  'dense-indices': checkDenseIndices,
  'times-on-the-beat': checkTimesOnTheBeat,
  'vector-own-entry': checkOwnEntries,
  'vector-never-falls': checkEntriesNeverFall,
  'vector-not-ahead': checkEntriesNotAhead,
};

const VECTOR_RULES: readonly RuleId[] = ['vector-own-entry', 'vector-never-falls', 'vector-not-ahead'];

/** The rule that says most of a wrong clock comes first, and has the finding. */
const CLOCK_RULES: readonly RuleId[] = [
  'receive-is-max-plus-one',
  'clock-rises',
  'clock-by-one',
  'clock-condition',
];
const MOST_TELLING_FIRST = [...CLOCK_RULES, ...RULE_IDS.filter(rule => !CLOCK_RULES.includes(rule))];

/** Never throws, whatever the trace says. Time: n log n for n events and messages. */
export function audit(trace: Trace): AuditReport {
  const audited = new AuditedTrace(trace);
  const slips = new ClockSlips();
  const reports = new Map(
    MOST_TELLING_FIRST.map((rule): [RuleId, RuleReport] => {
      const found = new RuleCollector(rule, trace.origin, slips);
      CHECKS[rule](audited, found);
      return [rule, found.report()];
    }),
  );
  const rules = RULE_IDS.filter(rule => audited.statesVectors || !VECTOR_RULES.includes(rule)).map(rule =>
    reports.get(rule)!,
  );
  const total = (count: (rule: RuleReport) => number): number =>
    rules.reduce((sum, rule) => sum + count(rule), 0);
  return {
    rules,
    checked: total(rule => rule.checked),
    faults: total(rule => rule.faults),
    remarks: total(rule => rule.remarks),
    unchecked: total(rule => rule.unchecked.reduce((sum, { count }) => sum + count, 0)),
    diagnoses: diagnose(audited, rules),
    machineNames: trace.logs.map(({ machine }) => trace.nameOf(machine)),
  };
}
