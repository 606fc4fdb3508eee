// What a trial may be, and the words for what it may not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawRates,
  dueMs,
  InvalidTrialError,
  parseTrial,
  smallestDie,
  ticksOf,
  trialFrom,
  TRIAL_DEFAULTS,
  type TrialProblem,
} from './trial.ts';

const rateMessage = 'Each rate must be a whole number of ticks per second from 1 to 1000.';
const countMessage = 'There must be 2 to 1000 rates, one for each machine.';
const dieMessage = 'The die must be a whole number from 2 to 65535.';
const secondsMessage = 'The length must be 1 to 3600 seconds, in steps of a millisecond at the finest.';
const seedMessage = 'The seed must be a whole number from 0 to 4294967295.';
const ruleMessage = 'The timestamp rule must be increment-then-send or send-then-increment.';
const delayMessage =
  'A delay is none, fixed (delayMs), uniform (minMs and maxMs), exponential (meanMs) or log-normal (medianMs and spreadFactor).';

function problemsOf(input: unknown): readonly TrialProblem[] {
  const parsed = parseTrial(input);
  return parsed.kind === 'problems' ? parsed.problems : [];
}

describe('parseTrial', () => {
  test('fills in the defaults of the scale model', () => {
    expect(parseTrial({ rates: [5, 1, 5] })).toEqual({
      kind: 'trial',
      trial: { rates: [5, 1, 5], ...TRIAL_DEFAULTS },
    });
  });

  test('takes the bounds themselves', () => {
    const smallest = { rates: [1, 1000], dieSides: 2, durationSeconds: 1, seed: 0 };
    const largest = { rates: [1, 1], dieSides: 65_535, durationSeconds: 3600, seed: 0xffff_ffff };
    expect(problemsOf(smallest)).toEqual([]);
    expect(problemsOf(largest)).toEqual([]);
    expect(problemsOf({ rates: [1, 1], durationSeconds: 1.001 })).toEqual([]);
    expect(problemsOf({ rates: new Array<number>(1000).fill(1), dieSides: 1000 })).toEqual([]);
  });

  test.each<[string, unknown, TrialProblem['field'], string]>([
    ['no rates', {}, 'rates', 'There must be 2 to 1000 rates, one for each machine.'],
    ['rates that are no list', { rates: '5,1,5' }, 'rates', countMessage],
    ['one machine', { rates: [5] }, 'rates', countMessage],
    ['too many machines', { rates: new Array<number>(1001).fill(1), dieSides: 2000 }, 'rates', countMessage],
    ['a rate of 0', { rates: [0, 5] }, 'rates', rateMessage],
    ['a negative rate', { rates: [5, -1] }, 'rates', rateMessage],
    ['a rate over the bound', { rates: [5, 1001] }, 'rates', rateMessage],
    ['a fractional rate', { rates: [5, 1.5] }, 'rates', rateMessage],
    ['a rate that is text', { rates: [5, '1'] }, 'rates', rateMessage],
    ['a rate that is not a number', { rates: [5, NaN] }, 'rates', rateMessage],
    ['an infinite rate', { rates: [5, Infinity] }, 'rates', rateMessage],
    ['a die of one face', { rates: [5, 1], dieSides: 1 }, 'dieSides', dieMessage],
    ['a fractional die', { rates: [5, 1], dieSides: 6.5 }, 'dieSides', dieMessage],
    ['an enormous die', { rates: [5, 1], dieSides: 65_536 }, 'dieSides', dieMessage],
    ['a die that is text', { rates: [5, 1], dieSides: 'six' }, 'dieSides', dieMessage],
    [
      'a die with too few faces for the machines',
      { rates: [1, 2, 3, 4], dieSides: 3 },
      'dieSides',
      'With 4 machines the die needs at least 4 faces: one for each other machine and one for all of them.',
    ],
    ['a length of 0', { rates: [5, 1], durationSeconds: 0 }, 'durationSeconds', secondsMessage],
    ['a length under a second', { rates: [5, 1], durationSeconds: 0.5 }, 'durationSeconds', secondsMessage],
    ['a length over an hour', { rates: [5, 1], durationSeconds: 3601 }, 'durationSeconds', secondsMessage],
    ['half a millisecond', { rates: [5, 1], durationSeconds: 1.0005 }, 'durationSeconds', secondsMessage],
    [
      'a length without an end',
      { rates: [5, 1], durationSeconds: Infinity },
      'durationSeconds',
      secondsMessage,
    ],
    [
      'a length that is no number',
      { rates: [5, 1], durationSeconds: null },
      'durationSeconds',
      secondsMessage,
    ],
    ['a seed that is text', { rates: [5, 1], seed: 'lucky' }, 'seed', seedMessage],
    ['a seed that is no number', { rates: [5, 1], seed: NaN }, 'seed', seedMessage],
    ['a negative seed', { rates: [5, 1], seed: -1 }, 'seed', seedMessage],
    ['a seed over 32 bits', { rates: [5, 1], seed: 2 ** 32 }, 'seed', seedMessage],
    ['an unknown rule', { rates: [5, 1], rule: 'vector' }, 'rule', ruleMessage],
    ['an unknown key', { rates: [5, 1], speed: 3 }, 'trial', 'A trial has no "speed".'],
    ['a delay of an unknown kind', { rates: [5, 1], delay: { kind: 'gamma' } }, 'delay', delayMessage],
    ['a delay that is a number', { rates: [5, 1], delay: 20 }, 'delay', delayMessage],
    ['a delay without its length', { rates: [5, 1], delay: { kind: 'fixed' } }, 'delay', delayMessage],
    [
      'a delay with a length too many',
      { rates: [5, 1], delay: { kind: 'none', delayMs: 3 } },
      'delay',
      delayMessage,
    ],
    [
      'a negative delay',
      { rates: [5, 1], delay: { kind: 'fixed', delayMs: -1 } },
      'delay',
      'A delay must be 0 to 60000 milliseconds.',
    ],
    [
      'a delay over a minute',
      { rates: [5, 1], delay: { kind: 'exponential', meanMs: 60_001 } },
      'delay',
      'A delay must be 0 to 60000 milliseconds.',
    ],
    [
      'delays the wrong way round',
      { rates: [5, 1], delay: { kind: 'uniform', minMs: 5, maxMs: 4 } },
      'delay',
      'The shortest delay must not be longer than the longest.',
    ],
  ])('says what is wrong with %s', (_, input, field, message) => {
    expect(problemsOf(input)).toEqual([{ field, message }]);
  });

  test('keeps a delay, and takes none for what it is', () => {
    const delay = { kind: 'uniform', minMs: 1, maxMs: 2.5 } as const;
    expect(trialFrom({ rates: [5, 1], delay }).delay).toEqual(delay);
    expect(trialFrom({ rates: [5, 1], delay: { kind: 'none' } })).not.toHaveProperty('delay');
    expect(trialFrom({ rates: [5, 1] })).not.toHaveProperty('delay');
  });

  test('takes nothing but an object', () => {
    for (const input of [undefined, null, 7, 'trial', [], () => 0]) {
      expect(problemsOf(input)).toHaveLength(1);
    }
  });

  test('names every field that is wrong, each once', () => {
    const input = { rates: [0, 1.5], dieSides: 0, durationSeconds: 0, seed: -1, rule: '' };
    expect(problemsOf(input).map(({ field }) => field)).toEqual([
      'rates',
      'dieSides',
      'durationSeconds',
      'seed',
      'rule',
    ]);
  });

  test('never throws, and what it takes it takes again', () => {
    fc.assert(
      fc.property(fc.anything(), input => {
        const parsed = parseTrial(input);
        if (parsed.kind === 'trial') expect(parseTrial(parsed.trial)).toEqual(parsed);
        else expect(parsed.problems.length).toBeGreaterThan(0);
      }),
    );
  });

  test('trialFrom throws what parseTrial says', () => {
    expect(() => trialFrom({ rates: [0, 5] })).toThrow(InvalidTrialError);
    expect(() => trialFrom({ rates: [0, 5], seed: -1 })).toThrow(`${rateMessage} ${seedMessage}`);
  });
});

