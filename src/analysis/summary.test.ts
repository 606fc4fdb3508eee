// A summary by hand of a run small enough to follow, and of runs that are not whole.
import { describe, expect, test } from 'vitest';
import { Machine } from '../core/machine.ts';
import { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { summarize } from './summary.ts';

const trial = trialFrom({ rates: [2, 1], dieSides: 4, durationSeconds: 2 });

function machinesOf(trace: Trace): Machine[] {
  return trace.trial.rates.map(
    (_, i) =>
      new Machine({
        id: i + 1,
        machines: trace.machines,
        rule: trace.trial.rule,
        recorder: trace.recorderOf(i + 1),
      }),
  );
}

describe('a summary', () => {
  test('counts events and messages, jumps, queues and lateness', () => {
    const trace = new Trace(trial, 'live');
    const [first, second] = machinesOf(trace) as [Machine, Machine];
    const sent = [...first.tick(1, 501), ...first.tick(1, 1002), ...first.tick(1, 1503)];
    second.arrive(sent[0]!, 600);
    second.arrive(sent[1]!, 1010);
    second.tick(3, 1500); // receives the first: 0 → 2
    second.tick(3, 2000); // receives the second: 2 → 3
    first.tick(3, 2004); // internal

    expect(summarize(trace)).toEqual({
      trial,
      machines: [
        {
          machine: 1,
          rate: 2,
          ticks: 4,
          finalClock: 4,
          internals: 1,
          sends: 3,
          jumps: { mean: 1, variance: 0, max: 1 },
          queue: { final: 0, max: 0, mean: 0 },
          sent: 3,
          received: 0,
          waiting: 0,
          inFlight: 0,
          lateness: { medianMs: 2.5, p99Ms: expect.closeTo(3.97, 9) as number, maxMs: 4 },
        },
        {
          machine: 2,
          rate: 1,
          ticks: 2,
          finalClock: 3,
          internals: 0,
          sends: 0,
          jumps: { mean: 1.5, variance: 0.25, max: 2 },
          queue: { final: 0, max: 1, mean: 0.5 },
          sent: 0,
          received: 2,
          waiting: 0,
          inFlight: 1,
          lateness: { medianMs: 250, p99Ms: 495, maxMs: 500 },
        },
      ],
      totals: { events: 6, sent: 3, received: 2, waiting: 0, inFlight: 1, lost: 0, doubled: 0 },
      // At 1,002 ms the clocks show 2 and 0; at 2,000 ms, where the second log ends, both show 3.
      drift: { final: 0, max: 2 },
    });
  });

  test('tells a message that waits from one in flight', () => {
    const trace = new Trace(trial, 'live');
    const [first, second] = machinesOf(trace) as [Machine, Machine];
    const [message] = first.tick(2, 500);
    expect(summarize(trace).machines[1]).toMatchObject({ waiting: 0, inFlight: 1 });
    second.arrive(message!, 700);
    expect(summarize(trace).machines[1]).toMatchObject({ waiting: 1, inFlight: 0, ticks: 0 });
    second.tick(3, 1000);
    expect(summarize(trace).machines[1]).toMatchObject({ waiting: 0, inFlight: 0, received: 1 });
  });

  test('of a run without events is all zeros', () => {
    const { machines, totals, drift } = summarize(new Trace(trial, 'live'));
    expect(totals).toEqual({ events: 0, sent: 0, received: 0, waiting: 0, inFlight: 0, lost: 0, doubled: 0 });
    expect(drift).toEqual({ final: 0, max: 0 });
    expect(machines[0]).toMatchObject({ ticks: 0, finalClock: 0, jumps: { mean: 0, variance: 0, max: 0 } });
    expect(machines[1]).toMatchObject({ queue: { final: 0, max: 0, mean: 0 }, lateness: { maxMs: 0 } });
  });

  test('counts what is known of a message whose sender has no log', () => {
    const trace = new Trace(trial, 'live');
    const [, second] = machinesOf(trace) as [Machine, Machine];
    second.arrive({ from: 1, to: 2, number: 5, timestamp: 9 }, 400);
    const { machines, totals } = summarize(trace);
    expect(machines[1]!.waiting).toBe(1);
    expect(totals).toMatchObject({ sent: 0, inFlight: 0 });
  });

  test('finds the largest drift, though the clocks meet again at the end', () => {
    const trace = new Trace(trialFrom({ rates: [1, 1], durationSeconds: 3 }), 'virtual');
    for (let k = 1; k <= 3; k++) trace.recorderOf(1).internal(k * 1000, k, 0, 9);
    [1, 2, 3].forEach((clock, i) =>
      trace.recorderOf(2).internal((i + 1) * 1000, clock === 3 ? 3 : 0 * clock, 0, 9),
    );
    expect(summarize(trace).drift).toEqual({ final: 0, max: 2 });
  });
});
