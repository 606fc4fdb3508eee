// A file of our own that has lost lines accuses nobody of what was on them; one that is whole is held to all rules.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { readTrace } from '../../formats/read.ts';
import { writeTrace, type WriteFormat } from '../../formats/write.ts';
import { Chance } from '../../testing/chance.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { audit } from './audit.ts';

const FORMATS: readonly WriteFormat[] = ['jsonl', 'csv'];

function linesOf(trial: Parameters<typeof simulate>[0], format: WriteFormat): string[] {
  const [file] = writeTrace(simulate({ ...trial, rule: 'increment-then-send' }), format);
  return file!.text.trimEnd().split('\n');
}

function auditOf(lines: readonly string[]) {
  return audit(readTrace([{ name: 'run', text: lines.map(line => `${line}\n`).join('') }]).runs[0]!.trace);
}

describe.each(FORMATS)('%s', format => {
  test('lines that are lost, the head among them or not, are no fault of the run', () => {
    let lost = 0;
    fc.assert(
      fc.property(anyTrial, fc.nat(), fc.boolean(), (trial, seed, isHeadLost) => {
        const chance = new Chance(seed);
        const [head, ...events] = linesOf(trial, format);
        const kept = events.filter(() => !chance.is(0.2));
        fc.pre(kept.length > 5);
        const isTold = format === 'csv' || !isHeadLost; // a table without its head is another program's
        const { rules } = auditOf(isTold ? [head!, ...kept] : kept);
        expect(rules.flatMap(({ findings }) => findings.filter(one => one.severity === 'fault'))).toEqual([]);
        lost += events.length - kept.length;
      }),
      { numRuns: 150 },
    );
    expect(lost).toBeGreaterThan(100);
  });

  test('indices that are missing are told of, without a fault', () => {
    const [head, ...events] = linesOf({ rates: [5, 2, 6], durationSeconds: 20, seed: 3 }, format);
    const report = auditOf([head!, ...events.filter((_, i) => i % 10 !== 5)]);
    const indices = report.rules.find(({ rule }) => rule === 'dense-indices')!;
    expect(indices.remarks).toBeGreaterThan(5);
    expect(indices.findings[0]!.fact.kind).toBe('indices-missing');
    expect(report.faults).toBe(0);
    expect(report.unchecked).toBeGreaterThan(0);
  });
});

test('before the first hole queue lengths are still held to all arrivals', () => {
  const lines = linesOf({ rates: [2, 5, 5], durationSeconds: 30, seed: 3 }, 'jsonl');
  const hole = lines.findIndex((line, i) => i > lines.length / 2 && /"machine":2,.*"kind":"send"/.test(line));
  const spoilt = lines.findIndex(
    (line, i) => i > 10 && i < hole - 10 && /"machine":1,.*"queue":0/.test(line),
  );
  const wrong = lines.map((line, i) => (i === spoilt ? line.replace('"queue":0', '"queue":2') : line));
  const { findings } = auditOf(wrong.filter((_, i) => i !== hole)).rules.find(
    ({ rule }) => rule === 'queue-lengths',
  )!;
  expect(findings.map(({ line }) => line!.line)).toContain(spoilt + 1);
});
