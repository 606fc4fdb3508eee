import { expect, test } from 'vitest';
import { differences } from '../../testing/compare-reading.ts';
import { generateLogs, type WrittenLogs } from '../../testing/log-generator.ts';
import { applyReading } from './apply.ts';
import { inferReading } from './infer.ts';
import { FIELD_ROLES, type Reading } from './reading.ts';
import { withKind, withRole } from './said.ts';

const FORMS = 300;
const CHOICES_MAX = 3;
/** Of the forms: so many may be beyond what can be said on the page. */
const BEYOND_MAX = 0.007;
/** A reading that is surer than that and asks nothing says that it is right. */
const SURE = 0.8;

function isSure({ confidence, questions }: Reading): boolean {
  return confidence >= SURE && questions.length === 0;
}

function weigh(found: readonly string[]): number {
  return found.reduce((sum, one) => sum + Number(/\((\d+)\)$/.exec(one)?.[1] ?? 1), 0);
}

/** Each thing that a person could choose, once. */
function* choicesFor(reading: Reading): Generator<Reading> {
  for (const { id, role } of reading.fields)
    for (const other of FIELD_ROLES)
      if (other !== role && other !== 'code') yield withRole(reading, id, other);
  for (const { phrase, kind } of reading.phrases)
    for (const other of ['send', 'receive', 'internal', 'ignore'] as const)
      if (other !== kind) yield withKind(reading, phrase, other);
}

/** How many choices make it right; undefined where the allowed ones do not. Names of machines are said first, in one go. */
function choicesNeeded(logs: WrittenLogs, first: Reading): number | undefined {
  const wrong = (one: Reading): number => weigh(differences(logs, applyReading(one, logs.files)));
  const named = inferReading(logs.files, { names: logs.machines });
  const starts = [{ reading: first, made: 0 }, ...(named ? [{ reading: named, made: 1 }] : [])];
  for (const { reading, made } of starts) {
    let now = reading;
    for (let choices = made; ; choices++) {
      const faults = wrong(now);
      if (faults === 0) return choices;
      if (choices >= CHOICES_MAX) break;
      let best = { reading: now, faults };
      for (const next of choicesFor(now)) {
        const left = wrong(next);
        if (left < best.faults) best = { reading: next, faults: left };
      }
      if (best.reading === now) break;
      now = best.reading;
    }
  }
  return undefined;
}

// One test, because what is looked at is the same: each form is read once.
test('at least 95 of 100 forms that nobody listed are read right, none is wrong without a sign, and at most three choices of a person make the others right', () => {
  const beyond: number[] = [];
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
    // A person who knows what was written does on the page what a person can do there.
    if (!reading || choicesNeeded(logs, reading) === undefined) beyond.push(seed);
  }
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(0.05 * FORMS);
  expect(silent).toEqual([]);
  expect(beyond.length, `forms ${beyond.join(', ')}`).toBeLessThanOrEqual(BEYOND_MAX * FORMS);
}, 240_000);

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
