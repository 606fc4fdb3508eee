import { expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { packTrace, unpackTrace } from './packed-trace.ts';
import { digestOf } from './trace-digest.ts';

test('a trace that was packed, transferred and unpacked is the same, and can still grow', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 20 });
  const digest = digestOf(trace);
  const { packed, buffers } = packTrace(trace);
  const unpacked = unpackTrace(structuredClone(packed, { transfer: buffers }));
  expect(digestOf(unpacked)).toBe(digest);
  expect(unpacked.trial).toEqual(trace.trial);
  expect(unpacked.event(2, 19)).toMatchObject({ machine: 2, tick: 20 });
  unpacked.recorderOf(1).internal(20_200, 999, 0, 7);
  expect(unpacked.event(1, 100)).toMatchObject({ clock: 999 });
});
