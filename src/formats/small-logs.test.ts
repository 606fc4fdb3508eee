// The smallest logs of which each shows one way to read a log wrongly, and beside each its kind: the same with other words,
// names, separators and times.
import { describe, expect, test } from 'vitest';
import { LINE, findingsOf, machinesOf, pairsOf, read } from '../testing/read-and-audit.ts';
import { readTrace } from './read.ts';

test.each([
  ['[Time=100.1] [LogicalClock=1] [Event=INTERNAL] work', '[Time=101.1] [LogicalClock=2] [Event=SEND] to M2'],
  ['[Time=9:01:02] [LogicalClock=1] [Event=LOCAL] x=[1]', '[Time=9:01:03] [LogicalClock=2] [Event=SENT] all'],
])('a kind that reads nothing of a file leaves it to the pattern: %s', (...lines) => {
  const pattern =
    '^\\[Time=(?<time>[\\d.:]+)\\] \\[LogicalClock=(?<clock>\\d+)\\] \\[Event=(?<event>\\w+)\\]';
  for (const options of [{ pattern }, {}]) {
    const found = read({ 'machine_1.log': lines }, options);
    expect(found.files[0]).toMatchObject({ eventLines: 2, skippedLines: 0 });
    expect([...found.runs[0]!.trace.logs[0]!.clocks.subarray(0, 2)]).toEqual([1, 2]);
  }
});

describe('which machine a file is of', () => {
  test.each(['{}-events-1:10.log', 'vm{}_of_10.log', '{}/events-10.log', 'log{}-rate-10.txt'])('%s', name => {
    const file = (machine: number): string => name.replace('{}', String(machine));
    const found = read({
      [file(0)]: [
        'Clock Speed: 1',
        'Event: Internal Event\tGlobal Time: 1457813373\tLC: 1',
        'Event: Send to VM 1\tGlobal Time: 1457813374\tLC: 2',
        'Event: Internal Event\tGlobal Time: 1457813375\tLC: 3',
      ],
      [file(1)]: [
        'Clock Speed: 1',
        'Event: Receive\tGlobal Time: 1457813375\tMsgQueue Length: 0\tLC: 3',
        'Event: Send to VM 2\tGlobal Time: 1457813376\tLC: 4',
      ],
      [file(2)]: [
        'Clock Speed: 1',
        'Event: Send to VMs 0 and 1\tGlobal Time: 1457813373\tLC: 1',
        'Event: Receive\tGlobal Time: 1457813377\tMsgQueue Length: 0\tLC: 5',
      ],
    });
    expect(found.runs).toHaveLength(1);
    expect(Object.values(machinesOf(found))).toEqual([3, 2, 2]);
    expect(Object.keys(machinesOf(found)).map(one => one.replace(/\D/g, ''))).toEqual(['0', '1', '2']);
    expect(pairsOf(found).map(pair => pair.split(' ')[0])).toEqual(['1#1', '2#1']);
    expect(findingsOf(found)).toEqual([]);
  });
});

test.each([
  ['10.0.0.1:8080', '10.0.0.2:8080'],
  ['node-a.example.org:80', 'node-b.example.org:80'],
  ['rack1/host7', 'rack2/host7'],
  ['__proto__', 'constructor'],
])('names are kept whole: %s, %s', (a, b) => {
  const lines = [
    `${a} 0.1 internal @1`,
    `${b} 0.1 internal @1`,
    `${a} 0.2 send to ${b} @2`,
    `${b} 0.3 recv from ${a} @3`,
  ];
  const found = read({ 'all.log': lines }, { pattern: LINE });
  expect(machinesOf(found)).toEqual(Object.fromEntries([[a, 2] as const, [b, 2] as const]));
  expect(pairsOf(found)).toEqual(['1#1 stated']);
  expect(findingsOf(found)).toEqual([]);
});

type Form = (host: string, clock: string, text: string) => string[];

