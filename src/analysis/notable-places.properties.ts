// What is worth a look in a program's run, against a plain walk through what is on record.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceOfProgram } from '../core/program/program-trace.ts';
import { stepOf } from '../core/program/program-record.ts';
import { anyProgramRun } from '../testing/program-run-arbitrary.ts';
import { runByDraws } from '../testing/run-by-draws.ts';
import { TELLING } from '../testing/telling-program.ts';
import { failureSentence, notableMark } from '../words/notable-places.ts';
import { notablePlaces, programFailures } from './notable-places.ts';

test('every step with an event that failed or started again is listed, at its first event, in the order of time', () => {
  fc.assert(
    fc.property(anyProgramRun, run => {
      const trace = traceOfProgram(run);
      const program = trace.program!;
      const found = programFailures(trace, program);
      const wanted = run.steps.filter(({ events, problem, cause }) => {
        const isAgain = cause.kind === 'start' && cause.isAgain;
        return cause.kind !== 'lost' && events.length > 0 && (problem !== undefined || isAgain);
      });
      const count = wanted.reduce(
        (sum, { problem, cause }) => sum + (problem ? 1 : 0) + (cause.kind === 'start' ? 1 : 0),
        0,
      );
      expect(found).toHaveLength(count);
      for (const [i, place] of found.entries()) {
        expect(place.atMs).toBeGreaterThanOrEqual(found[i - 1]?.atMs ?? -Infinity);
        expect(stepOf(program, place.machine, place.index)!.at).toBe(place.index);
      }
    }),
    { numRuns: 60 },
  );
});

test('marks lie apart, are no more than asked for, and are what the trace says', () => {
  fc.assert(
    fc.property(anyProgramRun, fc.integer({ min: 1, max: 12 }), (run, most) => {
      const trace = traceOfProgram(run);
      const endMs = Math.max(1, ...trace.logs.map(({ atMs, eventCount }) => atMs[eventCount - 1] ?? 0));
      const marks = notablePlaces(trace, trace.program!, endMs, most);
      expect(marks.length).toBeLessThanOrEqual(most);
      for (const [i, { atMs, machine, index }] of marks.entries()) {
        expect(atMs).toBe(trace.event(machine, index).atMs);
        if (i > 0) expect(atMs - marks[i - 1]!.atMs).toBeGreaterThan(endMs / 48 - 1e-6);
      }
      const hasFailed = programFailures(trace, trace.program!).some(({ kind }) => kind === 'problem');
      if (hasFailed) expect(marks.some(({ kind }) => kind === 'problem')).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('they are said with their machine, their step and what is wrong', () => {
  const draws = Array.from({ length: 60 }, (_, i) => (i * 7919) % 1009);
  const trace = traceOfProgram(runByDraws(TELLING, TELLING.trial!, draws));
  const said = programFailures(trace, trace.program!).map(place => failureSentence(trace, place));
  expect(said).toContain('Machine 2 starts again, with what it stored.');
  const problem =
    /^Machine 1 has a problem in its step “command fail”\. The handler threw an error: this command always fails/;
  expect(said.some(sentence => problem.test(sentence))).toBe(true);
  const marks = notablePlaces(trace, trace.program!, 11_000, 12).map(place => notableMark(trace, place));
  expect(marks.some(mark => /^Problem on machine 1 at step \d+$/.test(mark))).toBe(true);
  expect(marks.some(mark => /^Message \d-\d, sent at step \d+, is lost$/.test(mark))).toBe(true);
});
