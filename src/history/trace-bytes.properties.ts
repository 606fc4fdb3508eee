import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { digestOf } from '../core/trace-digest.ts';
import { simulate } from '../engine/simulate.ts';
import { anyCertifiedRun } from '../testing/certificate-arbitrary.ts';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { oddTrace } from '../testing/odd-trace-arbitrary.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { bytesOfTrace, DamagedTraceError, traceOfBytes } from './trace-bytes.ts';

test('any run of any trial comes back from its bytes', () => {
  fc.assert(
    fc.property(anyTrial, trial => {
      const trace = simulate(trial);
      trace.gaps.push({ machine: 1, reason: 'Its page was closed.' });
      trace.losses.push({ kind: 'never-arrived', from: 1, to: 2, count: 3 });
      expect(contentsOf(traceOfBytes(bytesOfTrace(trace)))).toEqual(contentsOf(trace));
    }),
    { numRuns: 100 },
  );
});

test('a live run comes back with its certificate, and with how its clocks were corrected', () => {
  fc.assert(
    fc.property(anyCertifiedRun, trace => {
      expect(contentsOf(traceOfBytes(bytesOfTrace(trace)))).toEqual(contentsOf(trace));
    }),
    { numRuns: 100 },
  );
});

test('what went wrong by plan comes back', () => {
  const trace = simulate({
    rates: [5, 1, 5],
    durationSeconds: 30,
    seed: 7,
    faults: {
      lossPercent: 20,
      duplicationPercent: 30,
      reorderingPercent: 20,
      timed: [
        { kind: 'crash', machine: 2, fromMs: 5000, toMs: 9000, memory: 'amnesic' },
        { kind: 'partition', machines: [1], fromMs: 12_000, toMs: 15_000 },
        { kind: 'pause', machine: 3, fromMs: 2000, toMs: 3000 },
        { kind: 'rate', machine: 3, fromMs: 20_000, rate: 2 },
      ],
    },
  });
  expect(new Set(trace.faults.map(({ kind }) => kind)).size).toBeGreaterThan(5);
  expect(contentsOf(traceOfBytes(bytesOfTrace(trace)))).toEqual(contentsOf(trace));
  trace.faults.push({ kind: 'pause', machine: 4, fromMs: 0, toMs: 1 });
  expect(() => traceOfBytes(bytesOfTrace(trace))).toThrow(DamagedTraceError);
});

test('any opened log comes back from its bytes, with what is known of its lines', () => {
  fc.assert(
    fc.property(anyImportedTrace, trace => {
      const read = traceOfBytes(bytesOfTrace(trace));
      expect(contentsOf(read)).toEqual(contentsOf(trace));
      expect(digestOf(read)).toBe(digestOf(trace));
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(oddTrace, trace => {
      expect(digestOf(traceOfBytes(bytesOfTrace(trace)))).toBe(digestOf(trace));
    }),
    { numRuns: 200 },
  );
});

test('the bytes are a copy: a trace that grows later is not in them', () => {
  const trace = simulate({ rates: [5, 1], seed: 7, durationSeconds: 5 });
  const digest = digestOf(trace);
  const bytes = bytesOfTrace(trace);
  trace.recorderOf(1).internal(5200, 999, 0, 7);
  expect(digestOf(traceOfBytes(bytes))).toBe(digest);
});

/** Some bytes that differ from those of a trace: changed, cut off or lengthened. */
const spoilt = fc
  .record({
    trace: fc.oneof(
      anyImportedTrace,
      oddTrace,
      anyTrial.map(trial => simulate(trial)),
    ),
    changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
    length: fc.oneof(
      { weight: 3, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 1.2, noNaN: true }) },
    ),
  })
  .map(({ trace, changes, length }) => {
    const whole = new Uint8Array(bytesOfTrace(trace));
    const bytes = new Uint8Array(Math.floor(whole.length * length));
    bytes.set(whole.subarray(0, bytes.length));
    for (const [at, byte] of changes) bytes[Math.floor(at * bytes.length)] = byte;
    return bytes.buffer;
  });

test('whatever becomes of the bytes, they are refused or a trace that can be studied', () => {
  let refused = 0;
  fc.assert(
    fc.property(spoilt, bytes => {
      try {
        const trace = traceOfBytes(bytes);
        digestOf(trace);
        audit(trace);
        for (const log of trace.logs)
          for (let index = 0; index < log.eventCount; index++) trace.event(log.machine, index);
      } catch (error) {
        if (!(error instanceof DamagedTraceError)) throw error;
        refused += 1;
      }
    }),
    { numRuns: 10_000 },
  );
  expect(refused).toBeGreaterThan(1000);
});

test('bytes that are nothing of the kind are refused with a reason', () => {
  for (const bytes of [new ArrayBuffer(0), new ArrayBuffer(64), new TextEncoder().encode('<b>').buffer])
    expect(() => traceOfBytes(bytes as ArrayBuffer)).toThrow(DamagedTraceError);
});
