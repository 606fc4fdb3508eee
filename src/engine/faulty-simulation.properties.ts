// What holds for every run with faults, whatever goes wrong in it: thousands of random plans.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMessageFault, faultAtMs, type Fault, type MessageFault } from '../core/fault.ts';
import { FAULT_DEFAULTS } from '../core/fault-plan.ts';
import { NONE, RECEIVE, SEND } from '../core/machine-log.ts';
import { messageName } from '../core/message.ts';
import { tickScheduleOf } from '../core/tick-schedule.ts';
import { digestOf } from '../core/trace-digest.ts';
import type { Trace } from '../core/trace.ts';
import { trialFrom, type Trial } from '../core/trial.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { faultDrawsOf } from './fault-draws.ts';
import { simulate, startSimulation } from './simulate.ts';

/** `LAMPLIGHT_CASES=10000` for the long run. */
const RUNS = Number(process.env['LAMPLIGHT_CASES'] ?? 300);

function holds(check: (trace: Trace, trial: Trial) => void): void {
  fc.assert(
    fc.property(anyFaultyTrial, trial => check(simulate(trial), trial)),
    { numRuns: RUNS },
  );
}

/** As {@link holds}, with a session in each plan. */
function holdsWithSession(check: (trace: Trace, trial: Trial) => void): void {
  fc.assert(
    fc.property(anyFaultyTrial, ({ faults, ...trial }) => {
      const withSession = trialFrom({ ...trial, ...(faults && { faults: { ...faults, session: true } }) });
      check(simulate(withSession), withSession);
    }),
    { numRuns: RUNS },
  );
}

function of<Kind extends MessageFault['kind']>(
  trace: Trace,
  kind: Kind,
): Extract<MessageFault, { kind: Kind }>[] {
  return trace.faults.filter((fault): fault is Extract<MessageFault, { kind: Kind }> => fault.kind === kind);
}

/** How many messages each machine's queue holds at the end, as its last event says and what came after it. */
function waitingAtEnd(trace: Trace): number {
  let waiting = 0;
  for (const log of trace.logs) {
    const last = log.eventCount - 1;
    waiting += last >= 0 ? log.queues[last]! : 0;
    for (const sender of trace.logs)
      for (let row = 0; row < sender.messageCount; row++)
        if (sender.recipients[row] === log.machine && sender.arrivedBeforeTicks[row] === log.eventCount + 1)
          waiting += 1;
    for (const { to, beforeTick } of of(trace, 'doubled'))
      if (to === log.machine && beforeTick === log.eventCount + 1) waiting += 1;
  }
  return waiting;
}

/** How many messages were forgotten in a queue after the last event of their machine: they are in no queue length. */
function key({ from, number }: { readonly from: number; readonly number: number }): string {
  return messageName(from, number);
}

/** sent + doubled = received + waiting + in flight + lost */
function expectConserved(trace: Trace): void {
  let sent = 0;
  let received = 0;
  let inFlight = 0;
  const lost = of(trace, 'lost');
  const lostBeforeArrival = new Set(lost.filter(({ cause }) => cause !== 'amnesia').map(key));
  const forgotten = lost.filter(({ cause }) => cause === 'amnesia');
  const forgottenKeys = new Set(forgotten.map(key));
  for (const log of trace.logs) {
    for (let index = 0; index < log.eventCount; index++) if (log.kinds[index] === RECEIVE) received += 1;
    sent += log.messageCount;
    for (let row = 0; row < log.messageCount; row++) {
      const name = key({ from: log.machine, number: row + 1 });
      const hasArrived = !Number.isNaN(log.arrivedMs[row]);
      expect(hasArrived && lostBeforeArrival.has(name)).toBe(false);
      if (!hasArrived && !lostBeforeArrival.has(name) && !forgottenKeys.has(name)) inFlight += 1;
      if (log.receivedIndices[row] !== NONE) expect(hasArrived).toBe(true);
    }
  }
  // Forgotten after the last event of the machine: counted as waiting there, though they no longer do.
  const lateForgotten = forgotten.filter(({ to, atMs, from, number }) => {
    const log = trace.logOf(to);
    const last = log.eventCount === 0 ? -1 : log.atMs[log.eventCount - 1]!;
    return atMs > last && !Number.isNaN(trace.logOf(from).arrivedMs[number - 1]);
  }).length;
  expect(received + waitingAtEnd(trace) - lateForgotten + inFlight + lost.length).toBe(
    sent + of(trace, 'doubled').length,
  );
}

