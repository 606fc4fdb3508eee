// The rules of one tick, one by one, as L78 and the assignment state them.
import { describe, expect, test } from 'vitest';
import { Machine, type Recorder } from './machine.ts';
import type { Message } from './message.ts';
import type { TimestampRule } from './trial.ts';

const TO_FIRST = 1;
const TO_SECOND = 2;
const TO_BOTH = 3;
const INTERNAL_FACE = 4;

/** Writes a line for everything it hears. */
function journal(): { lines: string[]; recorder: Recorder } {
  const lines: string[] = [];
  const recorder: Recorder = {
    arrival: ({ from, number }, atMs, beforeTick) =>
      lines.push(`${atMs} arrival ${from}-${number} before ${beforeTick}`),
    internal: (atMs, clock, queue, face) => lines.push(`${atMs} internal C${clock} Q${queue} face ${face}`),
    send: (atMs, clock, queue, face, messages) =>
      lines.push(
        `${atMs} send C${clock} Q${queue} face ${face} ${messages.map(m => `${m.from}-${m.number}>${m.to}@${m.timestamp}`).join(' ')}`,
      ),
    receive: (atMs, clock, queue, { from, number }) =>
      lines.push(`${atMs} receive C${clock} Q${queue} ${from}-${number}`),
  };
  return { lines, recorder };
}

function machineOf(rule: TimestampRule = 'increment-then-send', id = 2) {
  const { lines, recorder } = journal();
  return { machine: new Machine({ id, machines: 3, rule, recorder }), lines };
}

const incoming = (number: number, timestamp: number, from = 1): Message => ({
  from,
  to: 2,
  number,
  timestamp,
});

describe('one tick', () => {
  test('IR1: an internal event increments the clock and sends nothing', () => {
    const { machine, lines } = machineOf();
    expect(machine.tick(INTERNAL_FACE, 100)).toEqual([]);
    expect(lines).toEqual(['100 internal C1 Q0 face 4']);
  });

  test('the assignment, face 1 and face 2: one message to one other, in the order of their numbers', () => {
    const { machine } = machineOf('increment-then-send', 2);
    expect(machine.tick(TO_FIRST, 0).map(({ to }) => to)).toEqual([1]);
    expect(machine.tick(TO_SECOND, 1).map(({ to }) => to)).toEqual([3]);
    const third = machineOf('increment-then-send', 3).machine;
    expect(third.tick(TO_FIRST, 0).map(({ to }) => to)).toEqual([1]);
    expect(third.tick(TO_SECOND, 1).map(({ to }) => to)).toEqual([2]);
    const first = machineOf('increment-then-send', 1).machine;
    expect(first.tick(TO_FIRST, 0).map(({ to }) => to)).toEqual([2]);
    expect(first.tick(TO_SECOND, 1).map(({ to }) => to)).toEqual([3]);
  });

  test('the assignment, face 3: both, as one event with two messages of one timestamp', () => {
    const { machine, lines } = machineOf();
    expect(machine.tick(TO_BOTH, 5)).toEqual([
      { from: 2, to: 1, number: 1, timestamp: 1 },
      { from: 2, to: 3, number: 2, timestamp: 1 },
    ]);
    expect(lines).toEqual(['5 send C1 Q0 face 3 2-1>1@1 2-2>3@1']);
  });

  test('messages are numbered from 1 per sender, whoever they go to', () => {
    const { machine } = machineOf();
    const numbers = [TO_FIRST, TO_BOTH, TO_SECOND].flatMap(face =>
      machine.tick(face, 0).map(({ number }) => number),
    );
    expect(numbers).toEqual([1, 2, 3, 4]);
  });

  test("IR2a: under Lamport's rule a message carries the send event's own timestamp", () => {
    const { machine } = machineOf('increment-then-send');
    machine.tick(INTERNAL_FACE, 0);
    expect(machine.tick(TO_FIRST, 1)[0]!.timestamp).toBe(2);
    expect(machine.snapshot().clock).toBe(2);
  });

  test('the assignment taken literally: a message carries the clock from before the increment', () => {
    const { machine } = machineOf('send-then-increment');
    machine.tick(INTERNAL_FACE, 0);
    expect(machine.tick(TO_FIRST, 1)[0]!.timestamp).toBe(1);
    expect(machine.snapshot().clock).toBe(2);
  });

  test('IR2b: a receive takes max(clock, timestamp) + 1', () => {
    const { machine, lines } = machineOf();
    machine.arrive(incoming(1, 40), 1);
    machine.tick(TO_FIRST, 2);
    machine.arrive(incoming(2, 3), 3);
    machine.tick(TO_FIRST, 4);
    expect(lines).toEqual([
      '1 arrival 1-1 before 1',
      '2 receive C41 Q0 1-1',
      '3 arrival 1-2 before 2',
      '4 receive C42 Q0 1-2',
    ]);
  });

  test('a waiting message comes before the die: oldest first, one per tick, nothing is sent', () => {
    const { machine, lines } = machineOf();
    machine.arrive(incoming(1, 1), 0);
    machine.arrive(incoming(1, 2, 3), 0);
    expect(machine.tick(TO_BOTH, 1)).toEqual([]);
    expect(machine.tick(TO_BOTH, 2)).toEqual([]);
    expect(machine.tick(INTERNAL_FACE, 3)).toEqual([]);
    expect(lines.slice(2)).toEqual(['1 receive C2 Q1 1-1', '2 receive C3 Q0 3-1', '3 internal C4 Q0 face 4']);
  });

  test('an arrival is not an event: the clock stays', () => {
    const { machine } = machineOf();
    machine.arrive(incoming(1, 99), 0);
    expect(machine.snapshot()).toMatchObject({ clock: 0, ticks: 0 });
  });
});

describe('snapshot and restore', () => {
  test('a restored machine does what the original does', () => {
    const { machine } = machineOf();
    machine.tick(TO_BOTH, 0);
    for (let i = 1; i <= 20; i++) machine.arrive(incoming(i, 10 * i), i);
    machine.tick(INTERNAL_FACE, 30);
    const state = machine.snapshot();
    expect(structuredClone(state)).toEqual(state);

    const twin = machineOf();
    twin.machine.restore(state);
    expect(twin.lines).toEqual([]);
    for (let tick = 0; tick < 25; tick++) {
      expect(twin.machine.tick(TO_FIRST, tick)).toEqual(machine.tick(TO_FIRST, tick));
    }
    expect(twin.machine.snapshot()).toEqual(machine.snapshot());
  });

  test('a snapshot does not change with the machine', () => {
    const { machine } = machineOf();
    machine.arrive(incoming(1, 5), 0);
    const state = machine.snapshot();
    machine.tick(INTERNAL_FACE, 1);
    expect(state).toEqual({ clock: 0, ticks: 0, sent: 0, queue: [incoming(1, 5)] });
  });
});

test('another program and another clock take the places of the die and of Lamport', () => {
  const { lines, recorder } = journal();
  const machine = new Machine({
    id: 1,
    machines: 3,
    rule: 'increment-then-send',
    recorder,
    program: () => 2,
    clock: { zero: 100, tick: own => own + 10, merge: (own, received) => Math.max(own, received) + 10 },
  });
  machine.tick(9, 0);
  expect(lines).toEqual(['0 send C110 Q0 face 9 1-1>3@110']);
});
