// The sentences about events: durations as people read them, and a fault said where the arithmetic is not that of Lamport's rule.
import { describe, expect, test } from 'vitest';
import { explainEvent, type EventExplanation } from '../analysis/explain-event.ts';
import { MachineLog, NONE } from '../core/machine-log.ts';
import { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { chainWords, faultOf, noneMatch, question, relationsSentence, ruleOf } from './event-words.ts';
import { duration } from './numbers.ts';
import { machineName } from './machine-name.ts';

/** Machine 1 sends `timestamp` at its first event, machine 2 receives it as its second one. */
function receiveOf(timestamp: number, clock: number): EventExplanation {
  const message = { from: 1, to: 2, number: 1, timestamp };
  const [sender, receiver] = [new MachineLog(1, 2), new MachineLog(2, 2)];
  sender.addSend(0, timestamp, NONE, 0, [message]);
  sender.markReceived(message, 1);
  receiver.addInternal(0, 4, NONE, 0);
  receiver.addReceive(1, clock, NONE, message);
  const trial = trialFrom({ rates: [1, 1], dieSides: 2 });
  const trace = new Trace(trial, 'imported', undefined, [sender, receiver]);
  return explainEvent(trace, { machine: 2, index: 1 });
}

describe('words about events', () => {
  test('durations have the digits that say something', () => {
    expect([0, 0.25, 4, 42.4, 130, 1800, 2140, 18_600, -3].map(duration)).toEqual([
      '0 ms',
      '0.3 ms',
      '4 ms',
      '42 ms',
      '0.13 s',
      '1.8 s',
      '2.14 s',
      '18.6 s',
      '-3 ms',
    ]);
  });

  test('the question follows the jump, backwards as well', () => {
    expect(question(receiveOf(9, 10))).toBe('Why did the clock jump by 6?');
    expect(question(receiveOf(2, 5))).toBe('Why did the clock move by only 1?');
    expect(question(receiveOf(4, 4))).toBe('Why did the clock not move?');
    expect(question(receiveOf(4, 1))).toBe('Why did the clock go back by 3?');
  });

  test('a fault is said only where the clock is not what Lamport’s rule asks for', () => {
    expect(faultOf(receiveOf(9, 10))).toBeUndefined();
    expect(faultOf(receiveOf(9, 9))).toContain('max(own + 1, received) = max(5, 9)');
    expect(faultOf(receiveOf(9, 30))).toContain('It should be 10, but the log says 30');
  });

  test('one event is one event', () => {
    expect(relationsSentence({ past: 1, future: 0, concurrent: 1200 })).toBe(
      '1 event in its past, 0 in its future, 1,200 concurrent',
    );
    expect(noneMatch(120)).toBe('None of 120 events match.');
  });

  test('no sentence names the paper by a short form', () => {
    const trace = simulate({ rates: [5, 1, 5], seed: 7 });
    for (const { machine, eventCount } of trace.logs)
      for (let index = 0; index < eventCount; index++) {
        const explanation = explainEvent(trace, { machine, index });
        const { rule, words } = ruleOf(explanation);
        expect(`${question(explanation)} ${words} ${chainWords(explanation) ?? ''}`).not.toContain('L78');
        expect(rule).toBe(explanation.event.kind === 'receive' ? 'IR2' : 'IR1');
      }
  });

  test('the chain is held against the clock by the rule that the messages followed', () => {
    const trial = { rates: [5, 1, 5], dieSides: 10, durationSeconds: 60, seed: 5 };
    const place = { machine: 2, index: 41 };
    const lamport = simulate({ ...trial, rule: 'increment-then-send' });
    expect(chainWords(explainEvent(lamport, place))).toBe(
      'The longest chain leading here has 126 events and 16 messages; that is why the clock reads 126.',
    );
    const written = simulate({ ...trial, rule: 'send-then-increment' });
    expect(chainWords(explainEvent(written, place))).toContain('118 − 1 = 117');
    expect(chainWords(explainEvent(lamport, { machine: 1, index: 0 }))).toBeUndefined();
    expect(machineName(lamport, 2)).toBe('Machine 2');
  });
});
