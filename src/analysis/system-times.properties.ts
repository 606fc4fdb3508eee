// The one home of corrected and uncorrected times: what is taken off is what was added, bounds hold from the sample before, and what a
// bound explains is nobody's fault.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MachineClock } from '../core/certificate.ts';
import { packCopy, unpackTrace } from '../core/packed-trace.ts';
import { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { anyCertifiedRun } from '../testing/certificate-arbitrary.ts';
import { audit } from './audit/audit.ts';
import { physicalTimeMs } from './hybrid-clocks.ts';
import { SystemTimes, traceByOwnClocks } from './system-times.ts';

const RULE = 'nothing-before-it-was-sent';

function traceOf(clocks: readonly (MachineClock | undefined)[]): Trace {
  const trace = new Trace(
    trialFrom({ rates: clocks.map(() => 1), durationSeconds: 20 }),
    'live',
    1_700_000_000_000,
  );
  trace.certificate = {
    foreignMessages: 0,
    machines: clocks.map(clock => ({ spells: [], links: [], changes: [], ...(clock && { clock }) })),
  };
  return trace;
}

const clockOf = (offsetMs: number, boundMs: number): MachineClock => ({
  samples: [
    { atMs: 0, offsetMs, boundMs },
    { atMs: 20_000, offsetMs, boundMs },
  ],
  jumps: 0,
});

describe('a machine’s own time', () => {
  test('is the common one less what was added at each sample, and on the line between two', () => {
    const clock: MachineClock = {
      samples: [
        { atMs: 0, offsetMs: 100, boundMs: 2 },
        { atMs: 1000, offsetMs: 200, boundMs: 5 },
        { atMs: 3000, offsetMs: 200, boundMs: 1 },
      ],
      jumps: 0,
    };
    const times = new SystemTimes(traceOf([clock, undefined]));
    expect([-10, 0, 500, 1000, 2000, 4000].map(atMs => times.ownMsAt(1, atMs))).toEqual([
      -110, -100, 350, 800, 1800, 3800,
    ]);
    expect([-10, 0, 500, 1000, 2000, 3000].map(atMs => times.boundMsAt(1, atMs))).toEqual([2, 2, 5, 5, 1, 1]);
    expect(times.boundMsAt(1, 5000)).toBe(2); // nobody asked any more: it grows
    expect(times.ownMsAt(2, 500)).toBe(500);
    expect(times.boundMsAt(2, 500)).toBeUndefined();
    expect(times.clocksApart).toEqual([1]);
  });

  test('of a whole run begins at the first clock, keeps the order on each machine, and changes nothing else', () => {
    fc.assert(
      fc.property(anyCertifiedRun, trace => {
        const times = new SystemTimes(trace);
        const own = traceByOwnClocks(trace);
        const shiftMs = Math.min(...trace.logs.map(({ machine }) => times.ownMsAt(machine, 0)));
        for (const [i, log] of trace.logs.entries()) {
          const copied = own.logs[i]!;
          expect(copied.clocks.slice(0, log.eventCount)).toEqual(log.clocks.slice(0, log.eventCount));
          for (let index = 0; index < log.eventCount; index++) {
            expect(copied.atMs[index]).toBeCloseTo(times.ownMsAt(log.machine, log.atMs[index]!) - shiftMs, 6);
            if (index > 0 && log.atMs[index]! > log.atMs[index - 1]!)
              expect(copied.atMs[index]!).toBeGreaterThan(copied.atMs[index - 1]!);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

test('the errors for hybrid clocks show what the devices’ own clocks showed', () => {
  const drifting: MachineClock = {
    samples: [
      { atMs: 0, offsetMs: -10_000, boundMs: 1 },
      { atMs: 20_000, offsetMs: -10_002, boundMs: 1 },
    ],
    jumps: 0,
    driftPpm: 100,
  };
  const times = new SystemTimes(traceOf([clockOf(0, 1), drifting]));
  const [same, apart] = times.measuredErrors!;
  expect(same).toEqual({ offsetMs: 0, driftPartsPerMillion: 0 });
  for (const atMs of [0, 7000, 20_000])
    expect(physicalTimeMs(atMs, apart)).toBeCloseTo(times.ownMsAt(2, atMs), 2);
  expect(new SystemTimes(traceOf([clockOf(0, 1), clockOf(0.5, 1)])).measuredErrors).toBeUndefined();
});

describe('a message that seems to arrive before it was sent', () => {
  /** It arrives `earlyMs` before it was sent, by the times of the record. */
  function faultsOf(earlyMs: number, clocks: readonly (MachineClock | undefined)[]): number {
    const trace = traceOf(clocks);
    const [one, two] = [trace.recorderOf(1), trace.recorderOf(2)];
    const message = { from: 1, to: 2, number: 1, timestamp: 1 };
    one.send(1000.5, 1, 0, 1, [message]);
    two.arrival(message, 1000.5 - earlyMs, 1);
    two.receive(1000.6, 2, 0, message);
    const report = audit(unpackTrace(packCopy(trace).packed));
    return report.rules.find(({ rule }) => rule === RULE)!.faults;
  }

  test('is explained by bounds that are as large together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 400 }),
        (first, second, early) => {
          const faults = faultsOf(early, [clockOf(0, first), clockOf(5, second)]);
          expect(faults > 0).toBe(early > first + second);
        },
      ),
    );
  });

  test('is measured by 50 ms where nobody measured the clocks', () => {
    expect(faultsOf(49, [undefined, clockOf(0, 1)])).toBe(0);
    expect(faultsOf(51, [undefined, clockOf(0, 1)])).toBe(1);
  });
});
