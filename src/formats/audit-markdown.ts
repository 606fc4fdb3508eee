// The report of an audit as a text to keep or to hand in: Markdown, the findings of each rule as a table.
import { counted, grouped } from '../core/counted.ts';
import type { Engine } from '../core/trace.ts';
import type { AuditReport, RuleReport } from '../analysis/audit/audit-report.ts';
import { diagnosisSentence } from '../words/audit-diagnosis.ts';
import { ruleWords } from '../words/audit-rules.ts';
import { sentenceOf } from '../words/audit-sentences.ts';
import { eventNumber, headlineOf, noteSentence, resultOf, uncheckedSentence } from '../words/audit-words.ts';

/** Of each rule; a text with more is read by nobody. The counts are of all. */
export const FINDINGS_WRITTEN_MAX = 1000;

/** `title` says which trace was audited, and `engine` whether its times have a length. */
export function auditMarkdown(report: AuditReport, title: string, engine: Engine = 'imported'): string {
  const diagnoses = report.diagnoses.flatMap(diagnosis => ['', plainMarkdown(diagnosisSentence(diagnosis))]);
  const rules = report.rules.flatMap(rule => ruleMarkdown(rule, report.machineNames, engine));
  return [
    `# Audit: ${plainMarkdown(title)}`,
    '',
    plainMarkdown(headlineOf(report)),
    ...diagnoses,
    ...rules,
    '',
  ].join('\n');
}

function ruleMarkdown(rule: RuleReport, machineNames: readonly string[], engine: Engine): string[] {
  const { title, source, quote, counted: what } = ruleWords(rule.rule, engine);
  const notes = [...rule.notes.map(noteSentence), ...rule.unchecked.map(uncheckedSentence)].flatMap(
    sentence => ['', plainMarkdown(sentence)],
  );
  return [
    '',
    `## ${title}`,
    '',
    `${resultOf(rule)} (${what}). ${source}: ${quote}`,
    ...notes,
    ...findingsMarkdown(rule, machineNames, engine),
  ];
}

function findingsMarkdown(
  { findings, faults, remarks }: RuleReport,
  machineNames: readonly string[],
  engine: Engine,
): string[] {
  if (findings.length === 0) return [];
  const written = findings.slice(0, FINDINGS_WRITTEN_MAX);
  const isFiled = findings.some(({ line }) => line);
  const header = ['machine', 'event', ...(isFiled ? ['line'] : []), 'finding'];
  const rows = written.map(finding => [
    machineNames[finding.place.machine - 1] ?? String(finding.place.machine),
    String(eventNumber(finding)),
    ...(isFiled ? [finding.line ? `${finding.line.file}:${finding.line.line}` : ''] : []),
    `${finding.severity === 'remark' ? 'Remark: ' : ''}${sentenceOf(finding.fact, machineNames, engine)}`,
  ]);
  const left = faults + remarks - written.length;
  return [
    '',
    ...[header, header.map(() => '---'), ...rows].map(row => `| ${row.map(plainMarkdown).join(' | ')} |`),
    ...(left > 0
      ? ['', `${counted(left, 'further finding')} not listed; ${grouped(written.length)} are.`]
      : []),
  ];
}

/** Keeps names that come from files from meaning anything in Markdown. */
export function plainMarkdown(text: string): string {
  return text.replace(/[\\|<>`*_[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
