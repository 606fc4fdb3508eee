// What damage does to a log, kind by kind: none of it is held against the program, and no reading is made up to explain it.
import { describe, expect, test } from 'vitest';
import { doubtBit } from '../core/trace-origin.ts';
import { findingsOf, LINE, machinesOf, pairsOf, read, uncheckedOf } from '../testing/read-and-audit.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

describe('messages that the order of a channel tells', () => {
  test('where a program writes a line for each recipient, one of them may be missing', () => {
    const found = read(
      {
        'run.log': [
          'P1 1.0 send to P2 @1',
          'P1 2.0 send to P3 @2', // and to P2, on a line that is lost
          'P1 3.0 send to P2 @3',
          'P2 3.5 recv from P1 @2',
          'P2 4.0 recv from P1 @3',
          'P2 5.0 recv from P1 @4',
          'P3 6.0 recv from P1 @3',
        ],
      },
      { pattern: LINE },
    );
    expect(findingsOf(found)).toEqual([]);
    expect(uncheckedOf(found).join()).toContain('receive-is-max-plus-one');
  });

  test('where a line names several, none is missing from a log whose clock rises by one', () => {
    const found = read(
      {
        'run.log': [
          'P1 1.0 internal @1',
          'P1 2.0 internal @2',
          'P1 3.0 send to P2 and P3 @3',
          'P2 4.0 recv from P1 @1',
          'P3 6.0 recv from P1 @4',
        ],
      },
      { pattern: LINE },
    );
    expect(findingsOf(found)).toEqual(['receive-is-max-plus-one at run.log:4']);
  });

  test('a time that speaks against the order of a channel makes all its pairs likely ones', () => {
    const sends = range(24).map(i => `P1 ${i}0.0 send to ${i === 1 ? 'P2 and P3' : 'P2'} @${i}`);
    const receives = range(24).map(i => `P2 ${i}0.5 recv from P1 @${i + 1}`);
    const pairings = (lost: number): string[] =>
      pairsOf(
        read(
          { 'run.log': [...sends.filter((_, i) => i + 1 !== lost), ...receives, 'P3 10.6 recv from P1 @2'] },
          { pattern: LINE },
        ),
      ).map(pair => pair.split(' ')[1] ?? pair);
    expect(pairings(0).filter(pairing => pairing === 'stated')).toHaveLength(25);
    expect(pairings(22).filter(pairing => pairing === 'stated')).toHaveLength(1); // P3's
  });
});

test('a receive whose own value was spoilt is not the first of two of one message', () => {
  const lines = [
    'P1 1.0 send to P2 and P3 ts=1 @1',
    'P1 2.0 send to P2 ts=2 @2',
    'P2 3.0 recv from P1 ts=¬ @2',
    'P2 4.0 recv from P1 ts=1 @3',
  ];
  const pattern =
    '^(?<machine>\\S+) (?<time>\\S+) (?<event>.+?) ts=(?:(?<timestamp>\\d+)|\\S+) @(?<clock>\\d+)$';
  expect(findingsOf(read({ 'run.log': lines }, { pattern })).join()).not.toContain('messages-in-pairs');
});

test('a lone log, and logs that hardly name whom they send to, say nothing of messages that nobody sent', () => {
  const line = (clock: number, timestamp: number): string =>
    `2023-03-07 20:38:${String(10 + clock)},179 : (Logical Clock Time ${clock}) Received a message with logical time ${timestamp}. Current queue length is 0.`;
  const found = read({ 'exp_machine_0.log': range(8).map(i => line(2 * i, 2 * i - 1)) });
  expect(found.runs).toHaveLength(1);
  expect(found.faults).toBe(0);
  expect(uncheckedOf(found)).toContain('messages-in-pairs: sender-incomplete');
});

