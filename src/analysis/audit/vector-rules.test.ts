// Vectors as logs state them: correct ones have nothing to be found, each slip is found at its event, and lines that are
// missing are remarks, as they accuse nobody.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { readTrace } from '../../formats/read.ts';
import { writeTrace } from '../../formats/write.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { audit } from './audit.ts';
import type { AuditReport } from './audit-report.ts';

function auditOf(
  records: readonly (readonly [host: string, clock: Readonly<Record<string, number>>])[],
): AuditReport {
  const text = records.map(([host, clock]) => `${host} ${JSON.stringify(clock)}\nstep\n`).join('');
  return audit(readTrace([{ name: 'run.log', text }]).runs[0]!.trace);
}

function findingsOf(report: AuditReport) {
  return report.rules.flatMap(({ findings }) =>
    findings.map(({ severity, place, fact }) => [severity, fact.kind, place.machine, place.index] as const),
  );
}

describe('each slip is told event by event', () => {
  test.each([
    [
      'the own entry stands',
      [
        ['a', { a: 1 }],
        ['a', { a: 1 }],
      ],
      ['fault', 'own-entry-steps', 1, 1],
    ],
    [
      'the own entry is missing',
      [
        ['a', { a: 1 }],
        ['a', {}],
        ['a', { a: 2 }],
      ],
      ['fault', 'own-entry-missing', 1, 1],
    ],
    [
      'the first value is above 1',
      [
        ['a', { a: 4 }],
        ['a', { a: 5 }],
      ],
      ['remark', 'own-entry-begins', 1, 0],
    ],
    [
      'values are skipped',
      [
        ['a', { a: 1 }],
        ['a', { a: 3 }],
      ],
      ['remark', 'own-entry-skips', 1, 1],
    ],
    [
      'an entry falls',
      [
        ['b', { b: 1 }],
        ['b', { b: 2 }],
        ['a', { a: 1, b: 2 }],
        ['a', { a: 2, b: 1 }],
      ],
      ['fault', 'entry-falls', 1, 1],
    ],
    [
      'an entry is beyond what its owner has on record',
      [
        ['b', { b: 1 }],
        ['a', { a: 1, b: 7 }],
      ],
      ['remark', 'entry-ahead', 1, 0],
    ],
    [
      'an entry names an event that came later',
      [
        ['a', { a: 1, b: 1 }],
        ['b', { a: 1, b: 1 }],
      ],
      ['fault', 'entry-from-later', 1, 0],
    ],
  ] as const)('%s', (_, records, finding) => {
    expect(findingsOf(auditOf(records))[0]).toEqual(finding);
    for (const [, kind] of findingsOf(auditOf(records))) expect(kind).toBe(finding[1]);
  });
});

test('nothing is found in the vectors of a correct run, and no fault when lines of it are missing', () => {
  fc.assert(
    fc.property(anyTrial, fc.array(fc.nat(), { maxLength: 6 }), (trial, lost) => {
      const trace = simulate(trial);
      fc.pre(trace.logs.every(({ eventCount }) => eventCount > 0));
      const [file] = writeTrace(trace, 'govector');
      const [head, ...records] = file!.text.split(/(?<=\n)(?=\S+ \{)/);
      const kept = records.filter((_, i) => !lost.some(one => one % records.length === i));
      const { runs } = readTrace([{ name: 'run.log', text: [head, ...kept].join('') }]);
      if (runs.length === 0) return;
      const report = audit(runs[0]!.trace);
      const ofVectors = report.rules.filter(({ rule }) => rule.startsWith('vector-'));
      expect(ofVectors).toHaveLength(3);
      for (const { faults } of ofVectors) expect(faults).toBe(0);
    }),
    { numRuns: 100 },
  );
});
