// Logs of no known family, read by a pattern.
import { describe, expect, test } from 'vitest';
import { compilePattern, type Pattern } from './pattern.ts';
import type { WordMeaning } from '../../words/word-meanings.ts';
import { previewPattern } from './preview-pattern.ts';
import { audit } from '../../analysis/audit/audit.ts';
import { readLogs } from './read-logs.ts';

function compiled(source: string): Pattern {
  const pattern = compilePattern(source);
  if (pattern.kind === 'problem') throw new Error(pattern.message);
  return pattern;
}

describe('what is no pattern gets a sentence', () => {
  test.each([
    ['', 'The pattern is empty.'],
    ['(?<event>a', 'This is not a regular expression: unterminated group.'],
    ['[z-a](?<event>x)', 'This is not a regular expression: range out of order in character class.'],
    ['(?<clock>\\d+)', 'The pattern needs a group named event'],
    ['/(?<event>x)/q', 'This is not a regular expression'],
  ])('%s', (source, message) => {
    const pattern = compilePattern(source);
    expect(pattern.kind).toBe('problem');
    expect(pattern.kind === 'problem' && pattern.message).toContain(message);
  });
});

function becomes(pattern: Pattern, line: string, words?: Readonly<Record<string, WordMeaning>>) {
  return previewPattern(pattern, [line], words)[0]!;
}

test('flags between slashes and Python’s named groups are understood', () => {
  const pattern = compiled('/^(?P<event>send|recv) (?P<clock>\\d+)$/i');
  expect(pattern.groups).toEqual(['event', 'clock']);
  expect(becomes(pattern, 'SEND 4').fields).toEqual({ event: 'send', clock: '4' });
});

test('groups as ShiViz calls them are understood, and others are fields', () => {
  const pattern = compiled('^(?<date>\\S+) (?<host>\\S+) (?<event>\\w+) (?<priority>\\w+)$');
  expect(pattern.groups).toEqual(['event', 'time', 'machine']);
  expect(pattern.others).toEqual(['priority']);
  expect(becomes(pattern, '12:00:01 alice send HIGH').fields).toEqual({
    event: 'send',
    time: '12:00:01.000',
    machine: 'alice',
  });
});

test.each([
  ['RECEIVE', 'receive'],
  ['recv', 'receive'],
  ['got message', 'receive'],
  ['message_received', 'receive'],
  ['Processed message', 'receive'],
  ['Message sent', 'send'],
  ['MULTICAST', 'send'],
  ['broadcast', 'send'],
  ['unicast to 2', 'send'],
  ['sending', 'send'],
  ['Internal event', 'internal'],
  ['local', 'internal'],
] as const)('“%s” is a %s', (word, kind) => {
  expect(becomes(compiled('(?<event>.*)'), word).fields.event).toBe(kind);
});

describe('a line that is not an event says why', () => {
  const pattern = compiled('^(?<event>\\w+):(?<clock>\\S*)$');
  test.each([
    ['hello', 'It does not match the pattern.'],
    ['dance:3', 'The pattern matches, but “dance” is not a send, a receive or an internal event.'],
    ['send:-3', 'logical clock'],
    ['send:', 'takes no clock'],
  ])('%s', (line, reason) => {
    expect(becomes(pattern, line).reason).toContain(reason);
  });
});

describe('what happened, in words that nobody foresaw', () => {
  const pattern = compiled('^(?<event>.+) @(?<clock>\\d+)$');
  test('is said by a table of words, and then all else is internal', () => {
    const words = { XMIT: 'send', '4711': 'receive', noise: 'ignore' } as const;
    const rows = previewPattern(pattern, ['xmit to 2 @1', '4711 @2', 'state changed @3', 'noise @4'], words);
    expect(rows.map(({ fields }) => fields.event)).toEqual(['send', 'receive', 'internal', undefined]);
    // A word is a whole word: “4711” is not in “14711”.
    expect(becomes(pattern, '14711 @5', words).fields.event).toBe('internal');
  });

  test('is said by groups of its own', () => {
    const grouped = compiled('^(?:(?<send>out)|(?<receive>in)|\\w+) @(?<clock>\\d+)$');
    expect(['out @1', 'in @2', 'x @3'].map(line => becomes(grouped, line).fields.event)).toEqual([
      'send',
      'receive',
      'internal',
    ]);
  });

  test('names of prototypes are words like any other', () => {
    expect(becomes(pattern, '__proto__ @1').unknownWord).toBe('__proto__');
    expect(
      becomes(pattern, 'constructor @1', Object.fromEntries([['constructor', 'send']])).fields.event,
    ).toBe('send');
  });
});

