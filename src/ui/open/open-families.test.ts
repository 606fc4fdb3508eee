import { expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { LOG_FAMILIES, recognise } from '../../formats/logs/families.ts';
import { readTrace } from '../../formats/read.ts';
import { writeTrace } from '../../formats/write.ts';
import { FAMILY_WORDS } from '../../words/log-families.ts';

const OWN = ['jsonl', 'csv'] as const;
const others = FAMILY_WORDS.slice(OWN.length);

test('every kind of log that is read is told of, by the name under which it is reported', () => {
  expect(others.map(({ name }) => name).toSorted()).toEqual(LOG_FAMILIES.map(({ name }) => name).toSorted());
  const trace = simulate({ rates: [2, 1], durationSeconds: 3 });
  const reported = OWN.map(format => {
    const [file] = writeTrace(trace, format);
    return readTrace([file!]).files[0]?.family;
  });
  expect(FAMILY_WORDS.slice(0, OWN.length).map(({ name }) => name)).toEqual(reported);
});

test.each(others)('the sample line of “$name” is one', ({ name, sample }) => {
  expect(recognise(sample.split('\n'))?.family.name).toBe(name);
});
