// What the audit makes of logs that other programs wrote: what it can check, what it cannot, and what those programs
// do wrong.
import { describe, expect, test } from 'vitest';
import { NONE, RECEIVE } from '../../core/machine-log.ts';
import type { Trace } from '../../core/trace.ts';
import { simulate } from '../../engine/simulate.ts';
import { audit } from './audit.ts';
import { diagnosisSentence } from '../../words/audit-diagnosis.ts';
import type { AuditReport, RuleId } from './audit-report.ts';
import { foreignLog, type ForeignProgram } from '../../testing/foreign-log.ts';

const run = simulate({ rates: [5, 2, 6], durationSeconds: 30, seed: 11 });

function ruleOf(report: AuditReport, rule: RuleId) {
  return report.rules.find(each => each.rule === rule)!;
}

function faultyRules(report: AuditReport): RuleId[] {
  return report.rules.filter(({ faults }) => faults > 0).map(({ rule }) => rule);
}

/** Counts straight from events: receives, and those at exactly the clock of their send. */
function countByHand(trace: Trace): { receives: number; equal: number } {
  let receives = 0;
  let equal = 0;
  for (const { machine, eventCount } of trace.logs)
    for (let index = 0; index < eventCount; index++) {
      const event = trace.event(machine, index);
      if (event.kind !== 'receive') continue;
      receives += 1;
      const { from, number } = event.message!;
      if (trace.event(from, trace.message(from, number)!.sentIndex!).clock === event.clock) equal += 1;
    }
  return { receives, equal };
}

test('a log that does everything right has nothing to be found, and says what it does not tell', () => {
  const report = audit(foreignLog(run, {}));
  expect(faultyRules(report)).toEqual([]);
  expect(report.diagnoses).toEqual([]);
  expect(ruleOf(report, 'message-bears-clock')).toMatchObject({ checked: 0, faults: 0 });
  expect(ruleOf(report, 'message-bears-clock').unchecked[0]!.reason).toBe('paired-by-timestamps');
  expect(ruleOf(report, 'clock-rises').unchecked).toEqual([
    { count: 3, reason: 'clock-before-first-unknown' },
  ]);
  expect(report.machineNames).toEqual(['rank 0', 'rank 1', 'rank 2']);
});

test('max(own + 1, received) is named, with how many receives bear the timestamp of their send', () => {
  const trace = foreignLog(run, { receive: (own, received) => Math.max(own + 1, received) });
  const { receives, equal } = countByHand(trace);
  expect(equal).toBeGreaterThan(10);
  const report = audit(trace);
  expect(report.diagnoses).toHaveLength(1);
  expect(diagnosisSentence(report.diagnoses[0]!)).toContain(
    `This program computes max(own + 1, received); Lamport’s rule is max(own, received) + 1. ${equal} of ${receives} receives have the same timestamp as their send.`,
  );
  const { findings, faults } = ruleOf(report, 'receive-is-max-plus-one');
  expect(faults).toBe(equal);
  // The same receives break the clock condition, and are not counted again.
  expect(ruleOf(report, 'clock-condition')).toMatchObject({ faults: 0, toldElsewhere: equal });
  expect(report.faults).toBe(equal);
  const [{ place, line, otherLine, other }] = findings as [(typeof findings)[0]];
  expect(line).toEqual({ file: `rank_${place.machine - 1}.log`, line: place.index + 2 });
  expect(otherLine).toEqual({ file: `rank_${other!.machine - 1}.log`, line: other!.index + 2 });
});

test.each<[string, ForeignProgram, RegExp]>([
  ['max', { receive: Math.max }, /computes max\(own, received\); /],
  [
    'both raised',
    { receive: (own, received) => Math.max(own + 1, received) + 1 },
    /computes max\(own \+ 1, received\) \+ 1; /,
  ],
  [
    'twice',
    { receive: (own, received) => Math.max(own, received) + 2 },
    /computes max\(own, received\) \+ 2; /,
  ],
  ['deaf', { receive: own => own + 1 }, /computes own \+ 1; /],
  ['still', { receive: own => own }, /computes own; /],
  ['set', { receive: (_, received) => received }, /computes received; .* the clock goes back/],
  ['set and raised', { receive: (_, received) => received + 1 }, /computes received \+ 1; /],
  ['steps of two', { internal: own => own + 2 }, /adds 2 to its clock at all \d+ internal events/],
  ['a send that stands', { send: own => own }, /does not increase its clock at all \d+ send events/],
])('a mistake is told from all its findings at once: %s', (_, program, text) => {
  const report = audit(foreignLog(run, program));
  expect(report.faults).toBeGreaterThan(0);
  expect(report.diagnoses.map(diagnosisSentence).join('\n')).toMatch(text);
});

test('a formula that a tenth of the receives contradict is not put forward', () => {
  let receives = 0;
  const report = audit(
    foreignLog(run, {
      receive: (own, received) => ((receives += 1) % 4 === 0 ? own + 7 : Math.max(own + 1, received)),
    }),
  );
  expect(report.diagnoses.map(({ kind }) => kind)).toEqual(['not-above-send']);
});

test('send-then-increment is told as a rule and not as a slip', () => {
  const literal = simulate({ ...run.trial, rule: 'send-then-increment' });
  const report = audit(foreignLog(literal, {}));
  expect(faultyRules(report)).toEqual(['clock-condition']);
  expect(report.diagnoses.map(({ kind }) => kind)).toEqual(['send-then-increment']);
  expect(diagnosisSentence(report.diagnoses[0]!)).toMatch(
    /^This program follows the assignment’s rule: .*\d+ of \d+ receives have the same timestamp/,
  );
});

