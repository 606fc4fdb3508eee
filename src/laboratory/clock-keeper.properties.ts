// The clock that a page keeps, and what it reports of it: between any two reports it was never further from the coordinator's than
// the later one says, and it never goes back.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyApartClocks,
  anyRounds,
  ownTimeAt,
  schedulerApart,
  type ApartClocks,
  type Round,
} from '../testing/apart-clocks.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { ClockKeeper, type ClockReport } from './clock-keeper.ts';

/** `LAMPLIGHT_CASES=1000` for a long run. */
const RUNS = Number(process.env['LAMPLIGHT_CASES'] ?? 40);
const START_MS = 1_700_000_000_000;
/** How often somebody looks. */
const LOOK_MS = 100;
/** Times since the epoch have steps of 0.25 microseconds, and the clock's own grain is in its stamps. */
const roundingMs = ({ grainMs }: ApartClocks) => grainMs + 0.002;

/** One page and one coordinator: each question takes the next of the rounds, which come round again. */
function keep(
  clocks: ApartClocks,
  rounds: readonly Round[],
  lengthMs: number,
  isElsewhere: boolean,
  silence?: { fromMs: number; toMs: number },
) {
  const truth = new VirtualScheduler();
  truth.runUntil(START_MS);
  const since = {
    ...clocks,
    drifts: clocks.drifts.map(each => ({ ...each, fromMs: each.fromMs + START_MS })),
  };
  const own = schedulerApart(since, truth);
  let asked = 0;
  const keeper = new ClockKeeper({
    scheduler: own,
    isElsewhere,
    ask: askedMs => {
      const { thereMs, heldMs, backMs } = rounds[asked++ % rounds.length]!;
      const nowMs = truth.nowMs() - START_MS;
      if (silence && nowMs > silence.fromMs && nowMs < silence.toMs) return;
      const heardMs = truth.nowMs() + thereMs;
      truth.at(heardMs + heldMs + backMs, () => {
        keeper.hear({ askedMs, heardMs, answeredMs: heardMs + heldMs });
        const report = keeper.report(START_MS);
        if (report) reports.push(report);
      });
    },
  });
  const reports: ClockReport[] = [];
  keeper.burst();
  truth.runUntil(START_MS + 20_000);
  reports.length = 0;
  const clock = keeper.begin();
  clock.at(0, () => undefined);
  const looks: { readonly atMs: number; readonly errorMs: number }[] = [];
  let lastMs = -Infinity;
  for (let passedMs = 0; passedMs < lengthMs; passedMs += LOOK_MS) {
    if (passedMs % 1000 === 0) keeper.remind();
    truth.runUntil(START_MS + 20_000 + passedMs);
    const nowMs = clock.nowMs();
    expect(nowMs).toBeGreaterThanOrEqual(lastMs);
    lastMs = nowMs;
    const exactMs = ownTimeAt(since, truth.nowMs()) + clock.offsetMs;
    looks.push({ atMs: nowMs - START_MS, errorMs: Math.abs(exactMs - truth.nowMs()) });
  }
  return { reports, looks };
}

function expectWithinBounds(clocks: ApartClocks, { reports, looks }: ReturnType<typeof keep>): void {
  for (const { atMs, errorMs } of looks) {
    const next = reports.find(({ sample }) => sample.atMs >= atMs);
    if (next) expect(errorMs).toBeLessThanOrEqual(next.sample.boundMs + roundingMs(clocks));
  }
}

