import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { audit } from '../analysis/audit/audit.ts';
import { auditMarkdown, FINDINGS_WRITTEN_MAX } from './audit-markdown.ts';
import type { AuditReport } from '../analysis/audit/audit-report.ts';
import { diagnosisSentence } from '../words/audit-diagnosis.ts';
import { RULE_WORDS } from '../words/audit-rules.ts';
import { headlineOf, resultOf, stateOf } from '../words/audit-words.ts';
import { foreignLog } from '../testing/foreign-log.ts';

const run = simulate({ rates: [5, 2, 6], durationSeconds: 30, seed: 11 });
const skewed = () => foreignLog(run, { receive: (own, received) => Math.max(own + 1, received) });
const ruleOf = (report: AuditReport, id: string) => report.rules.find(({ rule }) => rule === id)!;

describe('the report as a text', () => {
  test('names each rule once, and each finding with its line', () => {
    const report = audit(skewed());
    const text = auditMarkdown(report, 'three | files');
    expect(text.split('\n')[0]).toBe('# Audit: three \\| files');
    for (const { rule: id } of report.rules)
      expect(text.split(`## ${RULE_WORDS[id].title}\n`)).toHaveLength(2);
    expect(text).toContain(diagnosisSentence(report.diagnoses[0]!));
    const [{ place, line }] = ruleOf(report, 'receive-is-max-plus-one').findings as [
      AuditReport['rules'][0]['findings'][0],
    ];
    expect(text).toContain(
      `| rank ${place.machine - 1} | ${place.index + 1} | rank\\_${place.machine - 1}.log:${line!.line} |`,
    );
  });

  test('is of bounded length, and says what it left out', () => {
    const trace = simulate({ rates: [1000, 1000], durationSeconds: 2 });
    for (const log of trace.logs) log.atMs.fill(0);
    const report = audit(trace);
    const beats = { ...report, rules: [ruleOf(report, 'times-on-the-beat')] };
    const text = auditMarkdown(beats, 'a run');
    expect(text.match(/^\| machine \d/gm)!.length).toBe(FINDINGS_WRITTEN_MAX);
    expect(text).toContain('3,000 further findings not listed; 1,000 are.');
  });
});

describe('what an audit comes to, in a sentence', () => {
  test.each([
    [audit(run), /^Everything checked: [\d,]+ facts, nothing wrong\.$/],
    [audit(foreignLog(run, {})), /^[\d,]+ facts checked, nothing wrong; \d+ could not be checked\.$/],
    [audit(skewed()), /^[\d,]+ facts checked: \d+ faults in 1 rule\.$/],
    [audit(foreignLog(run, { slowness: 1.1 })), /checked, no faults, 3 remarks; \d+ could not be checked\.$/],
    [audit(simulate({ rates: [1, 1], durationSeconds: 1 })), /^Everything checked/],
  ])('%#', (report, sentence) => {
    expect(headlineOf(report)).toMatch(sentence);
  });

  test('tells rules that passed from those that were not checked', () => {
    const report = audit(foreignLog(run, {}));
    const bears = ruleOf(report, 'message-bears-clock');
    expect([stateOf(bears), resultOf(bears)]).toEqual(['open', 'not checked']);
    const condition = ruleOf(report, 'clock-condition');
    expect([stateOf(condition), resultOf(condition)]).toEqual(['passed', `${condition.checked} passed`]);
  });
});
