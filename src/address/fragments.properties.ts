// 10,000 fragments that are almost right: those of trials and sweeps with faults and delays, with pieces left out, swapped and
// spoilt. Each is read without an error, and either it can be run or sentences say why it cannot.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSweepAddress } from './sweep.ts';
import { readTrialAddress, trialLink } from './trial.ts';

const CASES = 10_000;

const number = fc.oneof(
  fc.nat({ max: 12 }).map(String),
  fc.constantFrom(
    '0',
    '00',
    '-1',
    '1.5',
    '1e3',
    '60',
    '61',
    '3600',
    '3601',
    '9007199254740993',
    '',
    '²',
    ' 2',
  ),
);
const delay = fc.oneof(
  number.map(ms => `fixed ${ms}`),
  fc.tuple(number, number).map(([low, high]) => `uniform ${low}-${high}`),
  number.map(ms => `exponential ${ms} ms`),
  fc.tuple(number, number).map(([median, spread]) => `log-normal ${median} x ${spread}`),
  fc.constantFrom('none', 'never'),
);
const interval = fc.tuple(number, fc.constantFrom('-', ' – ', '..'), number).map(parts => parts.join(''));
const item = fc.oneof(
  fc
    .tuple(fc.array(number, { maxLength: 4 }), interval)
    .map(([side, times]) => `${side.join(' ')}: ${times}`),
  fc
    .tuple(number, interval, fc.constantFrom('', ' amnesic', ' durable', ' dead'))
    .map(([m, t, e]) => `${m}:${t}${e}`),
  fc.tuple(number, number, number).map(([m, t, rate]) => `${m}: ${t} rate ${rate}`),
  fc
    .tuple(number, fc.constantFrom('to', 'and', '>', 'or'), number, delay)
    .map(([a, w, b, d]) => `${a} ${w} ${b}: ${d}`),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const list = fc.array(item, { maxLength: 4 }).map(items => items.join(';'));
const value = fc.oneof(
  number,
  delay,
  list,
  fc.constantFrom('none', 'any', 'on', 'off', 'both', '5,1,5', '1-3', '%', '%ff'),
);

const KEYS = {
  trial: ['linkDelays', 'reorderingMs', 'bandwidth', 'changes', 'session', 'engine', 'machines', 'rates'],
  sweep: ['fast', 'slowest', 'die', 'rule', 'replicates'],
  both: [
    'delay',
    'loss',
    'duplication',
    'reordering',
    'partitions',
    'pauses',
    'crashes',
    'seconds',
    'seed',
    'run',
  ],
};

function queries(keys: readonly string[]): fc.Arbitrary<string> {
  const part = fc
    .tuple(fc.constantFrom(...keys), value, fc.boolean())
    .map(([key, text, isRaw]) => `${key}=${isRaw ? text : encodeURIComponent(text)}`);
  return fc.array(part, { maxLength: 5 }).map(parts => parts.join('&'));
}

function expectExplained(settings: unknown, problems: readonly { readonly message: string }[]): void {
  expect(settings === undefined).toBe(problems.length > 0);
  for (const { message } of problems) expect(message).toMatch(/^[\s\S]{10,400}[.?]$/);
}

test('each fragment of a trial can be run and has a link that leads back, or is explained', () => {
  let runnable = 0;
  fc.assert(
    fc.property(queries([...KEYS.trial, ...KEYS.both]), query => {
      const { settings, problems } = readTrialAddress(query).parsed;
      expectExplained(settings, problems);
      if (!settings) return;
      runnable += 1;
      const link = trialLink(settings.trial, settings.engine)!;
      const again = readTrialAddress(link.split('?')[1] ?? '').parsed;
      expect(again.settings?.trial).toEqual(settings.trial);
    }),
    { numRuns: CASES },
  );
  expect(runnable).toBeGreaterThan(CASES / 100);
});

test('each fragment of a sweep can be run, or is explained', () => {
  fc.assert(
    fc.property(queries([...KEYS.sweep, ...KEYS.both]), query => {
      const { settings, problems } = readSweepAddress(query).parsed;
      expectExplained(settings, problems);
    }),
    { numRuns: CASES / 5 },
  );
});