describe('logs with vector clocks open by themselves', () => {
  const events = [
    ['alice', '{"alice":1}', 'ask bob'],
    ['bob', '{"bob":1, "alice":1}', 'got the question'],
    ['bob', '{"bob":2, "alice":1}', 'answer'],
    ['alice', '{"alice":2, "bob":2}', 'got the answer'],
  ] as const;
  test.each<[string, string[], Form]>([
    [
      'its own expression',
      ['(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)', ''],
      (h, c, e) => [`${h} ${c}`, e],
    ],
    ['host, clock, then text', [], (h, c, e) => [`${h} ${c}`, e]],
    ['text, then host and clock', [], (h, c, e) => [e, `${h} ${c}`]],
    ['one line', [], (h, c, e) => [`${h} ${c} ${e}`]],
  ])('%s', (_, head, form) => {
    const lines = events.flatMap(([host, clock, text]) => form(host, clock, text));
    const found = read({ 'run.log': [...head, ...lines] });
    expect(machinesOf(found)).toEqual({ alice: 2, bob: 2 });
    expect(pairsOf(found)).toEqual(['2#1 stated', '1#1 stated']);
    expect(findingsOf(found)).toEqual([]);
  });
});

test.each([
  ['global time: {t}, local logical clock time: {c}', '7001', ['7002', '7003']],
  ['t: {t}, lamport: {c}', '9100', ['9101', '9102']],
])('prose with commas is not a table: %s', (tail, own, others) => {
  const rest = (clock: number): string => tail.replace('{t}', String(clock)).replace('{c}', String(clock));
  const found = read({
    [`${own}.log`]: [
      `2026-03-07 09:30:01,100 INFO INTERNAL EVENT, ${rest(1)}`,
      `2026-03-07 09:30:02,100 INFO SENT MESSAGE: 2, TO: ${others.join(', ')}, ${rest(2)}`,
    ],
  });
  const clocks = found.runs.flatMap(({ trace }) =>
    trace.logs.flatMap(log => [...log.clocks.subarray(0, log.eventCount)]),
  );
  expect(clocks).toEqual([1, 2]);
  expect(found.files[0]).toMatchObject({ headerLines: 0, eventLines: 2 });
});

describe('two runs in one file are two runs', () => {
  const internal = (at: number, clock: number): string =>
    `Event: Internal Event\tGlobal Time: ${1457813373 + at}\tLC: ${clock}`;
  test.each([
    ['each with its header', ['Clock Speed: 1'], 1000],
    ['without headers', [], 1000],
    ['one right after the other', ['Clock Speed: 1'], 6],
  ])('%s', (_, head, pause) => {
    const found = read({
      'machine_0.log': [
        ...head,
        internal(0, 1),
        'Event: Send to VM 1\tGlobal Time: 1457813374\tLC: 2',
        internal(3, 3),
        internal(4, 4),
        internal(5, 5),
        ...head,
        internal(pause, 1),
        internal(pause + 1, 2),
      ],
      'machine_1.log': [
        ...head,
        'Event: Receive\tGlobal Time: 1457813375\tMsgQueue Length: 0\tLC: 3',
        internal(3, 4),
        internal(4, 5),
        ...head,
        internal(pause, 1),
      ],
    });
    expect(found.runs.map((_run, i) => Object.values(machinesOf(found, i)))).toEqual([
      [5, 3],
      [2, 1],
    ]);
    expect(found.runs.map(({ name }) => name)).toEqual([
      'machine_0.log and 1 more',
      'machine_0.log and 1 more (2)',
    ]);
    expect(findingsOf(found)).toEqual([]);
    expect(found.notes).toContain('holds 2 runs');
  });
});