test('a rate that a machine does not keep leaves no room that is known', () => {
  const lines = range(12).map(i => {
    const clock = i < 8 ? i : i + 1; // a line is lost
    return `${clock},${(clock / 6).toFixed(6)},internal,0`;
  });
  const found = read({
    'pid_1_clockrate_1.csv': ['logical clock,global time,event type,queue length', ...lines],
    'pid_2_clockrate_1.csv': [
      'logical clock,global time,event type,queue length',
      '1,0.2,send,0',
      '2,0.4,receive,0',
    ],
  });
  expect(found.faults).toBe(0);
});

describe('records of several lines', () => {
  const block = (what: string, clock: number, queue?: number): string[] => [
    `${what}! Global time: 2023-03-08T08:12:${String(clock + 10)}Z`,
    ...(queue === undefined ? [] : [`Message queue length: ${queue}`]),
    `Logical clock time: ${clock}`,
    '',
  ];

  test('one that two may have made, beside an event that is missing, is no evidence of its queue', () => {
    const [sentence, queue] = block('Message received', 2, 1);
    const found = read({
      'log2056.txt': [
        ...block('Internal event', 1),
        sentence!,
        queue!,
        'Logical clock time: 3', // of the event after it, whose other lines are lost
        '',
        ...block('Internal event', 4),
        ...block('Internal event', 5),
      ],
    });
    expect(machinesOf(found)).toEqual({ 'port 2056': 4 });
    expect(found.faults).toBe(0);
  });

  test('a whole one is: messages wait, and the machine does something of its own', () => {
    const found = read({
      'log2056.txt': [
        ...block('Internal event', 1),
        ...block('Message received', 2, 1),
        ...block('Internal event', 3),
        ...block('Message received', 4, 0),
      ],
    });
    expect(findingsOf(found)).toEqual(['queue-lengths at log2056.txt:8']);
  });
});

describe('a reading that is found', () => {
  const line = (i: number): string =>
    `[Machine 1] 2025/03/04 15:20:${String(10 + i)}.968528 INTERNAL EVENT | System time: Mar  4 15:20:27.968 | Logical clock: ${i}`;

  test('does not replace a known kind because some of its lines were spoilt, each in another place', () => {
    const spoilt = range(20).map(i => (i % 5 === 3 ? line(i).slice(0, 60 + 2 * i) : line(i)));
    const found = read({ 'a.log': spoilt });
    expect(found.files[0]!.family).toBe('Bar-separated log');
    expect(found.files[0]!.skippedLines).toBe(4);
    expect(found.faults).toBe(0);
  });

  const labelled = (i: number): string =>
    `counter: ${i} | node: 5001 | at: 2025-03-04 15:20:${String(10 + i)} | ${i % 3 === 0 ? 'sent to 5002' : 'internal'}`;

  test('takes no other number for the clock where the clock itself was spoilt', () => {
    const lines = range(30).map(i =>
      i === 17 ? labelled(i).replace('counter: 17', 'counter:¬#§~') : labelled(i),
    );
    const found = read({
      '5001.log': lines,
      '5002.log': range(30).map(i => labelled(i).replace('5001', '5002')),
    });
    expect(findingsOf(found)).toEqual([]);
    expect(found.skipped.map(one => one.line)).toEqual([17]);
    expect(found.faults).toBe(0);
  });

  test('makes no machine of a line that does not say whose it is, where others do', () => {
    const lines = range(40).map(
      i => `at ${i}.5 event internal clock ${(i + 1) >> 1} node ${i % 2 === 0 ? 'B' : 'A'}`,
    );
    const found = read({ 'all.log': lines.map((one, i) => (i === 21 ? one.slice(0, -7) : one)) });
    expect(Object.keys(machinesOf(found))).toHaveLength(2);
    expect(found.faults).toBe(0);
  });
});

test('lines of one moment are in no order that is known: none of them begins another run', () => {
  const line = (clock: number, second: number): string => `${clock},1678040272.${second},internal,0`;
  const clocks = [1, 2, 6, 3, 4, 5, 7, 8, 9, 10];
  const found = read({
    'pid_1_clockrate_1.csv': [
      'logical clock,global time,event type,queue length',
      ...clocks.map(one => line(one, 0)),
    ],
  });
  expect(found.runs).toHaveLength(1);
  expect(found.faults).toBe(0);
});

