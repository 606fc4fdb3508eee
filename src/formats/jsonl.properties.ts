// JSONL loses nothing: what was written is read back the same, whatever the run was like.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TIMESTAMP_RULES, type TrialInput } from '../core/trial.ts';
import { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { readJsonl } from './read-jsonl.ts';
import { writeTrace } from './write.ts';

const trials: fc.Arbitrary<TrialInput> = fc.record({
  rates: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 5 }),
  dieSides: fc.integer({ min: 5, max: 12 }),
  durationSeconds: fc.integer({ min: 1, max: 8 }),
  seed: fc.nat(),
  rule: fc.constantFrom(...TIMESTAMP_RULES),
});

/** Everything a trace knows, as plain data. */
function contents({ trial, engine, startedAtMs, gaps, logs }: Trace): unknown {
  const trace = { trial, engine, startedAtMs, gaps };
  const columns = logs.map(log => ({
    events: [log.kinds, log.atMs, log.clocks, log.queues, log.faces].map(column => [
      ...column.subarray(0, log.eventCount),
    ]),
    messages: [
      log.recipients,
      log.timestamps,
      log.sentIndices,
      log.arrivedMs,
      log.arrivedBeforeTicks,
      log.receivedIndices,
    ].map(column => [...column.subarray(0, log.messageCount)]),
  }));
  return { trace, columns };
}

function jsonlOf(trace: Trace): string {
  return writeTrace(trace, 'jsonl')[0]!.text;
}

test('a virtual trace comes back the same', () => {
  fc.assert(
    fc.property(trials, trial => {
      const trace = simulate(trial);
      const { trace: read, skipped } = readJsonl(jsonlOf(trace));
      expect(skipped).toEqual([]);
      expect(contents(read!)).toEqual(contents(trace));
    }),
  );
});

test('so does a live trace with a start, a gap, and a message whose send was lost', () => {
  const trace = new Trace(simulate({ rates: [5, 5] }).trial, 'live', Date.parse('2026-11-22T10:00:00.123Z'));
  trace.gaps.push({ machine: 2, reason: 'Its page was closed.' });
  const recorder = trace.recorderOf(1);
  recorder.arrival({ from: 2, to: 1, number: 3, timestamp: 7 }, 150.5, 1);
  recorder.internal(200.25, 1, 1, 9);
  const { trace: read, skipped } = readJsonl(jsonlOf(trace));
  expect(skipped).toEqual([]);
  expect(contents(read!)).toEqual(contents(trace));
});

test('events are ordered by time, and their fields have the names that other programs read', () => {
  const [header, ...events] = jsonlOf(simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 20 }))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  expect(header).toEqual({
    format: 'lamplight-trace',
    version: 1,
    engine: 'virtual',
    trial: { rates: [5, 1, 5], dieSides: 10, durationSeconds: 20, seed: 7, rule: 'increment-then-send' },
  });
  expect(events).toHaveLength(220);
  const times = events.map(event => event['atMs'] as number);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const facts = ['machine', 'index', 'tick', 'kind', 'dueMs', 'atMs', 'clock', 'queue'];
  const send = events.find(event => event['kind'] === 'send')!;
  expect(Object.keys(send)).toEqual([...facts, 'roll', 'messages']);
  expect(send['messages']).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: expect.stringMatching(/^\d-\d+$/) as string })]),
  );
  const receive = events.find(event => event['kind'] === 'receive')!;
  expect(Object.keys(receive)).toEqual([...facts, 'message']);
  expect(Object.keys(receive['message'] as object)).toEqual([
    'id',
    'from',
    'timestamp',
    'sentMs',
    'arrivedMs',
  ]);
});

describe('bad input', () => {
  const good = jsonlOf(simulate({ rates: [2, 2], durationSeconds: 3 }));

  test.each([
    ['nothing', ''],
    ['no JSON', 'Machine 1 | Clock rate: 5'],
    ['another format', '{"format":"other","version":1}'],
    ['a trial that is none', good.replace('"rates":[2,2]', '"rates":[2,0]')],
  ])('%s gives no trace and a reason', (_, text) => {
    const { trace, skipped } = readJsonl(text);
    expect(trace).toBeUndefined();
    expect(skipped).toHaveLength(text === '' ? 0 : 1);
  });

  test('a line that fails is named with its reason, and what stands around it is read', () => {
    const lines = good.trimEnd().split('\n');
    lines.splice(
      3,
      0,
      '{"machine":1',
      '{"machine":9,"index":0,"kind":"internal","atMs":1,"clock":1,"queue":0,"roll":1}',
    );
    const { trace, skipped } = readJsonl(lines.join('\n'));
    expect(trace?.eventCount).toBe(12);
    expect(skipped.map(({ line }) => line)).toEqual([4, 5]);
    expect(skipped[0]?.reason).toMatch(/not JSON/);
    expect(skipped[1]?.reason).toMatch(/no machine 9/);
  });

  test('no text makes the reader throw', () => {
    const lines = good.split('\n');
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.nat(200), fc.string({ maxLength: 3 }), (i, at, junk) => {
        const line = lines[i]!;
        const spoilt = lines.with(i, line.slice(0, at) + junk + line.slice(at + junk.length));
        readJsonl(spoilt.join('\n'));
      }),
    );
  });
});