describe('a clock that falls by little', () => {
  const lines = (steps: readonly (readonly [at: number, clock: number])[]): string[] =>
    steps.map(([at, clock]) => `Event: Internal Event\tGlobal Time: ${1457813373 + at}\tLC: ${clock}`);
  const first = [
    [0, 1],
    [1, 2],
    [2, 3],
  ] as const;
  const logs = (pause: number, clock: number) =>
    read({
      'machine_0.log': lines([...first, [2 + pause, clock], [3 + pause, clock + 1]]),
      'machine_1.log': lines([...first, [2 + pause, clock], [3 + pause, clock + 1]]),
    });

  test.each([
    [600, 1],
    [60, 1],
    [3600, 2],
    [3600, 3],
  ])('begins another run after a pause of %d s, with %d', (pause, clock) => {
    const found = logs(pause, clock);
    expect(found.runs.map((_run, i) => Object.values(machinesOf(found, i)))).toEqual([
      [3, 3],
      [2, 2],
    ]);
    expect(findingsOf(found)).toEqual([]);
    expect(found.notes).toContain('holds 2 runs');
  });

  test.each([
    [2, 1],
    [2, 2],
    [5, 1],
  ])('is a slip where no pause is, after %d s, with %d', (pause, clock) => {
    const found = logs(pause, clock);
    expect(found.runs).toHaveLength(1);
    expect(findingsOf(found)).toEqual(['clock-rises at machine_0.log:4', 'clock-rises at machine_1.log:4']);
  });
});

describe('“to” and a name in small letters', () => {
  test.each([
    ['send to {}', 'recv from {}'],
    ['sent -> to: {}', 'received <- from: {}'],
    ['message sent to {}', 'message received from {}'],
  ])('%s', (send, receive) => {
    const found = read(
      {
        'all.log': [
          `alice 1 ${send.replace('{}', 'bob')} @1`,
          `alice 2 ${send.replace('{}', 'bob')} @2`,
          `bob 4 ${receive.replace('{}', 'alice')} @1`,
          `bob 5 ${receive.replace('{}', 'alice')} @2`,
        ],
      },
      { pattern: LINE },
    );
    expect(pairsOf(found)).toEqual(['1#1 stated', '1#2 stated']);
    expect(findingsOf(found)).toEqual(['clock-condition at all.log:3', 'clock-condition at all.log:4']);
    expect(found.runs[0]!.report.diagnoses).toMatchObject([
      { kind: 'either-cause', receives: { all: 2, faulty: 2, equal: 2 } },
    ]);
  });
});

describe('words that nobody foresaw', () => {
  test.each([
    ['unicast to P2', 'Processed message', 'IE', 'state changed'],
    ['XMIT P2', 'ACCEPT', 'step', 'idle'],
    ['1', '2', '3', '4'],
  ])('a table says what “%s”, “%s” and “%s” mean', (send, receive, own, other) => {
    const found = read(
      { 'all.log': [`P1 1 ${send} @1`, `P2 2 ${receive} @2`, `P2 3 ${own} @3`, `P2 4 ${other} @4`] },
      {
        pattern: LINE,
        words: { [send.replace(' P2', '').replace(' to', '')]: 'send', [receive]: 'receive' },
      },
    );
    const { trace } = found.runs[0]!;
    expect(trace.event(1, 0).kind).toBe('send');
    expect([0, 1, 2].map(index => trace.event(2, index).kind)).toEqual(['receive', 'internal', 'internal']);
    expect(found.skipped).toEqual([]);
    expect(findingsOf(found)).toEqual([]);
  });

  test.each(['IE', 'zork 7', '=SUM(A1)', '__proto__'])('“%s” that nothing explains is the reason', word => {
    const found = read({ 'all.log': [`P1 1 ${word} @1`, `P1 2 ${word} @2`] }, { pattern: LINE });
    expect(found.files[0]).toMatchObject({ family: undefined, eventLines: 0, skippedLines: 2 });
    expect(found.skipped.map(({ line }) => line)).toEqual([1, 2]);
    for (const { reason } of found.skipped)
      expect(reason).toContain(
        `The pattern matches, but “${word}” is not a send, a receive or an internal event.`,
      );
    expect(found.notes).toContain('The pattern matches, but no event could be read.');
    expect(found.notes).not.toContain('does not match');
  });

  test('beside lines that read, a word that is not known and jumps is skipped with its reason', () => {
    const found = read(
      { 'all.log': ['P1 1 send to P2 @1', 'P2 2 recv from P1 @2', 'P2 3 zork @9', 'P2 4 internal @10'] },
      { pattern: LINE },
    );
    expect(found.skipped).toMatchObject([{ line: 3, reason: expect.stringContaining('“zork” is not') }]);
    expect(findingsOf(found)).toEqual([]);
  });
});

