// The smallest logs of which each shows one way to say more of a program than its lines do, and beside each its kind.
import { describe, expect, test } from 'vitest';
import {
  LINE,
  findingsOf,
  machinesOf,
  pairsOf,
  read,
  uncheckedOf,
  verdictsOf,
} from '../testing/read-and-audit.ts';
import { compilePattern } from './logs/pattern.ts';
import { previewPattern } from './logs/preview-pattern.ts';
import { suggestPattern } from './logs/suggest-pattern.ts';

describe('a line that is not understood is not a hole in which nothing happened', () => {
  test.each(['Processed message', 'Handled a frame', 'dequeued', '???', '\u0000\u0001', '{"x":', ''])(
    '“%s” where a receive was',
    odd => {
      const line = (machine: number, second: number, event: string, clock: number): string =>
        `${machine}> Event: ${event} | System Time: 2026-03-07 09:30:0${second} | Logical Clock: ${clock} | Queue Length: 0`;
      const found = read({
        'machine_1.log': [
          line(1, 1, 'Internal event', 1),
          odd.startsWith('{') || odd === '' ? odd : line(1, 2, odd, 4),
          line(1, 3, 'Internal event', 5),
        ],
        'machine_2.log': [
          line(2, 0, 'Internal event', 1),
          line(2, 1, 'Internal event', 2),
          line(2, 2, 'Sent message to machine 1', 3),
        ],
      });
      expect(found.runs).toHaveLength(1);
      expect(findingsOf(found)).toEqual([]);
      const [one] = found.files;
      const isRead = one!.eventLines === 3;
      expect(one!.skippedLines).toBe(isRead || odd === '' ? 0 : 1);
      expect(found.skipped.map(({ file, line: at }) => [file, at])).toEqual(
        isRead || odd === '' ? [] : [['machine_1.log', 2]],
      );
    },
  );
});

describe('times that no line gives are held against nobody', () => {
  test.each([
    ['recv from 1', 'send to 2', '@'],
    ['received message from 1', 'sent message to 2', 'clock='],
    ['got it from 1', 'multicast to 2', 'L: '],
  ])('%s', (receive, send, sign) => {
    const pattern = `^(?<event>.+?) ${sign}(?<clock>\\d+)$`;
    const files = {
      'node1.log': [`internal ${sign}1`, `internal ${sign}2`, `${send} ${sign}3`],
      'node2.log': [`${receive} ${sign}4`, `internal ${sign}5`],
    };
    for (const options of [{ pattern }, {}]) {
      const found = read(files, options);
      expect(findingsOf(found)).toEqual([]);
      expect(found.notes).toContain('No times are known');
      if (!('pattern' in options)) continue;
      expect(pairsOf(found)).toEqual(['1#1 stated']);
      expect(uncheckedOf(found)).toContainEqual(expect.stringContaining('nothing-before-it-was-sent'));
    }
  });
});

test.each([1, 2, 7])('a queue of %i cannot be too long where the senders have no log', queue => {
  const line = (second: number, event: string, clock: number, length?: number): string =>
    `[Machine 1] 2026/03/07 09:30:0${second}.000000 ${event} | System time: Mar  7 09:30:0${second}.000` +
    `${length === undefined ? '' : ` | Queue length: ${length}`} | Logical clock: ${clock}`;
  const found = read({
    'machine_1.log': [
      line(1, 'INTERNAL EVENT', 1),
      line(2, 'RECEIVE from Machine 2', 5, queue),
      line(3, 'RECEIVE from Machine 3', 7, queue - 1),
    ],
  });
  expect(findingsOf(found)).toEqual([]);
  expect(uncheckedOf(found)).toContain('queue-lengths: senders-incomplete');
});

test.each([
  ['P1', 'P2', 'P3'],
  ['alice', 'bob', 'carol'],
  ['10.0.0.1:80', '10.0.0.1:81', '10.0.0.2:80'],
])('whom a send went to is not concluded from the receives: %s, %s, %s', (a, b, c) => {
  const found = read(
    {
      'all.log': [
        `${a} 1.0 send q0 @1`,
        `${a} 2.0 send q0 @2`,
        `${b} 3.0 recv q1 @2`,
        `${b} 4.0 recv q0 @3`,
        `${c} 3.0 recv q1 @2`,
      ],
    },
    { pattern: '^(?<machine>\\S+) (?<time>\\S+) (?<event>\\w+) q(?<queue>\\d+) @(?<clock>\\d+)$' },
  );
  expect(machinesOf(found)).toEqual({ [a]: 2, [b]: 2, [c]: 1 });
  expect(findingsOf(found)).toEqual([]);
  expect(uncheckedOf(found).filter(reason => reason.startsWith('queue-lengths'))).not.toEqual([]);
});

