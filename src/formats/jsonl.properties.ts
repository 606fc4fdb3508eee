// JSONL loses nothing: what was written is read back the same, whatever the run was like and whoever recorded it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCertifiedRun } from '../testing/certificate-arbitrary.ts';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { placeOf } from '../core/trace-origin.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { Trace } from '../core/trace.ts';
import type { TrialInput } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { JsonlReader, readJsonl } from './read-jsonl.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { writeTrace } from './write.ts';

function textOf(trace: Trace): string {
  return writeTrace(trace, 'jsonl')[0]!.text;
}

/** The one run of a text in which nothing is wrong. */
function traceOf(text: string): Trace {
  const { runs, skipped } = readJsonl({ name: 'a.jsonl', text });
  expect(skipped).toEqual([]);
  expect(runs).toHaveLength(1);
  return runs[0]!.trace;
}

test('a virtual trace comes back the same, and each event knows its line', () => {
  fc.assert(
    fc.property(anyTrial, trial => {
      const trace = simulate(trial);
      const text = textOf(trace);
      const read = traceOf(text);
      expect(contentsOf(read)).toEqual(contentsOf(trace));
      const lines = text.split('\n');
      for (const { machine, eventCount } of read.logs)
        for (let index = 0; index < eventCount; index++) {
          const place = placeOf(read.origin!, machine, index)!;
          expect(place.file).toBe('a.jsonl');
          expect(JSON.parse(lines[place.line - 1]!)).toMatchObject({ machine, index });
        }
    }),
    { numRuns: 50 },
  );
});

test('a live run comes back with its certificate, and with how its clocks were corrected', () => {
  fc.assert(
    fc.property(anyCertifiedRun, trace => {
      expect(contentsOf(traceOf(textOf(trace)))).toEqual(contentsOf(trace));
    }),
    { numRuns: 50 },
  );
});

test('a run with faults comes back the same, each fault a line of its own', () => {
  fc.assert(
    fc.property(anyFaultyTrial, trial => {
      const trace = simulate(trial);
      const text = textOf(trace);
      expect(contentsOf(traceOf(text))).toEqual(contentsOf(trace));
      expect(text.split('\n').filter(line => line.startsWith('{"fault":'))).toHaveLength(trace.faults.length);
    }),
    { numRuns: 200 },
  );
});

test('the version says whether a reader has to know faults', () => {
  const versionOf = (trial: TrialInput): unknown =>
    (JSON.parse(textOf(simulate(trial)).split('\n')[0]!) as { version: unknown }).version;
  expect(versionOf({ rates: [5, 1] })).toBe(1);
  expect(versionOf({ rates: [5, 1], delay: { kind: 'exponential', meanMs: 5 } })).toBe(1);
  expect(versionOf({ rates: [5, 1], delay: { kind: 'log-normal', medianMs: 5, spreadFactor: 2 } })).toBe(2);
  expect(versionOf({ rates: [5, 1], faults: { lossPercent: 5 } })).toBe(2);
});

test.each([
  ['{"fault":"flood","atMs":5}', /"fault"/],
  ['{"fault":"lost","atMs":5,"id":"1-1","to":2,"cause":"boredom"}', /"cause"/],
  ['{"fault":"lost","atMs":5,"id":"1-1","to":9,"cause":"chance"}', /no machine 9/],
  ['{"fault":"crash","machine":1,"fromMs":-5,"toMs":9,"memory":"amnesic"}', /whole number of milliseconds/],
  ['{"fault":"crash","machine":7,"fromMs":5,"toMs":9,"memory":"amnesic"}', /no machine 7/],
])('a line of a fault that is wrong is skipped with its reason: %s', (line, reason) => {
  const [header, ...lines] = textOf(simulate({ rates: [5, 1], faults: { lossPercent: 5 } })).split('\n');
  const { runs, skipped } = readJsonl({ name: 'a.jsonl', text: [header, line, ...lines].join('\n') });
  expect(skipped.map(one => one.reason)).toEqual([expect.stringMatching(reason)]);
  expect(runs).toHaveLength(1);
});

test('a live trace with a start, a gap, lost messages, and a message whose send was lost comes back the same', () => {
  const trace = new Trace(simulate({ rates: [5, 5] }).trial, 'live', Date.parse('2026-11-22T10:00:00.123Z'));
  trace.gaps.push({ machine: 2, reason: 'Its page was closed.' });
  trace.losses.push(
    { from: 1, to: 2, count: 39, kind: 'not-sent', reason: 'The link to machine 2 is closed.' },
    { from: 2, to: 1, count: 1, kind: 'never-arrived' },
  );
  const recorder = trace.recorderOf(1);
  recorder.arrival({ from: 2, to: 1, number: 3, timestamp: 7 }, 150.5, 1);
  recorder.internal(200.25, 1, 1, 9);
  expect(contentsOf(traceOf(textOf(trace)))).toEqual(contentsOf(trace));
});

test('an imported trace comes back the same, with the places where its events stood', () => {
  fc.assert(
    fc.property(anyImportedTrace, trace => {
      const read = traceOf(textOf(trace));
      expect(contentsOf(read)).toEqual(contentsOf(trace));
      expect(read.origin).toEqual(trace.origin);
    }),
  );
});

test('in whatever pieces the text comes, the same is read', () => {
  fc.assert(
    fc.property(
      anyTrial,
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }),
      fc.constantFrom('\n', '\r\n'),
      (trial, lengths, lineBreak) => {
        const trace = simulate({ ...trial, durationSeconds: 1 });
        const text = textOf(trace).replaceAll('\n', lineBreak);
        const reader = new JsonlReader('a.jsonl');
        for (let at = 0, i = 0; at < text.length; i++) {
          const length = lengths[i % lengths.length]!;
          reader.push(text.slice(at, at + length));
          at += length;
        }
        const { runs, skipped, files } = reader.end();
        expect(skipped).toEqual([]);
        expect(contentsOf(runs[0]!.trace)).toEqual(contentsOf(trace));
        expect(files[0]).toMatchObject({ lines: trace.eventCount + 1, eventLines: trace.eventCount });
      },
    ),
  );
});

test('events are ordered by time, and their fields have the names that other programs read', () => {
  const [header, ...events] = textOf(simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 20 }))
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
