import { describe, expect, test } from 'vitest';
import { drawRates } from '../core/trial.ts';
import { DEFAULT_DRAFT, parseDraft, ratesOf, type Draft } from './draft.ts';

function problemsOf(change: Partial<Draft>): Record<string, string> {
  const { problems } = parseDraft({ ...DEFAULT_DRAFT, ...change });
  return Object.fromEntries(problems.map(({ field, message }) => [field, message]));
}

test('the draft one starts with can be run', () => {
  const { settings, problems } = parseDraft(DEFAULT_DRAFT);
  expect(problems).toEqual([]);
  expect(settings).toMatchObject({ engine: 'live', link: 'auto', place: 'frames', room: 'main' });
  expect(settings?.trial.rates).toEqual([5, 1, 5]);
});

describe('each invalid field is named once, in words', () => {
  const cases: [Partial<Draft>, string, RegExp][] = [
    [{ machines: '1' }, 'machines', /whole number from 2 to 32/],
    [{ machines: '33' }, 'machines', /whole number from 2 to 32/],
    [{ machines: 'three' }, 'machines', /whole number/],
    [{ rates: ['0', '1', '2'] }, 'rates', /from 1 to 1000/],
    [{ rates: ['1', '1001', '2'] }, 'rates', /from 1 to 1000/],
    [{ rates: ['1', '2.5', '2'] }, 'rates', /whole number/],
    [{ rates: ['1', '', '2'] }, 'rates', /whole number/],
    [{ rates: ['1', '2'] }, 'rates', /3 machines but 2 rates/],
    [{ die: '1' }, 'die', /whole number from 2/],
    [{ die: '2' }, 'die', /at least 3 faces/],
    [{ die: '1e1' }, 'die', /whole number/],
    [{ seconds: '0' }, 'seconds', /1 to 3600 seconds/],
    [{ seconds: '3601' }, 'seconds', /1 to 3600 seconds/],
    [{ seconds: '' }, 'seconds', /1 to 3600 seconds/],
    [{ seed: 'lamp' }, 'seed', /seed must be a whole number/],
    [{ seed: '-1' }, 'seed', /seed must be a whole number/],
    [{ rule: 'vector' }, 'rule', /Unknown rule "vector"/],
    [{ engine: 'virtual', delay: 'slow' }, 'delay', /“slow” is no delay/],
    [{ engine: 'virtual', delay: 'fixed 5, fixed 6' }, 'delay', /one delay/],
    [{ engine: 'virtual', delay: 'fixed 99999' }, 'delay', /delay/],
    [{ delay: 'fixed 5' }, 'delay', /choose Virtual/],
    [{ engine: 'quantum' }, 'engine', /Unknown engine "quantum"/],
    [{ link: 'carrier pigeon' }, 'link', /Unknown link/],
    [{ place: 'moon' }, 'place', /Unknown place/],
    [{ room: 'a room' }, 'room', /letters, digits/],
  ];
  for (const [change, field, words] of cases)
    test(JSON.stringify(change), () => {
      const problems = problemsOf(change);
      expect(Object.keys(problems)).toEqual([field]);
      expect(problems[field]).toMatch(words);
      expect(parseDraft({ ...DEFAULT_DRAFT, ...change }).settings).toBeUndefined();
    });
});

test('rates that are drawn follow the seed and the number of machines', () => {
  const drawn = { ...DEFAULT_DRAFT, rates: undefined };
  expect(ratesOf({ ...drawn, machines: '5', seed: '11' })).toEqual(drawRates(11, 5).map(String));
  expect(ratesOf({ ...drawn, machines: 'x' })).toEqual([]);
});
