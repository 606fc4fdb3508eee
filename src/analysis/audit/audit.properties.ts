// The audit finds nothing in correct traces, and each seeded fault where it was seeded.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INTERNAL, NONE, RECEIVE, SEND, type MachineLog } from '../../core/machine-log.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import type { Trace } from '../../core/trace.ts';
import { simulate } from '../../engine/simulate.ts';
import { audit } from './audit.ts';
import type { RuleId } from './audit-report.ts';
import { sentenceOf } from '../../words/audit-sentences.ts';

/** A clock that is wrong by several of these rules is one finding, under the rule that says most. */
const CLOCK_RULES: readonly RuleId[] = [
  'receive-is-max-plus-one',
  'clock-rises',
  'clock-by-one',
  'clock-condition',
];

function shownBy(rule: RuleId): readonly RuleId[] {
  return CLOCK_RULES.includes(rule) ? CLOCK_RULES : [rule];
}

function isSame(a: Place, b: Place): boolean {
  return a.machine === b.machine && a.index === b.index;
}

function expectEachEventOnce(places: readonly Place[]): void {
  expect(new Set(places.map(({ machine, index }) => `${machine}-${index}`)).size).toBe(places.length);
}

interface Place {
  readonly machine: number;
  readonly index: number;
}

test('nothing is found in 1,000 random correct traces, except what send-then-increment breaks', () => {
  fc.assert(
    fc.property(anyTrial, trial => {
      const report = audit(simulate(trial));
      for (const { rule, faults, remarks, unchecked } of report.rules) {
        expect(unchecked).toEqual([]);
        if (rule !== 'clock-condition' || trial.rule === 'increment-then-send')
          expect({ rule, faults, remarks }).toEqual({ rule, faults: 0, remarks: 0 });
      }
      expect(report.diagnoses.length).toBe(report.faults > 0 ? 1 : 0);
    }),
    { numRuns: 1000 },
  );
});

