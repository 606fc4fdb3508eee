// The trace of a program's run says what the run was: its events, messages and states, whatever world it was in.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit } from '../../analysis/audit/audit.ts';
import { bytesOfTrace, traceOfBytes } from '../../history/trace-bytes.ts';
import { anyProgramRun } from '../../testing/program-run-arbitrary.ts';
import { contentsOf } from '../../testing/trace-contents.ts';
import { packCopy, unpackTrace } from '../packed-trace.ts';
import { digestOf } from '../trace-digest.ts';
import { letterOf, outputOf, stepOf } from './program-record.ts';
import { shownSpans, stateAfter, stateAfterStep } from './record-states.ts';
import { traceOfProgram } from './program-trace.ts';
import type { RecordedRun, RecordedStep } from './recorded-run.ts';

function ownSteps({ steps }: RecordedRun, machine: number): RecordedStep[] {
  return steps.filter(step => step.machine === machine && step.cause.kind !== 'lost');
}

describe('a trace of a run', () => {
  test('has its events, each with its clock, its message and what it says', () => {
    fc.assert(
      fc.property(anyProgramRun, run => {
        const trace = traceOfProgram(run);
        const record = trace.program!;
        for (const { events } of run.steps)
          for (const event of events) {
            const { machine, index, clock, kind } = event;
            const traced = trace.event(machine, index);
            expect(traced).toMatchObject({ machine, index, clock, kind });
            if (event.kind === 'send') {
              expect(traced).toMatchObject({ messages: event.copies });
              for (const { number } of event.copies)
                expect(letterOf(record, machine, number)).toEqual({ kind: event.message, body: event.body });
            } else if (event.kind === 'receive') {
              const { from, number, timestamp } = event;
              expect(traced).toMatchObject({ message: { from, number, timestamp } });
            } else if (event.cause === 'output')
              expect(outputOf(record, machine, index)).toEqual({
                at: index,
                name: event.name,
                value: event.value,
              });
            else expect(outputOf(record, machine, index)).toBeUndefined();
          }
        expect(trace.eventCount).toBe(run.steps.flatMap(({ events }) => events).length);
      }),
      { numRuns: 200 },
    );
  });

  test('has the state after each step, what it was for and what is shown', () => {
    fc.assert(
      fc.property(anyProgramRun, run => {
        const record = traceOfProgram(run).program!;
        for (const [i] of record.machines.entries()) {
          const machine = i + 1;
          const steps = ownSteps(run, machine);
          steps.forEach(({ state, cause, events, tick }, step) => {
            expect(stateAfterStep(record, machine, step)).toEqual(state);
            for (const { index } of events) {
              expect(stateAfter(record, machine, index)).toEqual(state);
              expect(stepOf(record, machine, index)).toMatchObject({
                cause,
                ...(tick !== undefined && { tick }),
              });
            }
          });
          const spans = shownSpans(record, machine);
          for (const { shown, events } of steps) {
            const at = events.at(-1)?.index ?? -1;
            const seen = spans.find(({ from, to }) => from <= at && (to === undefined || at < to));
            expect(seen?.shown).toEqual(shown);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is not found wrong by the audit', () => {
    fc.assert(
      fc.property(anyProgramRun, run => {
        const { rules } = audit(traceOfProgram(run));
        // Under the assignment's rule for timestamps the clock condition itself does not hold.
        const isExpected = (rule: string): boolean =>
          rule === 'clock-condition' && run.trial.rule === 'send-then-increment';
        const findings = rules.flatMap(each => each.findings).filter(({ rule }) => !isExpected(rule));
        // A machine that crashed has clock 0 again.
        expect(findings.filter(({ fact }) => fact.kind !== 'clock-forgotten')).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('is the same after it was packed for a worker, and after it was stored', () => {
    fc.assert(
      fc.property(anyProgramRun, run => {
        const trace = traceOfProgram(run);
        const contents = contentsOf(trace);
        const { packed } = packCopy(trace);
        for (const again of [unpackTrace(structuredClone(packed)), traceOfBytes(bytesOfTrace(trace))]) {
          expect(contentsOf(again)).toEqual(contents);
          expect(digestOf(again)).toBe(digestOf(trace));
        }
      }),
      { numRuns: 100 },
    );
  });
});
