// The faults of a trial in an address: what is typed becomes a plan, a plan becomes text again, and what is wrong is said beside
// its field.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultPlan } from '../core/fault-plan.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { readTrialAddress, trialLink } from './trial.ts';

function read(query: string) {
  return readTrialAddress(`rates=5,1,5&engine=virtual&${query}`).parsed;
}

test('every trial with faults has a link that leads back to it', () => {
  fc.assert(
    fc.property(anyFaultyTrial, trial => {
      const link = trialLink(trial, 'virtual')!;
      expect(readTrialAddress(link.slice(link.indexOf('?') + 1)).parsed.settings?.trial).toEqual(trial);
    }),
    { numRuns: 1000 },
  );
});

test('a trial without faults has none in its link', () => {
  const { settings } = read('session=on');
  expect(settings?.trial).not.toHaveProperty('faults');
  expect(trialLink(settings!.trial, 'virtual')).toBe('#/trial?rates=5,1,5&engine=virtual');
});

test('faults are read as people write them', () => {
  const { settings, problems } = read(
    'loss=10&duplication=0.5&reordering=5&reorderingMs=250&bandwidth=4&session=on' +
      '&partitions=1, 3: 5 – 7.5; 2: 20-90&pauses=2:8-10&crashes=3: 10-15 Amnesic;1: 11-12&changes=2: 30 rate 6',
  );
  expect(problems).toEqual([]);
  expect(settings?.trial.faults).toEqual({
    lossPercent: 10,
    duplicationPercent: 0.5,
    reorderingPercent: 5,
    reorderingMs: 250,
    bandwidthPerSecond: 4,
    timed: [
      { kind: 'partition', fromMs: 5000, toMs: 7500, machines: [1, 3] },
      { kind: 'partition', fromMs: 20_000, toMs: 90_000, machines: [2] },
      { kind: 'pause', machine: 2, fromMs: 8000, toMs: 10_000 },
      { kind: 'crash', machine: 3, fromMs: 10_000, toMs: 15_000, memory: 'amnesic' },
      { kind: 'crash', machine: 1, fromMs: 11_000, toMs: 12_000, memory: 'durable' },
      { kind: 'rate', machine: 2, fromMs: 30_000, rate: 6 },
    ],
    session: true,
  } satisfies FaultPlan);
});

describe('what is wrong', () => {
  test.each([
    ['loss=101', 'loss', /from 0 to 100 %/],
    ['loss=some', 'loss', /from 0 to 100 %/],
    ['duplication=-1', 'duplication', /from 0 to 100 %/],
    ['reordering=5&reorderingMs=0', 'reorderingMs', /from 1 to 60,000 ms/],
    ['bandwidth=0', 'bandwidth', /from 1 to 1,000 messages per second/],
    ['partitions=1 2', 'partitions', /“1 2” cannot be read: .* 1 2: 10-20/],
    ['partitions=1 2 3: 5-6', 'partitions', /leaves at least one/],
    ['pauses=2: 10-70', 'pauses', /must end within the run, at 60 s/],
    ['crashes=9: 10-15', 'crashes', /no machine 9: the trial has 3/],
    ['crashes=2: 10-15 dead', 'crashes', /cannot be read/],
    ['changes=2: 60 rate 6', 'changes', /after the end of the run/],
    ['changes=2: 6 rate 0', 'changes', /cannot be read/],
    ['changes=2: 6 rate 1001', 'changes', /cannot be read/],
    ['crashes=0: 5-6', 'crashes', /cannot be read/],
    ['crashes=1: 5-3601', 'crashes', /cannot be read/],
    [
      `changes=${Array.from({ length: 101 }, (_, i) => `1: 0.${100 + i} rate 2`).join(';')}`,
      'changes',
      /at most 100 faults/,
    ],
    ['session=maybe', 'session', /“maybe”/],
  ])('with %s is said beside its field', (query, field, message) => {
    const { problems, settings } = read(query);
    expect(settings).toBeUndefined();
    expect(problems).toEqual([{ field, message: expect.stringMatching(message) as string }]);
  });

  test.each(['loss=5', 'partitions=1: 5-6', 'crashes=1: 5-6', 'bandwidth=5', 'delay=fixed 50'])(
    'with %s are those of a live run as well',
    query => {
      const live = readTrialAddress(`rates=5,1,5&${query}`).parsed;
      expect(live.problems).toEqual([]);
      expect(live.settings?.trial).toEqual(
        readTrialAddress(`rates=5,1,5&${query}&engine=virtual`).parsed.settings?.trial,
      );
    },
  );
});

describe('delays of single links', () => {
  test('are read in one direction or both, and are written as short as they can be', () => {
    const { settings, problems } = read(
      'delay=fixed 50&linkDelays=2 > 1: fixed 200ms; 1 AND 3: uniform 20 – 80; 1 to 2:none',
    );
    expect(problems).toEqual([]);
    expect(settings?.trial.linkDelays).toEqual([
      { from: 1, to: 2, delay: { kind: 'fixed', delayMs: 0 } },
      { from: 1, to: 3, delay: { kind: 'uniform', minMs: 20, maxMs: 80 } },
      { from: 2, to: 1, delay: { kind: 'fixed', delayMs: 200 } },
      { from: 3, to: 1, delay: { kind: 'uniform', minMs: 20, maxMs: 80 } },
    ]);
    expect(decodeURIComponent(trialLink(settings!.trial, 'virtual')!)).toContain(
      'linkDelays=1+to+2:+fixed+0+ms;+1+and+3:+uniform+20-80+ms;+2+to+1:+fixed+200+ms',
    );
  });

  test.each([
    ['1 to 1: fixed 5', /no link to itself/],
    ['1 to 4: fixed 5', /no machine 4: the trial has 3/],
    ['1 to 2: fixed 5; 2 and 1: fixed 6', /from machine 1 to machine 2 has two delays/],
    ['1 to 2', /such as 1 to 2: fixed 200/],
    ['1 to 2: fixed 5, fixed 6', /such as 1 to 2: fixed 200/],
    ['1 to 2: slow', /“slow” is not a delay/],
    ['1 to 2: fixed 60001', /0 to 60000 milliseconds/],
    [Array.from({ length: 201 }, () => '1 to 2: fixed 1').join(';'), /at most 200 single links/],
  ])('that are wrong are explained beside their field: %s', (text, message) => {
    expect(read(`linkDelays=${text}`).problems).toEqual([
      { field: 'linkDelays', message: expect.stringMatching(message) as string },
    ]);
  });
});