function expectClockCondition(trace: Trace, { rule, faults }: Trial): void {
  const crashes = (faults ?? FAULT_DEFAULTS).timed.flatMap(fault =>
    fault.kind === 'crash' && fault.memory === 'amnesic' ? [fault] : [],
  );
  for (const log of trace.logs)
    for (let index = 0; index < log.eventCount; index++) {
      const before = index === 0 ? 0 : log.clocks[index - 1]!;
      const sinceMs = index === 0 ? 0 : log.atMs[index - 1]!;
      const forgot = crashes.some(
        ({ machine, fromMs }) => machine === log.machine && fromMs >= sinceMs && fromMs <= log.atMs[index]!,
      );
      if (!forgot) expect(log.clocks[index]).toBeGreaterThan(before);
      if (log.kinds[index] !== RECEIVE) continue;
      const sender = trace.logOf(log.peers[index]!);
      const row = log.messageNumbers[index]! - 1;
      expect(log.clocks[index]).toBeGreaterThan(sender.timestamps[row]!);
      if (rule === 'increment-then-send')
        expect(log.clocks[index]).toBeGreaterThan(sender.clocks[sender.sentIndices[row]!]!);
      expect(log.atMs[index]).toBeGreaterThanOrEqual(sender.atMs[sender.sentIndices[row]!]!);
    }
}

