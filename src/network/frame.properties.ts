// Frames by their laws: what was encoded is read again, and nothing else is, whatever comes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIMESTAMP_MAX } from '../core/message.ts';
import { encodeFrame, FRAME_LENGTH_MAX, FrameReader, NUMBER_MAX, RUN_LENGTH_MAX } from './frame.ts';

const runs = fc
  .string({ minLength: 1, maxLength: RUN_LENGTH_MAX, unit: 'binary' })
  .filter(run => run.length <= RUN_LENGTH_MAX);
const machines = fc.integer({ min: 1, max: 1000 });
const messages = fc.record({
  from: machines,
  to: machines,
  number: fc.integer({ min: 1, max: NUMBER_MAX }),
  timestamp: fc.integer({ min: 0, max: TIMESTAMP_MAX }),
});
const REASONS = ['malformed', 'too-long', 'foreign-run', 'foreign-machine', 'out-of-order'];

describe('a frame', () => {
  it('is read as the message that was encoded, and is never too long', () => {
    fc.assert(
      fc.property(runs, messages, (run, message) => {
        const frame = encodeFrame(run, message);
        expect(frame.length).toBeLessThanOrEqual(FRAME_LENGTH_MAX);
        const reader = new FrameReader({ run, self: message.to, remote: message.from });
        expect(reader.read(frame)).toEqual(message);
        expect(reader.read(frame)).toBe('out-of-order');
      }),
    );
  });

  it('of another run or another pair is told apart', () => {
    fc.assert(
      fc.property(runs, runs, messages, machines, machines, (run, own, message, self, remote) => {
        const read = new FrameReader({ run: own, self, remote }).read(encodeFrame(run, message));
        if (run !== own) expect(read).toBe('foreign-run');
        else if (message.to !== self || message.from !== remote) expect(read).toBe('foreign-machine');
        else expect(read).toEqual(message);
      }),
    );
  });

  it('comes through once, in the order of the numbers, whatever order it came in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 })), numbers => {
        const reader = new FrameReader({ run: 'run', self: 1, remote: 2 });
        const read = numbers
          .map(number => reader.read(encodeFrame('run', { from: 2, to: 1, number, timestamp: 1 })))
          .flatMap(result => (typeof result === 'string' ? [] : [result.number]));
        expect(read).toEqual([...new Set(read)].sort((a, b) => a - b));
        expect(read.at(-1) ?? 0).toBe(Math.max(0, ...numbers));
      }),
    );
  });

  it('may claim no more than the bounds of its reader', () => {
    const reader = new FrameReader({ run: 'run', self: 1, remote: 2, numberMax: 10, timestampMax: 20 });
    const frame = (number: number, timestamp: number) =>
      encodeFrame('run', { from: 2, to: 1, number, timestamp });
    expect(reader.read(frame(11, 1))).toBe('malformed');
    expect(reader.read(frame(1, 21))).toBe('malformed');
    expect(reader.read(frame(10, 20))).toEqual({ from: 2, to: 1, number: 10, timestamp: 20 });
  });
});

describe('junk', () => {
  const junk = fc.oneof(
    fc.anything(),
    fc.string({ maxLength: 2 * FRAME_LENGTH_MAX }),
    fc.json(),
    fc
      .object({ key: fc.constantFrom('run', 'from', 'to', 'number', 'timestamp', '__proto__') })
      .map(value => JSON.stringify(value)),
    fc
      .record({
        run: fc.constant('run'),
        from: fc.double(),
        to: fc.double(),
        number: fc.double(),
        timestamp: fc.double(),
      })
      .map(value => JSON.stringify(value)),
  );

  it('never throws, and gives a reason', () => {
    const reader = new FrameReader({ run: 'run', self: 1, remote: 2 });
    fc.assert(
      fc.property(junk, raw => {
        const read = reader.read(raw);
        if (typeof read === 'string') expect(REASONS).toContain(read);
        else expect(read.number).toSatisfy(Number.isSafeInteger);
      }),
      { numRuns: 1000 },
    );
  });
});
