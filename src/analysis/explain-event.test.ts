// Why clocks jump: the facts behind the sentences, on the notebook's fifth trial under both rules and on logs that err.
import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { MachineLog, NONE } from '../core/machine-log.ts';
import { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { explainEvent } from './explain-event.ts';
import { largestJump } from './jumps.ts';

const NOTEBOOK_5 = { rates: [5, 1, 5], dieSides: 10, durationSeconds: 60, seed: 5 };

/** Machine 1 sends at once, machine 2 receives it and then nothing that is known. */
function handmade(receivedClock: number): Trace {
  const trial = trialFrom({ rates: [1, 1], dieSides: 2, durationSeconds: 9 });
  const message = { from: 1, to: 2, number: 1, timestamp: 7 };
  const sender = new MachineLog(1, 4);
  sender.addSend(100, 7, NONE, 0, [message]);
  sender.markReceived(message, 0);
  const receiver = new MachineLog(2, 4);
  receiver.addReceive(300, receivedClock, NONE, message);
  receiver.addReceive(400, receivedClock + 5, NONE, undefined);
  receiver.addInternal(500, receivedClock + 6, NONE, 0);
  return new Trace(trial, 'imported', undefined, [sender, receiver]);
}

describe('the largest jump of trial 5', () => {
  test('under the assignment’s rule: nine events of machine 3 that machine 2 had not heard of', () => {
    const trace = simulate({ ...NOTEBOOK_5, rule: 'send-then-increment' });
    const place = largestJump(trace)!;
    const why = explainEvent(trace, place);
    expect(place).toMatchObject({ machine: 2, index: 41 });
    expect(why).toMatchObject({
      before: 108,
      jump: 9,
      received: 116,
      expected: 117,
      cause: 'message',
      fit: 'L78',
      sender: {
        send: { machine: 3, index: 116, clock: 117, atMs: 23_400 },
        before: 116,
        tookMs: 18_600,
        waitedMs: 18_600,
        travelMs: 0,
        heard: { machine: 3, index: 107, clock: 108, atMs: 21_600 },
        unheard: 9,
      },
    });
    expect(why.chain.at(-1)).toEqual({ machine: 2, firstIndex: 41, lastIndex: 41, number: 34 });
    expect(why.chain.at(-2)).toMatchObject({ machine: 3, lastIndex: 116 });
    expect(why.chainEvents - (why.chain.length - 1)).toBe(117);
    expect(why.longestEvents).toBeGreaterThan(117);
  });

  test('under Lamport’s rule: the clock is the number of events on the longest chain', () => {
    const trace = simulate({ ...NOTEBOOK_5, rule: 'increment-then-send' });
    const why = explainEvent(trace, largestJump(trace)!);
    expect(why).toMatchObject({ before: 117, received: 125, expected: 126, jump: 9, cause: 'message' });
    expect(why.chainEvents).toBe(126);
    expect(why.longestEvents).toBeUndefined();
    expect(why.vector[1]).toBe(42);
    const { past, future, concurrent } = why.relations;
    expect(past + future + concurrent).toBe(trace.eventCount - 1);
    expect(past).toBe(why.vector.reduce((sum, count) => sum + count, 0) - 1);
  });
});

describe('explanations', () => {
  test('a first event and a message that is behind are steps of the machine’s own', () => {
    const trace = simulate({ ...NOTEBOOK_5, seed: 7 });
    expect(explainEvent(trace, { machine: 1, index: 0 })).toMatchObject({
      before: 0,
      jump: 1,
      cause: 'own step',
      fit: 'L78',
      chainEvents: 1,
    });
    const log = trace.logOf(1);
    const behind = Array.from({ length: log.eventCount }, (_, index) =>
      explainEvent(trace, { machine: 1, index }),
    ).filter(({ event, received, before }) => event.kind === 'receive' && received! <= before);
    expect(behind.length).toBeGreaterThan(0);
    for (const why of behind) expect(why).toMatchObject({ cause: 'own step', jump: 1, fit: 'L78' });
  });

  test('a log without queues, arrivals and senders is explained as far as it goes', () => {
    const trace = handmade(8);
    expect(explainEvent(trace, { machine: 2, index: 0 })).toMatchObject({
      jump: 8,
      cause: 'message',
      fit: 'L78',
      sender: { tookMs: 200, waitedMs: undefined, travelMs: undefined, heard: undefined, unheard: 1 },
    });
    expect(explainEvent(trace, { machine: 2, index: 1 })).toMatchObject({
      jump: 5,
      cause: 'unknown',
      fit: 'unknown',
      expected: undefined,
      sender: undefined,
    });
    expect(largestJump(trace)).toMatchObject({ machine: 2, index: 0 });
  });

  test('wrong arithmetic is told apart: the larger of own + 1 and received, or anything else', () => {
    expect(explainEvent(handmade(7), { machine: 2, index: 0 })).toMatchObject({
      expected: 8,
      fit: 'own-or-received',
    });
    expect(explainEvent(handmade(12), { machine: 2, index: 0 })).toMatchObject({ expected: 8, fit: 'other' });
  });

  test('what a file says a receive took counts for more than what was paired with it', () => {
    const bare = handmade(10);
    const origin = {
      family: 'test',
      files: ['a.log', 'b.log'],
      machines: [1, 2].map(machine => ({
        name: `machine ${machine}`,
        rate: 'stated' as const,
        files: Uint16Array.of(machine - 1, machine - 1, machine - 1),
        lines: Uint32Array.of(4, 5, 6),
        indices: new Uint32Array(),
        pairings: Uint8Array.of(3, 4, 0),
        statedTimestamps: Uint32Array.of(machine === 2 ? 9 : NONE, NONE, NONE),
        doubts: new Uint8Array(3),
      })),
      notes: [],
      rule: 'inferred' as const,
      timeStepMs: 1,
    };
    const trace = new Trace(bare.trial, 'imported', undefined, bare.logs, origin);
    expect(explainEvent(trace, { machine: 2, index: 0 })).toMatchObject({
      received: 9,
      fit: 'L78',
      pairing: 'guessed',
      filePlace: { file: 'b.log', line: 4 },
    });
    expect(explainEvent(trace, { machine: 1, index: 0 }).pairing).toBeUndefined();
  });

  test('of equal jumps the earliest is the largest, and an empty trace has none', () => {
    const trial = trialFrom({ rates: [1, 1], dieSides: 2 });
    expect(largestJump(new Trace(trial, 'virtual'))).toBeUndefined();
    const [one, two] = [new MachineLog(1, 4), new MachineLog(2, 4)];
    one.addInternal(500, 3, 0, 0);
    two.addInternal(200, 1, 0, 0);
    two.addInternal(400, 4, 0, 0);
    const logs = [one, two];
    expect(largestJump(new Trace(trial, 'imported', undefined, logs))).toMatchObject({
      machine: 2,
      index: 1,
    });
  });
});