describe('every run with faults', () => {
  test('conserves messages: sent + doubled = received + waiting + in flight + lost', () => {
    holds(expectConserved);
  });

  test("keeps the clock condition under Lamport's rule, and clocks rise but where a machine forgot them", () => {
    holds(expectClockCondition);
  });

  test('has the ticks of its schedule, none while its machine is down or paused', () => {
    holds((trace, trial) => {
      for (const { machine, eventCount, atMs } of trace.logs) {
        const schedule = tickScheduleOf(trial, machine);
        expect(eventCount).toBe(schedule.ticks);
        for (let index = 0; index < eventCount; index++) {
          expect(atMs[index]).toBe(schedule.atMs(index + 1));
          expect(atMs[index]!).toBeLessThanOrEqual(trial.durationSeconds * 1000 + 1e-6);
          for (const fault of trial.faults?.timed ?? [])
            if ((fault.kind === 'crash' || fault.kind === 'pause') && fault.machine === machine)
              expect(atMs[index]! >= fault.fromMs && atMs[index]! < fault.toMs).toBe(false);
        }
      }
    });
  });

  test('has each fault of the plan on record, and none that is not in it', () => {
    holds((trace, trial) => {
      const plan = trial.faults ?? FAULT_DEFAULTS;
      expect(trace.faults.filter(fault => !isMessageFault(fault))).toEqual(
        [...plan.timed].sort((a, b) => a.fromMs - b.fromMs),
      );
      const times = trace.faults.map(faultAtMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const draw = faultDrawsOf(trial.seed);
      const byMessage = new Map<string, MessageFault[]>();
      for (const fault of trace.faults)
        if (isMessageFault(fault)) byMessage.set(key(fault), [...(byMessage.get(key(fault)) ?? []), fault]);
      for (const log of trace.logs)
        for (let row = 0; row < log.messageCount; row++) {
          const message = { from: log.machine, to: log.recipients[row]!, number: row + 1, timestamp: 0 };
          const faults: readonly Fault[] = byMessage.get(key(message)) ?? [];
          const has = (kind: Fault['kind'], cause?: string): boolean =>
            faults.some(
              fault =>
                fault.kind === kind && (cause === undefined || ('cause' in fault && fault.cause === cause)),
            );
          const isHit = draw('loss', plan.lossPercent, message);
          const isParted = has('lost', 'partition') || has('resent', 'partition');
          if (!isParted)
            expect(
              has('lost', 'chance') || has('resent', 'chance') || (plan.session && has('lost', 'amnesia')),
            ).toBe(isHit || (plan.session && has('lost', 'amnesia')));
          if (plan.session)
            for (const cause of ['chance', 'partition', 'down']) expect(has('lost', cause)).toBe(false);
          else expect(has('resent')).toBe(false);
          const setsOut = plan.session ? !Number.isNaN(log.arrivedMs[row]) : !isHit && !isParted;
          if (setsOut) {
            expect(has('reordered')).toBe(draw('reordering', plan.reorderingPercent, message));
            expect(has('doubled') || has('copy-dropped')).toBe(
              draw('duplication', plan.duplicationPercent, message),
            );
          } else if (!plan.session)
            expect(has('doubled') || has('copy-dropped') || has('reordered')).toBe(false);
        }
    });
  });

  test('delivers exactly once and in order with a session, but for what machines forget', () => {
    holdsWithSession((trace, trial) => {
      expectConserved(trace);
      expectClockCondition(trace, trial);
      expect(of(trace, 'doubled')).toEqual([]);
      const forgotten = new Set(of(trace, 'lost').map(key));
      for (const { cause } of of(trace, 'lost')) expect(cause).toBe('amnesia');
      const hasAmnesia = (trial.faults ?? FAULT_DEFAULTS).timed.some(
        fault => fault.kind === 'crash' && fault.memory === 'amnesic',
      );
      if (!hasAmnesia) expect(forgotten.size).toBe(0);
      for (const log of trace.logs) {
        const last = new Map<number, { arrivedMs: number; receivedIndex: number; isGone: boolean }>();
        for (let row = 0; row < log.messageCount; row++) {
          if (forgotten.has(key({ from: log.machine, number: row + 1 }))) continue;
          const to = log.recipients[row]!;
          const before = last.get(to) ?? { arrivedMs: 0, receivedIndex: -1, isGone: false };
          const hasArrived = !Number.isNaN(log.arrivedMs[row]);
          if (before.isGone) expect(hasArrived).toBe(false);
          if (hasArrived) expect(log.arrivedMs[row]).toBeGreaterThanOrEqual(before.arrivedMs);
          const receivedIndex = log.receivedIndices[row] === NONE ? Infinity : log.receivedIndices[row]!;
          if (receivedIndex !== Infinity) expect(receivedIndex).toBeGreaterThan(before.receivedIndex);
          last.set(to, { arrivedMs: log.arrivedMs[row]!, receivedIndex, isGone: !hasArrived });
        }
      }
      let receives = 0;
      const named = new Set<string>();
      for (const log of trace.logs)
        for (let index = 0; index < log.eventCount; index++)
          if (log.kinds[index] === RECEIVE) {
            receives += 1;
            named.add(key({ from: log.peers[index]!, number: log.messageNumbers[index]! }));
          }
      expect(named.size).toBe(receives);
    });
  });

  test('is the same again, in one go or in steps', () => {
    fc.assert(
      fc.property(anyFaultyTrial, fc.integer({ min: 1, max: 50 }), (trial, stride) => {
        const { simulation, trace } = startSimulation(trial);
        while (!simulation.step(stride));
        expect(simulation.step()).toBe(true);
        const again = simulate(trial);
        expect(digestOf(trace)).toBe(digestOf(again));
        expect(trace.faults).toEqual(again.faults);
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  test('rolls as without faults: the face of each tick is the same where the die was rolled in both', () => {
    holds((trace, trial) => {
      const { faults, ...without } = trial;
      if (!faults) return;
      const bare = simulate(without);
      for (const log of trace.logs) {
        const other = bare.logOf(log.machine);
        for (let index = 0; index < Math.min(log.eventCount, other.eventCount); index++)
          if (log.kinds[index] !== RECEIVE && other.kinds[index] !== RECEIVE)
            expect(log.faces[index]).toBe(other.faces[index]);
      }
    });
  });

  test('is a run without faults where no fault strikes', () => {
    fc.assert(
      fc.property(anyTrial, fc.boolean(), (trial, session) => {
        const faults = { lossPercent: 1e-12, duplicationPercent: 1e-12, reorderingPercent: 1e-12, session };
        const trace = simulate({ ...trial, faults });
        expect(trace.faults).toEqual([]);
        expect(digestOf(trace)).toBe(digestOf(simulate(trial)));
      }),
      { numRuns: 300 },
    );
  });

  test('sends within what the links take where bandwidth is bounded', () => {
    const trial = trialFrom({
      rates: [50, 50],
      dieSides: 2,
      durationSeconds: 10,
      faults: { bandwidthPerSecond: 4 },
    });
    const { logs } = simulate(trial);
    for (const log of logs) {
      expect(log.kinds.subarray(0, log.eventCount).filter(kind => kind === SEND).length).toBeGreaterThan(50);
      for (let row = 1; row < log.messageCount; row++)
        expect(log.arrivedMs[row]! - log.arrivedMs[row - 1]!).toBeGreaterThanOrEqual(250 - 1e-6);
    }
  });
});
