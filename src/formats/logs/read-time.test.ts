import { expect, test } from 'vitest';
import { readTime } from './read-time.ts';

const HALF_PAST = Date.UTC(2025, 2, 4, 15, 20, 27);

test.each([
  ['2025-03-04T15:20:27Z', HALF_PAST, 'utc'],
  ['2025-03-04T15:20:27.5+01:00', HALF_PAST + 500 - 3_600_000, 'utc'],
  ['2025-03-04 15:20:27,179', HALF_PAST + 179, 'local'],
  ['2025/03/04 15:20:27.968528', HALF_PAST + 968.528, 'local'],
  ['2025-03-04:15:20:27,100', HALF_PAST + 100, 'local'],
  ['2025-03-04_15-20-27.5', HALF_PAST + 500, 'local'],
  ['20250304-15:20:27.5', HALF_PAST + 500, 'local'],
  ['20250304T152027Z', HALF_PAST, 'utc'],
  ['03-04_15-20-27.968', 55_227_968, 'day'],
  ['2025-03-04 15:20', HALF_PAST - 27_000, 'local'],
  ['03/04/2025 03:20:27 PM', HALF_PAST, 'local'],
  ['Tue Mar  4 15:20:27 2025', HALF_PAST, 'local'],
  ['04.03.2025 15:20:27.968', HALF_PAST + 968, 'local'],
  ['04/Mar/2025:15:20:27 +0100', HALF_PAST - 3_600_000, 'utc'],
  ['2025-03-04 15:20:27.968528000 +0000 UTC m=+0.003412000', HALF_PAST + 968.528, 'utc'],
  ['Mar  4 15:20:27.968', 55_227_968, 'day'],
  ['17:47:18', 64_038_000, 'day'],
  ['12:00:01 am', 1000, 'day'],
  ['1741101627.25', HALF_PAST + 250, 'utc'],
  ['1741101627250', HALF_PAST + 250, 'utc'],
  ['1741101627250000', HALF_PAST + 250, 'utc'],
  ['1741101627250000000', HALF_PAST + 250, 'utc'],
  ['5', 5000, 'start'],
  ['0.200000 s', 200, 'start'],
  ['250 ms', 250, 'start'],
] as const)('%s', (written, ms, basis) => {
  expect(readTime(written)?.basis).toBe(basis);
  expect(readTime(written)?.ms).toBeCloseTo(ms, 3);
});

test.each([
  '',
  'yesterday',
  '2025-13-04 15:20:27',
  '25:70:00',
  '13-40_10-00-00',
  '20251304-15:20:27',
  '99:99:99',
  'Foo 4 15:20:27 2025',
  '2025-03-04',
])('“%s” is no time', written => {
  expect(readTime(written)).toBeUndefined();
});

test.each(['1e308', '-1e308', '1e308 s', '-1e300ms', '9e18 s'])(
  '%s is not a time that can be shown',
  written => {
    expect(readTime(written)).toBeUndefined();
  },
);
