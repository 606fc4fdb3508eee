// The virtual engine: a run to read line by line, digests that hold on every engine, and trials that are refused.
import { describe, expect, test } from 'vitest';
import { digestOf } from '../core/trace-digest.ts';
import { Trace } from '../core/trace.ts';
import { InvalidTrialError, trialFrom, type TrialInput } from '../core/trial.ts';
import { REFERENCE_RUNS } from '../testing/reference-runs.ts';
import { simulate } from './simulate.ts';
import { checkSize, TrialTooLargeError } from './trial-size.ts';
import { Simulation } from './simulation.ts';

/** One line for each event, by machine: time, kind, clock, queue and messages. */
function linesOf(trace: Trace): string[] {
  return trace.logs.flatMap(log =>
    Array.from({ length: log.eventCount }, (_, index) => {
      const event = trace.event(log.machine, index);
      const facts = `${log.machine} ${event.atMs.toFixed(0)}ms C${event.clock} Q${event.queue} ${event.kind}`;
      if (event.kind === 'internal') return facts;
      if (event.kind === 'receive') return `${facts} ${event.message!.from}-${event.message!.number}`;
      return `${facts} ${event.messages.map(m => `${log.machine}-${m.number}>${m.to}@${m.timestamp}`).join(' ')}`;
    }),
  );
}

describe('a run to read', () => {
  const input: TrialInput = { rates: [3, 1, 2], dieSides: 4, durationSeconds: 2, seed: 3 };

  test("under Lamport's rule", () => {
    expect(linesOf(simulate(input))).toMatchInlineSnapshot(`
      [
        "1 333ms C1 Q0 send 1-1>2@1 1-2>3@1",
        "1 667ms C2 Q0 internal",
        "1 1000ms C3 Q0 send 1-3>2@3 1-4>3@3",
        "1 1333ms C4 Q0 internal",
        "1 1667ms C6 Q0 receive 3-1",
        "1 2000ms C7 Q0 send 1-5>2@7",
        "2 1000ms C2 Q1 receive 1-1",
        "2 2000ms C4 Q1 receive 1-3",
        "3 500ms C2 Q0 receive 1-2",
        "3 1000ms C4 Q0 receive 1-4",
        "3 1500ms C5 Q0 send 3-1>1@5",
        "3 2000ms C6 Q0 internal",
      ]
    `);
  });

  test('the same dice under send-then-increment', () => {
    expect(linesOf(simulate({ ...input, rule: 'send-then-increment' }))).toMatchInlineSnapshot(`
      [
        "1 333ms C1 Q0 send 1-1>2@0 1-2>3@0",
        "1 667ms C2 Q0 internal",
        "1 1000ms C3 Q0 send 1-3>2@2 1-4>3@2",
        "1 1333ms C4 Q0 internal",
        "1 1667ms C5 Q0 receive 3-1",
        "1 2000ms C6 Q0 send 1-5>2@5",
        "2 1000ms C1 Q1 receive 1-1",
        "2 2000ms C3 Q1 receive 1-3",
        "3 500ms C1 Q0 receive 1-2",
        "3 1000ms C3 Q0 receive 1-4",
        "3 1500ms C4 Q0 send 3-1>1@3",
        "3 2000ms C5 Q0 internal",
      ]
    `);
  });

  test('ticks due at the same moment come in machine order, and a message is there before the next of them', () => {
    // Both tick at 1 s: what machine 1 sends then, machine 2 receives then; not the other way round.
    const trace = simulate({ rates: [1, 1], dieSides: 2, durationSeconds: 3 });
    expect(linesOf(trace)).toEqual([
      '1 1000ms C1 Q0 send 1-1>2@1',
      '1 2000ms C2 Q0 send 1-2>2@2',
      '1 3000ms C3 Q0 send 1-3>2@3',
      '2 1000ms C2 Q0 receive 1-1',
      '2 2000ms C3 Q0 receive 1-2',
      '2 3000ms C4 Q0 receive 1-3',
    ]);
  });

  test('what is on its way at the end arrives after the last tick', () => {
    const trace = simulate({
      rates: [1, 1],
      dieSides: 2,
      durationSeconds: 2,
      delay: { kind: 'fixed', delayMs: 1500 },
    });
    expect(trace.message(1, 1)).toMatchObject({ sentMs: 1000, arrivedMs: 2500, arrivedBeforeTick: 3 });
    expect(trace.message(1, 2)).toMatchObject({ sentMs: 2000, arrivedMs: 3500, arrivedBeforeTick: 3 });
  });
});

describe('the same trial is the same run on every engine', () => {
  test.each(REFERENCE_RUNS)('$name', ({ trial, digest }) => {
    expect(digestOf(simulate(trial))).toBe(digest);
  });
});

describe('a trial that cannot run', () => {
  const enormous: TrialInput = {
    rates: new Array<number>(1000).fill(1000),
    dieSides: 10_000,
    durationSeconds: 3600,
  };

  test('is refused in words, before anything is run', () => {
    expect(() => simulate({ rates: [0, 1] })).toThrow(InvalidTrialError);
  });

  test('is refused when its trace is too large, with the estimate and what would fit', () => {
    const error = catchError(() => simulate(enormous));
    expect(error).toBeInstanceOf(TrialTooLargeError);
    const { size, fittingSeconds, message } = error as TrialTooLargeError;
    expect(size.ticks).toBe(3_600_000_000);
    expect(size.bytes).toBeGreaterThan(25 * size.ticks);
    expect(message).toContain('3600000000 ticks');
    expect(message).toContain(`${fittingSeconds} seconds would fit`);
    expect(fittingSeconds).toBeGreaterThan(10);
    expect(() => checkSize(trialFrom({ ...enormous, durationSeconds: fittingSeconds }))).not.toThrow();
    expect(() => checkSize(trialFrom({ ...enormous, durationSeconds: 1.05 * fittingSeconds }))).toThrow();
  });

  test('is refused by a bound of the caller, under which perhaps not even a second fits', () => {
    const error = catchError(() => simulate({ rates: [5, 5] }, { maxBytes: 100 }));
    expect(error).toMatchObject({ name: 'TrialTooLargeError', fittingSeconds: 0, maxBytes: 100 });
  });

  test('the estimate is close to what a trace takes', () => {
    const trace = simulate({ rates: [6, 6, 1] });
    const bytes = trace.logs.reduce((sum, log) => sum + log.byteLength, 0);
    expect(bytes / trace.eventCount).toBeLessThan(40);
  });

  function catchError(run: () => unknown): unknown {
    try {
      run();
    } catch (error) {
      return error;
    }
    return undefined;
  }
});

test('a run that is stopped half-way leaves a trace of what it did', () => {
  const trial = trialFrom({ rates: [2, 3] });
  const trace = new Trace(trial, 'virtual');
  const simulation = new Simulation(trial, { recorderOf: machine => trace.recorderOf(machine) });
  expect(simulation.step(100)).toBe(false);
  expect(trace.eventCount).toBe(100);
});
