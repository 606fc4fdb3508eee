import { expect, test } from 'vitest';
import { differences } from '../../testing/compare-reading.ts';
import { generateLogs } from '../../testing/log-generator.ts';
import { applyReading } from './apply.ts';
import { inferReading } from './infer.ts';
import type { Reading } from './reading.ts';

const FORMS = 300;
/** A reading that is surer than that and asks nothing says that it is right. */
const SURE = 0.8;

function isSure({ confidence, questions }: Reading): boolean {
  return confidence >= SURE && questions.length === 0;
}

test('at least 95 of 100 forms that nobody listed are read right, and none is wrong without a sign', () => {
  const wrong: string[] = [];
  const silent: string[] = [];
  for (let seed = 0; seed < FORMS; seed++) {
    const logs = generateLogs(seed);
    const reading = inferReading(logs.files);
    const found = reading ? differences(logs, applyReading(reading, logs.files)) : ['no reading'];
    if (found.length === 0) continue;
    const told = `${seed}: ${found.join('; ')} in ${JSON.stringify(logs.form)}`;
    wrong.push(told);
    if (reading && isSure(reading)) silent.push(told);
  }
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(0.05 * FORMS);
  expect(silent).toEqual([]);
}, 180_000);

test('every line is accounted for, and a reading survives being written down', () => {
  for (let seed = 0; seed < 40; seed++) {
    const { files } = generateLogs(seed);
    const reading = inferReading(files)!;
    const again = JSON.parse(JSON.stringify(reading)) as Reading;
    const read = applyReading(reading, files);
    for (const { report } of read)
      expect(report.eventLines + report.headerLines + report.blankLines + report.skippedLines).toBe(
        report.lines,
      );
    expect(applyReading(again, files).map(({ report }) => report)).toEqual(read.map(({ report }) => report));
  }
}, 60_000);

test('garbage is no log, and nothing throws', () => {
  const texts = [
    '',
    '\n\n',
    '{}',
    '[[[[',
    'a'.repeat(9000),
    '\u0000\u0001',
    '1,2,3\n',
    '__proto__: 1\nconstructor: 2\n',
    '=CMD()\n',
  ];
  for (const text of texts) {
    const files = [{ name: '__proto__', text }];
    const reading = inferReading(files);
    if (reading) applyReading(reading, files);
  }
  expect(inferReading([])).toBeUndefined();
  expect(inferReading([{ name: 'poem.txt', text: 'Roses are red\nviolets are blue\n' }])).toBeUndefined();
});