describe('what a log does not tell is not checked', () => {
  test('no timestamps: neither the receive nor a guessed pairing can be judged by the clock they came from', () => {
    const trace = foreignLog(run, { statesTimestamps: false, pairing: 'guessed' });
    const { receives } = countByHand(trace);
    const report = audit(trace);
    expect(ruleOf(report, 'receive-is-max-plus-one')).toMatchObject({ checked: 0 });
    expect(ruleOf(report, 'receive-is-max-plus-one').unchecked[0]!.count).toBe(receives);
    expect(ruleOf(report, 'clock-condition')).toMatchObject({ checked: 0, faults: 0 });
    expect(report.faults).toBe(0);
  });

  test('a receive that nobody sent counts by its stated timestamp', () => {
    const trace = foreignLog(run, { receive: (own, received) => Math.max(own + 1, received) });
    const before = audit(trace);
    let unpaired = 0;
    for (const log of trace.logs)
      for (let index = 0; index < log.eventCount; index += 1)
        if (log.kinds[index] === RECEIVE) {
          trace.logs[log.peers[index]! - 1]!.receivedIndices[log.messageNumbers[index]! - 1] = NONE;
          log.peers[index] = 0;
          log.messageNumbers[index] = NONE;
          unpaired += 1;
        }
    const report = audit(trace);
    for (const rule of ['receive-is-max-plus-one', 'clock-condition'] as const)
      expect(ruleOf(report, rule).faults).toBe(ruleOf(before, rule).faults);
    const { faults, unchecked } = ruleOf(report, 'messages-in-pairs');
    // Of the last sends a log may have been cut short.
    expect(faults + unchecked.reduce((sum, { count }) => sum + count, 0)).toBe(unpaired);
    expect(faults).toBeGreaterThan(unpaired / 2);
    expect(report.diagnoses[0]!.kind).toBe('receive-formula');
  });

  test('a machine whose log is missing may have sent what nobody else did', () => {
    const trace = foreignLog(run, {});
    const [first] = trace.logs;
    trace.gaps.push({ machine: 2, reason: 'There is no file of it.' });
    const index = first!.kinds.indexOf(RECEIVE);
    first!.peers[index] = 0;
    first!.messageNumbers[index] = NONE;
    expect(ruleOf(audit(trace), 'messages-in-pairs').unchecked[0]!.reason).toBe('sender-incomplete');
  });

  test('no rate, no beat; no queue, no queue lengths', () => {
    const trace = foreignLog(run, { statesRate: false, queue: () => NONE });
    const report = audit(trace);
    expect(ruleOf(report, 'times-on-the-beat').unchecked[0]).toMatchObject({ count: trace.eventCount });
    expect(ruleOf(report, 'queue-lengths')).toMatchObject({ checked: 0, faults: 0 });
    expect(ruleOf(report, 'queue-lengths').unchecked[0]!.count).toBe(countByHand(trace).receives);
  });
});

describe('queue lengths without arrivals', () => {
  const fact = (report: AuditReport) => ruleOf(report, 'queue-lengths').findings.map(each => each.fact.kind);

  test('more than was sent cannot wait', () => {
    const report = audit(
      foreignLog(run, { queue: length => (length > 0 ? length + 1000 : 0), statesIndices: true }),
    );
    expect(fact(report)).toContain('queue-above-sent');
  });

  test('a queue does not fall by two in one receive', () => {
    const trace = foreignLog(simulate({ rates: [6, 1, 6], durationSeconds: 30, seed: 2 }), {});
    const { queues } = trace.logs[1]!;
    const index = queues.findIndex((queue, i) => i > 0 && queue > 2 && queues[i - 1]! > 2);
    queues[index] = queues[index - 1]! - 2;
    const { findings } = ruleOf(audit(trace), 'queue-lengths');
    expect(findings).toContainEqual(
      expect.objectContaining({
        place: { machine: 2, index },
        fact: { kind: 'queue-fell', before: queues[index - 1], queue: queues[index] },
      }),
    );
  });
});

test('a machine that sleeps a whole period after each event falls behind: one remark', () => {
  const report = audit(foreignLog(run, { slowness: 1.04 }));
  const { faults, remarks, findings } = ruleOf(report, 'times-on-the-beat');
  expect({ faults, remarks }).toEqual({ faults: 0, remarks: 3 });
  expect(findings[0]!.fact).toMatchObject({ kind: 'pace', rate: 5 });
});

test('indices that a file gives are held to be dense', () => {
  const trace = foreignLog(run, {});
  const [first, ...others] = trace.origin!.machines;
  const indices = Uint32Array.from({ length: first!.lines.length }, (_, i) => (i < 7 ? i : i + 2));
  indices[12] = indices[11]!;
  const spoilt = { ...trace.origin!, machines: [{ ...first!, indices }, ...others] };
  const report = audit(Object.assign(foreignLog(run, {}), { origin: spoilt }));
  const { findings } = ruleOf(report, 'dense-indices');
  expect(findings.map(({ place, fact: { kind } }) => [place.index, kind])).toEqual([
    [7, 'indices-missing'],
    [12, 'index-repeats'],
    [13, 'indices-missing'],
  ]);
});
