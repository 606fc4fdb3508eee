// What Lamplight writes with vector clocks comes back: the same events and messages, whatever the run.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Trace } from '../../core/trace.ts';
import { simulate } from '../../engine/simulate.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { readTrace } from '../read.ts';
import { writeTrace } from '../write.ts';

/** What a log with vector clocks can tell of a run. */
function told(trace: Trace): unknown {
  return trace.logs.map(log => ({
    events: Array.from({ length: log.eventCount }, (_, index) => {
      const { kind, clock } = trace.event(log.machine, index);
      return `${kind} ${clock}`;
    }),
    messages: Array.from({ length: log.messageCount }, (_, row) => {
      const { to, timestamp, sentIndex, receivedIndex } = trace.message(log.machine, row + 1)!;
      return { to, timestamp, sentIndex, receivedIndex };
    }),
  }));
}

test.each(['shiviz', 'tsviz', 'govector'] as const)('%s', format => {
  fc.assert(
    fc.property(anyTrial, trial => {
      const trace = simulate(trial);
      fc.pre(trace.eventCount > 0 && trace.logs.every(({ eventCount }) => eventCount > 0));
      const [file] = writeTrace(trace, format);
      const { runs, skipped } = readTrace([{ name: file!.name, text: file!.text }]);
      expect(skipped).toEqual([]);
      expect(runs).toHaveLength(1);
      expect(told(runs[0]!.trace)).toEqual(told(trace));
      // And once more through our own format, which loses nothing.
      const [jsonl] = writeTrace(runs[0]!.trace, 'jsonl');
      const again = readTrace([{ name: jsonl!.name, text: jsonl!.text }]).runs[0]!.trace;
      expect(told(again)).toEqual(told(trace));
      expect(again.origin?.machines.map(({ vectors }) => [...vectors!])).toEqual(
        runs[0]!.trace.origin?.machines.map(({ vectors }) => [...vectors!]),
      );
    }),
    { numRuns: 60 },
  );
});
