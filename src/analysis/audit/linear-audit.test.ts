// The audit of a log takes time in proportion to its events: what it asks of the trace is counted, and no clock is read.
import { expect, test, vi } from 'vitest';
import { read } from '../../testing/read-and-audit.ts';
import { audit } from './audit.ts';
import { AuditedTrace } from './audited-trace.ts';

const LINE = '^(?<machine>\\S+) (?<event>.+?) ts=(?:(?<timestamp>\\d+)|-) @(?<clock>\\d+)$';

/** P2 sends now and then in the beginning; P1 receives what carries later clocks, at which P2 did something else. */
function questionsOf(receives: number): number {
  const clocks = Array.from({ length: receives + 100 }, (_, i) => i + 1);
  const lines = [
    ...clocks.map(clock => `P2 ${clock < 60 && clock % 4 === 1 ? 'send to P1' : 'internal'} ts=- @${clock}`),
    ...clocks.slice(60, -40).map(clock => `P1 recv from P2 ts=${clock} @${clock + 1}`),
  ];
  const { runs } = read({ 'run.log': lines }, { pattern: LINE });
  const asked = (['doubts', 'isWholeUpTo', 'indexOf'] as const).map(name =>
    vi.spyOn(AuditedTrace.prototype, name),
  );
  const report = audit(runs[0]!.trace);
  const paired = report.rules.find(({ rule }) => rule === 'messages-in-pairs')!;
  const unfit = paired.faults + paired.unchecked.reduce((sum, { count }) => sum + count, 0);
  expect(unfit).toBeGreaterThanOrEqual(receives);
  const questions = asked.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  vi.restoreAllMocks();
  return questions;
}

test('twice as many receives without a send ask twice as much', () => {
  const [few, many] = [questionsOf(200), questionsOf(400)];
  expect(many / few).toBeLessThan(2.2);
});
