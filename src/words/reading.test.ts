import { describe, expect, test } from 'vitest';
import { untoldIn } from '../analysis/untold.ts';
import { simulate } from '../engine/simulate.ts';
import { FIELD_ROLES, READING_KINDS, type ReadingField } from '../formats/infer/reading.ts';
import { KIND_REASONS } from '../formats/infer/kinds.ts';
import { readTrace } from '../formats/read.ts';
import { MADE_UP_WORDS, strangeLogs } from '../testing/strange-logs.ts';
import {
  fieldName,
  KIND_WORDS,
  questionSentence,
  ROLE_CHOICES,
  ROLE_WORDS,
  sumsSentence,
  untoldSentences,
  whyField,
  whyPhrase,
} from './reading.ts';

const trace = simulate({ rates: [5, 1, 5], durationSeconds: 30, seed: 7 });
const field: ReadingField = {
  id: 'clock 0',
  label: 'lc',
  role: 'clock',
  score: 0.9,
  by: 'behaviour',
  facts: { share: 1, plusOne: 0.8, zero: 0, falls: 0, jumps: 0.5, jumpsAt: ['got it'], named: false },
  slots: [],
  examples: ['4'],
  alternatives: [],
};
const plain = (phrase: string): string => phrase;

test('each thing that a field or a word can be is named, and can be chosen', () => {
  expect([...ROLE_CHOICES].sort()).toEqual([...FIELD_ROLES].sort());
  for (const role of FIELD_ROLES) expect(ROLE_WORDS[role].letter).toHaveLength(1);
  for (const kind of READING_KINDS) expect(KIND_WORDS[kind]).not.toBe('');
  for (const reason of KIND_REASONS) expect(whyPhrase({ reason })).not.toBe('');
});

describe('why a field is what it is', () => {
  test('a clock, by how it goes', () => {
    expect(whyField(field, plain)).toBe('never falls; jumps only at “got it”');
    const facts = { ...field.facts!, falls: 0.02, jumpsAt: ['a', 'b'] };
    expect(whyField({ ...field, facts }, plain)).toBe(
      'falls at 2 % of its steps; jumps most at “a”, and at “b”',
    );
    expect(whyField({ ...field, facts: { ...facts, falls: 0, jumpsAt: [] } }, plain)).toBe(
      'never falls; never rises by more than 1',
    );
  });

  test('another that comes near says so; what a person said needs no reason', () => {
    const other = { ...field, role: 'other', alternatives: [{ role: 'clock', score: 0.8 }] } as const;
    expect(whyField(other, plain)).toBe(
      'could also be the logical clock: never falls, jumps only at “got it”',
    );
    expect(whyField({ ...field, by: 'person' }, plain)).toBe('You chose this.');
  });

  test('fields of one label are told apart by an example', () => {
    expect([fieldName(field), fieldName(field, true)]).toEqual(['“lc”', '“lc” such as 4']);
  });
});

test('the sums in one sentence, in grammar', () => {
  expect(
    sumsSentence({ files: 1, lines: 1204, events: 1, machines: 1, runs: 1, ignored: 1, leftOver: 3 }),
  ).toBe('1 file, 1,204 lines: 1 event of 1 machine in 1 run, 1 line ignored, 3 not understood.');
  expect(questionSentence({ kind: 'words', phrases: ['a'] }, plain)).toBe(
    'It is not certain what “a” means.',
  );
  expect(questionSentence({ kind: 'words', phrases: ['a', 'b', 'c', 'd', 'e'] }, plain)).toBe(
    'It is not certain what “a”, “b”, “c” and 2 more wordings mean.',
  );
});

describe('what cannot be known', () => {
  const untold = (words?: typeof MADE_UP_WORDS) =>
    untoldIn(readTrace(strangeLogs(trace, words)).runs.map(run => run.trace));

  test('of a run of our own: nothing', () => {
    expect(untoldSentences(untoldIn([trace]))).toEqual([]);
  });

  test('of a log without senders: which machine a receive came from, with how sure each is', () => {
    const facts = untold();
    const paired = Object.values(facts.pairings).reduce((sum, count) => sum + count, 0);
    expect(paired).toBe(facts.receives);
    expect(untoldSentences(facts)).toEqual([
      expect.stringMatching(/^Which machine a receive came from: worked out from the clocks \(.*\)\.$/),
    ]);
  });

  test('of words of no language: what happened, which is held against nobody', () => {
    expect(untoldSentences(untold(MADE_UP_WORDS)).join(' ')).toContain(
      'What happened at all events: only the clocks tell it',
    );
  });
});
