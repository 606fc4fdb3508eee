// Laws of reading logs: a run written as each family writes it reads back as it was, and whoever is said to be the sole
// sender of a message is its sender.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PAIRINGS } from '../../core/trace-origin.ts';
import type { Trace } from '../../core/trace.ts';
import { FAMILIES, type Family, familyLogs } from '../../testing/family-logs.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { simulate } from '../../engine/simulate.ts';
import type { InputFile } from '../read-result.ts';
import { writeTrace } from '../write.ts';
import { readLogs } from './read-logs.ts';

/** What was read, after seeing to it that it is one run whose every line is accounted for and none skipped. */
function readBack(files: readonly InputFile[]): Trace {
  const { runs, files: reports, skipped } = readLogs(files);
  expect(skipped).toEqual([]);
  for (const report of reports)
    expect(report.eventLines + report.headerLines + report.blankLines).toBe(report.lines);
  expect(runs).toHaveLength(1);
  return runs[0]!.trace;
}

/** Times count from the first event where no header tells the start. */
function expectSameEvents(read: Trace, trace: Trace, tellsQueues: Family['tellsQueues']): void {
  const received = trace.logs.some(log => log.kinds.subarray(0, log.eventCount).includes(2));
  const shift = earliest(trace) - earliest(read);
  for (const log of trace.logs) {
    const back = read.logOf(log.machine);
    expect(back.eventCount).toBe(log.eventCount);
    for (let index = 0; index < log.eventCount; index++) {
      const event = trace.event(log.machine, index);
      const again = read.event(log.machine, index);
      expect([again.kind, again.clock]).toEqual([event.kind, event.clock]);
      expect(again.atMs + shift).toBeCloseTo(event.atMs, 2);
      expect(again.queue).toBe(tellsQueues === 'always' || received ? event.queue : undefined);
    }
  }
}

function earliest(trace: Trace): number {
  return Math.min(...trace.logs.flatMap(({ atMs, eventCount }) => (eventCount > 0 ? [atMs[0]!] : [])));
}

/** The sender of each receive and the index of its send, and how sure it is. */
function* pairsOf(
  trace: Trace,
): Generator<{ machine: number; index: number; sent: string; pairing: string }> {
  for (const { machine, eventCount, kinds } of trace.logs)
    for (let index = 0; index < eventCount; index++) {
      if (kinds[index] !== 2) continue;
      const event = trace.event(machine, index);
      const message = event.kind === 'receive' ? event.message : undefined;
      const sent = message && trace.message(message.from, message.number);
      const pairing = PAIRINGS[trace.origin?.machines[machine - 1]!.pairings[index] ?? 0]!;
      yield { machine, index, sent: sent ? `${sent.from}: ${sent.sentIndex}` : 'unknown', pairing };
    }
}

describe.each(FAMILIES)('$name', family => {
  test('a run reads back as it was, and what is sure of its messages is right', () => {
    fc.assert(
      fc.property(anyTrial, trial => {
        const trace = simulate(trial);
        const read = readBack(familyLogs(family, trace));
        expect(read.machines).toBe(trace.machines);
        expectSameEvents(read, trace, family.tellsQueues);
        const truths = [...pairsOf(trace)];
        for (const [i, { sent, pairing }] of [...pairsOf(read)].entries()) {
          if (pairing === 'sole' || pairing === 'stated') expect(sent).toBe(truths[i]!.sent);
          if (family.tells === 'sender') expect(pairing).toBe('stated');
          if (family.tells === 'value') expect(['sole', 'likely']).toContain(pairing);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('the assignment’s log reads back with every message', () => {
  fc.assert(
    fc.property(anyTrial, trial => {
      const trace = simulate(trial);
      const read = readBack(writeTrace(trace, 'log'));
      expectSameEvents(read, trace, 'always');
      expect(read.trial.rates).toEqual(trace.trial.rates);
      expect(read.trial.rule).toBe(trace.trial.rule);
      for (const log of trace.logs) {
        const back = read.logOf(log.machine);
        expect([...back.recipients.subarray(0, back.messageCount)]).toEqual([
          ...log.recipients.subarray(0, log.messageCount),
        ]);
        expect([...back.timestamps.subarray(0, back.messageCount)]).toEqual([
          ...log.timestamps.subarray(0, log.messageCount),
        ]);
        expect([...back.receivedIndices.subarray(0, back.messageCount)]).toEqual([
          ...log.receivedIndices.subarray(0, log.messageCount),
        ]);
      }
    }),
    { numRuns: 40 },
  );
});

test('whatever the text, nothing is thrown and every line is counted once', () => {
  const lines = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '',
      ' \r',
      '{"event": "SEND", "clock": 3}',
      '{"kind": "receive", "clock": 1e99, "from": {"a": 1}}',
      'logical clock,global time,event type,queue length',
      '5,5,receive,0',
      'Message received! Global time: never',
      'Message queue length: -1',
      'Logical clock time: 99999999999999999999',
      'Logical clock time: 7',
      '[SEND to 2] SysTime=99:99:99 LogicalClock=1',
      '[RECEIVE] From=2 LogicalClock=0',
      'System time: 1.5 s | RECEIVE from 7 (timestamp 3) | Queue length: not told | Logical clock: 0',
      'RECEIVE from Machine 2 | Logical clock: 11',
    ),
  );
  const texts = fc.array(lines, { maxLength: 12 }).map(all => all.join('\n'));
  const names = fc.constantFrom('log1.txt', 'log2.txt', 'a/log1.txt', 'machine_1.csv', '', '/', '9.9.9', '#');
  fc.assert(
    fc.property(fc.array(fc.record({ name: names, text: texts }), { maxLength: 5 }), files => {
      const { files: reports, runs } = readLogs(files);
      expect(reports).toHaveLength(files.length);
      for (const [i, report] of reports.entries()) {
        const { text } = files[i]!;
        const counted = report.eventLines + report.headerLines + report.blankLines + report.skippedLines;
        expect(counted).toBe(report.lines);
        expect(report.lines).toBe(text.split('\n').length - Number(text === '' || text.endsWith('\n')));
      }
      for (const { trace } of runs)
        for (const { machine, eventCount } of trace.logs)
          for (let index = 0; index < eventCount; index++)
            expect(trace.event(machine, index).atMs).not.toBeNaN();
    }),
    { numRuns: 500 },
  );
});
