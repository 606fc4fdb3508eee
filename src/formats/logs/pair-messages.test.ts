// Who sent what was received, where lines do not say: the cases that values alone do not settle.
import { expect, test } from 'vitest';
import { PAIRINGS } from '../../core/trace-origin.ts';
import type { Trace } from '../../core/trace.ts';
import { readLogs } from './read-logs.ts';

type Line = readonly [seconds: number, clock: number, sentence: string];

function to(...machines: number[]): string {
  return `Sent a message to machines ${machines.join(' and ')}.`;
}

function received(value: number): string {
  return `Received a message with logical time ${value}. Current queue length is 0.`;
}

function run(...machines: (readonly Line[])[]): Trace {
  const files = machines.map((lines, i) => ({
    name: `log${i + 1}.txt`,
    text: lines
      .map(([seconds, clock, sentence]) => {
        const time = new Date(seconds * 1000).toISOString().slice(0, 23).replace('T', ' ').replace('.', ',');
        return `${time} : (Logical Clock Time ${clock}) ${sentence}\n`;
      })
      .join(''),
  }));
  const { runs } = readLogs(files);
  expect(runs).toHaveLength(1);
  return runs[0]!.trace;
}

/** The receives of a machine: "sender: pairing". */
function receives(trace: Trace, machine: number): string[] {
  const log = trace.logOf(machine);
  return Array.from({ length: log.eventCount }, (_, index) => trace.event(machine, index)).flatMap(event =>
    event.kind === 'receive'
      ? [
          `${event.message?.from ?? 'nobody'}: ${PAIRINGS[trace.origin!.machines[machine - 1]!.pairings[event.index]!]}`,
        ]
      : [],
  );
}

test('of two messages with one value, the one that was sent later cannot be meant', () => {
  const trace = run(
    [
      [1, 1, 'Internal event occurred.'],
      [2, 2, to(3)],
      [9, 3, to(2)],
    ],
    [
      [5, 1, 'Internal event occurred.'],
      [6, 2, to(3)],
      [10, 4, received(3)],
    ],
    [
      [4, 3, received(2)],
      [7, 4, received(2)],
    ],
  );
  expect(receives(trace, 3)).toEqual(['1: sole', '2: sole']);
});

test('of two that wait, the one sent first is likely; neither is sure', () => {
  const trace = run(
    [
      [2, 2, to(3)],
      [8, 3, to(2)],
      [9, 4, to(2)],
    ],
    [
      [1, 2, to(3)],
      [10, 4, received(3)],
      [11, 5, received(4)],
    ],
    [
      [4, 3, received(2)],
      [5, 4, received(2)],
    ],
  );
  expect(receives(trace, 3)).toEqual(['2: likely', '1: likely']);
});

test('a choice is taken back when a later receive can be explained by nothing else', () => {
  // Machine 2's message was sent first and is taken first. But machine 1's next one is received before the second 2 is:
  // channels keep the order, so machine 1's must have been the first, and machine 2's the second.
  const trace = run(
    [
      [2, 2, to(3)],
      [3, 7, to(3)],
    ],
    [[1, 2, to(3)]],
    [
      [4, 3, received(2)],
      [5, 8, received(7)],
      [6, 9, received(2)],
    ],
  );
  expect(receives(trace, 3)).toEqual(['1: likely', '1: sole', '2: sole']);
});

test('a value that no message bears fits none', () => {
  const trace = run(
    [1, 2, 3, 4, 5, 6, 7, 8].map(at => [at, at, to(2)]),
    [
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((at): Line => [at + 1, at + 1, received(at)]),
      [10, 21, received(20)],
      [11, 22, received(4)],
    ],
  );
  expect(receives(trace, 2).slice(7)).toEqual(['1: sole', 'nobody: none', 'nobody: none']);
  expect(trace.origin!.machines[1]!.statedTimestamps[8]).toBe(20);
  expect(trace.message(1, 4)).toMatchObject({ receivedIndex: 3 });
});

test('where clocks of machines disagree about the time, times decide nothing', () => {
  const trace = run(
    [
      [101, 1, to(2)],
      [102, 2, to(2)],
    ],
    [
      [1, 2, received(1)],
      [2, 3, received(2)],
    ],
  );
  expect(receives(trace, 2)).toEqual(['1: sole', '1: sole']);
});

test('send-then-increment is told from the values', () => {
  const trace = run(
    [
      [1, 5, to(2)],
      [2, 6, to(2)],
    ],
    [
      [3, 5, received(4)],
      [4, 6, received(5)],
    ],
  );
  expect(trace.trial.rule).toBe('send-then-increment');
  // Two receives fit it, which is too few to tell it.
  expect(trace.origin?.rule).toBe('assumed');
  expect(trace.message(1, 1)).toMatchObject({ timestamp: 4, receivedIndex: 0 });
  expect(receives(trace, 2)).toEqual(['1: sole', '1: sole']);
});

test('a message that two receives name by sender and value is the first one’s, and both say so', () => {
  const line = (kind: string, clock: number) =>
    `System time: ${clock}.000000 s | ${kind} | Queue length: 0 | Logical clock: ${clock}\n`;
  const { runs } = readLogs([
    { name: 'm-machine-1.log', text: line('SEND to 2 (timestamp 1)', 1) },
    {
      name: 'm-machine-2.log',
      text: line('RECEIVE from 1 (timestamp 1)', 2) + line('RECEIVE from 1 (timestamp 1)', 3),
    },
  ]);
  const { trace } = runs[0]!;
  expect(receives(trace, 2)).toEqual(['1: stated', '1: stated']);
  expect(trace.message(1, 1)).toMatchObject({ receivedIndex: 0 });
  expect(trace.event(2, 1)).toMatchObject({ message: { number: 1 } });
});