test('a table of ours whose header row is lost, or spoilt, is read as it is written', () => {
  const rows = [
    '1,0,1,internal,200,200,1,0,7,,,,,,,,,,,,,,,,,',
    '3,0,1,send,200,200,1,0,3,,1;2,1;2,1;1,,200;200,2;1,,,,,,,,,,',
    '1,1,2,receive,400,400,2,0,,3,,1,1,200,200,,,,,,,,,,,',
  ];
  for (const head of [[], ['machine,event_ind¬#§~']]) {
    const found = read({ 'run.csv': [...head, ...rows] });
    expect(found.files[0]!.family).toBe('Lamplight CSV');
    expect(found.runs[0]!.trace.logs.map(({ eventCount }) => eventCount)).toEqual([2, 0, 1]);
    expect(found.faults).toBe(0);
    expect(found.notes).toContain('Its header row is missing');
  }
});

test('a send whose own clock is wrong does not tell what its message carries', () => {
  const lines = [
    '1.5 P1 internal @1',
    '3.0 P1 internal @2',
    '4.5 P1 internal @3',
    '6.0 P1 send to P2 and P3 @1', // carries 4
    '7.5 P2 recv from P1 @5',
    '7.5 P3 recv from P1 @5',
  ];
  const pattern = '^(?<time>\\S+) (?<machine>\\S+) (?<event>.+) @(?<clock>\\d+)$';
  expect(findingsOf(read({ 'run.log': lines }, { pattern }))).toEqual(['clock-rises at run.log:4']);
});

test('a line cut short behind the first of its recipients does not tell them all', () => {
  const line = (others: string, clock: number): string =>
    `[clock: ${clock}] [${clock % 5 === 0 ? `transmitting to ${others}` : 'local step'}] [System Time: 15:20:${String(10 + clock)}.5]`;
  const log = (others: string): string[] => range(30).map(i => line(others, i));
  const cut = line('2 and 3', 10).slice(0, line('2 and 3', 10).indexOf(' and 3'));
  const found = read({
    'vm1.log': log('2 and 3').map((one, i) => (i === 9 ? cut : one)),
    'vm2.log': log('1 and 3'),
    'vm3.log': log('1 and 2'),
  });
  const { trace } = found.runs[0]!;
  const isTold = (index: number): boolean =>
    (trace.origin!.machines[0]!.doubts[index]! & doubtBit('recipients')) === 0;
  expect(trace.logs[0]!.eventCount).toBe(30);
  expect([4, 9, 14].map(isTold)).toEqual([true, false, true]);
});

test('two lines of one clock, of which one does not say what happened, may be of one event', () => {
  const line = (clock: number, to: string): string =>
    `10:00:${String(10 + clock)}.5;${clock};transmitting;${to}`;
  const lines = range(20).flatMap(i =>
    i === 7 ? [line(7, 'B'), line(7, '').slice(0, -4), line(7, 'C')] : [line(i, 'B')],
  );
  expect(read({ 'A.log': ['time;Logical Clock;type;peer', ...lines] }).faults).toBe(0);
});

test('a number that no label calls a clock, and that stands and falls, is held against nobody', () => {
  const line = (i: number): string =>
    `${100 * i}|${i % 9 === 0 ? i - 2 : i}|${i % 3 === 0 ? 'recv' : 'sent'}`;
  const found = read({ '1.log': range(40).map(line), '2.log': range(40).map(line) });
  expect(found.runs.length).toBeGreaterThan(0);
  expect(found.faults).toBe(0);
});

test('lines of a receiver that changed places within a second tell no order of its channel', () => {
  const found = read(
    {
      'run.log': [
        'P1 1 internal @1',
        'P1 2 send to P2 and P3 @2',
        'P1 3 send to P2 and P3 @3',
        'P2 9 recv from P1 @5', // of 3: the next line was written before it
        'P2 9 recv from P1 @3',
        'P3 9 recv from P1 @3',
      ],
    },
    { pattern: LINE },
  );
  expect(found.faults).toBe(0);
});
