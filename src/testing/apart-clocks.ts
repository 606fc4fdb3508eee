// Two clocks that are apart, and what an exchange between their owners would say: for tests of whoever estimates how far.
import fc from 'fast-check';
import type { ClockExchange } from '../time/clock-filter.ts';
import type { Scheduler } from '../time/scheduler.ts';

/** One exchange of a schedule, in true milliseconds. */
export interface Round {
  /** Since the round before was asked. */
  readonly afterMs: number;
  readonly thereMs: number;
  readonly heldMs: number;
  readonly backMs: number;
}

export interface ApartClocks {
  /** The other clock less one's own at the beginning. */
  readonly offsetMs: number;
  /** By how much the own clock runs faster, in parts per million, from each of these true moments on. */
  readonly drifts: readonly { readonly fromMs: number; readonly ppm: number }[];
  /** Both clocks show multiples of this. */
  readonly grainMs: number;
}

const HOUR_MS = 3_600_000;

const delayMs = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.05, max: 3, noNaN: true }) },
  { weight: 3, arbitrary: fc.double({ min: 10, max: 100, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: 100, max: 12_000, noNaN: true }) },
);

export const anyRounds = fc.array(
  fc.record({
    afterMs: fc.oneof(
      { weight: 8, arbitrary: fc.constant(2000) },
      { weight: 2, arbitrary: fc.double({ min: 0, max: 500, noNaN: true }) },
      { weight: 1, arbitrary: fc.double({ min: 10_000, max: HOUR_MS, noNaN: true }) },
    ),
    thereMs: delayMs,
    heldMs: fc.double({ min: 0, max: 30, noNaN: true }),
    backMs: delayMs,
  }),
  { minLength: 1, maxLength: 80 },
);

export const anyApartClocks: fc.Arbitrary<ApartClocks> = fc.record({
  offsetMs: fc.oneof(
    fc.constant(0),
    fc.double({ min: -20, max: 20, noNaN: true }),
    fc.double({ min: -24 * HOUR_MS, max: 24 * HOUR_MS, noNaN: true }),
  ),
  drifts: fc
    .array(
      fc.record({
        fromMs: fc.double({ min: 0, max: 120_000, noNaN: true }),
        ppm: fc.double({ min: -200, max: 200, noNaN: true }),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map(drifts =>
      drifts.sort((a, b) => a.fromMs - b.fromMs).map((each, i) => (i === 0 ? { ...each, fromMs: 0 } : each)),
    ),
  grainMs: fc.constantFrom(1, 0.1, 0.005),
});

/** At a true moment: what the own clock would show if it were not cut to its grain. */
export function ownTimeAt({ offsetMs, drifts }: ApartClocks, trueMs: number): number {
  let ownMs = trueMs - offsetMs;
  for (const [i, { fromMs, ppm }] of drifts.entries()) {
    const untilMs = Math.min(trueMs, drifts[i + 1]?.fromMs ?? Infinity);
    ownMs += Math.max(0, untilMs - fromMs) * ppm * 1e-6;
  }
  return ownMs;
}

/** The own clock, as it is read. */
export function ownReadingAt(clocks: ApartClocks, trueMs: number): number {
  return cut(ownTimeAt(clocks, trueMs), clocks.grainMs);
}

/** The other clock shows the true time. `askedMs`: when the round was asked, in true milliseconds. */
export function exchangeOf(clocks: ApartClocks, round: Round, askedMs: number): ClockExchange {
  const heardMs = askedMs + round.thereMs;
  const answeredMs = heardMs + round.heldMs;
  return {
    askedMs: ownReadingAt(clocks, askedMs),
    heardMs: cut(heardMs, clocks.grainMs),
    answeredMs: cut(answeredMs, clocks.grainMs),
    receivedMs: ownReadingAt(clocks, answeredMs + round.backMs),
  };
}

function cut(timeMs: number, grainMs: number): number {
  return Math.floor(timeMs / grainMs) * grainMs;
}

/** Time as the own clock has it, over a scheduler that has the true time. */
export function schedulerApart(clocks: ApartClocks, truth: Scheduler): Scheduler {
  const nowMs = (): number => ownReadingAt(clocks, truth.nowMs());
  return {
    nowMs,
    at: (timeMs, task, rank) => {
      let early = truth.nowMs();
      let late = early + Math.max(0, timeMs - nowMs()) * 1.001 + 2 * clocks.grainMs;
      while (late - early > 0.001) {
        const middle = (early + late) / 2;
        if (ownReadingAt(clocks, middle) >= timeMs) late = middle;
        else early = middle;
      }
      return truth.at(late, task, rank);
    },
  };
}
