// Lines with vector clocks that were spoilt on their way: what they lack, and what lines of another event tell beside them,
// is nobody's fault; what a whole line says is.
import { expect, test } from 'vitest';
import { findingsOf, pairsOf, read, uncheckedOf } from '../../testing/read-and-audit.ts';

const OWN = '(?<host>\\S*) (?<clock>{.*})\\n(?<date>\\S+) (?<lamport>\\d+) (?<queue>\\S+) (?<event>.*)';

test.each([
  ['the own name', 'a {"a#%~":3, "b":1}'],
  ['another name', 'a {"a":3, "b#%~":1}'],
])(
  '%s is spoilt in one vector: what it lacks there, and the next one of the spoilt name, is not judged',
  (_, spoilt) => {
    const lines = ['b {"b":1}', 'a {"a":1}', 'a {"a":2, "b":1}', spoilt, 'a {"a":4, "b":1}', 'b {"b":2}'];
    const found = read({ 'run.log': lines.flatMap(line => [line, 'step']) });
    expect(found.faults).toBe(0);
    expect(uncheckedOf(found).join()).toContain('vector-not-clear');
  },
);

test('the host of a line is spoilt: its own entry is not missing', () => {
  const lines = ['b {"b":1}', 'a {"a":1}', 'a#%~ {"a":2, "b":1}', 'a {"a":3, "b":1}'];
  expect(read({ 'run.log': lines.flatMap(line => [line, 'step']) }).faults).toBe(0);
});

test('a host that keeps no entry of its own in any of its events is told of', () => {
  const lines = ['b {"b":1}', 'a {"b":1}', 'a {"b":1}', 'a {"b":1}'];
  const found = read({ 'run.log': lines.flatMap(line => [line, 'step']) });
  expect(findingsOf(found)).toContain('vector-own-entry at run.log:3');
});

test('a name that stays is a host whose log is missing, and an own entry that is not there is still a fault', () => {
  const lines = ['b {"b":1}', 'a {"a":1, "c":1}', 'a {"c":1}', 'a {"a":2, "c":1}'];
  const found = read({ 'run.log': lines.flatMap(line => [line, 'step']) });
  expect(findingsOf(found)).toContain('vector-own-entry at run.log:5');
});

test('of two records that each lost a line one is made: its clock and what happened are not evidence', () => {
  const lines = [
    ['a {"a":1}', '0.5s 1 0 internal'],
    ['a {"a":2}', ''],
    ['', '1.5s 3 0 internal'],
    ['a {"a":4}', '2.0s 4 0 internal'],
    ['a {"a":5}', '2.5s 5 0 internal'],
    ['b {"b":1}', '2.5s 1 0 internal'],
  ].flatMap(record => record.filter(line => line !== ''));
  const found = read({ 'run.log': [OWN, '', ...lines] });
  expect(found.runs[0]!.trace.logs[0]!.eventCount).toBe(4);
  expect(found.faults).toBe(0);
  expect(uncheckedOf(found)).toEqual(
    expect.arrayContaining(['clock-rises: clocks-computed', 'clock-by-one: kind-derived']),
  );
});

test('in a log without holes a step of two is still found', () => {
  const lines = [
    'a {"a":1}',
    '0.5s 1 0 internal',
    'a {"a":2}',
    '1.0s 3 0 internal',
    'a {"a":3}',
    '1.5s 4 0 internal',
  ];
  expect(findingsOf(read({ 'run.log': [OWN, '', ...lines] }))).toEqual(['clock-by-one at run.log:5']);
});

test('fields that moved, because something between them was spoilt, are not taken for the clock and the queue', () => {
  const lines = ['a {"a":1}', '0.5s 1 0 internal', 'a {"a":2}', '1.0s#%~ 0 internal, rolled 7'];
  const found = read({ 'run.log': [OWN, '', ...lines] });
  expect(found.faults).toBe(0);
  expect(found.runs[0]!.trace.origin!.machines[0]!.doubts[1]).toBeGreaterThan(0);
});

test('a message that an event missing from the log may have brought is drawn, and is not certain', () => {
  const whole = ['a {"a":1}', 'b {"a":1, "b":1}', 'c {"a":1, "b":1, "c":1}'];
  const lines = ['a {"a":1}', 'c {"a":1, "b":1, "c":1}'];
  const pairs = (of: readonly string[]) => pairsOf(read({ 'run.log': of.flatMap(line => [line, 'step']) }));
  expect(pairs(whole)).toEqual(['1#1 stated', '2#1 stated']);
  expect(pairs(lines)).toEqual(['1#1 likely']);
});
