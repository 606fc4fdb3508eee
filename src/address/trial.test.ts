import { describe, expect, test } from 'vitest';
import { drawRates, TRIAL_DEFAULTS } from '../core/trial.ts';
import { DEFAULT_SWEEP_DRAFT } from './sweep.ts';
import {
  DEFAULT_TRIAL_DRAFT,
  parseTrialDraft,
  ratesOf,
  readTrialAddress,
  trialLink,
  writeTrialAddress,
  type TrialDraft,
} from './trial.ts';

function problemsOf(change: Partial<TrialDraft>): Record<string, string> {
  const { problems } = parseTrialDraft({ ...DEFAULT_TRIAL_DRAFT, ...change });
  return Object.fromEntries(problems.map(({ field, message }) => [field, message]));
}

test('the draft one starts with can be run', () => {
  const { settings, problems } = parseTrialDraft(DEFAULT_TRIAL_DRAFT);
  expect(problems).toEqual([]);
  expect(settings).toMatchObject({ engine: 'live', link: 'auto', place: 'frames', room: 'main' });
  expect(settings?.trial.rates).toEqual([5, 1, 5]);
});

describe('each invalid field is named once, in words', () => {
  const cases: [Partial<TrialDraft>, string, RegExp][] = [
    [{ machines: '1' }, 'machines', /whole number from 2 to 32/],
    [{ machines: '33' }, 'machines', /whole number from 2 to 32/],
    [{ machines: 'three' }, 'machines', /whole number/],
    [{ rates: '0,1,2' }, 'rates', /from 1 to 1000/],
    [{ rates: '1,1001,2' }, 'rates', /from 1 to 1000/],
    [{ rates: '1,2.5,2' }, 'rates', /whole number/],
    [{ rates: '1,,2' }, 'rates', /whole number/],
    [{ rates: '1,2' }, 'rates', /3 machines but 2 rates/],
    [{ die: '1' }, 'die', /whole number from 2/],
    [{ die: '2' }, 'die', /at least 3 faces/],
    [{ die: '1e1' }, 'die', /whole number/],
    [{ seconds: '0' }, 'seconds', /1 to 3600 seconds/],
    [{ seconds: '3601' }, 'seconds', /1 to 3600 seconds/],
    [{ seconds: '' }, 'seconds', /1 to 3600 seconds/],
    [{ seed: 'lamp' }, 'seed', /seed must be a whole number/],
    [{ seed: '-1' }, 'seed', /seed must be a whole number/],
    [{ rule: 'vector' }, 'rule', /Unknown rule “vector”/],
    [{ engine: 'virtual', delay: 'slow' }, 'delay', /“slow” is not a delay/],
    [{ engine: 'virtual', delay: 'fixed 5, fixed 6' }, 'delay', /one delay/],
    [{ engine: 'virtual', delay: 'fixed 99999' }, 'delay', /delay/],
    [{ engine: 'quantum' }, 'engine', /Unknown engine “quantum”/],
    [{ link: 'carrier pigeon' }, 'link', /Unknown link/],
    [{ place: 'moon' }, 'place', /Unknown place/],
    [{ room: 'a room' }, 'room', /letters, digits/],
  ];
  for (const [change, field, words] of cases)
    test(JSON.stringify(change), () => {
      const problems = problemsOf(change);
      expect(Object.keys(problems)).toEqual([field]);
      expect(problems[field]).toMatch(words);
      expect(parseTrialDraft({ ...DEFAULT_TRIAL_DRAFT, ...change }).settings).toBeUndefined();
    });
});

test('rates that are drawn follow the seed and the number of machines', () => {
  const drawn = { ...DEFAULT_TRIAL_DRAFT, rates: undefined };
  expect(ratesOf({ ...drawn, machines: '5', seed: '11' })).toEqual(drawRates(11, 5).map(String));
  expect(ratesOf({ ...drawn, machines: 'x' })).toEqual([]);
});

const draftAt = (query: string): TrialDraft => readTrialAddress(query).parsed.draft;