test('the preview tells what each line became, in words', () => {
  const pattern = compiled('^(?<time>\\S+) (?<machine>\\w+) (?<event>.+?) @(?<clock>\\d+)$');
  expect(
    previewPattern(pattern, ['12:00:01.5 P1 send to P2 and P3 @7', '', '12:00:02 P2 recv from P1 @8', 'x']),
  ).toEqual([
    {
      isEvent: true,
      continues: false,
      fields: { event: 'send', clock: '7', time: '12:00:01.500', machine: 'P1', to: 'P2, P3' },
      reason: '',
    },
    { isEvent: false, continues: false, fields: {}, reason: 'It is blank.' },
    {
      isEvent: true,
      continues: false,
      fields: { event: 'receive', clock: '8', time: '12:00:02.000', machine: 'P2', from: 'P1' },
      reason: '',
    },
    { isEvent: false, continues: false, fields: {}, reason: 'It does not match the pattern.' },
  ]);
});

const ODD = [
  '0.1;P1;send->P2;L=1',
  '0.2;P2;got<-P1;L=2',
  '0.3;P2;send->P1;L=3',
  'a comment',
  '0.4;P1;got<-P2;L=4',
].join('\n');
const ODD_PATTERN =
  '^(?<time>[\\d.]+);(?<machine>\\w+);(?<event>send|got)(?:->(?<to>\\w+)|<-(?<from>\\w+))?;L=(?<clock>\\d+)';

test('one file with several machines becomes one run', () => {
  const { runs, files } = readLogs([{ name: 'odd.txt', text: ODD }], { pattern: ODD_PATTERN });
  const { trace } = runs[0]!;
  expect(files[0]).toMatchObject({ family: 'Log read by a pattern', eventLines: 4, skippedLines: 1 });
  expect(trace.logs.map(({ eventCount }) => eventCount)).toEqual([2, 2]);
  expect(trace.event(1, 1)).toMatchObject({
    kind: 'receive',
    atMs: 400,
    queue: undefined,
    message: { from: 2, sentMs: 300, timestamp: 3 },
  });
  expect([...trace.origin!.machines[1]!.lines]).toEqual([2, 3]);
});

test('without clocks, Lamport’s are computed; without times, events are a tick apart', () => {
  const { runs } = readLogs([{ name: 'odd.txt', text: ODD }], {
    pattern: '^[\\d.]+;(?<machine>\\w+);(?<event>send|got)(?:->(?<to>\\w+)|<-(?<from>\\w+))?',
  });
  const { trace } = runs[0]!;
  expect(trace.logs.map(({ clocks }) => [...clocks.subarray(0, 2)])).toEqual([
    [1, 4],
    [2, 3],
  ]);
  expect(trace.event(1, 1)).toMatchObject({ atMs: 2000, message: { from: 2, timestamp: 3 } });
  expect(trace.origin?.notes).toContainEqual(expect.stringContaining('no logical clocks'));
  expect(trace.origin?.notes).toContainEqual(expect.stringContaining('No times are known'));
});

test('of a log without clocks no note speaks of clocks that it shows', () => {
  const text = ['P1;send->P2;', 'P2;got<-P1;1', 'P2;send->P1;', 'P1;got<-P2;3'].join('\n');
  const { runs } = readLogs([{ name: 'odd.txt', text }], {
    pattern: '^(?<machine>\\w+);(?<event>send|got)(?:->(?<to>\\w+)|<-(?<from>\\w+));(?<timestamp>\\d*)',
  });
  const { trace } = runs[0]!;
  expect(trace.trial.rule).toBe('increment-then-send');
  expect(trace.origin!.notes.join(' ')).toContain('no logical clocks');
  expect(trace.origin!.notes.join(' ')).not.toMatch(/A message carries|find a send|value of the clock/);
});

