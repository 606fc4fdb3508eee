// What a program does otherwise than it should, told from all its events at once: one mistake in a formula makes
// hundreds of findings, and a student wants to hear of the formula.
import { INTERNAL, NONE, RECEIVE, SEND, type MachineLog } from '../../core/machine-log.ts';
import type { AuditedTrace } from './audited-trace.ts';
import {
  RECEIVE_FORMULAS,
  type Diagnosis,
  type ReceiveCounts,
  type ReceiveFormula,
  type RuleId,
  type RuleReport,
} from './audit-report.ts';
import { clockBefore } from './clock-rules.ts';

const CLOCK_BY: Readonly<Record<ReceiveFormula, (own: number, received: number) => number>> = {
  'max(own + 1, received)': (own, received) => Math.max(own + 1, received),
  'max(own, received)': (own, received) => Math.max(own, received),
  'max(own + 1, received) + 1': (own, received) => Math.max(own + 1, received) + 1,
  'max(own, received) + 2': (own, received) => Math.max(own, received) + 2,
  'own + 1': own => own + 1,
  own: own => own,
  'received + 1': (_, received) => received + 1,
  received: (_, received) => received,
};

/** A formula has to fit this share of the receives, and more of them than the right one does. */
const FIT_SHARE = 0.9;
/** Fewer wrong steps than this may be slips of one moment. */
const STEPS_MIN = 3;

export function diagnose(audited: AuditedTrace, rules: readonly RuleReport[]): Diagnosis[] {
  const faultsOf = (rule: RuleId): number => rules.find(each => each.rule === rule)!.faults;
  const receives = countReceives(
    audited,
    rules.find(({ rule }) => rule === 'clock-condition')!,
  );
  const isFile = audited.isImported || audited.trace.origin !== undefined;
  const isReceiveWrong = faultsOf('receive-is-max-plus-one') > 0 || receives.faulty > 0;
  const formula = isFile && isReceiveWrong ? receiveFormula(audited, receives) : [];
  return [
    ...formula,
    ...(formula.length === 0 ? clockCondition(audited, receives) : []),
    ...(isFile ? ownIncrement(audited, faultsOf('clock-by-one') + faultsOf('clock-rises') > 0) : []),
  ];
}

function countReceives(audited: AuditedTrace, { faults, toldElsewhere, checked }: RuleReport): ReceiveCounts {
  const faulty = faults + toldElsewhere;
  let equal = 0;
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] !== RECEIVE) continue;
      const sentIndex = audited.sentIndexOf(log, index);
      const sent =
        sentIndex === NONE
          ? audited.statedTimestampOf(log, index)
          : audited.logs[log.peers[index]! - 1]!.clocks[sentIndex]!;
      if (sent === log.clocks[index]) equal += 1;
    }
  return { all: checked, faulty, equal: Math.min(equal, faulty) };
}

function receiveFormula(audited: AuditedTrace, receives: ReceiveCounts): Diagnosis[] {
  const clockBy = RECEIVE_FORMULAS.map(formula => CLOCK_BY[formula]);
  const fits = clockBy.map(() => 0);
  let right = 0;
  let judged = 0;
  /** Of which no line states what was received. */
  let unstated = 0;
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] !== RECEIVE || !isAfter(audited, log, index)) continue;
      const received = audited.likelyTimestampOf(log, index);
      if (received === NONE) continue;
      const [timestamp, other] = audited.timestampsOf(log, index);
      if (timestamp === NONE || other !== NONE) unstated += 1;
      const own = clockBefore(audited, log, index);
      const clock = log.clocks[index]!;
      judged += 1;
      if (clock === Math.max(own, received) + 1) right += 1;
      for (let i = 0; i < clockBy.length; i++) if (clockBy[i]!(own, received) === clock) fits[i]! += 1;
    }
  const most = Math.max(...fits);
  if (most < FIT_SHARE * judged || most <= right) return [];
  // Without a stated timestamp, sending first and incrementing afterwards gives the very same clocks as the first formula.
  if (unstated > 0 && !audited.isRuleKnown && fits[0] === most) return [{ kind: 'either-cause', receives }];
  const formula = RECEIVE_FORMULAS[fits.indexOf(most)]!;
  return [{ kind: 'receive-formula', formula, receives, judged, fits: most, right }];
}

/** Statistics over many receives need no certainty for each: a line that is missing now and then changes little. */
function isAfter(audited: AuditedTrace, log: MachineLog, index: number): boolean {
  return index > 0
    ? audited.order.isOrdered(log, index) && !audited.doubts(log, index, 'clock')
    : audited.follows(log, index);
}

function clockCondition(audited: AuditedTrace, receives: ReceiveCounts): Diagnosis[] {
  if (receives.faulty === 0) return [];
  if (
    audited.trial.rule === 'increment-then-send' &&
    (audited.isRuleKnown || receives.equal < receives.faulty)
  )
    return [{ kind: 'not-above-send', receives }];
  if (!audited.isRuleKnown) return [{ kind: 'either-cause', receives }];
  return [{ kind: 'send-then-increment', receives, isProgram: audited.isImported }];
}

/**
 * Steps of internal and of send events that are not 1, if they are more than slips. Where lines may be missing, steps above
 * 1 at nearly all of them have two causes, and both are named.
 */
function ownIncrement(audited: AuditedTrace, isFound: boolean): Diagnosis[] {
  const diagnoses: Diagnosis[] = [];
  for (const kind of [INTERNAL, SEND]) {
    const steps = new Map<number, number>();
    let all = 0;
    for (const log of audited.logs)
      for (let index = 0; index < log.eventCount; index++) {
        if (log.kinds[index] !== kind || !isAfter(audited, log, index) || audited.doubts(log, index, 'kind'))
          continue;
        all += 1;
        const step = log.clocks[index]! - clockBefore(audited, log, index);
        if (step !== 1) steps.set(step, (steps.get(step) ?? 0) + 1);
      }
    const [commonest] = [...steps].sort((a, b) => b[1] - a[1]);
    if (!commonest || commonest[1] < STEPS_MIN) continue;
    const [step, times] = commonest;
    const isCertain = isFound && (step <= 0 || judgedStepsOf(audited, kind) >= STEPS_MIN);
    if (!isCertain && (step <= 1 || times < FIT_SHARE * all)) continue;
    const event = kind === SEND ? 'send' : 'internal';
    diagnoses.push({ kind: isCertain ? 'own-increment' : 'step-or-missing', event, step, times, of: all });
  }
  return diagnoses;
}

/** How many wrong steps of a kind were certain, each by itself. */
function judgedStepsOf(audited: AuditedTrace, kind: number): number {
  let steps = 0;
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++)
      if (
        log.kinds[index] === kind &&
        !audited.doubts(log, index, 'kind') &&
        audited.follows(log, index) &&
        log.clocks[index]! !== clockBefore(audited, log, index) + 1
      )
        steps += 1;
  return steps;
}