test('in a send-then-increment trace exactly the receives are found that are not above their send', () => {
  let found = 0;
  fc.assert(
    fc.property(anyTrial, trial => {
      const trace = simulate({ ...trial, rule: 'send-then-increment' });
      const expected: Place[] = [];
      for (const { machine, eventCount } of trace.logs)
        for (let index = 0; index < eventCount; index++) {
          const event = trace.event(machine, index);
          if (event.kind !== 'receive') continue;
          const { from, number } = event.message!;
          const send = trace.event(from, trace.message(from, number)!.sentIndex!);
          if (event.clock <= send.clock) expected.push({ machine, index });
        }
      const report = audit(trace);
      const findings = report.rules.flatMap(rule => rule.findings);
      expect(findings.map(({ place }) => place)).toEqual(expected);
      expect(new Set(findings.map(({ rule }) => rule)).size).toBeLessThan(2);
      found += expected.length;
    }),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(0);
});

describe('a seeded fault is found where it was seeded', () => {
  /** Spoils a trace at one of the places that suit it; returns the event that has to be named. */
  type Spoil = (trace: Trace, log: MachineLog, index: number) => Place | undefined;

  const at = ({ machine }: MachineLog, index: number): Place => ({ machine, index });
  const senderOf = (trace: Trace, log: MachineLog, index: number) => {
    const sender = trace.logOf(log.peers[index]!);
    return { sender, row: log.messageNumbers[index]! - 1 };
  };
  /** An earlier receive of a message from the same machine; -1 if there is none. */
  const earlierFromSame = (log: MachineLog, index: number): number => {
    for (let i = index - 1; i >= 0; i--)
      if (log.kinds[i] === RECEIVE && log.peers[i] === log.peers[index]) return i;
    return -1;
  };

  const spoils: readonly (readonly [string, RuleId, Spoil])[] = [
    [
      'a clock that stands',
      'clock-rises',
      (_, log, index) => {
        if (index === 0) return undefined;
        log.clocks[index] = log.clocks[index - 1]!;
        return at(log, index);
      },
    ],
    [
      'a step of two',
      'clock-by-one',
      (_, log, index) => {
        if (log.kinds[index] === RECEIVE) return undefined;
        log.clocks[index]! += 1;
        return at(log, index);
      },
    ],
    [
      'a receive that forgets the 1',
      'receive-is-max-plus-one',
      (_, log, index) => {
        if (log.kinds[index] !== RECEIVE) return undefined;
        log.clocks[index]! -= 1;
        return at(log, index);
      },
    ],
    [
      'a message with another timestamp',
      'message-bears-clock',
      (_, log, index) => {
        if (log.kinds[index] !== SEND) return undefined;
        log.timestamps[log.messageNumbers[index]! - 1]! += 3;
        return at(log, index);
      },
    ],
    [
      'a receive at the clock of its send',
      'clock-condition',
      (trace, log, index) => {
        if (log.kinds[index] !== RECEIVE) return undefined;
        const { sender, row } = senderOf(trace, log, index);
        log.clocks[index] = sender.clocks[sender.sentIndices[row]!]!;
        return at(log, index);
      },
    ],
    [
      'a message received twice',
      'messages-in-pairs',
      (_, log, index) => {
        const earlier = log.kinds[index] === RECEIVE ? earlierFromSame(log, index) : -1;
        if (earlier < 0) return undefined;
        log.messageNumbers[index] = log.messageNumbers[earlier]!;
        return at(log, index);
      },
    ],
    [
      'a message for somebody else',
      'messages-in-pairs',
      (trace, log, index) => {
        if (log.kinds[index] !== RECEIVE || trace.machines < 3) return undefined;
        const { sender, row } = senderOf(trace, log, index);
        sender.recipients[row] = trace.logs.find(
          ({ machine }) => machine !== sender.machine && machine !== log.machine,
        )!.machine;
        return at(log, index);
      },
    ],
    [
      'a receive without a send',
      'messages-in-pairs',
      (trace, log, index) => {
        if (log.kinds[index] !== RECEIVE) return undefined;
        const { sender, row } = senderOf(trace, log, index);
        sender.sentIndices[row] = NONE;
        return at(log, index);
      },
    ],
    [
      'a receive of a message that nobody knows',
      'messages-in-pairs',
      (trace, log, index) => {
        if (log.kinds[index] !== RECEIVE) return undefined;
        log.messageNumbers[index] = senderOf(trace, log, index).sender.messageCount + 5;
        return at(log, index);
      },
    ],
    [
      'a message received before it was sent',
      'nothing-before-it-was-sent',
      (trace, log, index) => {
        if (log.kinds[index] !== RECEIVE) return undefined;
        const { sender, row } = senderOf(trace, log, index);
        sender.arrivedMs[row] = NaN;
        log.atMs[index] = sender.atMs[sender.sentIndices[row]!]! - 1;
        return at(log, index);
      },
    ],
    [
      'a message that arrived before it was sent',
      'nothing-before-it-was-sent',
      (trace, log, index) => {
        if (log.kinds[index] !== RECEIVE) return undefined;
        const { sender, row } = senderOf(trace, log, index);
        sender.arrivedMs[row] = sender.atMs[sender.sentIndices[row]!]! - 1;
        return at(log, index);
      },
    ],
    [
      'a message received before it arrived',
      'nothing-before-it-was-sent',
      (trace, log, index) => {
        if (log.kinds[index] !== RECEIVE) return undefined;
        const { sender, row } = senderOf(trace, log, index);
        sender.arrivedBeforeTicks[row] = index + 2;
        return at(log, index);
      },
    ],
    [
      'a message that overtakes another',
      'first-in-first-out',
      (trace, log, index) => {
        const earlier = log.kinds[index] === RECEIVE ? earlierFromSame(log, index) : -1;
        if (earlier < 0) return undefined;
        const { sender, row } = senderOf(trace, log, index);
        const other = log.messageNumbers[earlier]! - 1;
        log.messageNumbers[index] = other + 1;
        log.messageNumbers[earlier] = row + 1;
        sender.receivedIndices[row] = earlier;
        sender.receivedIndices[other] = index;
        return at(log, earlier);
      },
    ],
    [
      'arrivals that swap their places',
      'first-in-first-out',
      (trace, log, index) => {
        const earlier = log.kinds[index] === RECEIVE ? earlierFromSame(log, index) : -1;
        if (earlier < 0) return undefined;
        const { sender, row } = senderOf(trace, log, index);
        const other = log.messageNumbers[earlier]! - 1;
        if (sender.arrivedBeforeTicks[row] === sender.arrivedBeforeTicks[other]) return undefined;
        for (const column of [sender.arrivedMs, sender.arrivedBeforeTicks])
          [column[row], column[other]] = [column[other]!, column[row]!];
        return at(log, index);
      },
    ],
    [
      'a message that is passed over',
      'first-in-first-out',
      (trace, log, index) => {
        const earlier = log.kinds[index] === RECEIVE ? earlierFromSame(log, index) : -1;
        if (earlier < 0) return undefined;
        const { sender } = senderOf(trace, log, index);
        sender.receivedIndices[log.messageNumbers[earlier]! - 1] = NONE;
        return at(log, index);
      },
    ],
    [
      'a wrong queue length',
      'queue-lengths',
      (_, log, index) => {
        log.queues[index]! += 1;
        return at(log, index);
      },
    ],
    [
      'an internal event while messages wait',
      'queue-lengths',
      (_, log, index) => {
        if (log.kinds[index] !== RECEIVE) return undefined;
        log.kinds[index] = INTERNAL;
        return at(log, index);
      },
    ],
    [
      'a receive from an empty queue',
      'queue-lengths',
      (_, log, index) => {
        if (log.kinds[index] !== INTERNAL) return undefined;
        log.kinds[index] = RECEIVE;
        log.messageNumbers[index] = NONE;
        return at(log, index);
      },
    ],
    [
      'a tick off its beat',
      'times-on-the-beat',
      (_, log, index) => {
        log.atMs[index]! += 0.01;
        return at(log, index);
      },
    ],
    [
      'a time that goes back',
      'times-on-the-beat',
      (_, log, index) => {
        if (index === 0) return undefined;
        log.atMs[index] = log.atMs[index - 1]! - 0.5;
        return at(log, index);
      },
    ],
    [
      'a record that ends too early',
      'dense-indices',
      (_, log, index) => {
        if (index === 0) return undefined;
        log.eventCount = index;
        return at(log, index - 1);
      },
    ],
  ];

  test.each(spoils)('%s', (_, rule, spoil) => {
    let seeded = 0;
    fc.assert(
      fc.property(anyTrial, fc.nat(), (trial, where) => {
        const trace = simulate({ ...trial, rule: 'increment-then-send' });
        const events = trace.logs.flatMap(log =>
          Array.from({ length: log.eventCount }, (_unused, index) => ({ log, index })),
        );
        // From a place of fast-check's choice, the first one that suits the fault.
        let spoilt: Place | undefined;
        for (let step = 0; step < events.length && !spoilt; step++) {
          const { log, index } = events[(where + step) % events.length]!;
          spoilt = spoil(trace, log, index);
        }
        if (!spoilt) return;
        seeded += 1;
        const findings = audit(trace)
          .rules.filter(each => shownBy(rule).includes(each.rule))
          .flatMap(each => each.findings);
        expect(findings.filter(({ place }) => isSame(place, spoilt))).not.toEqual([]);
        if (CLOCK_RULES.includes(rule)) expectEachEventOnce(findings.map(({ place }) => place));
        for (const { fact } of findings) expect(sentenceOf(fact)).toMatch(/^[A-Z].*\.$/);
      }),
      { numRuns: 60 },
    );
    expect(seeded).toBeGreaterThan(20);
  });
});