describe('a suggested pattern keeps the clocks', () => {
  test.each(['Clock Time - ', 'Logical clock value: ', 'LC=', 'lamport_time: ', 'Lamport timestamp '])(
    '%s',
    label => {
      const files = {
        'process_1.txt': [
          `[MESSAGE SENT] | Global Time - 14:38:41.8 | Receiver(s) - [2] | ${label}1`,
          `[INTERNAL] | Global Time - 14:38:42.8 | No Messages Sent | ${label}2`,
        ],
        'process_2.txt': [
          `[INTERNAL] | Global Time - 14:38:40.8 | No Messages Sent | ${label}1`,
          `[MESSAGE RECEIVED] | Global Time - 14:38:42.1 | Queue Length - 0 | ${label}1`,
        ],
      };
      const suggested = suggestPattern(Object.values(files).flat())!;
      const pattern = compilePattern(suggested);
      if (pattern.kind === 'problem') throw new Error(pattern.message);
      expect(pattern.groups).toContain('clock');
      expect(previewPattern(pattern, files['process_1.txt']).map(({ fields }) => fields.clock)).toEqual([
        '1',
        '2',
      ]);
      // The receive at clock 1 does not rise, and nothing else is wrong.
      for (const options of [{ pattern: suggested }, {}])
        expect(findingsOf(read(files, options))).toEqual(['clock-rises at process_2.txt:2']);
    },
  );

  test('a pattern without a clock is said to read none, and the log is not blamed', () => {
    const found = read(
      { 'a.log': ['A 1 send to B @1', 'B 2 recv from A @1'] },
      { pattern: '^(?<machine>\\S+) (?<time>\\S+) (?<event>.+) @' },
    );
    expect(found.notes).toContain('The pattern reads no clock');
    expect(found.notes).not.toContain('The log has no');
    expect(found.faults).toBe(0);
    expect(verdictsOf(found)).not.toMatch(/the log has no/i);
  });
});

describe('of two causes that give the same log both are named', () => {
  test.each([
    ['P1', 'P2', 4],
    ['A', 'B', 5],
    ['alice', 'bob', 4],
    ['127.0.0.1:5000', '127.0.0.1:5001', 6],
  ])('%s sends to %s', (a, b, rounds) => {
    const lines = [`${a} 1.0 internal @1`, `${b} 1.0 internal @1`];
    for (let round = 1; round <= rounds; round++) {
      const clock = 2 * round;
      lines.push(`${a} ${clock}.0 send to ${b} @${clock}`, `${b} ${clock}.1 recv from ${a} @${clock}`);
      lines.push(`${a} ${clock + 1}.0 internal @${clock + 1}`, `${b} ${clock + 1}.0 internal @${clock + 1}`);
    }
    const found = read({ 'all.log': lines }, { pattern: LINE });
    expect(pairsOf(found)).toEqual(Array.from({ length: rounds }, (_, i) => `1#${i + 1} stated`));
    expect(found.faults).toBe(rounds); // one finding for each receive
    expect(found.runs[0]!.report.diagnoses.map(({ kind }) => kind)).toEqual(['either-cause']);
    expect(verdictsOf(found)).toContain(`${rounds} of ${rounds} receives`);
    expect(verdictsOf(found)).toContain(
      'sends its clock and then adds 1, or computes max(own + 1, received)',
    );
    expect(verdictsOf(found)).toContain('cannot show which');
    expect(verdictsOf(found)).not.toContain('bug');
  });
});

describe('events that are never logged', () => {
  test.each([
    [2, 0],
    [3, 1],
  ])('steps of %i are the program’s, or of events without a line', (step, queue) => {
    const line = (event: string, clock: number, at: number): string =>
      `${event} (LAMPORT_TIME=${clock}, SYSTEM_TIME=2026-01-05 11:10:27.${String(at).padStart(3, '0')}000, Q=${queue})`;
    const found = read(
      {
        'p1.txt': [0, 1, 2, 3].map(i => line('INTERNAL EVENT.', 1 + i * step, i * 200)),
        'p2.txt': [1, 2].map(i => line('msg received', 1 + i * step, i * 200 - 50)),
      },
      {
        pattern: '(?<event>INTERNAL|received).*LAMPORT_TIME=(?<clock>\\d+), SYSTEM_TIME=(?<time>[^,)]+)',
      },
    );
    expect(findingsOf(found)).toEqual([]);
    expect(uncheckedOf(found)).toContain('clock-by-one: kind-not-logged');
    expect(verdictsOf(found)).toContain(`the program adds ${step}, or does not log an event in between`);
    expect(verdictsOf(found)).not.toContain('should add 1');
  });
});

describe('an early moment does not shift a channel', () => {
  test.each([
    [10, 0],
    [10, 5],
    [900, 3],
    [999, 10],
  ])('%i ms at message %i', (earlyMs, which) => {
    const rounds = 11;
    const lines = [1, 2, 3, 4, 5].map(i => `P2 0.${i} internal @${i}`);
    for (let i = 0; i < rounds; i++) {
      const sentMs = 1000 * (i + 1);
      const receivedMs = i === which ? sentMs - earlyMs : sentMs + 500;
      lines.push(`P1 ${(sentMs / 1000).toFixed(3)} send to P2 @${i + 1}`);
      lines.push(`P2 ${(receivedMs / 1000).toFixed(3)} recv from P1 @${i + 6}`);
    }
    const found = read({ 'all.log': lines }, { pattern: LINE });
    expect(pairsOf(found)).toEqual(Array.from({ length: rounds }, (_, i) => `1#${i + 1} stated`));
    expect(found.faults).toBe(0);
  });
});
