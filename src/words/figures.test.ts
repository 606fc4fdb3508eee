// Numbers beside and beneath figures: one fact has one text in all of them.
import { describe, expect, test } from 'vitest';
import { finalValue, longestQueue } from '../analysis/chart-series.ts';
import { summarize } from '../analysis/summary.ts';
import { simulate } from '../engine/simulate.ts';
import {
  barCount,
  behindHighest,
  driftReadout,
  figureDescription,
  guideWords,
  shownValue,
} from './figures.ts';

describe('the words of figures', () => {
  test('a timestamp is written as the logs write it, a number of messages with its thousands apart', () => {
    expect(shownValue('clock', 12_345)).toBe('12345');
    expect(shownValue('queue', 12_345)).toBe('12,345');
    expect(shownValue('queue', 0)).toBe('0');
    expect(shownValue('clock', undefined)).toBe('–');
  });

  test('a clock that is the highest one is 0 behind, not −0', () => {
    expect([0, 1, 1234].map(behindHighest)).toEqual(['0', '−1', '−1,234']);
    expect(
      driftReadout('virtual', 12_000, [
        { name: 'Machine 1', behind: 0 },
        { name: 'Machine 2', behind: 20 },
      ]),
    ).toBe('12.000 s: Machine 1 0, Machine 2 −20');
  });

  test('who does not see a queue’s figure hears where it ends, and what it was at most where it was longer before', () => {
    const trace = simulate({ rates: [5, 2, 6], seed: 1 });
    const { machines } = summarize(trace);
    const said = figureDescription(
      trace,
      'queue',
      machine => finalValue(trace, 'queue', machine),
      true,
      machine => longestQueue(trace, machine),
    );
    for (const { machine, queue } of machines)
      expect(said).toContain(
        `machine ${machine} at ${queue.final}${queue.max > queue.final ? ` after at most ${queue.max}` : ''}`,
      );
    expect(said).toContain('after at most');
  });

  test('a count over a bar is short, from one event to millions', () => {
    expect([1, 9999, 12_345, 3_140_000].map(barCount)).toEqual(['1', '9,999', '12k', '3.1M']);
  });

  test('nothing is said of lines that are not drawn', () => {
    expect(guideWords(undefined, false)).toBe('');
    expect(guideWords('the live run', true)).toBe('broad and pale: the live run; fine dots: the prediction');
  });

  test('the grey of a chart is named, and what is too much is counted', () => {
    const partition = { kind: 'partition', fromMs: 20_000, toMs: 30_500, machines: [1, 2] } as const;
    const pause = { kind: 'pause', machine: 3, fromMs: 1000, toMs: 2000 } as const;
    const crash = { ...pause, kind: 'crash', memory: 'amnesic' } as const;
    const rate = { kind: 'rate', machine: 1, fromMs: 1000, rate: 2 } as const;
    expect(guideWords(undefined, false, false, [partition, pause, rate])).toBe(
      'grey: machine 3 paused from 1 s to 2 s (below its mark), machines 1 and 2 cut off from 20 s to 30.5 s',
    );
    expect(guideWords(undefined, false, false, [rate])).toBe('');
    expect(guideWords(undefined, false, false, [crash, crash, crash, crash, crash])).toMatch(
      /^grey: machine 3 down .* and 2 more$/,
    );
  });
});
