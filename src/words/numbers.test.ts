// What numbers look like at the edges where their form changes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  duration,
  listing,
  numberWord,
  perSecond,
  roughTime,
  roundCount,
  runLength,
  share,
  sizeWords,
  withRange,
} from './numbers.ts';

describe('numbers in words', () => {
  test.each([
    [0, '0 ms'],
    [0.24, '0.2 ms'],
    [3, '3 ms'],
    [99.6, '100 ms'],
    [130, '0.13 s'],
    [1250, '1.25 s'],
    [18_600, '18.6 s'],
    [-4, '-4 ms'],
  ])('%d ms lasts %s', (lastsMs, words) => {
    expect(duration(lastsMs)).toBe(words);
  });

  test.each([
    [1, '1 byte'],
    [512, '512 bytes'],
    [14_200, '14 kB'],
    [2_100_000, '2.1 MB'],
    [24_000_000, '24 MB'],
    [187_000_000, '190 MB'],
    [994_000_000, '990 MB'],
    [999_000_000, '1 GB'],
    [1_073_741_824, '1.1 GB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });

  test('estimates have few digits', () => {
    expect([400, 4000, 130_000, 3_600_000 + 300_000].map(roughTime)).toEqual([
      'less than a second',
      'about 4 s',
      'about 2 min 10 s',
      'about 1 h 5 min',
    ]);
    expect([840, 22_200, 6_300_000, 4.2e9].map(roundCount)).toEqual([
      '840',
      '22,200',
      '6.3 million',
      '4.2 billion',
    ]);
    expect([250, 59_800, 312_000].map(runLength)).toEqual(['0.25 s', '59.8 s', '5 min 12 s']);
    expect([1.666, 23.4].map(perSecond)).toEqual(['1.7', '23']);
  });

  test('a share is 0 % or 100 % only where it is exactly that', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 1e9 }), (part, more) => {
        const words = share(part, part + more);
        expect(words === '0 %').toBe(part === 0);
        expect(words).not.toBe('100 %');
        expect(share(more, more)).toBe('100 %');
      }),
      { examples: [995, 996, 999].map(part => [part, 1000 - part]) },
    );
  });

  test('a range that is no wider than a digit is left out', () => {
    expect(withRange(14.23, 9.1, 20, 1)).toBe('14.2 (9.1–20.0)');
    expect(withRange(0.001, 0, 0.04, 1)).toBe('0.0');
  });

  test('a list has one "and", before its last item', () => {
    expect(listing([])).toBe('');
    expect(listing([1, 3])).toBe('1 and 3');
    expect(listing([1, 2, 5])).toBe('1, 2 and 5');
    expect([3, 32].map(numberWord)).toEqual(['three', '32']);
  });
});
