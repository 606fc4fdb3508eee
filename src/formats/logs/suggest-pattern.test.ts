import { expect, test } from 'vitest';
import { compilePattern } from './pattern.ts';
import { previewPattern } from './preview-pattern.ts';
import { readLogs } from './read-logs.ts';
import { suggestPattern } from './suggest-pattern.ts';

function previewed(lines: readonly string[]) {
  const source = suggestPattern(lines);
  if (source === undefined) throw new Error('There is no suggestion.');
  const pattern = compilePattern(source);
  if (pattern.kind === 'problem') throw new Error(pattern.message);
  return previewPattern(pattern, lines).map(({ fields }) => fields);
}

test('labels in any order are found', () => {
  expect(
    previewed([
      'P1 12:00:01.5 -- SENT message to P2 and P3 (logical clock: 7)',
      'P1 12:00:02.5 -- RECEIVED message from P2, queue size: 4 (logical clock: 9)',
      'P1 12:00:03.5 -- INTERNAL (logical clock: 10)',
    ]),
  ).toEqual([
    { event: 'send', clock: '7', time: '12:00:01.500', machine: '1', to: 'P2, P3' },
    { event: 'receive', clock: '9', queue: '4', time: '12:00:02.500', machine: '1', from: 'P2' },
    { event: 'internal', clock: '10', time: '12:00:03.500', machine: '1' },
  ]);
  expect(previewed(['1741130948.25 recv LC=12 q=0', '1741130949.25 send to vm 2 LC=13'])).toEqual([
    { event: 'receive', clock: '12', queue: '0', time: '2025-03-04T23:29:08.250Z' },
    { event: 'send', clock: '13', to: '2', time: '2025-03-04T23:29:09.250Z' },
  ]);
});

test('a text that tells of no events gets no suggestion', () => {
  expect(suggestPattern([])).toBeUndefined();
  expect(suggestPattern(['Dear diary,', 'I got up.', 'It rained.', 'I went to bed.'])).toBeUndefined();
});

test('what is suggested for an unknown log reads it', () => {
  const text = 'P1 sends, L 1\nP2 receives, L 2\n';
  const pattern = suggestPattern(text.trimEnd().split('\n'))!;
  expect(readLogs([{ name: 'odd.txt', text }], { pattern }).runs[0]?.trace.eventCount).toBe(2);
});

test.each([
  ['Clock Time - 7', '7'],
  ['clock value: 7', '7'],
  ['LC=7', '7'],
  ['Lamport timestamp 7', '7'],
])('the clock is found in “%s”', (clock, value) => {
  expect(previewed([`INTERNAL at 12:00:01, ${clock}`, `SEND at 12:00:02, ${clock}`])[0]).toMatchObject({
    clock: value,
  });
});