describe('records of several lines', () => {
  test.each([
    ['\n', 'SENT', 'RECEIVED'],
    ['\r\n', 'SENT', 'RECEIVED'],
  ])('a pattern spans lines that end in %j', (end, send, receive) => {
    const pattern =
      '^(?<event>SENT|RECEIVED) message\\nGlobal time: (?<time>\\S+)\\n(?:Queue length: (?<queue>\\d+)\\n)?Logical clock time: (?<clock>\\d+)';
    const text = [
      `${send} message`,
      'Global time: 1520477036.32',
      'Logical clock time: 5',
      '',
      'a remark',
      `${receive} message`,
      'Global time: 1520477037.01',
      'Queue length: 0',
      'Logical clock time: 7',
    ].join(end);
    const { files, skipped, runs } = readTrace([{ name: 'log_0.log', text }], { pattern });
    expect(files[0]).toMatchObject({ lines: 9, eventLines: 7, blankLines: 1, skippedLines: 1 });
    expect(skipped).toMatchObject([{ line: 5, text: 'a remark', reason: 'It does not match the pattern.' }]);
    const { trace } = runs[0]!;
    expect([0, 1].map(index => trace.event(1, index))).toMatchObject([
      { kind: 'send', clock: 5 },
      { kind: 'receive', clock: 7, queue: 0 },
    ]);
    expect(trace.origin!.machines[0]!.lines).toEqual(Uint32Array.of(1, 6));
  });
});

describe('times', () => {
  test.each([
    ['03-06_03-12-31.675960', '03-06_03-12-33.675960'],
    ['2026-01-05:10:00:02,100', '2026-01-05:10:00:04,100'],
    ['20260105-10:00:03.5', '20260105-10:00:05.5'],
    ['1767607200000000000', '1767607202000000000'],
  ])('%s is read', (first, second) => {
    const found = read(
      { 'all.log': [`P1 ${first} send to P2 @1`, `P2 ${second} recv from P1 @2`] },
      { pattern: LINE },
    );
    const { trace } = found.runs[0]!;
    expect(trace.event(2, 0).atMs - trace.event(1, 0).atMs).toBeCloseTo(2000, 2);
    expect(findingsOf(found)).toEqual([]);
    expect(found.notes).not.toContain('No line');
  });

  test.each(['Tuesday', '12h30', '31/31/31', 'q4'])('“%s” is quoted and counted, not called absent', time => {
    const found = read(
      { 'all.log': [`P1 ${time} send to P2 @1`, `P2 ${time} recv from P1 @2`, `P1 ${time} internal @2`] },
      { pattern: LINE },
    );
    expect(found.files[0]!.notes.join(' ')).toContain(`3 of its times have a form that is not known`);
    expect(found.files[0]!.notes.join(' ')).toContain(`“${time}”`);
    expect(found.notes).not.toContain('No line');
    expect(findingsOf(found)).toEqual([]);
  });
});

describe('a line that is a whole message', () => {
  test.each([
    ['->', 'MsgVote', 'n1', 'n2'],
    ['=>', 'ping', 'alice', 'bob'],
    [' to ', 'x', '10.0.0.1:1', '10.0.0.1:2'],
  ])('%s makes a send and a receive', (arrow, word, a, b) => {
    const found = read(
      { 'net.log': [`0.1 ${a}${arrow}${b} ${word} lamport=3`, `0.2 ${b}${arrow}${a} ${word} lamport=5`] },
      {
        pattern: `^(?<time>\\S+) (?<from>[\\w.:]+)${arrow}(?<to>[\\w.:]+) (?<event>\\w+) lamport=(?<clock>\\d+)$`,
      },
    );
    expect(machinesOf(found)).toEqual({ [a]: 2, [b]: 2 });
    expect(pairsOf(found)).toEqual(['2#1 stated', '1#1 stated']);
    expect(found.skipped).toEqual([]);
    expect(findingsOf(found)).toEqual([]);
  });
});
