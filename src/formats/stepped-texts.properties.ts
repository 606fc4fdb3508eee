// Where time has no length, no file that people read names seconds, whatever the run; and the audit's sentences do not either.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { traceOfProgram } from '../core/program/program-trace.ts';
import { auditMarkdown } from './audit-markdown.ts';
import { WRITE_FORMATS, writeTrace } from './write.ts';
import { anySeededRun, anySteppedRun } from '../testing/program-run-arbitrary.ts';

const SECONDS = /\d ?(?:s|ms)\b|\bseconds?\b|\/s\b|per second|milli/i;
/** Their columns and fields are called as in every trace: docs/formats.md says what they mean there. TSViz has times alone. */
const MACHINES_READ = ['jsonl', 'csv', 'tsviz'];

test('files of runs in which time has no length', () => {
  fc.assert(
    fc.property(anySteppedRun, run => {
      const trace = traceOfProgram(run);
      for (const format of WRITE_FORMATS.filter(each => !MACHINES_READ.includes(each)))
        for (const { name, text } of writeTrace(trace, format, { window: { fromMs: 1000, toMs: 4600 } })) {
          expect(name).toMatch(/^lamplight-stepped-\d+-machines-steps-1-to-4/);
          expect(text).not.toMatch(SECONDS);
        }
      expect(auditMarkdown(audit(trace), 'a run', trace.engine)).not.toMatch(SECONDS);
    }),
    { numRuns: 60 },
  );
});

test('an audit that finds events in the wrong order says which steps', () => {
  fc.assert(
    fc.property(anySteppedRun, run => {
      const trace = traceOfProgram(run);
      const log = trace.logs.find(({ eventCount }) => eventCount > 1);
      fc.pre(log !== undefined);
      log.atMs[log.eventCount - 1] = 0;
      const text = auditMarkdown(audit(trace), 'a run', trace.engine);
      if (log.atMs[log.eventCount - 2]! > 0)
        expect(text).toMatch(/The time goes back from step \d+ to step 0/);
      expect(text).not.toMatch(SECONDS);
    }),
    { numRuns: 30 },
  );
});

test('in virtual time they do, as in any run', () => {
  fc.assert(
    fc.property(anySeededRun, run => {
      const trace = traceOfProgram(run);
      const [log] = writeTrace(trace, 'log');
      expect(log!.text).toMatch(/ticks? per second/);
      if (trace.logs[0]!.eventCount > 0) expect(log!.text).toMatch(/\d s\b/);
    }),
    { numRuns: 20 },
  );
});
