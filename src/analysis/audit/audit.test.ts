// The audit of live traces and of traces that no run can make.
import { describe, expect, test } from 'vitest';
import { roll } from '../../core/dice.ts';
import { INTERNAL, RECEIVE, SEND } from '../../core/machine-log.ts';
import type { Message } from '../../core/message.ts';
import { Trace } from '../../core/trace.ts';
import { trialFrom, type TrialInput } from '../../core/trial.ts';
import { Host } from '../../engine/host.ts';
import { simulate } from '../../engine/simulate.ts';
import type { Link, LinkEvent } from '../../network/link.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { audit } from './audit.ts';
import { FINDINGS_KEPT_MAX, RULE_IDS, type RuleId } from './audit-report.ts';

const ruleOf = (trace: Trace, rule: RuleId) => audit(trace).rules.find(each => each.rule === rule)!;

/** A live run of real hosts, whose ticks come late by up to `lateMs` and whose messages take up to 40 ms. */
function liveRun(
  input: TrialInput,
  lateMs: number,
  lose: (message: Message) => boolean = () => false,
): Trace {
  const trial = trialFrom(input);
  const trace = new Trace(trial, 'live', 1e12);
  const time = new VirtualScheduler();
  let drawn = 0;
  const upTo = (limitMs: number): number => (roll(3, 1, (drawn += 1), 1000) * limitMs) / 1000;
  const scheduler: Scheduler = {
    nowMs: () => time.nowMs(),
    at: (timeMs, task, rank) => time.at(timeMs + upTo(lateMs), task, rank),
  };
  const listeners = new Map<string, (event: LinkEvent) => void>();
  const linkFrom = (machine: number, remote: number): Link => {
    let lastMs = 0;
    return {
      remote,
      kind: 'memory',
      rejected: 0,
      isFull: false,
      send: message => {
        if (lose(message)) return;
        lastMs = Math.max(lastMs, time.nowMs() + upTo(40));
        time.at(lastMs, () => listeners.get(`${machine} to ${remote}`)?.({ kind: 'message', message }));
      },
      subscribe: listener => {
        listeners.set(`${remote} to ${machine}`, listener);
        return () => undefined;
      },
      close: () => undefined,
    };
  };
  const machines = trial.rates.map((_, i) => i + 1);
  for (const machine of machines) {
    const links = machines.filter(other => other !== machine).map(other => linkFrom(machine, other));
    new Host({ machine, trial, scheduler, links, recorder: trace.recorderOf(machine) }).start(
      100,
      () => undefined,
    );
  }
  time.runUntil(trial.durationSeconds * 1000 + 5000);
  return trace;
}

const trial = { rates: [5, 2, 20], durationSeconds: 20, seed: 4, dieSides: 6 };

describe('a live run', () => {
  test('in which all is well has nothing to be found', () => {
    const report = audit(liveRun(trial, 30));
    expect(report.checked).toBeGreaterThan(1000);
    expect(report).toMatchObject({ faults: 0, remarks: 0, unchecked: 0, diagnoses: [] });
    expect(report.rules.map(({ rule }) => rule)).toEqual(
      RULE_IDS.filter(rule => !rule.startsWith('vector-')),
    );
  });

  test('under send-then-increment breaks the clock condition and nothing else', () => {
    const report = audit(liveRun({ ...trial, rule: 'send-then-increment' }, 30));
    expect(report.faults).toBeGreaterThan(0);
    expect(report.rules.filter(({ faults }) => faults > 0).map(({ rule }) => rule)).toEqual([
      'clock-condition',
    ]);
  });

  test('whose ticks are later than a period is remarked upon, without a fault', () => {
    const report = audit(liveRun(trial, 120));
    expect(report.faults).toBe(0);
    expect(report.remarks).toBeGreaterThan(0);
  });

  test('that loses a message is found to have passed it over', () => {
    const lost: Message[] = [];
    const trace = liveRun(trial, 30, message => {
      const isLost = message.from === 3 && message.number === 4;
      if (isLost) lost.push(message);
      return isLost;
    });
    expect(lost).toHaveLength(1);
    const { findings } = ruleOf(trace, 'first-in-first-out');
    expect(findings.map(({ fact }) => fact)).toMatchObject([
      { kind: 'received-past-missing', from: 3, earlier: 4 },
    ]);
  });

  test('of which one machine’s record is lost leaves out what that machine may have sent', () => {
    const whole = liveRun(trial, 30);
    const partial = new Trace(whole.trial, 'live', 1e12);
    partial.gaps.push({ machine: 3, reason: 'Its page went away.' });
    for (const machine of [1, 2]) retell(whole, partial, machine);
    const report = audit(partial);
    expect(report.faults).toBe(0);
    expect(ruleOf(partial, 'messages-in-pairs').unchecked).toMatchObject([{ reason: 'sender-incomplete' }]);
  });
});