test('a pattern wins where it reads a file, and a known family where it does not; an unusable pattern is explained', () => {
  const known = {
    name: 'rank_0.log',
    text: '[INFO]: Rank=0 ClockRate=3\n[INTERNAL] SysTime=10:00:00 LogicalClock=1\n',
  };
  const odd = { name: 'odd.txt', text: ODD };
  expect(readLogs([known], { pattern: '^\\[(?<event>INTERNAL)' }).files[0]?.family).toBe(
    'Log read by a pattern',
  );
  expect(readLogs([known], { pattern: '^(?<event>SENT)' }).files[0]?.family).toBe('Bracketed log');
  const { files } = readLogs([known, odd], { pattern: '(?<event>' });
  expect(files[0]?.family).toBe('Bracketed log');
  expect(files[1]).toMatchObject({ family: undefined, skippedLines: 5 });
  expect(files[1]?.notes.join(' ')).toContain('This is not a regular expression');
});

test('signs of life while a long file is read', () => {
  const told: number[] = [];
  const text = 'send 1\n'.repeat(1200);
  readLogs([{ name: 'long.txt', text }], { pattern: '(?<event>\\w+)', progress: lines => told.push(lines) });
  expect(told).toEqual([500, 1000, 1200]);
});

describe('words of which nothing says what they mean', () => {
  const pattern = '^(?<machine>\\S+) (?<event>.+) @(?<clock>\\d+)$';
  const read = (lines: readonly string[]) =>
    readLogs([{ name: 'a.log', text: lines.join('\n') }], { pattern });

  test('are internal events where the clock never jumps, and sends and receives are known', () => {
    const { files, runs } = read(['P1 send to P2 @1', 'P2 recv from P1 @2', 'P2 IE @3', 'P2 state 7 @4']);
    expect(files[0]).toMatchObject({ eventLines: 4, skippedLines: 0 });
    expect(files[0]!.notes.join()).toContain('“ie”, “state #”');
    expect(runs[0]!.trace.event(2, 2)).toMatchObject({ kind: 'internal' });
  });

  test('are refused, with the word, where the clock jumps at them', () => {
    const { skipped } = read(['P1 send to P2 @5', 'P2 recv from P1 @6', 'P2 absorbed @9', 'P2 absorbed @10']);
    expect(skipped.map(({ reason }) => reason)).toEqual(
      Array(2).fill(expect.stringContaining('The pattern matches, but “absorbed” is not a send')),
    );
  });

  test('are refused where no send and no receive is known', () => {
    const { files } = read(['P1 IE @1', 'P1 IE @2']);
    expect(files[0]).toMatchObject({ family: undefined, eventLines: 0 });
    expect(files[0]!.notes.join()).toContain('The pattern matches, but “IE” is not a send');
  });
});

describe('records of several lines', () => {
  const pattern =
    '^(?<event>SENT|RECEIVED) message\\nGlobal time: (?<time>\\S+)\\n(?:Queue length: (?<queue>\\d+)\\n)?Logical clock time: (?<clock>\\d+)';
  const text = [
    'Welcome',
    'SENT message',
    'Global time: 1520477036.32',
    'Logical clock time: 5',
    '',
    'RECEIVED message',
    'Global time: 1520477037.01',
    'Queue length: 0',
    'Logical clock time: 7',
  ].join('\n');

  test.each(['\n', '\r\n'])('are read whole, with each line counted once (%j)', lineBreak => {
    const { files, runs, skipped } = readLogs(
      [{ name: 'log_0.log', text: text.replaceAll('\n', lineBreak) }],
      {
        pattern,
      },
    );
    expect(files[0]).toMatchObject({ lines: 9, eventLines: 7, blankLines: 1, skippedLines: 1 });
    expect(skipped).toMatchObject([{ line: 1, reason: 'It does not match the pattern.' }]);
    expect([...runs[0]!.trace.logs[0]!.clocks.subarray(0, 2)]).toEqual([5, 7]);
    expect([...runs[0]!.trace.origin!.machines[0]!.lines]).toEqual([2, 6]);
  });

  test('are shown as one in the preview', () => {
    const rows = previewPattern(compiled(pattern), text.split('\n'));
    expect(rows.map(({ isEvent, continues }) => (isEvent ? (continues ? 2 : 1) : 0))).toEqual([
      0, 1, 2, 2, 0, 1, 2, 2, 2,
    ]);
  });
});

