// A sweep as CSV: by RFC 4180, and with the unit in every column's name.
import { expect, test } from 'vitest';
import { writeSweepCsv, type CsvCell } from './sweep-csv.ts';

const estimate = (mean: number) => ({ mean, interval95: { low: mean - 0.5, high: mean + 0.5 } });
const cell: CsvCell = {
  trial: { rates: [5, 5, 1], dieSides: 10, durationSeconds: 60, seed: 1, rule: 'increment-then-send' },
  replicates: 20,
  done: 20,
  measured: {
    queueGrowthPerSecond: estimate(0.6666666666666666),
    queueFinal: estimate(40),
    slowestFinalClock: estimate(196),
    fastestFinalClock: estimate(322),
    jumpMax: estimate(13),
    lost: estimate(0),
    doubled: estimate(0),
  },
  predicted: { queueGrowthPerSecond: 2 / 3, utilisation: 1 },
};

const lines = (cells: readonly CsvCell[]): string[][] => {
  const { text } = writeSweepCsv(cells);
  expect(text.endsWith('\r\n')).toBe(true);
  const all = text.slice(0, -2).split('\r\n');
  return all.map(line => line.split(','));
};

test('a header and a row for each cell, all equally long, every number in full', () => {
  const [names, row] = lines([cell]);
  expect(names!.slice(0, 4)).toEqual([
    'rates_ticks_per_second',
    'slowest_rate_ticks_per_second',
    'die_faces',
    'length_seconds',
  ]);
  const byName = Object.fromEntries(names!.map((name, i) => [name, row![i]]));
  expect(row).toHaveLength(names!.length);
  expect(byName).toMatchObject({
    rates_ticks_per_second: '5 5 1',
    slowest_rate_ticks_per_second: '1',
    delay_milliseconds: 'none',
    replicates_run: '20',
    slowest_queue_growth_messages_per_second_mean: '0.6666666666666666',
    slowest_queue_growth_messages_per_second_95_low: String(0.6666666666666666 - 0.5),
    fastest_final_clock_mean: '322',
    predicted_utilisation: '1',
  });
});

test('what was not measured is an empty field, and an interval of one replicate is none', () => {
  const single = { mean: 3, interval95: undefined };
  const [names, none, one] = lines([
    { ...cell, done: 0, measured: undefined },
    { ...cell, done: 1, measured: { ...cell.measured!, queueFinal: single } },
  ]);
  const column = (name: string): number => names!.indexOf(name);
  expect(none![column('slowest_final_queue_messages_mean')]).toBe('');
  expect(none![column('predicted_queue_growth_messages_per_second')]).toBe(String(2 / 3));
  expect(one![column('slowest_final_queue_messages_mean')]).toBe('3');
  expect(one![column('slowest_final_queue_messages_95_low')]).toBe('');
});

test('delays are told with what they are', () => {
  const delays = [
    { kind: 'fixed', delayMs: 50 },
    { kind: 'uniform', minMs: 20, maxMs: 80 },
    { kind: 'exponential', meanMs: 5 },
  ] as const;
  const [names, ...rows] = lines(delays.map(delay => ({ ...cell, trial: { ...cell.trial, delay } })));
  const at = names!.indexOf('delay_milliseconds');
  expect(rows.map(row => row[at])).toEqual(['fixed 50', 'uniform 20-80', 'exponential 5']);
});
