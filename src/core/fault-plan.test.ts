// What a plan of faults may be, the words for what it may not, and when machines tick under it.
import { describe, expect, test } from 'vitest';
import { FAULT_BOUNDS, FAULT_DEFAULTS, type FaultPlanInput, type TimedFault } from './fault-plan.ts';
import { tickScheduleOf } from './tick-schedule.ts';
import { parseTrial, trialFrom } from './trial.ts';

function problemOf(faults: unknown): string | undefined {
  const parsed = parseTrial({ rates: [5, 1, 5], durationSeconds: 60, faults });
  if (parsed.kind === 'trial') return undefined;
  expect(parsed.problems.map(({ field }) => field)).toEqual(['faults']);
  return parsed.problems[0]!.message;
}

function timed(...faults: unknown[]): string | undefined {
  return problemOf({ timed: faults });
}

const crash = { kind: 'crash', machine: 2, fromMs: 10_000, toMs: 15_000, memory: 'amnesic' } as const;
const pause = { kind: 'pause', machine: 2, fromMs: 20_000, toMs: 25_000 } as const;
const rate = { kind: 'rate', machine: 2, fromMs: 30_000, rate: 4 } as const;
const partition = { kind: 'partition', fromMs: 5000, toMs: 90_000, machines: [1, 3] } as const;

describe('the faults of a trial', () => {
  test('are left out where nothing goes wrong, so that the trial is the one that it was', () => {
    const bare = trialFrom({ rates: [5, 1, 5] });
    for (const faults of [{}, { session: true }, { reorderingMs: 5 }, FAULT_DEFAULTS])
      expect(JSON.stringify(trialFrom({ rates: [5, 1, 5], faults }))).toBe(JSON.stringify(bare));
  });

  test('get the defaults of what is not said', () => {
    expect(trialFrom({ rates: [5, 1], faults: { lossPercent: 10 } }).faults).toEqual({
      ...FAULT_DEFAULTS,
      lossPercent: 10,
    });
  });

  test('may be of all kinds together', () => {
    expect(timed(crash, pause, rate, partition, { ...crash, machine: 3 })).toBeUndefined();
  });

  test.each<[string, unknown, RegExp]>([
    ['no object', 7, /Faults are an object/],
    ['something unknown', { los: 5 }, /Faults are an object/],
    ['a percentage above 100', { lossPercent: 101 }, /lost messages must be a number from 0 to 100/],
    ['a negative percentage', { duplicationPercent: -1 }, /doubled messages/],
    ['a percentage that is not a number', { reorderingPercent: NaN }, /reordered messages/],
    ['no bandwidth', { bandwidthPerSecond: 0 }, /bandwidth must be 1 to 1000/],
    ['a long reordering', { reorderingMs: 1e9 }, /1 to 60000 milliseconds longer/],
  ])('say what is wrong with %s', (_, faults, message) => {
    expect(problemOf(faults)).toMatch(message);
  });

  test.each<[string, readonly unknown[], RegExp]>([
    ['an unknown kind', [{ kind: 'flood', fromMs: 1 }], /A fault at a time is a partition/],
    ['half a millisecond', [{ ...crash, fromMs: 0.5 }], /whole number of milliseconds/],
    ['a machine that is not there', [{ ...crash, machine: 4 }], /no machine 4: the trial has 3/],
    ['a time after the end', [{ ...rate, fromMs: 60_000 }], /after the end of the run: it lasts 60 s/],
    ['an end before the beginning', [{ ...crash, toMs: 10_000 }], /takes no time/],
    ['a pause beyond the end', [{ ...pause, toMs: 60_001 }], /must end within the run, at 60 s/],
    ['two crashes at once', [crash, { ...crash, fromMs: 14_999 }], /two faults at once from 14.999 s on/],
    [
      'a crash at the end of a pause, where the machine makes up for its ticks',
      [
        { ...pause, fromMs: 1000, toMs: 2000 },
        { ...crash, machine: pause.machine, fromMs: 2000, toMs: 3000 },
      ],
      /two faults at once from 2 s on/,
    ],
    ['two rates at once', [rate, { ...rate, rate: 9 }], /gets two rates at 30 s/],
    ['a partition of all machines', [{ ...partition, machines: [1, 2, 3] }], /leaves at least one/],
    ['a machine named twice', [{ ...partition, machines: [1, 1] }], /once/],
    [
      'too many',
      Array.from({ length: FAULT_BOUNDS.timed + 1 }, (_, i) => ({ ...rate, fromMs: i })),
      /at most 100/,
    ],
  ])('say what is wrong with %s', (_, faults, message) => {
    expect(timed(...faults)).toMatch(message);
  });
});

describe('the ticks of a machine', () => {
  function ticks(faults: readonly TimedFault[], seconds = 4): number[] {
    const trial = trialFrom({
      rates: [9, 2],
      durationSeconds: seconds,
      faults: { timed: faults } satisfies FaultPlanInput,
    });
    const schedule = tickScheduleOf(trial, 2);
    return Array.from({ length: schedule.ticks }, (_, i) => schedule.atMs(i + 1));
  }

  test('begin anew after a crash, which takes those out that were due meanwhile', () => {
    const down = { ...crash, fromMs: 1000, toMs: 2100 };
    expect(ticks([down])).toEqual([500, 2600, 3100, 3600]);
    expect(ticks([{ ...down, toMs: 9000 }])).toEqual([500]);
    expect(ticks([{ ...down, fromMs: 0, toMs: 9000 }])).toEqual([]);
  });

  test('come at the end of a pause, and then on their beat', () => {
    expect(ticks([{ ...pause, fromMs: 1000, toMs: 2100 }])).toEqual([
      500, 2100, 2100, 2100, 2500, 3000, 3500, 4000,
    ]);
  });

  test('have another rate from a moment on, which includes the tick of that moment', () => {
    expect(ticks([{ ...rate, fromMs: 1000, rate: 1 }])).toEqual([500, 1000, 2000, 3000, 4000]);
    expect(ticks([{ ...rate, fromMs: 1250, rate: 1 }])).toEqual([500, 1000, 2250, 3250]);
  });

  test('have a rate from the restart on that was set while the machine was down', () => {
    const down = { ...crash, fromMs: 1000, toMs: 2000 };
    expect(ticks([down, { ...rate, fromMs: 1500, rate: 1 }])).toEqual([500, 3000, 4000]);
  });

  test('are those of the other machines as before', () => {
    const trial = trialFrom({
      rates: [9, 2],
      durationSeconds: 4,
      faults: { timed: [crash].map(one => ({ ...one, fromMs: 1000 })) },
    });
    expect(tickScheduleOf(trial, 1).ticks).toBe(36);
  });
});
