// Where time has no length: each message and each second copy was received, was lost, or is on its way at the end.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceOfProgram } from '../core/program/program-trace.ts';
import { anySteppedRun } from '../testing/program-run-arbitrary.ts';
import { summarize } from './summary.ts';

test('messages are conserved', () => {
  fc.assert(
    fc.property(anySteppedRun, run => {
      const { sent, received, waiting, inFlight, lost, doubled } = summarize(traceOfProgram(run)).totals;
      expect(sent + doubled).toBe(received + waiting + inFlight + lost);
      expect(waiting + inFlight).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 100 },
  );
});
