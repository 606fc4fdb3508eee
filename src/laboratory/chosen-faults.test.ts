// A live run whose trial has faults, over real channels: its record is that of the same trial in virtual time, the audit
// accuses nobody, and what a page tells of faults is held to what can be.
import { describe, expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { isMessageFault, type Fault } from '../core/fault.ts';
import type { FaultPlanInput } from '../core/fault-plan.ts';
import type { Trace } from '../core/trace.ts';
import { trialFrom, type TrialInput } from '../core/trial.ts';
import { replay } from '../engine/replay.ts';
import { simulate } from '../engine/simulate.ts';
import { ended, makeRoom, settingsOf } from '../testing/laboratory-room.ts';
import type { LogEntry } from './control-messages.ts';
import { LogCollector } from './log-collector.ts';

/** Ticks are 250 ms apart or at one moment, and messages come in between: so that it does not matter that links take time. */
function trialWith(faults: FaultPlanInput): TrialInput {
  return {
    rates: [4, 2, 1],
    dieSides: 4,
    durationSeconds: 12,
    seed: 11,
    delay: { kind: 'fixed', delayMs: 80 },
    faults,
  };
}

async function runLive(trial: TrialInput) {
  const room = makeRoom();
  const laboratory = room.openLaboratory();
  for (const machine of [1, 2, 3]) room.openPage(machine);
  laboratory.run(settingsOf(room.room, trial));
  return room.until(laboratory, ended);
}

/** Without the times of what a recipient has on record: they are those at which it came. */
function withoutComing(faults: readonly Fault[]): string[] {
  return faults
    .map(fault => (fault.kind === 'doubled' ? { ...fault, atMs: NaN } : fault))
    .map(fault => JSON.stringify(Object.entries(fault).sort(([a], [b]) => a.localeCompare(b))))
    .sort();
}

function ticksOf({ logs }: Trace) {
  return logs.map(({ eventCount, kinds, clocks, queues, messageNumbers }) =>
    Array.from({ length: eventCount }, (_, i) =>
      [kinds[i], clocks[i], queues[i], messageNumbers[i]].join(' '),
    ),
  );
}

const PLAN: FaultPlanInput = {
  lossPercent: 20,
  duplicationPercent: 20,
  reorderingPercent: 10,
  reorderingMs: 1000,
  timed: [
    { kind: 'partition', fromMs: 2900, toMs: 4100, machines: [1] },
    { kind: 'pause', machine: 2, fromMs: 4400, toMs: 6000 },
    { kind: 'crash', machine: 1, fromMs: 6100, toMs: 7000, memory: 'amnesic' },
    { kind: 'crash', machine: 3, fromMs: 8100, toMs: 9000, memory: 'durable' },
    { kind: 'rate', machine: 2, fromMs: 9000, rate: 4 },
  ],
};

describe('faults in a live run', () => {
  test.each([false, true])('are those of the virtual run, at the same ticks (session: %s)', async session => {
    const trial = trialWith({ ...PLAN, session });
    const state = await runLive(trial);
    const trace = state.trace!;
    const virtual = simulate(trial);
    expect(state.phase).toBe('finished');
    expect([trace.losses, trace.gaps]).toEqual([[], []]);
    expect(ticksOf(trace)).toEqual(ticksOf(virtual));
    expect(withoutComing(trace.faults)).toEqual(withoutComing(virtual.faults));
    expect(ticksOf(replay(trace))).toEqual(ticksOf(trace));
    const report = audit(trace);
    expect(report.rules.reduce((sum, { faults }) => sum + faults, 0)).toBe(0);
    const lost = trace.faults.filter(fault => fault.kind === 'lost' && fault.cause !== 'amnesia');
    if (session) expect(lost).toEqual([]);
    else expect(lost.length).toBeGreaterThan(3);
  });

  test('that were in store for later are not on record where the run was stopped', async () => {
    const room = makeRoom();
    const laboratory = room.openLaboratory();
    for (const machine of [1, 2, 3]) room.openPage(machine);
    laboratory.run(settingsOf(room.room, trialWith(PLAN)));
    await room.until(laboratory, ({ elapsedMs }) => elapsedMs > 5000);
    laboratory.stop();
    const { trace } = await room.until(laboratory, ended);
    expect(trace!.losses).toEqual([]);
    expect(trace!.faults.filter(fault => !isMessageFault(fault)).map(({ kind }) => kind)).toEqual([
      'partition',
      'pause',
    ]);
  });

  test('that cannot be are refused', () => {
    const collector = new LogCollector(trialFrom(trialWith({ lossPercent: 5 })), 0);
    const send: LogEntry = {
      kind: 'send',
      atMs: 250,
      clock: 1,
      queue: 0,
      face: 1,
      timestamp: 1,
      number: 1,
      to: [2],
    };
    const lost = (from: number, to: number, number: number): LogEntry => ({
      kind: 'fault',
      fault: { kind: 'lost', atMs: 250, from, to, number, cause: 'chance' },
    });
    const entries = [lost(1, 2, 1), send, lost(1, 3, 1), lost(1, 2, 2), lost(2, 1, 1), lost(1, 9, 1)];
    collector.take(1, 0, [...entries, { kind: 'held-back', number: 1 }]);
    expect([collector.refusedOf(1), collector.trace.faults.length]).toEqual([6, 0]);
    expect(collector.inFlight(new Set())).toBe(1);
    collector.take(1, 7, [lost(1, 2, 1)]);
    expect([collector.refusedOf(1), collector.trace.faults.length]).toEqual([6, 1]);
    expect(collector.inFlight(new Set())).toBe(0);
    collector.take(
      1,
      8,
      Array.from({ length: 20 }, () => lost(1, 2, 1)),
    );
    expect(collector.trace.faults.length).toBeLessThan(200);
  });
});
