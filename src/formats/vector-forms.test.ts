// Every form in which vector clocks are known to be written, from a simulated run, through the door that the page uses: the
// vectors come out as they went in, with the messages that they show, and nothing is held against a correct run.
import { describe, expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { vectorClocksOf } from '../analysis/vector-clocks.ts';
import { RECEIVE } from '../core/machine-log.ts';
import { PAIRINGS } from '../core/trace-origin.ts';
import type { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { stampedEventsOf, VECTOR_FORMS } from '../testing/vector-forms.ts';
import { readTrace } from './read.ts';

const RUN = simulate({ rates: [5, 2, 3], durationSeconds: 40, seed: 11 });
const EVENTS = stampedEventsOf(RUN);
/** Of the messages that were received, so many leave a trace in a vector. */
const SHOWN_LEAST = 0.9;

/** By the places of its two events: each message that is sure to be one. */
function sureMessages(trace: Trace): Set<string> {
  const found = new Set<string>();
  for (const { machine, eventCount, kinds, peers, messageNumbers } of trace.logs)
    for (let index = 0; index < eventCount; index++) {
      const message = kinds[index] === RECEIVE && trace.message(peers[index]!, messageNumbers[index]!);
      const pairings = trace.origin?.machines[machine - 1]?.pairings;
      if (message && (!pairings || PAIRINGS[pairings[index]!] === 'stated'))
        found.add(`${peers[index]}:${message.sentIndex} > ${machine}:${index}`);
    }
  return found;
}

const vectorsIn = (trace: Trace): (number[] | undefined)[] =>
  trace.origin!.machines.map(({ vectors }) => vectors && [...vectors]);

const kindsIn = (trace: Trace): string[][] =>
  trace.logs.map(({ machine, eventCount }) =>
    Array.from({ length: eventCount }, (_, index) => trace.event(machine, index).kind),
  );

function timesIn(trace: Trace): number[] {
  const all = trace.logs.flatMap(({ atMs, eventCount }) => [...atMs.subarray(0, eventCount)]);
  return all.map(ms => Math.round(ms - all[0]!));
}

describe('a run with vector clocks', () => {
  test.each(VECTOR_FORMS)('$form', ({ names, files, tellsKinds, tellsTimes, runs: expected }) => {
    const { runs, skipped } = readTrace(files(EVENTS));
    expect(skipped).toEqual([]);
    expect(runs).toHaveLength(expected);
    const written = sureMessages(RUN);
    for (const { trace } of runs) {
      expect(trace.logs.map(({ machine }) => trace.nameOf(machine))).toEqual(names);
      expect(vectorsIn(trace)).toEqual(vectorClocksOf(RUN).columns.map(column => [...column]));
      if (tellsKinds) expect(kindsIn(trace)).toEqual(kindsIn(RUN));
      if (tellsTimes)
        for (const [i, ms] of timesIn(trace).entries())
          expect(Math.abs(ms - timesIn(RUN)[i]!)).toBeLessThan(2);
      const read = sureMessages(trace);
      expect([...read].filter(message => !written.has(message))).toEqual([]);
      expect(read.size).toBeGreaterThan(SHOWN_LEAST * written.size);
      const report = audit(trace);
      expect(report.faults).toBe(0);
      expect(report.rules.find(({ rule }) => rule === 'vector-own-entry')?.checked).toBe(RUN.eventCount);
    }
  });
});
