// A run with faults, seen by all that reads traces: nobody is accused of what the plan did, files bring it back, a replay
// makes it again, and no message is forgotten in the sums.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit } from './audit/audit.ts';
import { sentenceOf } from '../words/audit-sentences.ts';
import { RECEIVE } from '../core/machine-log.ts';
import { packCopy, unpackTrace } from '../core/packed-trace.ts';
import { digestOf } from '../core/trace-digest.ts';
import type { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { replay } from '../engine/replay.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { snapshotsOf } from './snapshot-of-trace.ts';
import { summarize } from './summary.ts';

const RUNS = 500;

function holds(check: (trace: Trace) => void): void {
  fc.assert(
    fc.property(anyFaultyTrial, trial => {
      check(simulate(trial));
    }),
    { numRuns: RUNS },
  );
}

describe('a run with faults', () => {
  test('is accused of nothing', () => {
    holds(trace => {
      // Under the assignment's rule a receive can have the timestamp of its send, with faults or without.
      const breaksCondition = trace.trial.rule === 'send-then-increment';
      const rules = audit(trace).rules.filter(({ rule }) => !breaksCondition || rule !== 'clock-condition');
      expect(
        rules.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'fault')),
      ).toEqual([]);
    });
  });

  test('accounts for every message', () => {
    holds(trace => {
      const { totals, machines } = summarize(trace);
      const { sent, received, waiting, inFlight, lost, doubled } = totals;
      expect(received + waiting + inFlight + lost).toBe(sent + doubled);
      expect(waiting).toBeGreaterThanOrEqual(0);
      if (trace.trial.faults?.session !== true) expect(inFlight).toBe(0);
      expect(snapshotsOf(trace).map(({ queue }) => queue)).toEqual(machines.map(machine => machine.waiting));
    });
  });

  test('is made again by a replay', () => {
    holds(trace => expect(digestOf(replay(trace))).toBe(digestOf(trace)));
  });

  test('comes whole out of a worker', () => {
    holds(trace => expect(contentsOf(unpackTrace(packCopy(trace).packed))).toEqual(contentsOf(trace)));
  });
});

describe('an amnesic crash', () => {
  const trial = trialFrom({
    rates: [6, 6, 6],
    durationSeconds: 20,
    faults: { timed: [{ kind: 'crash', machine: 2, fromMs: 10_000, toMs: 12_000, memory: 'amnesic' }] },
  });

  test('takes the clock back, and the audit says why', () => {
    const trace = simulate(trial);
    const log = trace.logOf(2);
    const index = log.atMs.subarray(0, log.eventCount).findIndex(atMs => atMs >= 12_000);
    expect(log.clocks[index]).toBeLessThan(log.clocks[index - 1]!);
    const { faults, remarks, rules } = audit(trace);
    expect({ faults, remarks }).toEqual({ faults: 0, remarks: 1 });
    const [finding] = rules.find(({ rule }) => rule === 'clock-rises')!.findings;
    expect(finding?.place).toEqual({ machine: 2, index });
    expect(sentenceOf(finding!.fact)).toBe(
      `The clock goes back from ${log.clocks[index - 1]} to ${log.clocks[index]}: this machine crashed at 10.0 s and started again without its memory, as the trial’s faults say.`,
    );
  });

  test('of which the plan says nothing is a fault of the machine', () => {
    const without = { rates: trial.rates, durationSeconds: trial.durationSeconds };
    const bare = simulate(without);
    const log = bare.logOf(2);
    log.clocks[60] = 1;
    expect(audit(bare).faults).toBeGreaterThan(0);
  });

  test('hides no other slip of the same run', () => {
    const trace = simulate({
      ...trial,
      faults: { ...trial.faults, lossPercent: 10, duplicationPercent: 10 },
    });
    expect(audit(trace).faults).toBe(0);
    const log = trace.logOf(1);
    const index = log.kinds.subarray(0, log.eventCount).indexOf(RECEIVE);
    log.clocks[index]! += 3;
    expect(audit(trace).faults).toBeGreaterThan(0);
  });
});
