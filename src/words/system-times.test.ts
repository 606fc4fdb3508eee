// The sentences about clocks: how far, how fast, how sure.
import { expect, test } from 'vitest';
import type { ClockFacts } from '../analysis/system-times.ts';
import {
  clockSentences,
  momentWithin,
  ownClockWords,
  timesByOwnClocks,
  travelWords,
} from './system-times.ts';

const fine: ClockFacts = {
  machine: 1,
  isApart: false,
  aheadMs: 0,
  driftPpm: 0,
  driftBoundPpm: 20,
  boundMs: 0.81,
  jumps: 0,
};
const ahead: ClockFacts = {
  machine: 2,
  isApart: true,
  aheadMs: 10_800_012,
  driftPpm: 120.2,
  driftBoundPpm: 8.1,
  boundMs: 4.2,
  jumps: 1,
};

test('the certificate has a sentence for those with one clock, and one for each other', () => {
  expect(clockSentences([fine, ahead, { ...fine, machine: 3, boundMs: 0.2 }])).toEqual([
    'Machines 1 and 3 have the same clock as the trial page, as far as this can be measured. Their times are right to within 0.9 ms.',
    'The own clock of machine 2 was 3 h 0 min ahead at the start and gained about 0.43 s an hour (120 ± 9 parts per million). Its times are corrected, and right to within 4.2 ms. A clock jumped once, as after a sleep.',
  ]);
  expect(clockSentences([])).toEqual([]);
});

test('an event has its time with a bound, and what the device’s own clock showed', () => {
  expect(momentWithin(23_400, 1.21)).toBe('23.400 s ± 1.3 ms');
  expect(momentWithin(23_400, undefined)).toBe('23.400 s');
  expect(ownClockWords(-312_000, Date.UTC(2026, 10, 26, 18, 2, 3, 412))).toBe(
    '5 min 12 s behind: 18:02:03.412 UTC',
  );
  expect(ownClockWords(12, undefined)).toBe('12 ms ahead');
  expect(timesByOwnClocks([fine, ahead])).toBe(
    'Times are those of the devices’ own clocks: machine 2 is 3 h 0 min ahead.',
  );
});

test('a message whose times differ by less than their bounds is explained', () => {
  expect(travelWords(4, undefined)).toBe('4 ms');
  expect(travelWords(12, { apartMs: 12, boundMs: 2 })).toBe('12 ms ± 2 ms');
  expect(travelWords(1.2, { apartMs: 1.2, boundMs: 2 })).toBe(
    '1.2 ms ± 2 ms: the two times differ by less than their bounds',
  );
  expect(travelWords(-0.4, { apartMs: -0.4, boundMs: 2 })).toBe(
    '-0.4 ms ± 2 ms: it seems to arrive before it was sent, but the two times differ by less than their bounds',
  );
});
