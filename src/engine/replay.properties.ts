import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TIMESTAMP_RULES, type TrialInput } from '../core/trial.ts';
import { readTrace } from '../formats/read.ts';
import { writeTrace } from '../formats/write.ts';
import { replay } from './replay.ts';
import { simulate } from './simulate.ts';

const trials: fc.Arbitrary<TrialInput> = fc.record({
  rates: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 5 }),
  dieSides: fc.integer({ min: 5, max: 12 }),
  durationSeconds: fc.integer({ min: 1, max: 10 }),
  seed: fc.nat(),
  rule: fc.constantFrom(...TIMESTAMP_RULES),
});

function textOf(trace: ReturnType<typeof simulate>): string {
  return writeTrace(trace, 'jsonl')[0]!.text;
}

test('a replay gives the very trace that was recorded', () => {
  fc.assert(
    fc.property(trials, trial => {
      const recorded = simulate(trial);
      expect(textOf(replay(recorded))).toBe(textOf(recorded));
    }),
  );
});

test('a record that was tampered with is not what its replay gives', () => {
  const text = textOf(simulate({ rates: [5, 1, 5], durationSeconds: 20, seed: 3 }));
  const spoilt = text.replace(/"kind":"receive"(.*?)"clock":(\d+)/, (_, between: string, clock: string) => {
    return `"kind":"receive"${between}"clock":${Number(clock) + 1}`;
  });
  expect(spoilt).not.toBe(text);
  const { trace } = readTrace([{ name: 'spoilt.jsonl', text: spoilt }]).runs[0]!;
  expect(textOf(replay(trace))).toBe(text);
});
