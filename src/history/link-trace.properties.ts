// Any run comes back from its link as it was; whatever else a link holds is refused, and never unpacks to more than it may.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packBytes } from '../core/address-bytes.ts';
import { digestOf } from '../core/trace-digest.ts';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { anyCertifiedRun } from '../testing/certificate-arbitrary.ts';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { traceOfProgram } from '../core/program/program-trace.ts';
import { anyProgramRun } from '../testing/program-run-arbitrary.ts';
import { oddTrace } from '../testing/odd-trace-arbitrary.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { packRun, unpackRun } from './link-trace.ts';
import { bytesOfTrace, traceOfBytes } from './trace-bytes.ts';

test('any run and any opened log comes back from its link, event by event', async () => {
  const traces = fc.oneof(
    anyTrial.map(trial => simulate(trial)),
    anyCertifiedRun,
    anyImportedTrace,
    oddTrace,
    anyProgramRun.map(run => traceOfProgram(run)),
  );
  await fc.assert(
    fc.asyncProperty(traces, fc.string({ unit: 'binary', maxLength: 60 }), async (trace, name) => {
      const read = await unpackRun(await packRun({ name, trace }));
      if (read.kind !== 'run') throw new Error(read.kind);
      expect(digestOf(read.run.trace)).toBe(digestOf(trace));
      expect(contentsOf(read.run.trace)).toEqual(contentsOf(traceOfBytes(bytesOfTrace(trace))));
      expect(read.run.name).toBe(name);
    }),
    { numRuns: 200 },
  );
});

test('what is no link, or one that was changed, is refused or a trace that can be studied', async () => {
  const trace = simulate(trialFrom({ rates: [5, 1, 5], durationSeconds: 5 }));
  const packed = await packRun({ name: 'run', trace });
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.stringMatching(/^[\w-]{0,200}$/),
        fc
          .tuple(fc.nat({ max: packed.length - 1 }), fc.constantFrom('A', '_', 'x', ''))
          .map(([at, sign]) => packed.slice(0, at) + sign + packed.slice(at + 1)),
        fc.uint8Array({ maxLength: 300 }).map(bytes => [1, ...bytes]),
      ),
      async each => {
        const text = typeof each === 'string' ? each : await packBytes(Uint8Array.from(each));
        const read = await unpackRun(text);
        if (read.kind !== 'run') refused += 1;
        else expect(digestOf(read.run.trace)).toMatch(/^[0-9a-f]{16}$/);
      },
    ),
    { numRuns: 1000 },
  );
  expect(refused).toBeGreaterThan(500);
  expect(await unpackRun(await packBytes(Uint8Array.of(2, 0, 0)))).toEqual({ kind: 'newer' });
  // A few kilobytes that stand for a gigabyte of zeros.
  expect(await unpackRun(await packBytes(new Uint8Array(2 ** 24).fill(1)))).toEqual({ kind: 'too-long' });
});

test('a minute of three machines fits into a link with room to spare', async () => {
  for (const [rates, most] of [
    [[5, 1, 5], 4500],
    [[6, 6, 6], 8000],
  ] as const) {
    const trace = simulate(
      trialFrom({ rates: [...rates], delay: { kind: 'uniform', minMs: 150, maxMs: 450 } }),
    );
    expect((await packRun({ name: '', trace })).length).toBeLessThan(most);
  }
});
