// What a program does otherwise than it should, told from all its events at once: one mistake in a formula makes
// hundreds of findings, and a student wants to hear of the formula.
import { grouped } from '../../core/counted.ts';
import { INTERNAL, KINDS, NONE, RECEIVE, SEND, type MachineLog } from '../../core/machine-log.ts';
import type { AuditedTrace } from './audited-trace.ts';
import type { Diagnosis, ReceiveCounts, RuleId, RuleReport } from './audit-report.ts';
import { clockBefore } from './clock-rules.ts';

interface Formula {
  readonly text: string;
  readonly clockOf: (own: number, received: number) => number;
  readonly slip: string;
}

/** What programs take instead of max(own, received) + 1, the likeliest first. */
const FORMULAS: readonly Formula[] = [
  {
    text: 'max(own + 1, received)',
    clockOf: (own, received) => Math.max(own + 1, received),
    slip: 'It raises its own clock and not the timestamp, so a message from ahead is not outdone.',
  },
  {
    text: 'max(own, received)',
    clockOf: (own, received) => Math.max(own, received),
    slip: 'It never adds 1 on a receive, which is an event like any other (IR1).',
  },
  {
    text: 'max(own + 1, received) + 1',
    clockOf: (own, received) => Math.max(own + 1, received) + 1,
    slip: 'It raises the clock once before and once after the comparison.',
  },
  {
    text: 'max(own, received) + 2',
    clockOf: (own, received) => Math.max(own, received) + 2,
    slip: 'It raises the clock twice.',
  },
  {
    text: 'own + 1',
    clockOf: own => own + 1,
    slip: 'It ignores the timestamp of the message.',
  },
  {
    text: 'own',
    clockOf: own => own,
    slip: 'It does not touch its clock on a receive.',
  },
  {
    text: 'received + 1',
    clockOf: (_, received) => received + 1,
    slip: 'It forgets its own clock, which goes back whenever a message is older.',
  },
  {
    text: 'received',
    clockOf: (_, received) => received,
    slip: 'It sets its clock to the message, so the clock goes back whenever a message is older.',
  },
];

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
  const fits = FORMULAS.map(() => 0);
  let right = 0;
  let all = 0;
  /** Of which no line states what was received. */
  let unstated = 0;
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      if (log.kinds[index] !== RECEIVE || !isAfter(audited, log, index)) continue;
      const received = audited.likelyTimestampOf(log, index);
      if (received === NONE) continue;
      if (audited.timestampsOf(log, index).length !== 1) unstated += 1;
      const own = clockBefore(log, index);
      const clock = log.clocks[index]!;
      all += 1;
      if (clock === Math.max(own, received) + 1) right += 1;
      for (let i = 0; i < FORMULAS.length; i++)
        if (FORMULAS[i]!.clockOf(own, received) === clock) fits[i]! += 1;
    }
  const most = Math.max(...fits);
  if (most < FIT_SHARE * all || most <= right) return [];
  // Without a stated timestamp, sending first and incrementing afterwards gives the very same clocks as the first formula.
  if (unstated > 0 && !audited.isRuleKnown && fits[0] === most) return eitherCause(receives);
  const { text, slip } = FORMULAS[fits.indexOf(most)]!;
  const fit =
    most === all
      ? `That fits each of the ${all} receives that could be checked, ${right} of which come out right all the same.`
      : `That fits ${most} of the ${all} receives that could be checked.`;
  return [
    {
      kind: 'receive-formula',
      formula: text,
      receives,
      text: `This program takes ${text} where L78 wants max(own, received) + 1${consequence(receives)}. ${slip} ${fit}`,
    },
  ];
}

function eitherCause(receives: ReceiveCounts): Diagnosis[] {
  return [
    {
      kind: 'either-cause',
      receives,
      text: `This program either sends its clock and increments it afterwards, or computes ${FORMULAS[0]!.text} on a receive: these logs cannot tell which, because they give the same clocks${consequence(receives)}.`,
    },
  ];
}

/** Statistics over many receives need no certainty for each: a line that is missing now and then changes little. */
function isAfter(audited: AuditedTrace, log: MachineLog, index: number): boolean {
  return index > 0
    ? audited.isOrdered(log, index) && !audited.doubts(log, index, 'clock')
    : audited.follows(log, index);
}

/** `: 12 of 40 receives bear …`; empty where none does. */
export function consequence({ all, faulty, equal }: ReceiveCounts): string {
  if (faulty === 0) return '';
  const what =
    equal === faulty
      ? 'bear the very timestamp of their send'
      : 'do not bear a higher timestamp than their send';
  return `: ${grouped(faulty)} of ${grouped(all)} receives ${what}`;
}

function clockCondition(audited: AuditedTrace, receives: ReceiveCounts): Diagnosis[] {
  if (receives.faulty === 0) return [];
  const what = consequence(receives).slice(2);
  if (
    audited.trial.rule === 'increment-then-send' &&
    (audited.isRuleKnown || receives.equal < receives.faulty)
  )
    return [{ kind: 'bears-timestamp-of-send', text: `${what}, so the clock condition does not hold.` }];
  if (!audited.isRuleKnown) return eitherCause(receives);
  const who = audited.isImported
    ? 'This program sends its clock as it is and increments it then'
    : 'Machines here send their clock as it is and increment it then';
  return [
    {
      kind: 'send-then-increment',
      text: `${who}, as the assignment can be read, where L78 (IR2a) wants the timestamp of the send event: ${what}, and the clock condition fails.`,
    },
  ];
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
        if (log.kinds[index] !== kind || !isAfter(audited, log, index)) continue;
        all += 1;
        const step = log.clocks[index]! - clockBefore(log, index);
        if (step !== 1) steps.set(step, (steps.get(step) ?? 0) + 1);
      }
    const [commonest] = [...steps].sort((a, b) => b[1] - a[1]);
    if (!commonest || commonest[1] < STEPS_MIN) continue;
    const [step, times] = commonest;
    const isCertain = isFound && (step <= 0 || judgedStepsOf(audited, kind) >= STEPS_MIN);
    if (!isCertain && (step <= 1 || times < FIT_SHARE * all)) continue;
    const where = `at ${times === all ? `each of the ${all}` : `${times} of ${all}`} ${KINDS[kind]!} events`;
    if (!isCertain) {
      diagnoses.push({
        kind: 'step-or-missing',
        text: `The clock rises by ${step} ${where}. Either the program adds ${step}, or it does not log an event between them: these logs cannot tell which.`,
      });
      continue;
    }
    const text =
      step === 0
        ? `This program does not raise its clock ${where}, where L78 (IR1) wants it to rise.`
        : `This program ${step < 0 ? `takes its clock back by ${-step}` : `raises its clock by ${step}`} ${where}, where the model raises it by 1.`;
    diagnoses.push({ kind: 'own-increment', text });
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
        audited.follows(log, index) &&
        log.clocks[index]! !== clockBefore(log, index) + 1
      )
        steps += 1;
  return steps;
}
