import { TRIAL_DEFAULTS } from '../core/trial.ts';
import { DEFAULT_SWEEP_DRAFT } from './sweep-draft.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_DRAFT, parseDraft, type Draft } from './draft.ts';
import { readPermalink, writePermalink } from './permalink.ts';

const text = fc.string({ maxLength: 12 });
const drafts: fc.Arbitrary<Draft> = fc.record({
  machines: text,
  rates: fc.option(fc.array(fc.stringMatching(/^[^,]{0,6}$/), { minLength: 1, maxLength: 6 }), {
    nil: undefined,
  }),
  die: text,
  seconds: text,
  seed: text,
  rule: text,
  delay: text,
  engine: text,
  link: text,
  place: text,
  room: text,
});

test('a permalink brings back the draft it was written from, whatever was typed', () => {
  fc.assert(
    fc.property(drafts, draft => {
      expect(readPermalink(writePermalink(draft))).toEqual({ draft, runNow: false, problems: [] });
    }),
  );
});

test('no fragment makes the reader throw', () => {
  fc.assert(fc.property(fc.string(), query => void parseDraft(readPermalink(query).draft)));
});

describe('what stands in the address', () => {
  test('the example of the documentation', () => {
    const { draft, runNow, problems } = readPermalink(
      'rates=5,1,5&die=10&seconds=60&seed=7&rule=send-then-increment&engine=live&link=auto&run=now',
    );
    expect(problems).toEqual([]);
    expect(runNow).toBe(true);
    expect(parseDraft(draft).settings).toEqual({
      trial: { rates: [5, 1, 5], dieSides: 10, durationSeconds: 60, seed: 7, rule: 'send-then-increment' },
      engine: 'live',
      link: 'auto',
      place: 'frames',
      room: 'main',
    });
  });

  test('nothing means the draft one starts with', () => {
    expect(readPermalink('')).toEqual({ draft: DEFAULT_DRAFT, runNow: false, problems: [] });
  });

  test('something without rates has them drawn from its seed, as ever', () => {
    expect(readPermalink('die=12').draft.rates).toBeUndefined();
    expect(readPermalink('machines=4').draft.rates).toBeUndefined();
    expect(readPermalink('rates=2,3').draft.rates).toEqual(['2', '3']);
  });

  test('the address and the library begin with the same seed', () => {
    expect(DEFAULT_DRAFT.seed).toBe(String(TRIAL_DEFAULTS.seed));
    expect(DEFAULT_SWEEP_DRAFT.seed).toBe(String(TRIAL_DEFAULTS.seed));
  });

  test.each([
    ['speed=9', /unknown key "speed"/],
    ['seed=1&seed=2', /"seed" more than once/],
    ['run=later', /only "run=now"/],
  ])('%s is said in words', (query, words) => {
    const { problems } = readPermalink(query);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ field: 'fragment', message: expect.stringMatching(words) as string });
  });
});
