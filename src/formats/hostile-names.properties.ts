// Names and lines that are markup or formulas: no file that is written of them has an element or a formula, and the table
// gives them back as they were.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { packCopy, unpackTrace } from '../core/packed-trace.ts';
import { readSeatName } from '../core/seat-name.ts';
import type { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { anySeatName } from '../testing/certificate-arbitrary.ts';
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

test('names of people in seats come back from what loses nothing, and are nothing but text in the rest', () => {
  const run = simulate({ rates: [5, 5], dieSides: 3, durationSeconds: 3 });
  fc.assert(
    // Even names that no page would have sent.
    fc.property(fc.oneof(hostile, anySeatName), fc.oneof(hostile, anySeatName), (one, two) => {
      const trace = unpackTrace({ ...packCopy(run).packed, engine: 'live', seatNames: [one, two] });
      const [jsonl, csv, mermaid, shiviz, tsviz, govector] = (
        ['jsonl', 'csv', 'mermaid', 'shiviz', 'tsviz', 'govector'] as const
      ).map(format => writeTrace(trace, format)[0]!);
      const kept = trace.seatNames.map(name => {
        const read = readSeatName(name!);
        return read.kind === 'name' && read.name === name ? name : null;
      });
      for (const file of [jsonl!, csv!]) {
        const { trace: back } = readTrace([file]).runs[0]!;
        expect([1, 2].map(machine => back.seatNameOf(machine) ?? null)).toEqual(kept);
        expect(back.engine).toBe('live');
      }
      for (const line of csv!.text.split('\r\n'))
        for (const field of fieldsOf(line, ',') ?? []) expect(field).not.toMatch(FORMULA);
      expect(mermaid!.text).not.toMatch(/<|`|javascript:/);
      for (const { name, text } of [shiviz!, tsviz!, govector!]) {
        expect(text.slice(text.indexOf('\n\n'))).not.toMatch(/[<>]/);
        const { runs } = readTrace([{ name, text }]);
        expect(runs.map(({ trace: back }) => back.logs.map(({ eventCount }) => eventCount).sort())).toEqual([
          run.logs.map(({ eventCount }) => eventCount).sort(),
        ]);
      }
      const logs = readTrace(writeTrace(trace, 'log')).runs[0]!.trace;
      expect(logs.logs.map(({ machine }) => logs.plainNameOf(machine))).toEqual(['machine 1', 'machine 2']);
      expect(logs.trial.rates).toEqual([5, 5]);
      expect(unescaped(auditMarkdown(audit(trace), 'run'))).not.toMatch(/<[a-z/!?]|\]\(javascript/i);
    }),
    { numRuns: 200 },
  );
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