describe('what is reported of a clock', () => {
  test('holds between any two reports', () => {
    fc.assert(
      fc.property(anyApartClocks, anyRounds, fc.boolean(), (clocks, rounds, isElsewhere) => {
        expectWithinBounds(clocks, keep(clocks, rounds, 40_000, isElsewhere));
      }),
      { numRuns: RUNS },
    );
  });

  test('holds over a silence of 10 s, and the clock is close again after it', () => {
    fc.assert(
      fc.property(anyApartClocks, clocks => {
        const rounds = [{ afterMs: 0, thereMs: 20, heldMs: 1, backMs: 60 }];
        const kept = keep(clocks, rounds, 60_000, true, { fromMs: 40_000, toMs: 50_000 });
        expectWithinBounds(clocks, kept);
        expect(kept.reports.at(-1)!.sample.boundMs).toBeLessThan(45);
      }),
      { numRuns: RUNS },
    );
  });

  test('says at what pace the own clock gains', () => {
    fc.assert(
      fc.property(fc.double({ min: -200, max: 200, noNaN: true }), ppm => {
        const clocks = { offsetMs: 10_800_000, drifts: [{ fromMs: 0, ppm }], grainMs: 0.1 };
        const { reports } = keep(clocks, [{ afterMs: 0, thereMs: 1, heldMs: 0, backMs: 1 }], 60_000, true);
        const { driftPpm, driftBoundPpm } = reports.at(-1)!;
        expect(Math.abs(driftPpm! - ppm)).toBeLessThanOrEqual(driftBoundPpm!);
        expect(driftBoundPpm).toBeLessThan(100);
        if (Math.abs(ppm) > 100) expect(Math.abs(driftPpm! - ppm)).toBeLessThan(3);
        expect(reports.at(-1)!.sample.offsetMs).toBeCloseTo(10_800_000 - ppm * 0.08, -1);
      }),
      { numRuns: RUNS },
    );
  });
});

test('a page whose clock stood still for an hour is set forward with the next answer, and says how wrong it was', () => {
  const truth = new VirtualScheduler();
  let sleptMs = 0;
  const own = {
    nowMs: () => truth.nowMs() - sleptMs,
    at: (timeMs: number, task: () => void) => truth.at(timeMs + sleptMs, task),
  };
  const keeper = new ClockKeeper({
    scheduler: own,
    isElsewhere: false,
    ask: askedMs => {
      const heardMs = truth.nowMs() + 2;
      truth.at(heardMs + 2, () => {
        keeper.hear({ askedMs, heardMs, answeredMs: heardMs });
        const report = keeper.report(0);
        if (report) reports.push(report);
      });
    },
  });
  const reports: ClockReport[] = [];
  const clock = keeper.begin();
  keeper.burst();
  truth.runUntil(100);
  let isDone = false;
  clock.at(1_000_000, () => {
    isDone = true;
  });
  truth.runUntil(2000);
  sleptMs = 3_600_000;
  truth.runUntil(2000 + sleptMs);
  reports.length = 0;
  for (let i = 0; i < 4; i++) {
    keeper.remind();
    truth.runUntil(truth.nowMs() + 1000);
  }
  const [first, second] = reports;
  expect(first!.hasJumped).toBe(true);
  expect(first!.sample.boundMs).toBeGreaterThan(3_599_000);
  expect(second!.hasJumped).toBe(false);
  expect(second!.sample.boundMs).toBeLessThan(10);
  expect(second!.sample.offsetMs).toBeCloseTo(sleptMs, -1);
  expect(Math.abs(clock.nowMs() - truth.nowMs())).toBeLessThan(10);
  expect(isDone).toBe(true);
});

test('answers that nobody asked for say nothing', () => {
  const asked: number[] = [];
  const scheduler = new VirtualScheduler();
  const keeper = new ClockKeeper({ scheduler, isElsewhere: true, ask: askedMs => asked.push(askedMs) });
  keeper.hear({ askedMs: 0, heardMs: 5000, answeredMs: 5000 });
  expect(keeper.report(0)).toBeUndefined();
  keeper.burst();
  keeper.hear({ askedMs: asked[0]!, heardMs: 5000, answeredMs: 5000 });
  expect(keeper.report(0)!.sample.offsetMs).toBe(0); // what was added until now
  expect(keeper.report(0)!.sample.offsetMs).toBe(5000);
});
