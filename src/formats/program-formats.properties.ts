// A run of a program comes back from its files the same: its messages' kinds and bodies, its steps and their states. Whatever
// happens to the lines in between, each is counted once, and nothing throws.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stateAfterStep } from '../core/program/record-states.ts';
import { traceOfProgram } from '../core/program/program-trace.ts';
import { digestOf } from '../core/trace-digest.ts';
import type { Trace } from '../core/trace.ts';
import { anyProgramRun } from '../testing/program-run-arbitrary.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { readTrace } from './read.ts';
import { readJsonl } from './read-jsonl.ts';
import { writeTrace } from './write.ts';

function readBack(text: string, name: string): Trace {
  const { runs, skipped } = readTrace([{ name, text }]);
  expect(skipped).toEqual([]);
  expect(runs).toHaveLength(1);
  return runs[0]!.trace;
}

describe.each([
  ['jsonl', 'run.jsonl'],
  ['csv', 'run.csv'],
] as const)('as %s', (format, name) => {
  test('a run comes back the same, and is written in the same bytes again', () => {
    fc.assert(
      fc.property(anyProgramRun, run => {
        const trace = traceOfProgram(run);
        fc.pre(trace.eventCount > 0);
        const { text } = writeTrace(trace, format)[0]!;
        const again = readBack(text, name);
        expect(contentsOf(again)).toEqual(contentsOf(trace));
        expect(digestOf(again)).toBe(digestOf(trace));
        expect(writeTrace(again, format)[0]!.text).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});

const odd = fc.oneof(
  fc.constantFrom(null, -1, 0, 1e9, '', 'step', [], {}, [[]], { kind: 'lost' }),
  fc.jsonValue(),
);

test('lines that are lost, moved, cut or changed are counted, and what is left is a trace', () => {
  const damage = fc.record({
    kind: fc.constantFrom('cut', 'lose', 'double', 'move', 'change'),
    line: fc.nat(),
    at: fc.nat(),
    odd,
  });
  fc.assert(
    fc.property(anyProgramRun, fc.array(damage, { minLength: 1, maxLength: 6 }), (run, damages) => {
      const lines = writeTrace(traceOfProgram(run), 'jsonl')[0]!.text.trimEnd().split('\n');
      for (const { kind, line: choice, at, odd: value } of damages) {
        const i = choice % lines.length;
        const line = lines[i] ?? '';
        if (kind === 'cut') lines[i] = line.slice(0, at % (line.length + 1));
        else if (kind === 'lose') lines.splice(i, 1);
        else if (kind === 'double') lines.splice(i, 0, line);
        else if (kind === 'move') lines.push(...lines.splice(i, 1));
        else lines[i] = changed(line, at, value);
        if (lines.length === 0) lines.push('');
      }
      const { files, runs, skipped } = readJsonl({ name: 'a', text: lines.join('\n') });
      const { lines: count, eventLines, headerLines, blankLines, skippedLines } = files[0]!;
      expect(eventLines + headerLines + blankLines + skippedLines).toBe(count);
      expect(skipped).toHaveLength(skippedLines);
      for (const { trace } of runs) {
        const { program } = trace;
        program?.machines.forEach(({ steps }, i) =>
          steps.forEach((_, step) => void stateAfterStep(program, i + 1, step)),
        );
        for (const log of trace.logs)
          for (let index = 0; index < log.eventCount; index++) trace.event(log.machine, index);
        expect(() => writeTrace(trace, 'jsonl')).not.toThrow();
      }
    }),
    { numRuns: 200 },
  );
});

/** The line with one of its values changed, however deep. */
function changed(line: string, at: number, value: unknown): string {
  let root: unknown;
  try {
    root = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return line;
    throw error;
  }
  const places: [Record<string, unknown>, string][] = [];
  const collect = (within: unknown): void => {
    if (typeof within !== 'object' || within === null) return;
    for (const key of Object.keys(within)) {
      places.push([within as Record<string, unknown>, key]);
      collect((within as Record<string, unknown>)[key]);
    }
  };
  collect(root);
  const place = places[at % Math.max(1, places.length)];
  if (place) place[0][place[1]] = value;
  return JSON.stringify(root);
}

test('a state after a line that is missing is not known until it is told again', () => {
  fc.assert(
    fc.property(anyProgramRun, fc.nat(), (run, choice) => {
      const trace = traceOfProgram(run);
      const lines = writeTrace(trace, 'jsonl')[0]!.text.split('\n');
      const events = lines.flatMap((line, i) => (line.startsWith('{"machine":') ? [i] : []));
      fc.pre(events.length > 1);
      lines.splice(events[choice % events.length]!, 1);
      const again = readJsonl({ name: 'a', text: lines.join('\n') }).runs[0]!.trace;
      again.program!.machines.forEach(({ steps }, i) => {
        steps.forEach(({ at, cause }, step) => {
          const state = stateAfterStep(again.program!, i + 1, step);
          if (state === undefined) return;
          // Of a step that is whole, what the run had after it; the index of its first event tells which one that is.
          const index = again.origin!.machines[i]!.indices[at] ?? at;
          const own = trace.program!.machines[i]!.steps;
          const original = own.findIndex(
            each => each.at === index && JSON.stringify(each.cause) === JSON.stringify(cause),
          );
          if (original >= 0) expect(state).toEqual(stateAfterStep(trace.program!, i + 1, original));
        });
      });
    }),
    { numRuns: 150 },
  );
});
