// Logs of no known family, read by a pattern.
import { describe, expect, test } from 'vitest';
import { compilePattern, matchLine, type Pattern, previewPattern } from './pattern.ts';
import { readLogs } from './read-logs.ts';

function compiled(source: string): Pattern {
  const pattern = compilePattern(source);
  if (pattern.kind === 'problem') throw new Error(pattern.message);
  return pattern;
}

describe('what is no pattern gets a sentence', () => {
  test.each([
    ['', 'The pattern is empty.'],
    ['(?<event>a', 'This is no regular expression: unterminated group.'],
    ['[z-a](?<event>x)', 'This is no regular expression: range out of order in character class.'],
    ['(?<clock>\\d+)', 'The pattern needs a group named event'],
    ['(?<event>\\w+) (?<lamport>\\d+)', 'The pattern has a group that means nothing here: lamport.'],
    ['(?<event>\\w+) (?<a>\\d+) (?<b>\\d+)', 'The pattern has groups that mean nothing here: a, b.'],
    ['/(?<event>x)/q', 'This is no regular expression'],
  ])('%s', (source, message) => {
    const pattern = compilePattern(source);
    expect(pattern.kind).toBe('problem');
    expect(pattern.kind === 'problem' && pattern.message).toContain(message);
  });
});

test('flags between slashes and Python’s named groups are understood', () => {
  const pattern = compiled('/^(?P<event>send|recv) (?P<clock>\\d+)$/i');
  expect(pattern.groups).toEqual(['event', 'clock']);
  expect(matchLine(pattern, 'SEND 4', 1)).toMatchObject({ record: { kind: 'send', clock: 4, line: 1 } });
});

test.each([
  ['RECEIVE', 'receive'],
  ['recv', 'receive'],
  ['got message', 'receive'],
  ['message_received', 'receive'],
  ['Message sent', 'send'],
  ['MULTICAST', 'send'],
  ['broadcast', 'send'],
  ['sending', 'send'],
  ['Internal event', 'internal'],
  ['local', 'internal'],
] as const)('“%s” is a %s', (word, kind) => {
  expect(matchLine(compiled('(?<event>.*)'), word, 1)).toMatchObject({ record: { kind } });
});

test('a line that is no event says why', () => {
  const pattern = compiled('^(?<event>\\w+):(?<clock>\\S*)$');
  expect(matchLine(pattern, 'hello', 1)).toEqual({ reason: 'It does not match the pattern.' });
  expect(matchLine(pattern, 'dance:3', 1)).toEqual({
    reason: 'What happened, “dance”, is no send, receive or internal event.',
  });
  expect(matchLine(pattern, 'send:-3', 1)).toMatchObject({
    reason: expect.stringContaining('logical clock'),
  });
});

test('the preview tells what each line became, in words', () => {
  const pattern = compiled('^(?<time>\\S+) (?<machine>\\w+) (?<event>.+?) @(?<clock>\\d+)$');
  expect(
    previewPattern(pattern, ['12:00:01.5 P1 send to P2 and P3 @7', '', '12:00:02 P2 recv from P1 @8', 'x']),
  ).toEqual([
    {
      isEvent: true,
      fields: { event: 'send', clock: '7', time: '12:00:01.500', machine: '1', to: '2, 3' },
      reason: '',
    },
    { isEvent: false, fields: {}, reason: 'It is blank.' },
    {
      isEvent: true,
      fields: { event: 'receive', clock: '8', time: '12:00:02.000', machine: '2', from: '1' },
      reason: '',
    },
    { isEvent: false, fields: {}, reason: 'It does not match the pattern.' },
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

test('without clocks, Lamport’s are computed; without times, events stand a tick apart', () => {
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
  expect(trace.origin?.notes).toContainEqual(expect.stringContaining('No line tells a time'));
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

test('a file of a known family is read by it although a pattern is given; an unusable pattern is explained', () => {
  const known = {
    name: 'rank_0.log',
    text: '[INFO]: Rank=0 ClockRate=3\n[INTERNAL] SysTime=10:00:00 LogicalClock=1\n',
  };
  const odd = { name: 'odd.txt', text: ODD };
  expect(readLogs([known], { pattern: '(?<event>\\w+)' }).files[0]?.family).toBe('Bracketed log');
  const { files } = readLogs([known, odd], { pattern: '(?<event>' });
  expect(files[0]?.family).toBe('Bracketed log');
  expect(files[1]).toMatchObject({ family: undefined, skippedLines: 5 });
  expect(files[1]?.notes.join(' ')).toContain('This is no regular expression');
});

test('signs of life while a long file is read', () => {
  const told: number[] = [];
  const text = 'send 1\n'.repeat(1200);
  readLogs([{ name: 'long.txt', text }], { pattern: '(?<event>\\w+)', progress: lines => told.push(lines) });
  expect(told).toEqual([500, 1000, 1200]);
});
