// Names and lines that are markup or formulas: no file that is written of them has an element or a formula, and the table
// gives them back as they were.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import type { Trace } from '../core/trace.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { auditMarkdown } from './audit-markdown.ts';
import { fieldsOf } from './csv-rows.ts';
import { fromInert, inert } from './csv.ts';
import { readCsv } from './read-csv.ts';
import { readTrace } from './read.ts';
import { writeTrace } from './write.ts';

const hostile = fc
  .tuple(
    fc.constantFrom('=', '+', '-', '@', "'=", "''@", '<', ''),
    fc.constantFrom(
      '<img/src=x/onerror=a()>',
      '<script>a()</script>',
      'SUM(1+1)',
      'cmd|/c!A0',
      '[a](javascript:b)',
      '`|*_',
    ),
    fc.stringMatching(/^[a-z<>&;|'=@-]{0,8}$/),
  )
  .map(parts => parts.join(''));
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** Two machines with these names: one asks, the other one answers; `text` is what each line says. */
function traceOf(one: string, two: string, text: string): Trace | undefined {
  const clock = (entries: Record<string, number>): string => JSON.stringify(entries);
  const events = [
    `${one} ${clock({ [one]: 1 })}\n${text}`,
    `${two} ${clock({ [two]: 1, [one]: 1 })}\n${text}`,
  ];
  const head = '(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)';
  const { runs } = readTrace([{ name: `${one}.log`, text: `${head}\n\n${events.join('\n')}\n` }]);
  return runs[0]?.trace;
}

/** What Markdown would see: without what is escaped. */
const unescaped = (text: string): string => text.replace(/\\[^\n]/g, '');

test('no format has an element or a formula of them', () => {
  let written = 0;
  fc.assert(
    fc.property(hostile, hostile, hostile, (one, two, text) => {
      fc.pre(one !== two);
      const trace = traceOf(one, two, text);
      if (!trace) return;
      written += 1;
      const [csv, mermaid, shiviz, tsviz, govector] = (
        ['csv', 'mermaid', 'shiviz', 'tsviz', 'govector'] as const
      ).map(format => writeTrace(trace, format)[0]!);
      for (const line of csv!.text.split('\r\n'))
        for (const field of fieldsOf(line, ',') ?? []) expect(field).not.toMatch(FORMULA);
      expect(contentsOf(readCsv(csv!).runs[0]!.trace)).toEqual(contentsOf(trace));
      expect(mermaid!.text).not.toMatch(/<|`|javascript:/);
      for (const { text: log } of [shiviz!, tsviz!, govector!])
        expect(log.slice(log.indexOf('\n\n'))).not.toMatch(/[<>]/);
      expect(unescaped(auditMarkdown(audit(trace), one))).not.toMatch(/<[a-z/!?]|\]\(javascript/i);
    }),
  );
  expect(written).toBeGreaterThan(50);
});

test('what is made inert comes back, and nothing else is changed', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string()), text => {
      expect(inert(text)).not.toMatch(FORMULA);
      expect(fromInert(inert(text))).toBe(text);
    }),
    { numRuns: 10_000 },
  );
});
