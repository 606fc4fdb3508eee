// Lines without times may have changed places: a clock that rises in another order of a few of them is nobody's fault. One
// that no order explains is.
import { expect, test } from 'vitest';
import { findingsOf, read, uncheckedOf } from '../../testing/read-and-audit.ts';

const LINE = '^(?<machine>\\S+) (?<event>send to \\S+|recv from \\S+|internal) @(?<clock>\\d+)$';
const TIMED = '^(?<machine>\\S+) (?<time>\\S+) (?<event>.+?) ts=(?:(?<timestamp>\\d+)|\\S+) @(?<clock>\\d+)$';

function auditOf(events: readonly string[], pattern = LINE) {
  return read({ 'run.log': [...events, 'P2 internal @1'] }, { pattern });
}

const internal = (...clocks: readonly number[]): string[] => clocks.map(clock => `P1 internal @${clock}`);

test('neighbours in another order are not judged, and counted', () => {
  const found = auditOf(internal(1, 2, 3, 5, 4, 6, 7));
  expect(findingsOf(found)).toEqual([]);
  expect(uncheckedOf(found).join()).toContain('clock-rises');
});

test('so are three that turned round, and a send to several among them', () => {
  expect(findingsOf(auditOf(internal(1, 2, 5, 4, 3, 6)))).toEqual([]);
  const sends = ['P1 send to P2 @3', 'P1 internal @4', 'P1 send to P3 @3'];
  expect(findingsOf(auditOf([...internal(1, 2), ...sends, ...internal(5, 6)]))).toEqual([]);
});

test('a clock that falls below all that came before, or that stands, is a fault', () => {
  expect(findingsOf(auditOf(internal(1, 2, 3, 4, 2, 3, 4, 5)))).toContain('clock-rises at run.log:5');
  expect(findingsOf(auditOf(internal(1, 2, 3, 3, 4)))).toContain('clock-rises at run.log:4');
});

test('two sends of one clock to two machines may be one whose timestamp was spoilt, unless their times are apart', () => {
  const auditOfSends = (at: number) => {
    const events = ['P1 1.5 internal ts=- @1', 'P1 2.5 send to P2 ts=2 @2', `P1 ${at} send to P3 ts=¬ @2`];
    return read(
      { 'run.log': [...events, 'P1 9.5 internal ts=- @3', 'P2 1.5 internal ts=- @1'] },
      { pattern: TIMED },
    );
  };
  expect(findingsOf(auditOfSends(2.5))).toEqual([]);
  expect(findingsOf(auditOfSends(6.5))).toContain('clock-rises at run.log:3');
});

test('lines whose times fall are not in the order of the events, so their clocks are not compared', () => {
  const events = ['P1 1.5 internal ts=- @1', 'P1 3.5 internal ts=- @3', 'P1 2.5 internal ts=- @2'];
  const lines = [...events, 'P1 4.5 internal ts=- @4', 'P2 1.5 internal ts=- @1'];
  expect(findingsOf(read({ 'run.log': lines }, { pattern: TIMED })).join()).not.toContain('clock-rises');
});
