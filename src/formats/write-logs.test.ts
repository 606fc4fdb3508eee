import { describe, expect, test } from 'vitest';
import { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { readTrace } from './read.ts';
import { planFiles, WRITE_FORMATS, writeTrace } from './write.ts';

test('one file for each machine, with its rate first and a line for each event', () => {
  const trace = simulate({ rates: [2, 1, 3], durationSeconds: 10, seed: 5 });
  const files = writeTrace(trace, 'log');
  expect(files.map(({ name }) => name)).toEqual(
    [1, 2, 3].map(id => `lamplight-virtual-2-1-3-seed-5-machine-${id}.log`),
  );
  for (const [i, { text }] of files.entries()) {
    const [first, ...events] = text.trimEnd().split('\n');
    expect(first).toContain(`Machine ${i + 1} | Clock rate: ${trace.trial.rates[i]} ticks per second`);
    expect(events).toHaveLength(trace.logOf(i + 1).eventCount);
    for (const line of events)
      expect(line).toMatch(
        /^System time: [\d.]+ s \| (INTERNAL|SEND to \d( and \d)?|RECEIVE from \d) \(.+\) \| Queue length: \d+ \| Logical clock: \d+$/,
      );
  }
});

test('a live log tells the system time, a send its recipients, and a gap is not hidden', () => {
  const trace = new Trace(trialFrom({ rates: [5, 5, 5] }), 'live', Date.parse('2026-11-22T10:00:00.000Z'));
  trace.gaps.push({ machine: 2, reason: 'Its page was closed after 1.0 s.' });
  trace.recorderOf(2).send(250, 1, 0, 3, [
    { from: 2, to: 1, number: 1, timestamp: 1 },
    { from: 2, to: 3, number: 2, timestamp: 1 },
  ]);
  trace.losses.push({ from: 2, to: 3, count: 1, kind: 'never-arrived' });
  expect(writeTrace(trace, 'log')[1]?.text.trimEnd().split('\n').slice(1)).toEqual([
    'Incomplete: Its page was closed after 1.0 s.',
    'Lost: 1 to 3, never arrived',
    'System time: 2026-11-22T10:00:00.250Z | SEND to 1 and 3 (rolled 3, timestamp 1) | Queue length: 0 | Logical clock: 1',
  ]);
});

describe('messages that got lost', () => {
  const lossy = () => {
    const trace = simulate({ rates: [2, 1, 3], durationSeconds: 10, seed: 5 });
    const whole = new Trace(trace.trial, 'live', Date.parse('2026-11-22T10:00:00.000Z'), trace.logs);
    whole.losses.push(
      { from: 1, to: 3, count: 5, kind: 'not-sent', reason: 'The link to machine 3 is closed.' },
      { from: 3, to: 2, count: 1, kind: 'never-arrived' },
    );
    return whole;
  };

  test.each(['jsonl', 'csv', 'log'] as const)('are in a %s file, and are read from it', format => {
    const trace = lossy();
    const { runs } = readTrace(writeTrace(trace, format));
    expect(runs).toHaveLength(1);
    expect(runs[0]!.trace.losses).toEqual(trace.losses);
    expect(runs[0]!.trace.gaps).toEqual([]);
  });

  test.each(WRITE_FORMATS.filter(format => !['jsonl', 'csv', 'log'].includes(format)))(
    'are said beside a %s file, which cannot hold them',
    format => {
      expect(planFiles(lossy(), format)[0]!.notes).toEqual([
        ...planFiles(simulate(lossy().trial), format)[0]!.notes,
        '5 messages from machine 1 to machine 3 could not be sent: The link to machine 3 is closed.',
        '1 message from machine 3 to machine 2 never arrived.',
      ]);
    },
  );
});