/** Tells `into` all that happened to one machine. */
function retell(from: Trace, into: Trace, machine: number): void {
  const recorder = into.recorderOf(machine);
  for (const log of from.logs)
    for (let number = 1; number <= log.messageCount; number++) {
      const message = from.message(log.machine, number)!;
      if (message.to === machine && message.arrivedMs !== undefined)
        recorder.arrival(message, message.arrivedMs, message.arrivedBeforeTick!);
    }
  for (let index = 0; index < from.logOf(machine).eventCount; index++) {
    const event = from.event(machine, index);
    const { atMs, clock, queue } = event;
    if (event.kind === 'internal') recorder.internal(atMs, clock, queue!, event.roll);
    else if (event.kind === 'receive')
      recorder.receive(atMs, clock, queue!, { ...event.message!, to: machine });
    else {
      const messages = event.messages.map(message => ({ ...message, from: machine }));
      recorder.send(atMs, clock, queue!, event.roll, messages);
    }
  }
}

test('messages that go round in a circle are found where they close it', () => {
  const trace = new Trace(trialFrom({ rates: [1, 1, 1], durationSeconds: 4 }), 'imported');
  const back = (from: number, to: number): Message => ({ from, to, number: 1, timestamp: 2 });
  // 1 receives from 2 what 2 sends after it received from 1 what 1 sends later still; 3 waits behind them.
  for (const [machine, other] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const recorder = trace.recorderOf(machine);
    recorder.internal(1000, 1, 0, 0);
    recorder.receive(2000, 3, 0, back(other, machine));
    recorder.send(3000, 4, 0, 0, [back(machine, other), { from: machine, to: 3, number: 2, timestamp: 4 }]);
  }
  trace.recorderOf(3).receive(4000, 5, 0, { from: 1, to: 3, number: 2, timestamp: 4 });
  const circle = ruleOf(trace, 'nothing-before-it-was-sent').findings.filter(
    ({ fact }) => fact.kind === 'message-circle',
  );
  expect(circle.map(({ place, other }) => [place, other])).toEqual([
    [
      { machine: 1, index: 1 },
      { machine: 2, index: 2 },
    ],
    [
      { machine: 2, index: 1 },
      { machine: 1, index: 2 },
    ],
  ]);
});

test('findings are counted all and kept up to a bound', () => {
  const trace = simulate({ rates: [1000, 1000, 1000], durationSeconds: 10 });
  for (const log of trace.logs) log.atMs.fill(0);
  const { faults, findings } = ruleOf(trace, 'times-on-the-beat');
  expect(faults).toBe(trace.eventCount);
  expect(findings).toHaveLength(FINDINGS_KEPT_MAX);
});

test('a trace of nothing, and one of nonsense, are audited without complaint', () => {
  const empty = new Trace(trialFrom({ rates: [1, 1] }), 'live');
  expect(audit(empty)).toMatchObject({ checked: 0, faults: 0 });

  const nonsense = simulate({ rates: [5, 1, 5], durationSeconds: 20 });
  let drawn = 0;
  const anything = () => roll(9, 1, (drawn += 1), 0xffff_ffff);
  for (const log of nonsense.logs) {
    for (let i = 0; i < log.eventCount; i++) {
      log.kinds[i] = [INTERNAL, SEND, RECEIVE][anything() % 3]!;
      log.peers[i] = anything();
      log.messageNumbers[i] = anything() % 3 === 0 ? anything() : anything() % 40;
      log.clocks[i] = anything();
      log.queues[i] = anything();
      log.atMs[i] = anything() % 5 === 0 ? NaN : anything();
    }
    for (let i = 0; i < log.messageCount; i++) {
      log.recipients[i] = anything();
      log.sentIndices[i] = anything() % 2 === 0 ? anything() : anything() % 60;
      log.receivedIndices[i] = anything() % 2 === 0 ? anything() : anything() % 60;
      log.arrivedBeforeTicks[i] = anything();
    }
  }
  expect(audit(nonsense).faults).toBeGreaterThan(100);
});
