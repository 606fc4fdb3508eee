// The views that turn columns back into events and messages, each stage of a message's life included.
import { describe, expect, test } from 'vitest';
import { Trace } from './trace.ts';
import { trialFrom } from './trial.ts';
import type { Message } from './message.ts';

const trial = trialFrom({ rates: [2, 1, 4] });
const message: Message = { from: 1, to: 3, number: 1, timestamp: 1 };
const second: Message = { from: 1, to: 2, number: 2, timestamp: 1 };

describe('a trace', () => {
  test('shows an internal event', () => {
    const trace = new Trace(trial, 'live');
    trace.recorderOf(1).internal(501.5, 1, 0, 9);
    expect(trace.event(1, 0)).toEqual({
      kind: 'internal',
      machine: 1,
      index: 0,
      tick: 1,
      dueMs: 500,
      atMs: 501.5,
      clock: 1,
      queue: 0,
      roll: 9,
    });
    expect(trace.eventCount).toBe(1);
    expect(trace.machines).toBe(3);
  });

  test('follows a message from its sending over its arrival to its receive', () => {
    const trace = new Trace(trial, 'virtual');
    trace.recorderOf(1).send(500, 1, 0, 3, [message, second]);
    const sent = { from: 1, number: 1, to: 3, timestamp: 1, sentIndex: 0, sentMs: 500 };
    expect(trace.message(1, 1)).toEqual(sent);

    trace.recorderOf(3).arrival(message, 510, 3);
    const arrived = { ...sent, arrivedMs: 510, arrivedBeforeTick: 3 };
    expect(trace.message(1, 1)).toEqual(arrived);

    trace.recorderOf(3).receive(750, 2, 0, message);
    expect(trace.message(1, 1)).toEqual({ ...arrived, receivedIndex: 0, receivedMs: 750 });

    expect(trace.event(1, 0)).toMatchObject({
      kind: 'send',
      roll: 3,
      messages: [
        { number: 1, to: 3, timestamp: 1, arrivedMs: 510, arrivedBeforeTick: 3 },
        { number: 2, to: 2, timestamp: 1 },
      ],
    });
    expect(trace.event(3, 0)).toMatchObject({
      kind: 'receive',
      message: { number: 1, from: 1, timestamp: 1, sentMs: 500, arrivedMs: 510 },
    });
  });

  test('knows a message whose arrival is heard of before its sending, as batches of logs come', () => {
    const trace = new Trace(trial, 'live');
    trace.recorderOf(3).arrival({ ...message, number: 40 }, 510, 1);
    expect(trace.message(1, 40)).toEqual({
      from: 1,
      number: 40,
      to: 3,
      timestamp: 1,
      arrivedMs: 510,
      arrivedBeforeTick: 1,
    });
    expect(trace.message(1, 39)).toBeUndefined();
    expect(trace.message(1, 41)).toBeUndefined();
  });

  test('throws for events and machines that do not exist', () => {
    const trace = new Trace(trial, 'live');
    expect(() => trace.event(1, 0)).toThrow('machine 1 has no event 0');
    expect(() => trace.event(4, 0)).toThrow('there is no machine 4');
    expect(() => trace.logOf(0)).toThrow('there is no machine 0');
  });

  test('grows beyond what it made room for, with every column intact', () => {
    const trace = new Trace(trialFrom({ rates: [1, 1], durationSeconds: 1, dieSides: 2 }), 'virtual');
    const recorder = trace.recorderOf(1);
    for (let number = 1; number <= 1000; number++) {
      recorder.send(number, number, 0, 1, [{ from: 1, to: 2, number, timestamp: number }]);
    }
    const log = trace.logOf(1);
    expect(log.eventCount).toBe(1000);
    expect(trace.event(1, 700)).toMatchObject({
      atMs: 701,
      clock: 701,
      messages: [{ number: 701, timestamp: 701 }],
    });
    expect(trace.message(1, 1000)).toMatchObject({ sentIndex: 999, sentMs: 1000 });
    expect(log.byteLength).toBeGreaterThan(1000 * (25 + 26));
  });
});