describe('machines are called as the lines call them', () => {
  const pattern = '^(?<machine>\\S+) (?<event>.+) @(?<clock>\\d+)$';
  test.each([
    [['10.0.0.1:8080', '10.0.0.2:8080']],
    [['alice', 'bob']],
    [['A', 'B']],
    [['1', '2']],
    [['node-a', 'node-b']],
    [['P1', 'P2']],
    [['__proto__', 'constructor']],
  ])('%j', ([one, other]) => {
    const text = [
      `${one} send to ${other} @1`,
      `${one} send to ${other} @2`,
      `${other} recv from ${one} @1`,
      `${other} recv from ${one} @2`,
    ].join('\n');
    const { trace } = readLogs([{ name: 'all.log', text }], { pattern }).runs[0]!;
    expect(trace.logs.map(({ eventCount }) => eventCount)).toEqual([2, 2]);
    expect(trace.nameOf(1)).toMatch(/^(?:machine .|.{2,})$/);
    expect(trace.nameOf(1).endsWith(one!)).toBe(true);
    // Who sent and who received is stated, so the clock condition is checked, and broken twice.
    expect(audit(trace).rules.find(({ rule }) => rule === 'clock-condition')).toMatchObject({ faults: 2 });
  });
});

describe('lines that are whole messages', () => {
  const pattern = '^(?<time>\\S+) (?<from>\\w+)->(?<to>\\w+) (?<event>\\w+) lamport=(?<clock>\\d+)$';

  test('are a send and a receive each', () => {
    const text = '0.1 n1->n2 MsgVote lamport=3\n0.2 n2->n1 MsgVoteResp lamport=5\n';
    const { files, runs } = readLogs([{ name: 'net.log', text }], { pattern });
    expect(files[0]).toMatchObject({ lines: 2, eventLines: 2 });
    const { trace } = runs[0]!;
    expect(trace.event(1, 0)).toMatchObject({ kind: 'send', clock: 3 });
    expect(trace.event(2, 0)).toMatchObject({ kind: 'receive', message: { from: 1, timestamp: 3 } });
    expect(trace.event(2, 1)).toMatchObject({ kind: 'send', clock: 5 });
    expect(trace.event(1, 1)).toMatchObject({ kind: 'receive', message: { from: 2, timestamp: 5 } });
    expect(audit(trace).faults).toBe(0);
  });

  test('accuse nobody of a clock that no line states: a broadcast with a receive in between', () => {
    const text = '0.1 n1->n2 Ping lamport=5\n0.2 n3->n1 Ping lamport=8\n0.3 n1->n3 Ping lamport=5\n';
    const { trace } = readLogs([{ name: 'net.log', text }], { pattern }).runs[0]!;
    expect(audit(trace).faults).toBe(0);
  });

  test('are one event each where the lines say which end they tell of', () => {
    const text = '0.1 n1->n2 send lamport=3\n0.2 n1->n2 recv lamport=4\n';
    const { trace } = readLogs([{ name: 'net.log', text }], { pattern }).runs[0]!;
    expect(trace.eventCount).toBe(2);
    expect(trace.event(1, 0)).toMatchObject({ kind: 'send', clock: 3 });
    expect(trace.event(2, 0)).toMatchObject({ kind: 'receive', clock: 4, message: { from: 1 } });
  });
});

test('a time that is not understood is quoted and counted', () => {
  const text = 'P1 sometime send @1\nP1 later send @2\n';
  const { files } = readLogs([{ name: 'odd.log', text }], {
    pattern: '^(?<machine>\\S+) (?<time>\\S+) (?<event>\\w+) @(?<clock>\\d+)$',
  });
  expect(files[0]!.notes.join(' ')).toContain(
    '2 of its times have a form that is not known, such as “later”',
  );
});