describe('what is in the address', () => {
  test('the example of the documentation', () => {
    const { parsed, runNow } = readTrialAddress(
      'rates=5,1,5&die=10&seconds=60&seed=7&rule=send-then-increment&engine=live&link=auto&run=now',
    );
    expect(parsed.problems).toEqual([]);
    expect(runNow).toBe(true);
    expect(parsed.settings).toEqual({
      trial: { rates: [5, 1, 5], dieSides: 10, durationSeconds: 60, seed: 7, rule: 'send-then-increment' },
      engine: 'live',
      link: 'auto',
      place: 'frames',
      room: 'main',
    });
  });

  test('nothing, or nothing but run=now, means the draft one starts with', () => {
    expect(readTrialAddress('')).toMatchObject({ parsed: { draft: DEFAULT_TRIAL_DRAFT }, runNow: false });
    expect(readTrialAddress('run=now')).toMatchObject({
      parsed: { draft: DEFAULT_TRIAL_DRAFT },
      runNow: true,
    });
    expect(writeTrialAddress(DEFAULT_TRIAL_DRAFT)).toBe('');
  });

  test('something without rates has them drawn from its seed, as ever', () => {
    expect(draftAt('die=12').rates).toBeUndefined();
    expect(draftAt('machines=4').rates).toBeUndefined();
    expect(draftAt('rates=2,3')).toMatchObject({ rates: '2,3', machines: '2' });
  });

  // Links that were written down leave out what was the default then: a default that changes would change what they mean.
  test('the defaults are part of what an address means', () => {
    expect(draftAt('machines=3')).toEqual({
      machines: '3',
      rates: undefined,
      die: '10',
      seconds: '60',
      seed: '7',
      rule: 'increment-then-send',
      delay: 'none',
      linkDelays: 'none',
      loss: '0',
      duplication: '0',
      reordering: '0',
      reorderingMs: '100',
      bandwidth: 'any',
      partitions: 'none',
      pauses: 'none',
      crashes: 'none',
      changes: 'none',
      session: 'off',
      engine: 'live',
      link: 'auto',
      place: 'frames',
      broker: '',
      room: 'main',
    });
  });

  test('a broker is named only where the links go through one', () => {
    const brokersOf = (query: string) => readTrialAddress(query).parsed.settings?.brokers;
    expect(brokersOf('link=broker&broker=ws://127.0.0.1:9001 wss://b.example/mqtt')).toEqual([
      'ws://127.0.0.1:9001',
      'wss://b.example/mqtt',
    ]);
    expect(brokersOf('link=auto&broker=ws://127.0.0.1:9001')).toBeUndefined();
  });

  test.each([
    ['link=broker', 'broker'],
    ['link=broker&broker=https://b.example', 'broker'],
    ['link=broker&broker=nowhere', 'broker'],
    [`link=broker&broker=${'ws://b.example '.repeat(9)}`, 'broker'],
    ['link=webrtc&place=workers', 'link'],
    ['link=broadcast&place=workers&machines=33&die=40', 'machines'],
    ['link=relay&place=frames&machines=33&die=40', 'machines'],
  ])('%s is refused at the field it concerns', (query, field) => {
    expect(readTrialAddress(query).parsed.problems.map(problem => problem.field)).toEqual([field]);
  });

  test('through a server there may be more machines', () => {
    const query = 'link=relay&place=workers&machines=200&die=250';
    expect(readTrialAddress(query).parsed.settings?.trial.rates).toHaveLength(200);
  });

  test('the address and the library begin with the same seed', () => {
    expect(DEFAULT_TRIAL_DRAFT.seed).toBe(String(TRIAL_DEFAULTS.seed));
    expect(DEFAULT_SWEEP_DRAFT.seed).toBe(String(TRIAL_DEFAULTS.seed));
  });

  test('a trial that has been run has a link that runs the same one', () => {
    const { trial } = readTrialAddress('rates=4,2&die=6&seed=99&delay=fixed 50&engine=virtual').parsed
      .settings!;
    const link = trialLink(trial, 'virtual', { runNow: true })!;
    expect(link).toBe('#/trial?rates=4,2&die=6&seed=99&delay=fixed+50+ms&engine=virtual&run=now');
    expect(readTrialAddress(link.split('?')[1]!).parsed.settings?.trial).toEqual(trial);
    expect(trialLink({ ...trial, rates: Array.from({ length: 500 }, () => 1) }, 'virtual')).toBeUndefined();
  });
});