describe('ticks', () => {
  test.each([
    [3, 1.001, 3],
    [3, 1.333, 3],
    [3, 1.334, 4],
    [7, 1.1, 7],
    [10, 1.1, 11],
    [1000, 1.001, 1001],
    [1000, 2.675, 2675],
    [10, 1.7, 17],
    [10, 4.35, 43],
    [100, 1.15, 115],
    [100, 4.35, 435],
    [6, 60, 360],
    [1000, 3600, 3_600_000],
  ])('%i ticks per second for %d seconds are %i', (rate, seconds, ticks) => {
    expect(ticksOf(rate, seconds)).toBe(ticks);
  });

  test('count exactly what floor(rate × seconds) is in whole numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1000, max: 3_600_000 }),
        (rate, ms) => {
          const exact = Number((BigInt(rate) * BigInt(ms)) / 1000n);
          expect(ticksOf(rate, ms / 1000)).toBe(exact);
          if (exact > 0) expect(dueMs(rate, exact)).toBeLessThanOrEqual(ms);
          expect(dueMs(rate, exact + 1)).toBeGreaterThan(ms);
        },
      ),
    );
  });

  test('equal moments of different rates are equal numbers', () => {
    expect(dueMs(3, 1)).toBe(dueMs(6, 2));
    expect(dueMs(7, 3)).toBe(dueMs(994, 426));
  });
});

test('the smallest die has a face for each other machine and one for all of them', () => {
  expect([2, 3, 4, 1000].map(smallestDie)).toEqual([2, 3, 4, 1000]);
});

test('drawn rates are whole numbers from 1 to 6 and depend on the seed alone', () => {
  const rates = drawRates(7, 300);
  expect(drawRates(7, 300)).toEqual(rates);
  expect(new Set(rates)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(drawRates(8, 300)).not.toEqual(rates);
});
