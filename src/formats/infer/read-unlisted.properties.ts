// Forms that nobody listed, by the way that files take: some look like kinds that are known, and those tell less of them.
import { expect, test } from 'vitest';
import { differences } from '../../testing/compare-reading.ts';
import { generateLogs } from '../../testing/log-generator.ts';
import { groupRuns } from '../logs/group-runs.ts';
import { type FileReading, readLogFile } from '../logs/read-file.ts';
import { readUnlisted } from './read-unlisted.ts';

const FORMS = 200;
/** A reading that is surer than that and asks nothing says that it is right. */
const SURE = 0.8;

/** With machines and runs as they are in the end. */
function placed(readings: readonly FileReading[]): FileReading[] {
  const places = new Map(
    groupRuns(readings.flatMap(({ parts }) => parts)).flatMap(({ parts }, i) =>
      parts.map(({ records, machineName }) => [
        records,
        { machine: machineName, run: { key: String(i), name: '' } },
      ]),
    ),
  );
  return readings.map(reading => ({
    ...reading,
    parts: reading.parts.map(part => ({ ...part, ...places.get(part.records) })),
  }));
}

test.each([
  [2084, 'a table of which the kind that is known knows two of three words'],
  [2216, 'the same, with clocks as they were before each event'],
  [5125, 'the same, where the kind passes over fewer lines'],
  [5286, 'a table whose clocks do not rise at receives, with a queue that the kind does not know'],
  [2861, 'files whose lines speak of no machine, told apart by a letter before a number'],
])('read right where a kind that is known would be wrong: %i, %s', seed => {
  const logs = generateLogs(seed);
  const known = logs.files.map(file => readLogFile(file, undefined, undefined));
  expect(differences(logs, placed(readUnlisted(logs.files, known).readings))).toEqual([]);
});

test('at least 95 of 100 are read right whatever they look like, and none is wrong without a sign', () => {
  const wrong: string[] = [];
  const silent: string[] = [];
  for (let seed = 0; seed < FORMS; seed++) {
    const logs = generateLogs(seed);
    const known = logs.files.map(file => readLogFile(file, undefined, undefined));
    const { readings, reading } = readUnlisted(logs.files, known);
    const found = differences(logs, placed(readings));
    if (found.length === 0) continue;
    const told = `${seed}: ${found.join('; ')} in ${JSON.stringify(logs.form)}`;
    wrong.push(told);
    const asks = reading !== undefined && (reading.confidence < SURE || reading.questions.length > 0);
    if (!asks && readings.some(({ parts }) => parts.length > 0)) silent.push(told);
  }
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(0.05 * FORMS);
  expect(silent).toEqual([]);
}, 180_000);
