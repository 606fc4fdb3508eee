// What is written of an imported trace claims nothing that its files did not tell; and how large files will be.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { importedTrial } from '../core/imported-trial.ts';
import { MachineLog, NONE } from '../core/machine-log.ts';
import { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { readJsonl } from './read-jsonl.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { WRITE_FORMATS, writeTrace } from './write.ts';
import { writtenSizeOf } from './written-size.ts';

test('an imported trace comes back from JSONL with all that it knows and leaves unsaid', () => {
  fc.assert(
    fc.property(anyImportedTrace, trace => {
      const [file] = writeTrace(trace, 'jsonl');
      const { runs, skipped } = readJsonl({ name: file!.name, text: file!.text });
      expect(skipped).toEqual([]);
      expect(contentsOf(runs[0]!.trace)).toEqual(contentsOf(trace));
    }),
  );
});

describe('a log of which little is known', () => {
  const log = new MachineLog(1, 0);
  const other = new MachineLog(2, 0);
  const message = { from: 1, to: 2, number: 1, timestamp: 4 };
  log.addInternal(0, 1, NONE, 0);
  log.addSend(250, 4, NONE, 0, [message]);
  log.addSend(500, 5, NONE, 0, []);
  log.addReceive(750, 6, 3, undefined);
  log.markReceived(message, 0);
  other.addReceive(800, 5, 0, message);
  const trial = importedTrial({ rates: [4, 1.2345], durationSeconds: 1, rule: 'increment-then-send' });
  const machine = {
    files: new Uint16Array(4),
    lines: new Uint32Array([2, 3, 4, 5]),
    indices: new Uint32Array(),
    pairings: new Uint8Array([0, 0, 0, 4]),
    statedTimestamps: new Uint32Array(4).fill(NONE),
    doubts: new Uint8Array(4),
  };
  const trace = new Trace(trial, 'imported', undefined, [log, other], {
    family: 'a log',
    files: ['one.log'],
    machines: [
      { ...machine, name: 'port 2056', rate: 'stated' },
      { ...machine, name: 'port 3056', rate: 'estimated' },
    ],
    notes: [],
    rule: 'inferred',
    timeStepMs: 1,
  });

  test('claims no die, no seed, no queue and no roll, in JSONL', () => {
    const [file] = writeTrace(trace, 'jsonl');
    expect(file?.name).toBe('lamplight-imported-2-machines.jsonl');
    const [header, ...events] = file!.text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as object);
    expect(header).toMatchObject({
      engine: 'imported',
      trial: { rates: [4, 1.2345], durationSeconds: 1, rule: 'increment-then-send' },
      origin: { family: 'a log', rule: 'inferred', machines: [{ name: 'port 2056', rate: 'stated' }, {}] },
    });
    expect(Object.keys((header as { trial: object }).trial)).toEqual(['rates', 'durationSeconds', 'rule']);
    const place = ['file', 'line'];
    const facts = ['machine', 'index', 'tick', 'kind', 'atMs', 'clock'];
    expect(events.map(event => Object.keys(event))).toEqual([
      [...facts, ...place],
      [...facts, 'messages', ...place],
      [...facts, 'messages', ...place],
      [...facts, 'queue', ...place, 'pairing'],
      [...facts, 'queue', 'message', ...place, 'pairing'],
    ]);
  });

  test('nor in the assignment’s log', () => {
    const [first, second] = writeTrace(trace, 'log').map(({ text }) => text.trimEnd().split('\n'));
    expect(first).toEqual([
      'Machine 1 (port 2056 in its files) | Clock rate: 4 ticks per second, stated',
      'System time: 0.000000 s | INTERNAL | Queue length: not known | Logical clock: 1',
      'System time: 0.250000 s | SEND to 2 (timestamp 4) | Queue length: not known | Logical clock: 4',
      'System time: 0.500000 s | SEND recipients not known | Queue length: not known | Logical clock: 5',
      'System time: 0.750000 s | RECEIVE, sender not known | Queue length: 3 | Logical clock: 6',
    ]);
    expect(second![0]).toBe(
      'Machine 2 (port 3056 in its files) | Clock rate: about 1.23 ticks per second, estimated',
    );
  });
});

test('an opened run of Lamplight’s own is written again as it was', () => {
  const text = writeTrace(simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 20 }), 'jsonl')[0]!.text;
  const opened = readJsonl({ name: 'run.jsonl', text }).runs[0]!.trace;
  expect(writeTrace(opened, 'jsonl')[0]!.text).toBe(text);
});

test.each([
  { rates: [5, 1, 5] },
  { rates: [60, 50], durationSeconds: 20 },
  { rates: Array.from({ length: 32 }, (_, i) => 1 + (i % 6)), dieSides: 40, durationSeconds: 20 },
])('sizes are told within a factor of two: %j', trial => {
  const trace = simulate(trial);
  for (const format of WRITE_FORMATS) {
    const length = writeTrace(trace, format).reduce((sum, { text }) => sum + text.length, 0);
    const ratio = writtenSizeOf(trace, format, trace.eventCount) / length;
    expect(ratio, format).toBeGreaterThan(0.5);
    expect(ratio, format).toBeLessThan(2);
  }
});
