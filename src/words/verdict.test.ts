// The verdict: one sentence that says no more than the audit knows.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import type { AuditReport } from '../analysis/audit/audit-report.ts';
import { mergeReports } from '../analysis/audit/merge-reports.ts';
import { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { readTrace } from '../formats/read.ts';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { foreignLog } from '../testing/foreign-log.ts';
import { runsVerdict, verdictOf, verdictText } from './verdict.ts';

const TRIAL = { rates: [5, 1, 5], seed: 7 } as const;

function verdictOfLog(text: string): string {
  const { runs } = readTrace([{ name: 'all.log', text }], {
    pattern: '^(?<machine>\\S+) (?<time>\\S+) (?<event>.+) @(?<clock>\\d+)$',
  });
  return verdictText(verdictOf(audit(runs[0]!.trace)));
}

describe('of a run', () => {
  test('by Lamport’s rule nothing is wrong, and everything was checked', () => {
    const report = audit(simulate(TRIAL));
    expect(verdictText(verdictOf(report))).toBe(
      `Nothing wrong in ${report.checked.toLocaleString('en')} checked facts.`,
    );
  });

  test('by the assignment’s rule the clock condition does not hold, which is not a bug', () => {
    const verdict = verdictOf(audit(simulate({ ...TRIAL, rule: 'send-then-increment' })));
    expect(verdict.state).toBe('faulty');
    expect(verdictText(verdict)).toMatch(
      /^\d+ of \d+ receives are not later than their send: this run follows the assignment’s rule/,
    );
    expect(verdictText(verdict)).not.toContain('bug');
  });
});

describe('of a log', () => {
  test('a wrong formula is one bug, with the receives that it spoils', () => {
    const lines = Array.from({ length: 12 }, (_, i) => {
      const sent = 10 * i + 10;
      return [
        `P1 ${2 * i}.1 send to P2 @${sent} carries ${sent}`,
        `P2 ${2 * i}.2 recv from P1 @${sent} carries ${sent}`,
      ];
    }).flat();
    const { runs } = readTrace([{ name: 'all.log', text: lines.join('\n') }], {
      pattern: '^(?<machine>\\S+) (?<time>\\S+) (?<event>.+) @(?<clock>\\d+) carries (?<timestamp>\\d+)$',
    });
    expect(verdictText(verdictOf(audit(runs[0]!.trace)))).toMatch(
      /^One bug, 12 of 12 receives: the program computes max\(own.*; Lamport’s rule is max\(own, received\) \+ 1\./,
    );
  });

  test('two causes that give the same clocks are both named', () => {
    const lines = ['P1 1 internal @1', 'P1 2 send to P2 @2', 'P2 3 internal @1', 'P2 4 recv from P1 @2'];
    expect(
      verdictOfLog(
        [...lines, 'P1 5 internal @3', 'P1 6 send to P2 @4', 'P2 7 internal @3', 'P2 8 recv from P1 @4'].join(
          '\n',
        ),
      ),
    ).toMatch(
      /^2 of 2 receives have the timestamp of their send: the program either .* or .*cannot show which/,
    );
  });

  test('what could not be checked is counted, with the commonest reason', () => {
    expect(verdictOfLog('P1 1 internal @1\nP1 2 internal @2\n')).toMatch(
      /^Nothing wrong in \d+ checked facts; \d+ could not be checked, mostly because /,
    );
  });
});

test('says "nothing wrong" only where no fault was found, and never more than the report', () => {
  fc.assert(
    fc.property(anyImportedTrace, trace => {
      const report = audit(trace);
      const { state, lead } = verdictOf(report);
      expect(state === 'faulty').toBe(report.faults > 0);
      expect(lead.startsWith('Nothing wrong')).toBe(report.faults === 0 && report.checked > 0);
      expect(verdictText(verdictOf(report))).not.toMatch(/undefined|NaN|\.\.|  /);
    }),
  );
});

describe('several runs of one program', () => {
  const named = (reports: readonly AuditReport[]) =>
    reports.map((report, i) => ({ name: `run ${i + 1}`, report }));
  const wrong = (seed: number) =>
    audit(
      foreignLog(simulate({ rates: [5, 2, 6], durationSeconds: 20, seed }), {
        receive: (own, received) => Math.max(own + 1, received),
      }),
    );
  const right = audit(foreignLog(simulate({ rates: [5, 2, 6], durationSeconds: 20, seed: 14 }), {}));

  test('have the verdict that a hand-in with these runs has', () => {
    const reports = [11, 12, 13].map(wrong);
    const together = verdictText(verdictOf(mergeReports(reports)));
    expect(together).toMatch(
      /^One bug, [\d,]+ of [\d,]+ receives: the program computes max\(own \+ 1, received\);/,
    );
    expect(runsVerdict(named(reports))).toBe(`All 3 runs together: ${together} Each run has faults.`);
  });

  test('say in which of them the faults are', () => {
    const many = [right, ...[11, 12, 13, 15].map(wrong)];
    expect(runsVerdict(named(many))).toMatch(/ 4 of the 5 runs have faults\.$/);
    expect(runsVerdict(named([right, wrong(11)]))).toMatch(
      /^All 2 runs together: One bug, .* The faults are in “run 2”\.$/,
    );
    expect(runsVerdict(named([right, right]))).toMatch(
      /^All 2 runs together: Nothing wrong in [\d,]+ checked facts; [^;]*\.$/,
    );
  });

  test('that nothing could be checked of are not said to have no faults', () => {
    const empty = audit(new Trace(simulate(TRIAL).trial, 'imported'));
    expect(runsVerdict(named([empty, empty]))).toMatch(
      /^All 2 runs together: Nothing (?:to check yet|could be checked)/,
    );
  });
});
