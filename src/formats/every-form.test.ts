// Every form in which logs of this kind are known to be written, from a simulated run, through the door that the page uses:
// the run that comes out is held against the run that was written.
import { describe, expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { RECEIVE } from '../core/machine-log.ts';
import { PAIRINGS } from '../core/trace-origin.ts';
import type { Trace } from '../core/trace.ts';
import { FORMS, START_MS } from '../testing/known-forms.ts';
import { runFor, writeForm } from '../testing/write-form.ts';
import { readTrace } from './read.ts';
import type { ReadResult } from './read-result.ts';

/** The only run, of which all lines are accounted for. */
function onlyRun({ runs, files, skipped }: ReadResult): Trace {
  expect(skipped).toEqual([]);
  for (const file of files)
    expect(file.eventLines + file.headerLines + file.blankLines + file.skippedLines).toBe(file.lines);
  expect(runs).toHaveLength(1);
  return runs[0]!.trace;
}

/** Of each event by machine: what happened and the clock. */
function eventsOf(trace: Trace): string[][] {
  return trace.logs.map(({ machine, eventCount }) =>
    Array.from({ length: eventCount }, (_, index) => {
      const { kind, clock } = trace.event(machine, index);
      return `${kind} ${clock}`;
    }),
  );
}

/** Each message that is sure to be one, as `1:4 > 2:7`: the events at which it was sent and received. */
function surePairs(trace: Trace): string[] {
  return pairsOf(trace, pairing => pairing === 'stated' || pairing === 'sole');
}

function pairsOf(trace: Trace, isShown: (pairing: (typeof PAIRINGS)[number]) => boolean): string[] {
  return trace.logs.flatMap(({ machine, eventCount, kinds }) =>
    Array.from({ length: eventCount }, (_, index): string[] => {
      const event = kinds[index] === RECEIVE ? trace.event(machine, index) : undefined;
      const message = event?.kind === 'receive' ? event.message : undefined;
      const pairings = trace.origin?.machines[machine - 1]?.pairings;
      if (!message || (pairings && !isShown(PAIRINGS[pairings[index]!]!))) return [];
      return [
        `${message.from}:${trace.message(message.from, message.number)?.sentIndex} > ${machine}:${index}`,
      ];
    }).flat(),
  );
}

/** Times may be cut to the second, or begin elsewhere in each file. */
function expectTimes(trace: Trace, run: Trace): void {
  for (const { machine, eventCount, atMs } of trace.logs) {
    const own = run.logOf(machine).atMs;
    const apart = Array.from({ length: eventCount }, (_, index) => atMs[index]! - own[index]!);
    expect(Math.max(...apart) - Math.min(...apart)).toBeLessThanOrEqual(1000);
  }
}

describe('logs of students’ programs', () => {
  test.each(FORMS)('$form', form => {
    const run = runFor(form);
    const trace = onlyRun(readTrace(writeForm(form, run)));
    expect(trace.logs.map(({ machine }) => trace.nameOf(machine))).toEqual(
      form.names.map(name => expect.stringMatching(new RegExp(`(?:^|\\W)${/\d*$/.exec(name)![0] || name}$`))),
    );
    expect(eventsOf(trace)).toEqual(eventsOf(run));
    expectTimes(trace, run);
    const written = new Set(pairsOf(run, () => true));
    const read = surePairs(trace);
    expect(read.filter(pair => !written.has(pair))).toEqual([]);
    // Where senders are told each message is found, and in the order of its channel.
    if (!form.untold.includes('senders')) expect(new Set(pairsOf(trace, () => true))).toEqual(written);
    expect(audit(trace).faults).toBe(0);
  });
});

describe('logs to which a second run was appended', () => {
  const HOUR_MS = 3_600_000;
  test.each(FORMS)('$form', form => {
    const run = runFor(form);
    // Where the clocks of all machines are still so low that a fall to 1 might be a slip.
    const first = writeForm(form, run, { untilMs: 700 });
    const second = writeForm(form, run, { startMs: START_MS + HOUR_MS, hasHead: false });
    const files = first.map(({ name, text }, i) => ({ name, text: `${text}${second[i]!.text}` }));
    const { runs, skipped } = readTrace(files);
    expect(skipped).toEqual([]);
    expect(runs).toHaveLength(2);
    const [early, late] = runs.map(({ trace }) => trace) as [Trace, Trace];
    expect(eventsOf(late)).toEqual(eventsOf(run));
    expect(eventsOf(early)).toEqual(
      eventsOf(run).map((events, i) => events.slice(0, early.logs[i]!.eventCount)),
    );
    expect(audit(early).faults + audit(late).faults).toBe(0);
  });
});
